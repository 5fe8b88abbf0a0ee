"""Profiles in the sidebar of the real program: put in order, coloured, duplicated."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from launcher.app import Start
from launcher.demo.access import DemoAccess
from launcher.demo.process import DemoProcess
from launcher.model.profile import ProfileColour
from launcher.storage.secret_store import SecretStore
from launcher.ui.profile_colours import shade
from launcher.ui.profiles.editor import ProfileEditor
from tests.end_to_end.hand import wait_until
from tests.end_to_end.places import go_to, labels
from tests.end_to_end.stage import Stage, stage

THREE = """\
schema = 1

# nobody minds this one
[clouds.lab]
id = "1"

# the big one
[clouds.prod]
id = "2"

[clouds.stage]
id = "3"
"""
PROD_FIRST = """\
schema = 1

# the big one
[clouds.prod]
id = "2"

# nobody minds this one
[clouds.lab]
id = "1"

[clouds.stage]
id = "3"
"""


@pytest.fixture
def file(own_directories: Path) -> Path:
    path = own_directories / "config" / "porthole" / "profiles.toml"
    path.parent.mkdir(parents=True)
    return path


def order(on: Stage) -> list[str]:
    return [label for label in labels(on) if label in {"lab", "prod", "stage"}]


def in_menu(on: Stage, name: str, *words: str) -> None:
    """Open the menu of a profile by the menu key, and click what it says."""
    go_to(on, name)
    on.hand.press("Menu")
    for label in words:
        wait_until(lambda label=label: entry(label) is not None, f"{label} in the menu")
        found = entry(label)
        assert found is not None
        on.hand.click_action(*found)


def entry(label: str) -> tuple[QMenu, QAction] | None:
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu) and menu.isVisible():
        for action in menu.actions():
            if action.text().split("\t")[0] == label:
                return menu, action
    return None


@pytest.mark.usefixtures("desktop")
def test_a_profile_is_moved_by_keys_and_takes_its_comment_along(file: Path, qapp: QApplication) -> None:
    file.write_text(THREE)
    with stage(Start(), qapp) as on:
        wait_until(lambda: order(on) == ["lab", "prod", "stage"], "the profiles")
        go_to(on, "prod")
        on.hand.press("alt+Up")
        wait_until(lambda: order(on) == ["prod", "lab", "stage"], "the order")
        wait_until(lambda: file.read_text() == PROD_FIRST, "the file")
        # The keyboard goes with it.
        on.hand.press("alt+Down")
        wait_until(lambda: file.read_text() == THREE, "the order there was")
        assert order(on) == ["lab", "prod", "stage"]


@pytest.mark.usefixtures("desktop")
def test_an_order_that_cannot_be_kept_is_taken_back_and_told(file: Path, qapp: QApplication) -> None:
    file.write_text(THREE)
    with stage(Start(), qapp) as on:
        wait_until(lambda: order(on) == ["lab", "prod", "stage"], "the profiles")
        file.write_text(THREE.replace("schema = 1", "schema = 2"))
        go_to(on, "prod")
        on.hand.press("alt+Up")
        wait_until(lambda: "arranging" in on.porthole.pane.notices.subjects, "the notice")
        assert order(on) == ["lab", "prod", "stage"]
        assert "schema = 2" in file.read_text()


@pytest.mark.usefixtures("desktop")
def test_a_colour_from_the_menu_is_seen_and_kept(file: Path, qapp: QApplication) -> None:
    file.write_text(THREE)
    with stage(Start(), qapp) as on:
        wait_until(lambda: order(on) == ["lab", "prod", "stage"], "the profiles")
        teal = shade(ProfileColour.TEAL, on.porthole.sidebar.palette())
        assert teal is not None
        in_menu(on, "prod", "Colour", "Teal")
        wait_until(lambda: 'colour = "teal"' in file.read_text(), "the file")
        go_to(on, "lab")
        view = on.porthole.sidebar.view
        wait_until(lambda: teal.name() in on.eye.colours(view.viewport(), step=1), "the colour")


def test_a_copy_is_named_and_lists_its_servers_with_the_same_secret(
    file: Path, desktop: QApplication
) -> None:
    with DemoProcess() as cloud:
        file.write_text(profile_toml(cloud))
        SecretStore().set("1", cloud.password)
        with stage(Start(), desktop) as on:
            on.wait_for_servers(24)
            in_menu(on, "prod", "Duplicate…")
            wait_until(lambda: isinstance(QApplication.activeWindow(), ProfileEditor), "the editor")
            on.hand.type("second")
            on.hand.press("ctrl+Return")
            wait_until(lambda: {"prod", "second"} <= set(labels(on)), "the copy")
            book = on.porthole.book
            (second,) = [one for one in book.profiles if one.name == "second"]
            wait_until(lambda: servers_of(on, second.id) >= 24, "its servers")
            assert "[clouds.second]" in file.read_text()
            assert cloud.password not in file.read_text()


def servers_of(on: Stage, profile_id: str) -> int:
    return len(on.porthole.listing.ids(profile_id))


def profile_toml(cloud: DemoAccess) -> str:
    return f"""\
schema = 1

[clouds.prod]
id = "1"
region_name = "{cloud.region_name}"

[clouds.prod.auth]
auth_url = "{cloud.auth_url}"
username = "{cloud.username}"
user_domain_name = "{cloud.user_domain_name}"
project_name = "{cloud.projects[0]}"
project_domain_name = "{cloud.project_domain_name}"
"""
