"""The first start of a machine that an organisation has set up."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton

from launcher.app import Start
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.console import OpenIn
from launcher.storage.secret_store import SecretStore
from launcher.ui.profiles.secret_prompt import SecretPrompt
from launcher.ui.theme import is_dark
from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import Stage, stage
from tests.organisation import clouds_of

PROJECT = Path(__file__).parents[2]
PRESET = """\
[organisation]
name = "Example GmbH"
logo = "logo.svg"
contact = "it@example.com"
locked = ["auth", "open_in", "colour_scheme"]

[organisation.defaults]
open_in = "browser"
colour_scheme = "dark"
"""


@pytest.fixture(scope="module")
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=3)) as running:
        yield running


@pytest.fixture(autouse=True)
def site(cloud: DemoCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay the preset out as an installer does."""
    preset = tmp_path / "org.toml"
    preset.write_text(f"{PRESET}\n{clouds_of(cloud.access)}")
    (tmp_path / "logo.svg").write_bytes(
        (PROJECT / "packaging" / "presets" / "example" / "logo.svg").read_bytes()
    )
    site = tmp_path / "etc" / "porthole"
    subprocess.run([sys.executable, PROJECT / "packaging" / "preset.py", preset, site], check=True)
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(site.parent))
    return site


def offers(on: Stage) -> list[QPushButton]:
    return [one for one in on.porthole.pane.face.findChildren(QPushButton) if one.isVisible()]


def prompt() -> SecretPrompt | None:
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, SecretPrompt))
    return next((one for one in shown if one.isVisible() and one.isActiveWindow()), None)


def test_one_sees_whose_it_is_and_enters_a_name_and_a_secret(desktop: QApplication, cloud: DemoCloud) -> None:
    with stage(Start(), desktop) as on:
        wait_until(lambda: len(offers(on)) == 2, "the clouds that are offered")
        face = on.porthole.pane.face
        assert [one.text() for one in offers(on)] == ["Log in to production…", "Log in to staging…"]
        assert face.accessibleName().startswith("Example GmbH ")
        assert "it@example.com" in face.accessibleName()
        assert "#2f6f8f" in on.eye.colours(face, 2), "the logo"
        assert not on.porthole.pane.notices.isVisible()
        assert is_dark(on.porthole.window.palette())

        on.hand.click(offers(on)[0])
        wait_until(lambda: prompt() is not None, "the question who one is")
        on.hand.type(cloud.access.username)
        on.hand.press("Tab")
        on.hand.type(cloud.access.password)
        on.hand.press("Return")
        on.wait_for_servers(3)
        # What nobody has logged in to is no trouble.
        assert not on.porthole.pane.notices.isVisible()
        profile = on.porthole.book.get("example-production")
        assert (profile.user, profile.open_in) == (cloud.access.username, OpenIn.BROWSER)
        assert SecretStore().get("example-production") == cloud.access.password

    with stage(Start(), desktop) as on:
        on.wait_for_servers(3)


def test_a_locked_setting_says_who_set_it(desktop: QApplication) -> None:
    with stage(Start(), desktop) as on:
        on.hand.press("ctrl+comma")
        window = on.porthole.settings.window
        wait_until(window.isActiveWindow, "the settings")
        on.hand.press("alt+l")
        assert is_dark(window.palette())
        radios = {one.text().replace("&", ""): one for one in window.findChildren(QRadioButton)}
        assert radios["Dark"].isChecked()
        assert not radios["Light"].isEnabled()
        assert radios["Light"].accessibleDescription() == "Set by Example GmbH."
        assert "Set by Example GmbH." in [
            one.text() for one in window.findChildren(QLabel) if one.isVisible()
        ]
        schemes = on.porthole.window.view_menu.actions()[:3]
        assert [one.isEnabled() for one in schemes] == [False] * 3
