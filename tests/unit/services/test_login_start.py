"""The switch for a start at login, and how this very Porthole is started."""

import subprocess
import sys
from pathlib import Path

import pytest

from launcher.model.errors import LoginStartError
from launcher.services.login_start import LoginStarter
from launcher.services.own_command import own_command, typed_command
from launcher.storage import paths


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment's folder of programs, with a Python and without a porthole."""
    folder = tmp_path / "env" / "bin"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    monkeypatch.setattr("sysconfig.get_path", lambda _name, _scheme: str(folder))
    return folder


def test_the_switch_shows_what_is_really_there():
    starter = LoginStarter()
    assert not starter.read().on
    assert starter.turn(on=True).on
    assert " --hidden\n" in paths.autostart_entry().read_text()
    paths.autostart_entry().unlink()
    assert not starter.read().on
    assert not starter.turn(on=False).on


def test_a_refusal_says_what_and_where(own_directories):
    (own_directories / "config").write_text("a file where its folder should be")
    with pytest.raises(LoginStartError) as caught:
        LoginStarter().turn(on=True)
    what = caught.value.trouble.what
    assert what.startswith("Starting at login could not be switched: ")
    assert str(own_directories / "config") in what
    assert caught.value.trouble.next_step


def test_the_installed_command_is_taken_where_there_is_one(scripts):
    assert own_command() == (str(scripts / "python"), "-m", "launcher")
    (scripts / "porthole").touch()
    assert own_command() == (str(scripts / "porthole"),)


def test_the_command_that_was_started_comes_first(scripts, tmp_path, monkeypatch):
    (scripts / "porthole").touch()
    other = tmp_path / "porthole"
    other.touch()
    monkeypatch.setattr(sys, "argv", [str(other), "quick"])
    assert own_command() == (str(other),)


def test_a_frozen_program_and_an_app_image_are_started_themselves(scripts, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == (str(scripts / "python"),)
    monkeypatch.setenv("APPIMAGE", "/opt/Porthole.AppImage")
    assert own_command() == ("/opt/Porthole.AppImage",)


def test_what_a_person_types_is_short_where_the_shell_finds_it(scripts, monkeypatch):
    script = scripts / "porthole"
    script.touch(mode=0o755)
    monkeypatch.setenv("PATH", "/nonexistent")
    assert typed_command() == (str(script),)
    monkeypatch.setenv("PATH", str(scripts))
    assert typed_command() == ("porthole",)


def test_what_it_returns_really_is_porthole(tmp_path):
    done = subprocess.run(
        [*own_command(), "--version"], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.startswith("Porthole ")
