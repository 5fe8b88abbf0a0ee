"""``porthole connect``: from what a person calls a server to its console."""

import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from launcher.cli.exit_codes import Exit
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.profile import Profile
from launcher.model.server import ServerStatus
from tests.unit.cli.conftest import SECONDS, Terminal
from tests.unit.services.parts import profile_for
from tests.unit.services.recording_browser import install_browser, read_records

URL = re.compile(r"http://127\.0\.0\.1:\d+/vnc_lite\.html\?path=%3Ftoken%3D[\w-]+\n")


def sent(cloud: DemoCloud) -> list[str]:
    return [f"{one.method} {one.path.rpartition('/')[2]}" for one in cloud.requests]


def test_the_link_is_all_that_is_printed(terminal: Terminal) -> None:
    done = terminal.run("connect", "cache-01", "--print-url")
    assert URL.fullmatch(done.stdout)
    assert (done.returncode, done.stderr) == (Exit.OK, "")


def test_a_server_that_was_listed_is_one_login_and_one_request(terminal: Terminal, cloud: DemoCloud) -> None:
    terminal.run("list")
    cloud.forget_requests()
    assert terminal.run("connect", "cache-01", "--print-url").returncode == Exit.OK
    assert sent(cloud) == ["POST tokens", "POST remote-consoles"]


def test_an_id_needs_no_list_where_the_profile_is_known(terminal: Terminal, cloud: DemoCloud) -> None:
    machine = next(one for one in cloud.servers() if one.name == "cache-01")
    done = terminal.run("connect", machine.id, "--profile", "prod", "--print-url")
    assert URL.fullmatch(done.stdout)
    assert sent(cloud) == ["POST tokens", "POST remote-consoles"]


@pytest.mark.parametrize("wanted", ["monitor-01", "onitor", "MONITOR-01", "address"])
def test_a_part_of_a_name_and_an_address_are_enough(terminal: Terminal, wanted: str) -> None:
    (listed,) = json.loads(terminal.run("list", "name:monitor-01", "--json").stdout)
    wanted = listed["addresses"][0] if wanted == "address" else wanted
    found = json.loads(terminal.run("connect", wanted, "--json").stdout)
    assert (found["id"], found["name"]) == (listed["id"], "monitor-01")


def test_json_tells_how_long_the_link_lives(terminal: Terminal) -> None:
    found = json.loads(terminal.run("connect", "cache-01", "--json").stdout)
    assert list(found) == ["profile", "id", "name", "type", "protocol", "url", "issued_at", "expires_at"]
    assert (found["profile"], found["type"], found["protocol"]) == ("prod", "novnc", "vnc")
    lives = datetime.fromisoformat(found["expires_at"]) - datetime.fromisoformat(found["issued_at"])
    assert lives == timedelta(seconds=600)


def test_a_name_of_two_servers_lists_them_and_opens_none(terminal: Terminal, cloud: DemoCloud) -> None:
    done = terminal.run("connect", "web-01", "--print-url")
    assert (done.returncode, done.stdout) == (Exit.USAGE, "")
    assert "web-01 may mean 2 servers." in done.stderr
    rows = [line.split("\t") for line in done.stderr.splitlines() if "\t" in line]
    assert [(row[0], row[1]) for row in rows] == [("prod", "web-01"), ("stage", "web-01")]
    assert rows[0][2] == next(one.id for one in cloud.servers() if one.name == "web-01")
    assert "POST remote-consoles" not in sent(cloud)
    assert terminal.run("connect", "web-01", "--profile", "stage", "--print-url").returncode == Exit.OK


def test_a_server_that_was_made_anew_is_found_by_its_name(terminal: Terminal, cloud: DemoCloud) -> None:
    terminal.run("list")
    old = next(one for one in cloud.servers("staging") if one.name == "k8s-node-01")
    cloud.delete_server(old.id)
    found = json.loads(terminal.run("connect", "k8s-node-01", "--profile", "prod", "--json").stdout)
    gone = terminal.run("connect", old.id, "--print-url")
    assert found["id"] != old.id
    assert (gone.returncode, gone.stdout) == (Exit.NOT_FOUND, "")


def test_a_name_that_nobody_has_is_not_found(terminal: Terminal) -> None:
    done = terminal.run("connect", "no-such", "--print-url")
    assert done.returncode == Exit.NOT_FOUND
    assert "No server of prod, stage is called no-such" in done.stderr
    unknown = terminal.run("connect", "web-01", "--profile", "test", "--print-url")
    assert unknown.returncode == Exit.NOT_FOUND
    assert "There are: prod, stage." in unknown.stderr


@pytest.mark.parametrize("nothing", ["", "  "])
def test_an_empty_name_opens_nothing_though_there_is_one_server_alone(
    save: Callable[..., None], nothing: str
) -> None:
    with DemoCloud(DemoOptions(servers=1)) as small:
        save(profile_for(small), small.access.password)
        done = Terminal().run("connect", nothing, "--print-url")
    assert (done.returncode, done.stdout) == (Exit.USAGE, "")
    assert "NAME|ID|IP: it is empty" in done.stderr


def test_a_server_without_a_console_just_now_says_so(terminal: Terminal, cloud: DemoCloud) -> None:
    machine = next(one for one in cloud.servers() if one.name == "cache-01")
    cloud.set_status(machine.id, ServerStatus.BUILD)
    done = terminal.run("connect", "cache-01", "--print-url")
    cloud.set_status(machine.id, ServerStatus.ACTIVE)
    assert (done.returncode, done.stdout) == (Exit.CONSOLE, "")
    assert "cache-01 (prod): cache-01 has no console in its present state (building)." in done.stderr


def test_who_may_only_look_is_told_so(save: Callable[..., None], cloud: DemoCloud) -> None:
    reader = cloud.access.reader
    profile = profile_for(cloud)
    save(msgspec.structs.replace(profile, auth=profile.auth | {"username": reader.username}), reader.password)
    done = Terminal().run("connect", "cache-01", "--print-url")
    assert (done.returncode, done.stdout) == (Exit.FORBIDDEN, "")
    assert "may not open its console" in done.stderr


def test_a_wrong_password_is_sent_once(save: Callable[..., None], cloud: DemoCloud) -> None:
    save(profile_for(cloud), "mistyped")
    done = Terminal().run("connect", "cache-01", "--print-url")
    assert done.returncode == Exit.LOGIN
    assert "mistyped" not in done.stderr
    assert sent(cloud) == ["POST tokens"]


def unkept(save: Callable[..., None], cloud: DemoCloud) -> Profile:
    profile = profile_for(cloud, id="unkept")
    save(profile, None)
    return profile


def test_a_missing_secret_is_asked_for_at_a_terminal_alone(
    save: Callable[..., None], cloud: DemoCloud
) -> None:
    unkept(save, cloud)
    nobody = Terminal().run("connect", "cache-01", "--print-url")
    assert nobody.returncode == Exit.SECRET
    assert "Run this in a terminal" in nobody.stderr
    asked = "Password for prod (kept for this run only): "
    code, seen = Terminal().talk(
        "connect", "cache-01", "--print-url", answers=((asked, f"{cloud.access.password}\n"),)
    )
    assert code == Exit.OK
    assert URL.search(seen.replace("\r", ""))
    assert cloud.access.password not in seen


def test_a_one_time_code_is_asked_for(save: Callable[..., None], cloud: DemoCloud) -> None:
    guarded = cloud.access.guarded
    profile = profile_for(cloud)
    save(
        msgspec.structs.replace(profile, auth=profile.auth | {"username": guarded.username}), guarded.password
    )
    nobody = Terminal().run("connect", "cache-01", "--print-url")
    assert nobody.returncode == Exit.LOGIN
    code, seen = Terminal().talk(
        "connect",
        "cache-01",
        "--print-url",
        answers=(("One-time code for prod: ", f"{guarded.passcode}\n"),),
    )
    assert code == Exit.OK, seen
    assert URL.search(seen.replace("\r", ""))


def test_without_a_keyring_it_is_told(terminal: Terminal, no_keyring: dict[str, str]) -> None:
    terminal.environment["DBUS_SESSION_BUS_ADDRESS"] = no_keyring["DBUS_SESSION_BUS_ADDRESS"]
    done = terminal.run("connect", "cache-01", "--print-url")
    assert done.returncode == Exit.SECRET
    assert "There is no keyring here" in done.stderr


def test_the_browser_gets_a_page_and_the_command_ends(terminal: Terminal, tmp_path: Path) -> None:
    program, records = tmp_path / "browser", tmp_path / "records"
    install_browser(program, records)
    terminal.environment["BROWSER"] = str(program)
    done = terminal.run("connect", "cache-01", "--browser")
    assert done.returncode == Exit.OK
    assert "cache-01: opened in the browser" in done.stderr
    (visit,) = read_records(records)
    assert "vnc_lite.html" in visit["content"]
    assert all("token" not in process["cmdline"] for process in visit["processes"])
    end_whoever_removes(visit["page"])


def test_the_browser_chosen_in_the_window_is_the_commands_too(terminal: Terminal, tmp_path: Path) -> None:
    records, entries = tmp_path / "records", tmp_path / "share" / "applications"
    install_browser(tmp_path / "firefox", records)
    entries.mkdir(parents=True)
    (entries / "fox.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Fox\nExec={tmp_path / 'firefox'} %u\n"
        "MimeType=x-scheme-handler/https;\n"
    )
    terminal.environment["XDG_DATA_DIRS"] = str(entries.parent)
    settings = Path(terminal.environment["XDG_STATE_HOME"]) / "porthole" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('browser = "fox.desktop"\nbrowser_private = true\n')
    assert terminal.run("connect", "cache-01", "--browser").returncode == Exit.OK
    (visit,) = read_records(records)
    assert visit["arguments"][0] == "--private-window"
    end_whoever_removes(visit["page"])


def end_whoever_removes(page: str) -> None:
    """It would go by itself, in two minutes."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if page.encode() in entry.read_bytes():
                os.killpg(os.getpgid(int(entry.parent.name)), signal.SIGTERM)
                return
    pytest.fail("nobody removes the page")


def test_without_a_display_no_window_is_tried(terminal: Terminal) -> None:
    for arguments in (("connect", "cache-01", "--embedded"), ("quick",), ()):
        done = terminal.run(*arguments)
        assert done.returncode == Exit.FAILED
        assert done.stderr.startswith("porthole: There is no display here")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused")
def test_root_is_told_what_to_do_instead(terminal: Terminal) -> None:
    terminal.environment["DISPLAY"] = ":0"
    terminal.environment.pop("QTWEBENGINE_DISABLE_SANDBOX", None)
    for arguments in (("connect", "cache-01", "--embedded"), ("quick",), ()):
        done = terminal.run(*arguments)
        assert done.returncode == Exit.FAILED
        assert done.stderr.splitlines() == [
            "porthole: Porthole's window does not run as root: the sandbox around consoles refuses it.",
            "  Start it as an ordinary user. As root, porthole connect SERVER --print-url works.",
        ]


def test_a_cloud_that_is_down_is_told_with_what_to_do(save: Callable[..., None], cloud: DemoCloud) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    profile = profile_for(cloud)
    address = f"http://127.0.0.1:{port}/v3"
    save(msgspec.structs.replace(profile, auth=profile.auth | {"auth_url": address}), "s3cret")
    done = Terminal().run("connect", "cache-01", "--print-url")
    assert done.returncode == Exit.UNREACHABLE
    assert done.stderr.splitlines() == [
        f"porthole: prod: 127.0.0.1:{port} refuses the connection.",
        "  Check the port in the address; the service may be down.",
    ]
    assert "Errno" in Terminal().run("connect", "cache-01", "--print-url", "--verbose").stderr


def test_ctrl_c_ends_it_at_once(save: Callable[..., None], cloud: DemoCloud) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(SECONDS)
        profile = profile_for(cloud)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/v3"
        save(msgspec.structs.replace(profile, auth=profile.auth | {"auth_url": address}), "s3cret")
        terminal = Terminal()
        pipe = subprocess.PIPE
        with subprocess.Popen(
            terminal.command("list"), env=terminal.environment, stdout=pipe, stderr=pipe, text=True
        ) as process:
            request, _ = silent.accept()
            with request:
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=SECONDS)
        assert (process.returncode, out, err) == (Exit.INTERRUPTED, "", "")
