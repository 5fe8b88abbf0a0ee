"""What the whole program writes into an empty home, and what is left when it was told to forget."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from launcher.app import Start
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.profile import Profile
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.logs import start_logging
from launcher.storage.profiles import ProfileFile
from launcher.storage.secret_store import SecretStore
from launcher.storage.secrets import Secrets
from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import stage

OURS = ("config/porthole/", "state/porthole/", "cache/porthole/")
SHADERS = ("cache/mesa_shader_cache", "cache/qtshadercache-")
"""What Qt and the graphics driver keep for every program that paints: nothing a person did."""

LIBRARIES = (*SHADERS, "cache/python-entrypoints/")
SOUND = "pulse"
"""The folder in which libpulse looks for a sound server, for every program that may make a sound."""


def written(home: Path) -> list[str]:
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if not path.is_dir())


def test_nothing_lies_elsewhere_and_forgetting_leaves_nothing(
    desktop: QApplication, own_directories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    assert written(own_directories) == []
    with DemoCloud(DemoOptions(servers=3)) as cloud:
        use_everything(desktop, cloud)
    found = written(own_directories)
    strange = [one for one in found if not one.startswith(OURS + LIBRARIES)]
    assert strange == []
    for folder in OURS:
        assert any(one.startswith(folder) for one in found), folder

    done = subprocess.run(
        [sys.executable, "-m", "launcher", "forget", "--yes"], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "porthole: All of it is removed.\n")
    assert [one for one in written(own_directories) if not one.startswith(SHADERS)] == []
    assert SecretStore().kept(()) == ()
    assert [one for one in runtime.rglob("*") if one != runtime / SOUND] == []


def use_everything(application: QApplication, cloud: DemoCloud) -> None:
    """Do what writes something: a profile with a secret, a list, a favourite, a console, settings, a log."""
    access = cloud.access
    profile = Profile(
        id="1", name="prod", region_name=access.region_name, auth=access.auth(access.projects[0])
    )
    ProfileBook(ProfileFile(), Secrets()).save(profile, NewSecret(access.password))
    start_logging()
    with stage(Start(), application) as on:
        on.wait_for_servers(3)
        on.double_click("web-01")
        on.come_forward()
        on.hand.press("F4", "ctrl+d")
        wait_until(lambda: on.porthole.bookmarks.favourites, "a favourite")
        on.hand.press("ctrl+comma")
        window = on.porthole.settings.window
        wait_until(window.isActiveWindow, "the settings")
        on.hand.press("alt+k")
        wait_until(lambda: on.porthole.memory.settings.colour_scheme == "dark", "the dark colours")
        on.hand.press("Escape")
        wait_until(lambda: not window.isVisible(), "its end")
