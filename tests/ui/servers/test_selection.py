"""Several servers selected at once, and what becomes of them when the list changes."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from launcher.model.server import Server, ServerKey, ServerStatus
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


def test_home_and_end_lead_to_the_first_and_the_last_server(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 3)
    names = table.names()
    for key, modifier, wanted in (
        (Qt.Key.Key_Home, NONE, names[:1]),
        (Qt.Key.Key_End, NONE, names[-1:]),
        (Qt.Key.Key_Home, NONE, names[:1]),
        (Qt.Key.Key_End, SHIFT, names),
    ):
        qtbot.keyClick(table.view, key, modifier)
        assert chosen(table) == wanted


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


# Ten thousand rows.


@pytest.fixture
def long_table(qtbot: QtBot) -> Table:
    made = make_table(qtbot, fleet(10_000))
    made.view.select(ServerKey("prod", "id-7000"))
    click(qtbot, made, 7000)
    click(qtbot, made, 7002, SHIFT)
    return made


def top(table: Table) -> tuple[str, int]:
    """The row at the upper edge, and where it stands."""
    index = table.view.indexAt(QPoint(0, 0))
    return table.cell(index.row(), Column.NAME), table.view.rowViewportPosition(index.row())


def in_hand(table: Table) -> str:
    server = table.view.current_server()
    return server.name if server else ""


def test_rows_that_come_and_go_above_move_nothing(long_table: Table) -> None:
    bar = long_table.view.verticalScrollBar()
    bar.setValue(bar.value() + 7)
    seen = top(long_table)
    newcomers = [Server("prod", f"n{number}", f"app-{number}", ServerStatus.BUILD) for number in range(500)]
    long_table.listing.update(newcomers)
    long_table.listing.drop([ServerKey("prod", f"id-{number}") for number in range(0, 900, 9)])
    long_table.model.apply()
    assert top(long_table) == seen
    assert chosen(long_table) == ["web-7000", "web-7001", "web-7002"]
    assert in_hand(long_table) == "web-7002"


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_sorting_by_any_column_keeps_choice_and_place(long_table: Table, order: Qt.SortOrder) -> None:
    seen = top(long_table)
    for column in Column:
        long_table.view.sortByColumn(column, order)
        assert sorted(chosen(long_table)) == ["web-7000", "web-7001", "web-7002"]
        assert in_hand(long_table) == "web-7002"
    long_table.view.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
    assert top(long_table) == seen


def test_the_filter_comes_and_goes_and_the_choice_is_there_again(long_table: Table) -> None:
    for text in ("web-7", "web-70", "web-700", "web-7001", "nothing", ""):
        look_for(long_table, text)
    assert chosen(long_table) == ["web-7000", "web-7001", "web-7002"]
    assert in_hand(long_table) == "web-7002"


def test_a_row_that_is_deleted_under_the_cursor_leaves_the_place(qtbot: QtBot, long_table: Table) -> None:
    seen = top(long_table)
    long_table.listing.drop([ServerKey("prod", "id-7002")])
    long_table.model.apply()
    assert top(long_table) == seen
    assert chosen(long_table) == ["web-7000", "web-7001"]
    assert in_hand(long_table) == "", "nothing is done to a row that nobody chose"
    qtbot.keyClick(long_table.view, Qt.Key.Key_Down)
    assert in_hand(long_table) == "web-7003"
