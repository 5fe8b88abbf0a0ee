"""``porthole doctor``: what works, what does not, and what to do about it, with real failures."""

import importlib.util
import json
import re
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import msgspec
import pytest

from launcher.cli.exit_codes import Exit
from launcher.cloud.certificates import fingerprint, shown_certificate
from launcher.demo.cloud import DemoCloud
from launcher.demo.web.record import Answer
from launcher.model.profile import Profile
from launcher.model.proxy import PASSWORD
from launcher.model.secrets import MAIN, packed
from tests.proxies import INSIDE, tinyproxy
from tests.secret_service import lock_keyring, no_keyring, secret_service  # noqa: F401 - fixtures
from tests.unit.cli.conftest import Terminal
from tests.unit.cli.test_exit_codes import led_to, serving_tls
from tests.unit.cloud.authority import Authority
from tests.unit.services.parts import profile_for

FIELDS = ["profile", "profile_id", "check", "state", "message", "next_step", "details"]
OF_COMPUTER = ["profiles", "folders", "keyring", "tray"]
OF_CLOUD = [
    "proxy",
    "reach",
    "clock",
    "authenticate",
    "endpoint",
    "microversion",
    "list",
    "console",
    "console-proxy",
]
Found = dict[str, str]


def examined(terminal: Terminal, *arguments: str) -> tuple[int, dict[tuple[str | None, str], Found]]:
    """Return the exit code, and what was found by profile and check."""
    done = terminal.run("doctor", "--json", *arguments)
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert all(list(one) == FIELDS for one in found)
    return done.returncode, {(one["profile"], one["check"]): one for one in found}


@pytest.fixture
def refused() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@pytest.fixture
def add(save: Callable[..., None], cloud: DemoCloud) -> Callable[..., Profile]:
    """Save a profile like the cloud's own, but for some fields."""

    def add(secret: str = "", **more: object) -> Profile:
        profile = profile_for(cloud, **more)
        save(profile, secret or cloud.access.password)
        return profile

    return add


def test_where_all_is_well_it_says_so_and_opens_no_session(terminal: Terminal, cloud: DemoCloud) -> None:
    code, found = examined(terminal)
    assert code == Exit.OK
    assert list(found) == [
        *((None, check) for check in OF_COMPUTER),
        *(("prod", check) for check in OF_CLOUD),
        *(("stage", check) for check in OF_CLOUD),
    ]
    assert {one["state"] for key, one in found.items() if key != (None, "tray")} == {"ok"}
    assert found[None, "keyring"]["message"].startswith("GNOME Keyring")
    sent = [f"{one.method} {one.path.rpartition('/')[2]}" for one in cloud.requests]
    assert sent.count("POST remote-consoles") == 2
    assert sent.count("POST tokens") == 2


def test_without_a_display_tray_and_window_are_left_untried(terminal: Terminal) -> None:
    _, found = examined(terminal, "--profile", "prod")
    tray = found[None, "tray"]
    assert tray["state"] == "untried"
    why = "There is no display here" if importlib.util.find_spec("PySide6") else "Qt is not installed here"
    assert tray["message"].startswith(why)


def test_a_person_gets_it_aligned_and_calm(terminal: Terminal, cloud: DemoCloud) -> None:
    code, seen = terminal.talk("doctor", columns=70)
    lines = [re.sub(r"\x1b\[\d+m", "", line) for line in seen.splitlines()]
    assert code == Exit.OK
    assert "\x1b[32mok" in seen
    assert max(map(len, lines)) <= 70
    assert [line for line in lines if line and not line.startswith(" ")] == [
        "This computer",
        "prod",
        "stage",
        "Nothing is wrong with what was tried.",
    ]
    assert {line.index(line[2:].split()[1]) for line in lines if line.startswith("  ok")} == {11}
    told = terminal.run("doctor").stdout
    assert "\x1b" not in told
    assert cloud.access.password not in told
    assert "token" not in told


@pytest.mark.parametrize(
    ("seconds", "state", "words"),
    [
        (-5400, "failed", r"This computer's clock is (89|90) minutes ahead of the cloud's\."),
        (5 * 3600, "failed", r"This computer's clock is 5 hours behind the cloud's\."),
        (-60, "warning", r"This computer's clock is \d\d seconds ahead of the cloud's\."),
    ],
)
def test_a_wrong_clock(terminal: Terminal, cloud: DemoCloud, seconds: int, state: str, words: str) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
    cloud.answer_next("GET", r"/identity/v3$", Answer(200, {"Date": date}, b"{}"))
    code, found = examined(terminal, "--profile", "prod")
    clock = found["prod", "clock"]
    assert clock["state"] == state
    assert re.fullmatch(words, clock["message"])
    assert "timedatectl set-ntp true" in clock["next_step"]
    assert code == (Exit.UNWELL if state == "failed" else Exit.OK)
    if state == "failed":
        assert ("prod", "authenticate") not in found


def test_a_port_that_is_closed_does_not_hide_the_other_profile(
    terminal: Terminal, add: Callable[..., Profile], save: Callable[..., None], refused: int
) -> None:
    save(led_to(add(id="down", name="down"), f"http://127.0.0.1:{refused}/v3"), "s3cret")
    code, found = examined(terminal)
    reach = found["down", "reach"]
    assert code == Exit.UNWELL
    assert (reach["state"], reach["message"]) == ("failed", f"127.0.0.1:{refused} refuses the connection.")
    assert ("down", "authenticate") not in found
    assert found["prod", "console-proxy"]["state"] == "ok"
    told = terminal.run("doctor", "--profile", "down")
    assert told.returncode == Exit.UNWELL
    assert told.stdout.endswith("\n1 thing does not work.\n")


def test_a_certificate_of_nobody(
    add: Callable[..., Profile], save: Callable[..., None], tmp_path: Path
) -> None:
    authority = Authority(tmp_path)
    with serving_tls(authority.server()) as address:
        profile = led_to(add(), address)
        save(profile, "s3cret")
        code, found = examined(Terminal())
        assert code == Exit.UNWELL
        assert "signed by an authority that this machine does not know" in found["prod", "reach"]["message"]
        assert "cacert" in found["prod", "reach"]["next_step"]
        save(msgspec.structs.replace(profile, cacert=str(authority.pem)), "s3cret")
        _, found = examined(Terminal())
        assert found["prod", "reach"]["state"] == "ok"
        soon = found["prod", "certificate"]
        assert soon["state"] == "warning"
        assert f"valid until {datetime.now() + timedelta(days=1):%Y-%m-%d}" in soon["message"]  # noqa: DTZ005


def test_a_proxy_that_is_not_there(terminal: Terminal, refused: int) -> None:
    terminal.environment |= {"http_proxy": f"http://ada:hunter2@127.0.0.1:{refused}", "no_proxy": ""}
    code, found = examined(terminal, "--profile", "prod")
    assert code == Exit.UNWELL
    assert found["prod", "proxy"]["message"].startswith(f"127.0.0.1:{refused} is on the way to")
    assert "HTTP_PROXY" in found["prod", "reach"]["next_step"]
    assert "hunter2" not in json.dumps(list(found.values()))


def test_a_profiles_own_proxy_with_a_login(
    save: Callable[..., None], cloud: DemoCloud, tmp_path: Path
) -> None:
    with tinyproxy(tmp_path, user="ada", password="proxy-password") as proxy:
        profile = profile_for(
            cloud,
            proxy=proxy.url,
            proxy_user="ada",
            compute_endpoint_override=cloud.compute_url.replace("127.0.0.1", INSIDE),
        )
        profile = led_to(profile, cloud.auth_url.replace("127.0.0.1", INSIDE))
        save(profile, packed({MAIN: cloud.access.password, PASSWORD: "proxy-password"}))
        code, found = examined(Terminal())
        assert code == Exit.OK, found
        assert f"is on the way to {INSIDE}" in found["prod", "proxy"]["message"]
        assert found["prod", "console"]["state"] == "ok"
        save(profile, packed({MAIN: cloud.access.password, PASSWORD: "mistyped"}))
        code, found = examined(Terminal())
        assert code == Exit.UNWELL
        assert ("prod", "list") not in found
        assert "mistyped" not in json.dumps(list(found.values()))


def test_a_password_that_is_refused(add: Callable[..., Profile]) -> None:
    add("mistyped")
    code, found = examined(Terminal())
    login = found["prod", "authenticate"]
    assert code == Exit.UNWELL
    assert login["state"] == "failed"
    assert login["next_step"]
    assert "mistyped" not in json.dumps(login)
    assert ("prod", "list") not in found


def test_what_only_a_person_can_give_is_no_failure(
    add: Callable[..., Profile], save: Callable[..., None], cloud: DemoCloud
) -> None:
    guarded = cloud.access.guarded
    profile = add()
    auth = profile.auth | {"username": guarded.username}
    save(msgspec.structs.replace(profile, auth=auth), guarded.password)
    code, found = examined(Terminal())
    assert (code, found["prod", "authenticate"]["state"]) == (Exit.OK, "untried")


def console_at(cloud: DemoCloud, url: str) -> None:
    body = {"remote_console": {"protocol": "vnc", "type": "novnc", "url": url}}
    cloud.answer_next("POST", r"/remote-consoles$", Answer(200, {}, msgspec.json.encode(body)))


def test_a_console_proxy_behind_a_firewall(terminal: Terminal, cloud: DemoCloud, refused: int) -> None:
    console_at(cloud, f"http://127.0.0.1:{refused}/vnc_lite.html?token=s3cret-t0ken")
    code, found = examined(terminal, "--profile", "prod")
    proxy = found["prod", "console-proxy"]
    assert code == Exit.UNWELL
    assert proxy["message"] == f"127.0.0.1:{refused} refuses the connection."
    assert "firewall" in proxy["next_step"]
    assert "s3cret-t0ken" not in json.dumps(list(found.values()))


def test_a_console_proxys_certificate_that_a_person_trusts(
    terminal: Terminal, add: Callable[..., Profile], cloud: DemoCloud, tmp_path: Path
) -> None:
    with serving_tls(Authority(tmp_path).server()) as address:
        host = address.removeprefix("https://").partition("/")[0]
        console_at(cloud, f"https://{host}/vnc.html?token=s3cret-t0ken")
        code, found = examined(terminal, "--profile", "prod")
        assert code == Exit.UNWELL
        assert "you may trust it" in found["prod", "console-proxy"]["next_step"]
        shown = fingerprint(shown_certificate(address, 5))
        add(trusted_certificates=(f"{host} {shown}",))
        console_at(cloud, f"https://{host}/vnc.html?token=s3cret-t0ken")
        code, found = examined(terminal, "--profile", "prod")
        assert (code, found["prod", "console-proxy"]["state"]) == (Exit.OK, "ok")


def test_a_keyring_that_is_locked(
    save: Callable[..., None], cloud: DemoCloud, meet: Callable[[dict[str, str]], None]
) -> None:
    with secret_service() as bus:
        meet(bus)
        save(profile_for(cloud), cloud.access.password)
        lock_keyring()
        code, found = examined(Terminal())
    assert code == Exit.UNWELL
    assert found[None, "keyring"]["state"] == "failed"
    assert "locked" in found[None, "keyring"]["message"]
    assert found["prod", "reach"]["state"] == "ok"
    assert "locked" in found["prod", "authenticate"]["message"]


def test_a_keyring_that_is_not_there(
    terminal: Terminal,
    no_keyring: dict[str, str],  # noqa: F811 - a fixture
) -> None:
    terminal.environment["DBUS_SESSION_BUS_ADDRESS"] = no_keyring["DBUS_SESSION_BUS_ADDRESS"]
    code, found = examined(terminal)
    assert code == Exit.UNWELL
    assert "There is no keyring here" in found[None, "keyring"]["message"]


@pytest.mark.usefixtures("terminal")
def test_nothing_is_left_in_the_keyring() -> None:
    from secretstorage import dbus_init, get_default_collection  # noqa: PLC0415 - Linux only

    terminal = Terminal()
    assert examined(terminal)[0] == Exit.OK
    connection = dbus_init()
    labels = [
        item.get_attributes()["username"] for item in get_default_collection(connection).get_all_items()
    ]
    connection.close()
    assert not [label for label in labels if label.startswith("probe")]


def test_a_folder_that_cannot_be_written_to(terminal: Terminal, own_directories: Path) -> None:
    (own_directories / "cache").write_text("a file in the way")
    code, found = examined(terminal)
    assert code == Exit.UNWELL
    assert "Nothing can be written to" in found[None, "folders"]["message"]
    assert str(own_directories / "cache") in found[None, "folders"]["next_step"]


def test_a_broken_file_of_profiles(terminal: Terminal, own_directories: Path) -> None:
    (own_directories / "config" / "porthole" / "profiles.toml").write_text("[clouds.prod\n")
    code, found = examined(terminal)
    assert code == Exit.UNWELL
    assert "line 1" in found[None, "profiles"]["message"]


def test_a_cloud_that_says_nothing_is_not_waited_for_without_end(
    terminal: Terminal, add: Callable[..., Profile], save: Callable[..., None]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        save(led_to(add(), f"http://127.0.0.1:{silent.getsockname()[1]}/v3"), "s3cret")
        began = time.monotonic()
        code, found = examined(terminal, "--profile", "prod", "--timeout", "0.5")
        assert time.monotonic() - began < 15
    assert code == Exit.UNWELL
    assert "kept silent for 0.5 seconds" in found["prod", "reach"]["message"]


def test_a_profile_that_nobody_has(terminal: Terminal) -> None:
    done = terminal.run("doctor", "--profile", "test")
    assert (done.returncode, done.stdout) == (Exit.NOT_FOUND, "")


@pytest.mark.usefixtures("own_directories", "save")
def test_without_profiles_this_computer_is_looked_at() -> None:
    code, found = examined(Terminal())
    assert code == Exit.OK
    assert found[None, "profiles"]["state"] == "untried"
