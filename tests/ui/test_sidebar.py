"""The profiles at the left edge, by mouse and keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from launcher.model.profile import Profile
from launcher.ui.sidebar import Sidebar

PROFILES = (
    Profile(id="p", name="production", region_name="eu-de"),
    Profile(id="s", name="sta\u202eging", region_name="eu-nl"),
)


@pytest.fixture
def sidebar(qtbot: QtBot) -> Sidebar:
    made = Sidebar()
    qtbot.addWidget(made)
    made.resize(200, 400)
    made.show_profiles(PROFILES, None)
    with qtbot.waitExposed(made):
        made.show()
    return made


def names(sidebar: Sidebar) -> list[str]:
    return [sidebar.list.item(row).text() for row in range(sidebar.list.count())]


def click(qtbot: QtBot, sidebar: Sidebar, row: int) -> None:
    place = sidebar.list.visualItemRect(sidebar.list.item(row)).center()
    qtbot.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_all_stand_first_and_a_name_hides_nothing(sidebar: Sidebar) -> None:
    assert names(sidebar) == ["All servers", "production", "sta[U+202E]ging"]
    assert sidebar.chosen is None


def test_one_profile_alone_needs_no_choice(sidebar: Sidebar) -> None:
    sidebar.show_profiles(PROFILES[:1], None)
    assert names(sidebar) == ["production"]
    assert sidebar.chosen == "p"


def test_a_click_chooses(qtbot: QtBot, sidebar: Sidebar) -> None:
    with qtbot.waitSignal(sidebar.profile_chosen) as chosen:
        click(qtbot, sidebar, 2)
    assert chosen.args == ["s"]


def test_what_was_chosen_stays_chosen_when_a_profile_is_renamed(sidebar: Sidebar) -> None:
    sidebar.show_profiles(PROFILES, "s")
    renamed = Profile(id="s", name="test")
    sidebar.show_profiles((PROFILES[0], renamed), sidebar.chosen)
    assert sidebar.chosen == "s"


def test_keys_edit_remove_and_enter_the_list(qtbot: QtBot, sidebar: Sidebar) -> None:
    click(qtbot, sidebar, 1)
    for key, signal in {
        Qt.Key.Key_F2: sidebar.edit_requested,
        Qt.Key.Key_Delete: sidebar.remove_requested,
    }.items():
        with qtbot.waitSignal(signal) as asked:
            qtbot.keyClick(sidebar.list, key)
        assert asked.args == ["p"]
    with qtbot.waitSignal(sidebar.entered):
        qtbot.keyClick(sidebar.list, Qt.Key.Key_Return)


def test_all_servers_can_neither_be_edited_nor_removed(qtbot: QtBot, sidebar: Sidebar) -> None:
    asked: list[str] = []
    sidebar.edit_requested.connect(asked.append)
    sidebar.remove_requested.connect(asked.append)
    click(qtbot, sidebar, 0)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        qtbot.keyClick(sidebar.list, key)
    assert not asked


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Edit…", lambda sidebar: sidebar.edit_requested),
        ("Remove…", lambda sidebar: sidebar.remove_requested),
        ("Add cloud…", lambda sidebar: sidebar.add_requested),
    ],
)
def test_its_menu(
    qtbot: QtBot, sidebar: Sidebar, words: str, wanted: Callable[[Sidebar], SignalInstance]
) -> None:
    click(qtbot, sidebar, 1)
    place = sidebar.list.visualItemRect(sidebar.list.item(1)).center()
    sidebar.list.customContextMenuRequested.emit(place)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    (action,) = [one for one in popup.actions() if one.text() == words]
    with qtbot.waitSignal(wanted(sidebar)):
        qtbot.mouseClick(popup, Qt.MouseButton.LeftButton, pos=popup.actionGeometry(action).center())


def test_a_refused_profile_is_marked_and_says_so(sidebar: Sidebar) -> None:
    before = sidebar.grab().toImage()
    sidebar.show_marks(frozenset(), frozenset({"p"}))
    assert sidebar.list.item(1).toolTip() == "The last refresh did not succeed."
    assert sidebar.grab().toImage() != before
    sidebar.show_marks(frozenset({"p"}), frozenset())
    assert not sidebar.list.item(1).toolTip()


def test_the_button_adds(qtbot: QtBot, sidebar: Sidebar) -> None:
    with qtbot.waitSignal(sidebar.add_requested):
        qtbot.mouseClick(sidebar.add_button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
