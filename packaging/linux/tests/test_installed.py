"""The package in a bare Debian, used by an ordinary user."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from bare_root import PERSON, UID, BareRoot
from conftest import ROOT, package
from desk import CLOUDS, SEEING, SERVER, picture, porthole, wait_for, windows, write
from drawn import place_of
from keystoneauth1.loading import get_available_plugin_names
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from launcher.demo.options import DemoOptions
from launcher.demo.process import DemoProcess
from tests.end_to_end.hand import Hand, wait_until
from tests.end_to_end.reading import text_on

# Everything here is large: hundreds of megabytes are unpacked, and lintian reads them all.
pytestmark = pytest.mark.timeout(600)


def test_the_version_is_the_packages_and_comes_quickly(installed: BareRoot, deb: Path) -> None:
    said = installed.run("porthole", "--version")
    version = subprocess.run(
        ["dpkg-deb", "--field", deb, "Version"], check=True, capture_output=True, text=True
    )
    assert said.stdout == f"Porthole {version.stdout.strip().replace('~dev', '.dev')}\n"
    assert (said.returncode, said.stderr) == (0, "")
    own = [sys.executable, "-m", "launcher", "--version"]
    frozen = [installed.folder / "usr" / "bin" / "porthole", "--version"]
    # A Python of its own may take somewhat longer to find its modules, but a window's libraries take 0.2 s.
    assert _processor_seconds(frozen) < _processor_seconds(own) + 0.05


@pytest.mark.parametrize("command", [["--version"], ["profiles"], ["__complete", ""], ["completion", "bash"]])
def test_the_command_line_loads_nothing_of_qt(installed: BareRoot, command: list[str]) -> None:
    done = installed.run("porthole", *command, LD_DEBUG="files")
    assert "libpython3" in done.stderr
    assert "libQt6" not in done.stderr
    assert "PySide6" not in done.stderr


def test_secrets_go_into_the_keyring_and_serve_from_there(
    installed: BareRoot, keyring: dict[str, str]
) -> None:
    bus = {"DBUS_SESSION_BUS_ADDRESS": keyring["DBUS_SESSION_BUS_ADDRESS"]}
    with DemoProcess(DemoOptions(servers=3)) as access:
        write(installed.home / "clouds.yaml", CLOUDS.format(access=access))
        imported = installed.run("porthole", "import", f"/home/{PERSON}/clouds.yaml", "--all", **bus)
        assert imported.returncode == 0, imported.stderr
        (installed.home / "clouds.yaml").unlink()
        look = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups", "--"]
        look += ["secret-tool", "search", "--all", "application", "Python keyring library"]
        kept = subprocess.run(look, env=keyring, capture_output=True, text=True, check=True)
        assert access.password in kept.stdout
        assert access.password not in (installed.home / ".config/porthole/profiles.toml").read_text()

        listed = installed.run("porthole", "list", **bus)
        assert listed.returncode == 0, listed.stderr
        assert [line for line in listed.stdout.splitlines() if SERVER in line]
        link = installed.run("porthole", "connect", SERVER, "--print-url", **bus)
        assert link.stdout.startswith("http://127.0.0.1:"), link.stderr


def test_every_way_to_log_in_is_there(installed: BareRoot, tmp_path: Path) -> None:
    names = sorted(get_available_plugin_names())
    assert {"v3password", "v3totp", "v3applicationcredential", "v3oidcpassword"} <= set(names)
    told = 'auth = { auth_url = "http://127.0.0.1:9/v3" }'
    text = "".join(f'[clouds.{name}]\nauth_type = "{name}"\n{told}\n' for name in names)
    write(installed.home / "all" / "porthole" / "profiles.toml", text)
    write(tmp_path / "porthole" / "profiles.toml", text)
    frozen = installed.run("porthole", "list", XDG_CONFIG_HOME=f"/home/{PERSON}/all")
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    own = [sys.executable, "-m", "launcher", "list"]
    source = subprocess.run(own, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "v3applicationcredential" in frozen.stderr
    assert sorted(frozen.stderr.splitlines()) == sorted(source.stderr.splitlines())


def test_root_is_told_what_to_do(installed: BareRoot) -> None:
    done = installed.run("porthole", user=0, **SEEING)
    assert done.returncode == 1
    assert done.stderr.startswith("porthole: Porthole's window does not run as root")
    assert "ordinary user" in done.stderr


def test_a_double_click_shows_the_servers_own_pixels_and_chromium_is_in_its_sandbox(
    installed: BareRoot, tmp_path: Path, qapp: QApplication
) -> None:
    assert qapp
    with porthole(installed, "--demo"):
        wait_until(lambda: place_of(SERVER), "the server in the list", 60)
        Hand().click_at(place_of(SERVER) or QPoint(), times=2)
        wait_for(lambda: windows(f"^{SERVER} "), "the console's window")

        def login_prompt() -> bool:
            return any(
                f"{SERVER} login:" in text_on(picture(one, tmp_path)) for one in windows(f"^{SERVER} ")
            )

        wait_for(login_prompt, "the login prompt")
        renderers = [pid for pid in _processes() if "Seccomp:\t2" in _read(pid, "status")]
        assert renderers, "no process has a filter for its system calls"
        # What Porthole starts is to use its own libraries: a browser is started in the same way.
        assert not any("LD_LIBRARY_PATH" in _read(pid, "environ") for pid in _processes())
        for kind in ("user", "pid", "net"):
            ours = Path(f"/proc/self/ns/{kind}").readlink()
            assert all(Path(f"/proc/{pid}/ns/{kind}").readlink() != ours for pid in renderers), kind
    wait_for(lambda: not _processes(), "the end of every process", 20)


def test_the_desktop_knows_it(installed: BareRoot) -> None:
    share = installed.folder / "usr" / "share"
    entry = share / "applications" / "porthole.desktop"
    told = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")
    about = share / "metainfo" / "launcher.porthole.Porthole.metainfo.xml"
    told = subprocess.run(
        ["appstreamcli", "validate", "--no-net", about], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout
    assert "x-scheme-handler/porthole;" in entry.read_text(encoding="utf-8")
    icons = share / "icons" / "hicolor"
    assert (icons / "scalable" / "apps" / "porthole.svg").is_file()
    for size in (16, 22, 24, 32, 48, 64, 96, 128, 192, 256, 512):
        picture = QImage(str(icons / f"{size}x{size}" / "apps" / "porthole.png"))
        assert (picture.width(), picture.height()) == (size, size)
        assert picture.pixelColor(size // 2, size // 2).alpha() > 0


def test_words_stand_in_the_order_of_each_language(installed: BareRoot) -> None:
    """Of ICU's data the package has a part: taken for the whole of it by a Qt that is the same."""
    (data,) = (installed.folder / "usr" / "lib" / "porthole" / "_internal" / "PySide6").rglob(
        "libicudata.so.*"
    )
    ask = "from PySide6.QtCore import QCollator as Order, QLocale; import sys"
    ask += "; print(*(Order(QLocale(one)).compare('ö', 'z') for one in sys.argv[1:]))"
    told = subprocess.run(
        [sys.executable, "-c", ask, "de", "sv"],
        env=os.environ | {"LD_PRELOAD": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (told.stdout, told.stderr) == ("-1 1\n", "")


def test_the_tarball_runs_from_wherever_it_lies(installed: BareRoot) -> None:
    place = installed.home / "a place with blanks"
    place.mkdir()
    unpack = ["tar", "--extract", "--zstd", "--file", package("porthole-*.tar.zst"), "--directory", place]
    subprocess.run(unpack, check=True)
    program = next(place.glob("porthole-*/bin/porthole")).relative_to(installed.folder)
    assert installed.run(f"/{program}", "--version").stdout.startswith("Porthole ")
    with porthole(installed, "--demo", program=f"/{program}"):
        wait_for(lambda: windows("Porthole"), "Porthole's window")


def _processor_seconds(command: list[Path | str]) -> float:
    """Return the least of several tries: other work on the machine makes some of them longer."""
    return min(_once(command) for _ in range(7))


def _once(command: list[Path | str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _processes() -> list[int]:
    """Return the web engine's processes of the ordinary user."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if place.stat().st_uid == UID and "QtWebEngineProc" in (place / "comm").read_text():
                found.append(int(place.name))
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
    return found


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
