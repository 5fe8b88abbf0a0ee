"""Starting at login, as each desktop wants it. Those of Windows and macOS meet stand-ins here."""

import plistlib
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from launcher.storage import paths
from launcher.storage.login_start.exec_line import program, written
from launcher.storage.login_start.macos import LaunchAgent
from launcher.storage.login_start.windows import RunKey
from launcher.storage.login_start.xdg import XdgAutostart

COMMAND = (sys.executable, "--hidden")


# Linux


def entry() -> Path:
    return paths.autostart_entry()


def put(text: str) -> None:
    entry().parent.mkdir(parents=True, exist_ok=True)
    entry().write_text(text)


def test_it_is_off_until_it_is_switched_on_and_leaves_nothing_behind(own_directories):
    switch = XdgAutostart()
    assert not switch.read().on
    switch.turn_on(COMMAND)
    assert entry() == own_directories / "config" / "autostart" / "porthole.desktop"
    assert f"\nExec={sys.executable} --hidden\n" in entry().read_text()
    assert switch.read().on
    assert switch.read().place == str(entry())
    switch.turn_off(COMMAND)
    assert not switch.read().on
    assert not entry().exists()
    switch.turn_off(COMMAND)


@pytest.mark.parametrize("switched_off", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_a_desktop_switched_off_is_off_and_comes_on_again(switched_off):
    put(f"[Desktop Entry]\nType=Application\nExec={sys.executable}\n{switched_off}\n")
    switch = XdgAutostart()
    assert not switch.read().on
    switch.turn_on(COMMAND)
    assert switch.read().on


OWN = f"""# mine
[Desktop Entry]
Type=Application
Name=Porthole
Exec="{sys.executable}" -m launcher --debug
Hidden = false

[Desktop Action quick]
Name=Quick connect
Hidden=false
"""


def test_a_persons_own_entry_is_hidden_and_shown_and_otherwise_left_alone():
    put(OWN)
    switch = XdgAutostart()
    assert switch.read().on
    switch.turn_off(COMMAND)
    assert entry().read_text() == OWN.replace("Hidden = false", "Hidden=true")
    assert not switch.read().on
    switch.turn_on(COMMAND)
    assert entry().read_text() == OWN.replace("Hidden = false\n", "")
    assert switch.read().on


def test_an_entry_that_starts_what_is_gone_is_off_and_is_mended():
    put('[Desktop Entry]\nName=mine\nExec="/opt/old porthole/porthole" --hidden\n')
    switch = XdgAutostart()
    assert not switch.read().on
    switch.turn_on(COMMAND)
    assert entry().read_text() == f"[Desktop Entry]\nName=mine\nExec={sys.executable} --hidden\n"
    assert switch.read().on


def test_an_entry_without_any_words_is_replaced():
    put("")
    switch = XdgAutostart()
    assert not switch.read().on
    switch.turn_on(COMMAND)
    assert switch.read().on


def test_a_dotfile_managers_link_stays_one(tmp_path):
    kept = tmp_path / "dotfiles.desktop"
    kept.write_text(OWN)
    entry().parent.mkdir(parents=True)
    entry().symlink_to(kept)
    XdgAutostart().turn_off(COMMAND)
    assert entry().is_symlink()
    assert "Hidden=true" in kept.read_text()


@pytest.mark.parametrize(
    ("command", "value"),
    [
        (["porthole", "--hidden"], "porthole --hidden"),
        (["/opt/my apps/porthole"], '"/opt/my apps/porthole"'),
        (["/opt/100%"], "/opt/100%%"),
        (["/opt/$HOME"], r'"/opt/\\$HOME"'),
        (["/opt/a`b"], r'"/opt/a\\`b"'),
        (['/opt/a"b'], r'"/opt/a\\"b"'),
        (["C:\\porthole"], r'"C:\\\\porthole"'),
        (["porthole", ""], 'porthole ""'),
        (["/opt/a\nb"], r'"/opt/a\nb"'),
    ],
)
def test_a_command_is_quoted_as_the_specification_says(command, value):
    assert written(command) == value
    assert program(value) == command[0]


STRANGE = 'a $HOME `id` \\ "b" 100% %u ;&|'


def test_the_entry_is_one_that_desktops_take_and_start(tmp_path):
    seen = tmp_path / "seen"
    # GLib takes no % in the name of a program, whatever the specification says.
    script = tmp_path / STRANGE.replace("%", "")
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{seen}.new"\nmv "{seen}.new" "{seen}"\n')
    script.chmod(0o755)
    XdgAutostart().turn_on((str(script), STRANGE, "--hidden"))
    assert XdgAutostart().read().on
    subprocess.run(["desktop-file-validate", str(entry())], check=True, timeout=10)
    subprocess.run(["gio", "launch", str(entry())], check=True, timeout=10)
    end = time.monotonic() + 10
    while not seen.exists():
        assert time.monotonic() < end, "it was not started"
        time.sleep(0.01)
    assert seen.read_text().splitlines() == [STRANGE, "--hidden"]


def test_an_exec_line_of_nothing_starts_nothing():
    assert not program("")
    assert program("porthole %u") == "porthole"


# macOS


def test_a_launch_agent_starts_it_and_goes_again(tmp_path):
    path = tmp_path / "LaunchAgents" / "porthole.plist"
    agent = LaunchAgent(path)
    assert not agent.read().on
    agent.turn_on(COMMAND)
    read = plistlib.loads(path.read_bytes())
    assert read["ProgramArguments"] == list(COMMAND)
    assert read["RunAtLoad"] is True
    assert agent.read().on
    agent.turn_off(COMMAND)
    assert not path.exists()


def test_a_persons_own_launch_agent_is_disabled_and_otherwise_left_alone(tmp_path):
    path = tmp_path / "porthole.plist"
    own = {"Label": "mine", "ProgramArguments": [sys.executable, "-m", "launcher"], "RunAtLoad": True}
    path.write_bytes(plistlib.dumps(own))
    agent = LaunchAgent(path)
    assert agent.read().on
    agent.turn_off(COMMAND)
    assert plistlib.loads(path.read_bytes()) == own | {"Disabled": True}
    assert not agent.read().on
    agent.turn_on(COMMAND)
    assert plistlib.loads(path.read_bytes()) == own


@pytest.mark.parametrize("broken", [b"", b"<plist>", plistlib.dumps(["a list"])])
def test_a_launch_agent_that_cannot_be_read_is_off_and_is_replaced(tmp_path, broken):
    path = tmp_path / "porthole.plist"
    path.write_bytes(broken)
    assert not LaunchAgent(path).read().on
    LaunchAgent(path).turn_on(COMMAND)
    assert LaunchAgent(path).read().on


# Windows


class Registry(ModuleType):
    """As much of ``winreg`` as is used: a key's values by its path."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ, REG_BINARY = "HKCU", 2, 1, 3

    def __init__(self) -> None:
        super().__init__("winreg")
        self.keys: dict[str, dict[str, object]] = {}

    def CreateKeyEx(self, _root: str, path: str, _reserved: int, _access: int) -> "Key":  # noqa: N802
        return Key(self.keys.setdefault(path, {}))

    def OpenKey(self, _root: str, path: str, *_more: int) -> "Key":  # noqa: N802
        if path not in self.keys:
            raise FileNotFoundError(path)
        return Key(self.keys[path])

    def QueryValueEx(self, key: "Key", name: str) -> tuple[object, int]:  # noqa: N802
        if name not in key.values:
            raise FileNotFoundError(name)
        return key.values[name], self.REG_SZ

    def SetValueEx(self, key: "Key", name: str, _reserved: int, _kind: int, value: object) -> None:  # noqa: N802
        key.values[name] = value

    def DeleteValue(self, key: "Key", name: str) -> None:  # noqa: N802
        if name not in key.values:
            raise FileNotFoundError(name)
        del key.values[name]


class Key:
    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def __enter__(self) -> "Key":
        return self

    def __exit__(self, *_error: object) -> None:
        pass


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    made = Registry()
    monkeypatch.setitem(sys.modules, "winreg", made)
    return made


RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


def test_the_run_key_starts_it_and_is_taken_back(registry):
    key = RunKey()
    assert not key.read().on
    key.turn_on(("C:\\Program Files\\Porthole\\porthole.exe", "--hidden"))
    assert registry.keys[RUN] == {"Porthole": '"C:\\Program Files\\Porthole\\porthole.exe" --hidden'}
    assert key.read().on
    key.turn_off(COMMAND)
    assert registry.keys[RUN] == {}
    assert not key.read().on
    key.turn_off(COMMAND)


def test_what_the_task_manager_switched_off_is_off_and_comes_on_again(registry):
    key = RunKey()
    key.turn_on(COMMAND)
    registry.keys[APPROVED] = {"Porthole": b"\x03" + bytes(11)}
    assert not key.read().on
    key.turn_on(COMMAND)
    assert key.read().on
    registry.keys[APPROVED] = {"Porthole": b"\x02" + bytes(11)}
    assert key.read().on
