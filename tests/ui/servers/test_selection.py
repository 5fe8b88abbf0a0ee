"""Several servers selected at once, and what becomes of them when the list changes."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from launcher.model.server import Server, ServerStatus
from launcher.services.columns import Column
from tests.ui.servers.parts import Table, fleet, make_table

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    made = make_table(qtbot, fleet(40))
    made.view.setFocus()
    return made


def click(qtbot: QtBot, table: Table, row: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    place = table.view.visualRect(table.model.index(row, Column.STATUS)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def chosen(table: Table) -> list[str]:
    return [server.name for server in table.view.selected_servers()]


def look_for(table: Table, text: str) -> None:
    table.listing.filter(text)
    table.model.apply()


def test_shift_takes_a_stretch_and_ctrl_adds_one(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 1)
    click(qtbot, table, 3, SHIFT)
    click(qtbot, table, 6, CTRL)
    assert chosen(table) == ["web-1", "web-2", "web-3", "web-6"]
    click(qtbot, table, 2, CTRL)
    assert chosen(table) == ["web-1", "web-3", "web-6"]
    click(qtbot, table, 5)
    assert chosen(table) == ["web-5"]


def test_a_refresh_keeps_them_all(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 1)
    click(qtbot, table, 3, SHIFT)
    click(qtbot, table, 6, CTRL)
    newcomers = [Server("prod", f"n{number}", f"app-{number}", ServerStatus.BUILD) for number in range(3)]
    changed = msgspec.structs.replace(table.listing.visible[2], status=ServerStatus.ERROR)
    table.listing.update([*newcomers, changed])
    table.listing.drop([table.listing.visible[3].key])
    table.model.apply()
    assert chosen(table) == ["web-1", "web-2", "web-6"]
    current = table.view.current_server()
    assert current is not None
    assert current.name == "web-6"


def test_sorting_keeps_them_all(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 1)
    click(qtbot, table, 5, CTRL)
    table.view.sortByColumn(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert chosen(table) == ["web-5", "web-1"]


def test_what_the_filter_hides_is_not_selected_until_it_comes_back(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 1)
    click(qtbot, table, 3, SHIFT)
    look_for(table, "web-3")
    assert chosen(table) == ["web-3"]
    look_for(table, "web-3 nothing")
    assert chosen(table) == []
    look_for(table, "")
    assert chosen(table) == ["web-1", "web-2", "web-3"]
    current = table.view.current_server()
    assert current is not None
    assert current.name == "web-3"


def test_a_new_choice_forgets_what_is_hidden(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 1)
    look_for(table, "web-3")
    click(qtbot, table, 0)
    look_for(table, "")
    assert chosen(table) == ["web-3"]


def test_enter_opens_the_one_in_hand_and_ctrl_a_takes_all(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 1)
    click(qtbot, table, 3, SHIFT)
    with qtbot.waitSignal(table.view.server_activated) as activated:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert activated.args is not None
    assert activated.args[0].name == "web-3"
    qtbot.keyClick(table.view, Qt.Key.Key_A, CTRL)
    assert len(chosen(table)) == 40
    table.model.apply()
    assert len(chosen(table)) == 40
