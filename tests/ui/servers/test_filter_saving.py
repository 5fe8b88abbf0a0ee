"""The filter in the box is kept, or a kept one changed, by a button or a key."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from launcher.model.bookmarks import SavedFilter
from launcher.services.filter import read_filter
from launcher.services.scopes import Everything
from launcher.ui.servers.filter_bar import FilterBar

BROKEN = SavedFilter("Broken", "status:error")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    made = FilterBar()
    made.box.textChanged.connect(lambda text: made.show_filter_problem(problem(text)))
    qtbot.addWidget(made)
    made.resize(700, made.height())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.box.setFocus()
    qtbot.waitUntil(made.box.hasFocus)
    return made


def problem(text: str) -> str:
    return read_filter(text).problem


def offers(bar: FilterBar) -> list[str]:
    buttons = (bar.saving.save_button, bar.saving.update_button)
    return [one.text() for one in buttons if one.isVisible()]


def test_what_makes_sense_can_be_saved(qtbot: QtBot, bar: FilterBar) -> None:
    assert offers(bar) == []
    qtbot.keyClicks(bar.box, " status:error ")
    assert offers(bar) == ["Save"]
    assert bar.saving.save_button.accessibleName() == "Save this filter"
    with qtbot.waitSignal(bar.saving.save_requested) as saved:
        qtbot.mouseClick(bar.saving.save_button, Qt.MouseButton.LeftButton)
    assert saved.args == ["status:error"]


def test_what_is_not_to_be_understood_or_saved_already_cannot(qtbot: QtBot, bar: FilterBar) -> None:
    qtbot.keyClicks(bar.box, "colour:red")
    assert offers(bar) == []
    bar.box.clear()
    qtbot.keyClicks(bar.box, "status:error")
    bar.saving.show_filters((BROKEN,))
    assert offers(bar) == []
    bar.saving.show_filters(())
    assert offers(bar) == ["Save"]


def test_ctrl_s_saves_where_there_is_something_to_save(qtbot: QtBot, bar: FilterBar) -> None:
    with qtbot.assertNotEmitted(bar.saving.save_requested):
        qtbot.keyClick(bar.box, Qt.Key.Key_S, CTRL)
    qtbot.keyClicks(bar.box, "web")
    with qtbot.waitSignal(bar.saving.save_requested) as saved:
        qtbot.keyClick(bar.box, Qt.Key.Key_S, CTRL)
    assert saved.args == ["web"]


def test_a_saved_filter_that_was_changed_can_be_updated(qtbot: QtBot, bar: FilterBar) -> None:
    bar.saving.show_filters((BROKEN,))
    bar.saving.show_place(BROKEN)
    qtbot.keyClicks(bar.box, "status:error")
    assert offers(bar) == []
    qtbot.keyClicks(bar.box, " web")
    assert offers(bar) == ["Save", "Update"]
    button = bar.saving.update_button
    assert button.accessibleName() == "Change the filter “Broken” to what stands in the box"
    with qtbot.waitSignal(bar.saving.update_requested) as updated:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert updated.args == [BROKEN, "status:error web"]
    bar.saving.show_place(Everything())
    assert offers(bar) == ["Save"]


def test_tab_goes_from_the_box_to_the_button_and_space_saves(qtbot: QtBot, bar: FilterBar) -> None:
    qtbot.keyClicks(bar.box, "web")
    qtbot.keyClick(bar.box, Qt.Key.Key_Tab)
    assert bar.saving.save_button.hasFocus()
    with qtbot.waitSignal(bar.saving.save_requested):
        qtbot.keyClick(bar.saving.save_button, Qt.Key.Key_Space)


def test_the_box_does_not_move_when_there_is_something_to_save(qtbot: QtBot, bar: FilterBar) -> None:
    before = bar.box.geometry()
    qtbot.keyClicks(bar.box, "web")
    assert offers(bar) == ["Save"]
    assert bar.box.geometry() == before
