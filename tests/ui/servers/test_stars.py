"""The star before a server's name, by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from launcher.model.server import Server, ServerKey
from launcher.services.columns import Column
from launcher.ui.servers.row_menu import RowMenu
from launcher.ui.theme import Tone
from tests.ui.servers.parts import Table, fleet, make_table

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    made = make_table(qtbot, fleet(200))
    made.view.setFocus()
    return made


def place_of(table: Table, row: int, column: Column = Column.FAVOURITE) -> QPoint:
    return table.view.visualRect(table.model.index(row, column)).center()


def click(qtbot: QtBot, table: Table, row: int, column: Column = Column.FAVOURITE) -> None:
    qtbot.mouseClick(table.view.viewport(), LEFT, pos=place_of(table, row, column))


def starred(table: Table) -> list[str]:
    """The names of the rows whose star says so."""
    rows = range(table.model.rowCount())
    return [table.cell(row, 0) for row in rows if table.cell(row, Column.FAVOURITE) == "Favourite"]


def chosen(table: Table) -> list[str]:
    return [server.name for server in table.view.selected_servers()]


def ink(table: Table, row: int) -> set[str]:
    """The colours in the star's cell."""
    rect = table.view.visualRect(table.model.index(row, Column.FAVOURITE))
    picture = table.view.viewport().grab(rect).toImage()
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {picture.pixelColor(x, y).name() for x, y in places}


def test_a_click_on_a_star_marks_its_server_and_selects_nothing(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 5, Column.NAME)
    with qtbot.waitSignal(table.model.favourites_changed):
        click(qtbot, table, 2)
    assert starred(table) == ["web-2"]
    assert chosen(table) == ["web-5"]
    current = table.view.current_server()
    assert current is not None
    assert current.name == "web-5"
    click(qtbot, table, 2)
    assert starred(table) == []


def test_a_click_on_the_star_of_a_selected_row_is_about_that_row_alone(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 1, Column.NAME)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, SHIFT)
    click(qtbot, table, 2)
    assert starred(table) == ["web-2"]
    assert chosen(table) == ["web-1", "web-2"]


def test_a_double_click_on_a_star_opens_no_console(qtbot: QtBot, table: Table) -> None:
    opened: list[Server] = []
    table.view.server_activated.connect(lambda server, _other_way: opened.append(server))
    changes: list[list[str]] = []
    table.model.favourites_changed.connect(lambda: changes.append(starred(table)))
    viewport, place = table.view.viewport(), place_of(table, 2)
    qtbot.mouseClick(viewport, LEFT, pos=place)
    qtbot.mouseDClick(viewport, LEFT, pos=place)
    qtbot.mouseRelease(viewport, LEFT, pos=place)
    assert opened == []
    assert changes == [["web-2"], []]
    qtbot.mouseDClick(viewport, LEFT, pos=place_of(table, 2, Column.NAME))
    assert [server.name for server in opened] == ["web-2"]


def test_a_press_on_a_star_that_ends_elsewhere_does_nothing(qtbot: QtBot, table: Table) -> None:
    viewport = table.view.viewport()
    qtbot.mousePress(viewport, LEFT, pos=place_of(table, 2))
    qtbot.mouseMove(viewport, place_of(table, 4))
    qtbot.mouseRelease(viewport, LEFT, pos=place_of(table, 4))
    assert starred(table) == []
    assert chosen(table) == []


def test_ctrl_d_marks_all_selected_servers_and_takes_it_back(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 2)
    click(qtbot, table, 1, Column.NAME)
    for _ in range(2):
        qtbot.keyClick(table.view, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(table.view, Qt.Key.Key_D, CTRL)
    assert starred(table) == ["web-1", "web-2", "web-3"]
    qtbot.keyClick(table.view, Qt.Key.Key_D, CTRL)
    assert starred(table) == []
    assert chosen(table) == ["web-1", "web-2", "web-3"]
    table.view.clearSelection()
    qtbot.keyClick(table.view, Qt.Key.Key_D, CTRL)
    assert starred(table) == []


@pytest.mark.parametrize(
    ("marked", "label", "then"),
    [
        ([], "Add 2 servers to favourites\tCtrl+D", ["web-1", "web-2"]),
        ([1], "Add 2 servers to favourites\tCtrl+D", ["web-1", "web-2"]),
        ([1, 2], "Remove 2 servers from favourites\tCtrl+D", []),
    ],
)
def test_the_rows_menu_is_about_all_selected_servers(
    qtbot: QtBot, table: Table, marked: list[int], label: str, then: list[str]
) -> None:
    for row in marked:
        click(qtbot, table, row)
    click(qtbot, table, 1, Column.NAME)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, SHIFT)
    choose(qtbot, table, 1, label)
    assert starred(table) == then


def test_the_menu_over_another_row_is_about_that_one(qtbot: QtBot, table: Table) -> None:
    click(qtbot, table, 1, Column.NAME)
    choose(qtbot, table, 7, "Add to favourites\tCtrl+D")
    assert starred(table) == ["web-7"]
    choose(qtbot, table, 7, "Remove from favourites\tCtrl+D")
    assert starred(table) == []


def choose(qtbot: QtBot, table: Table, row: int, words: str) -> None:
    RowMenu(table.book, table.view).show(table.listing.visible[row], QPoint(50, 50))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    (action,) = [one for one in popup.actions() if one.text().replace("&", "") == words]
    qtbot.mouseClick(popup, LEFT, pos=popup.actionGeometry(action).center())


def test_a_click_on_the_header_puts_favourites_first(qtbot: QtBot, table: Table) -> None:
    for row in (150, 30):
        table.model.toggle_favourites([ServerKey("prod", f"id-{row}")])
    header = table.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(Column.FAVOURITE) + 8, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    assert table.names()[:3] == ["web-30", "web-150", "web-0"]
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    assert table.names()[-2:] == ["web-30", "web-150"]


def test_selection_and_place_stay_when_rows_move_because_of_a_star(table: Table) -> None:
    table.view.sortByColumn(Column.FAVOURITE, Qt.SortOrder.AscendingOrder)
    table.view.select(ServerKey("prod", "id-100"))
    bar = table.view.verticalScrollBar()
    bar.setValue(bar.value() + 5)
    top = table.view.visualRect(table.view.currentIndex()).top()
    table.model.toggle_favourites([ServerKey("prod", f"id-{number}") for number in (150, 160, 170)])
    assert table.listing.marked()
    table.model.apply()
    assert chosen(table) == ["web-100"]
    assert table.view.currentIndex().row() == 103
    assert table.view.visualRect(table.view.currentIndex()).top() == top


def test_the_header_is_silent_and_has_a_name(table: Table) -> None:
    across, roles = Qt.Orientation.Horizontal, Qt.ItemDataRole
    told = {
        role: table.model.headerData(Column.FAVOURITE, across, role)
        for role in (roles.DisplayRole, roles.AccessibleTextRole, roles.ToolTipRole)
    }
    assert told == {
        roles.DisplayRole: None,
        roles.AccessibleTextRole: "Favourite",
        roles.ToolTipRole: "Favourite",
    }


def test_a_star_says_what_a_click_does(qtbot: QtBot, table: Table) -> None:
    tip = Qt.ItemDataRole.ToolTipRole
    assert table.model.index(2, Column.FAVOURITE).data(tip) == "Add to favourites (Ctrl+D)"
    click(qtbot, table, 2)
    assert table.model.index(2, Column.FAVOURITE).data(tip) == "Remove from favourites (Ctrl+D)"
    assert table.model.index(2, Column.FAVOURITE).data(Qt.ItemDataRole.AccessibleTextRole) == "Favourite"


def test_only_a_favourite_has_a_star_until_its_row_is_pointed_at(qtbot: QtBot, table: Table) -> None:
    viewport = table.view.viewport()
    qtbot.mouseMove(viewport, QPoint(viewport.width() - 5, viewport.height() - 5))
    assert len(ink(table, 2)) == 1
    qtbot.mouseMove(viewport, place_of(table, 2, Column.ADDRESSES))
    qtbot.waitUntil(lambda: len(ink(table, 2)) > 1)
    table.model.apply()
    assert len(ink(table, 2)) > 1
    qtbot.mouseMove(viewport, place_of(table, 5, Column.ADDRESSES))
    qtbot.waitUntil(lambda: len(ink(table, 2)) == 1)
    table.model.toggle_favourites([table.listing.visible[2].key])
    gold = Tone.FAVOURITE.on(table.view.palette()).name()
    qtbot.waitUntil(lambda: gold in ink(table, 2))


@pytest.mark.parametrize(("base", "text"), [("#ffffff", "#000000"), ("#1b1d21", "#e4e6ea")])
def test_gold_can_be_told_from_the_ground(base: str, text: str) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    light, dark = sorted((brightness(Tone.FAVOURITE.on(palette)), brightness(QColor(base))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3  # WCAG 2.2, 1.4.11


def brightness(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
