"""The columns: shown, hidden, moved, sorted, remembered."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMenu, QTableView
from pytestqt.qtbot import QtBot

from launcher.model.server import Server, ServerStatus
from launcher.services.columns import FIRST_SHOWN, Column
from launcher.ui.servers.delegates import INSET
from launcher.ui.servers.stars import star_width
from tests.ui.servers.parts import Table, fleet, make_table

LEFT = Qt.MouseButton.LeftButton
NOW = datetime.now(UTC)
WHOLE = Server(
    "prod",
    "id-1",
    "web",
    ServerStatus.ACTIVE,
    addresses=("10.0.0.1",),
    created=NOW - timedelta(hours=5, minutes=20),
    updated=datetime(2026, 11, 24, 14, 41, 28, tzinfo=UTC),
    power="Running",
    flavor="s3.medium",
    image="image\u202e",
    key_name="ops",
    metadata=(("env", "prod"), ("team", "shop")),
    tags=("blue", "web"),
    locked=True,
)


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    return make_table(qtbot, fleet(30))


def opened(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def right_click_the_header(table: Table) -> None:
    viewport = table.view.horizontalHeader().viewport()
    place = QPoint(20, 8)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)


def choose(qtbot: QtBot, table: Table, words: str) -> None:
    right_click_the_header(table)
    popup = opened(qtbot)
    (action,) = [one for one in popup.actions() if one.text().replace("&", "") == words]
    qtbot.mouseClick(popup, LEFT, pos=popup.actionGeometry(action).center())


def titles(table: Table) -> list[str]:
    return [table.title(column) for column in table.view.columns.shown]


def drag(qtbot: QtBot, table: Table, column: Column, onto: Column) -> None:
    header = table.view.horizontalHeader()

    def middle(one: Column) -> QPoint:
        left = header.sectionViewportPosition(one)
        return QPoint(left + header.sectionSize(one) // 2, header.height() // 2)

    start, end = middle(column), middle(onto) + QPoint(header.sectionSize(onto) // 3, 0)
    qtbot.mousePress(header.viewport(), LEFT, pos=start)
    qtbot.mouseMove(header.viewport(), start + QPoint(20, 0))
    qtbot.mouseMove(header.viewport(), end)
    qtbot.mouseRelease(header.viewport(), LEFT, pos=end)


def test_at_first_the_usual_ones_are_shown(table: Table) -> None:
    assert table.view.columns.shown == list(FIRST_SHOWN)


def test_a_right_click_on_the_header_shows_and_hides(qtbot: QtBot, table: Table) -> None:
    choose(qtbot, table, "Flavor")
    assert titles(table) == [
        "Favourite",
        "Name",
        "Status",
        "Addresses",
        "Flavor",
        "Zone",
        "Profile",
        "Console link",
    ]
    choose(qtbot, table, "Zone")
    choose(qtbot, table, "Profile")
    assert titles(table) == ["Favourite", "Name", "Status", "Addresses", "Flavor", "Console link"]
    room = table.view.viewport().width()
    assert sum(table.view.columnWidth(column) for column in Column) == room
    choose(qtbot, table, "Reset columns")
    assert table.view.columns.shown == list(FIRST_SHOWN)
    assert table.view.columns_state().isEmpty()


def test_the_name_always_stays(qtbot: QtBot, table: Table) -> None:
    choose(qtbot, table, "Name")
    assert Column.NAME in table.view.columns.shown


def test_it_works_by_keyboard_from_another_menu(qtbot: QtBot, table: Table) -> None:
    view_menu = QMenu("View", table.view)
    view_menu.addMenu(table.view.columns_menu)
    view_menu.popup(table.view.mapToGlobal(QPoint(10, 10)))
    qtbot.keyClick(opened(qtbot), Qt.Key.Key_Down)
    qtbot.keyClick(view_menu, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is table.view.columns_menu)
    ticked = table.view.columns_menu.activeAction()
    while ticked is None or ticked.text() != "Tags":
        qtbot.keyClick(table.view.columns_menu, Qt.Key.Key_Down)
        ticked = table.view.columns_menu.activeAction()
    qtbot.keyClick(table.view.columns_menu, Qt.Key.Key_Return)
    assert "Tags" in titles(table)


def test_what_is_shown_and_where_is_remembered(qtbot: QtBot, table: Table) -> None:
    choose(qtbot, table, "Age")
    choose(qtbot, table, "Zone")
    drag(qtbot, table, Column.STATUS, Column.ADDRESSES)
    assert titles(table) == ["Favourite", "Name", "Addresses", "Status", "Age", "Profile", "Console link"]
    again = make_table(qtbot, fleet(30))
    again.view.resize(1300, 400)
    assert again.view.restore_columns(table.view.columns_state())
    assert titles(again) == titles(table)
    # No width was a person's wish: they are shared anew in the other window.
    assert sum(again.view.columnWidth(column) for column in Column) == again.view.viewport().width()
    drag(qtbot, again, Column.STATUS, Column.AGE)
    assert titles(again)[3:5] == ["Age", "Status"]


def test_a_width_a_person_set_is_remembered(qtbot: QtBot, table: Table) -> None:
    header = table.view.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(Column.STATUS) - 1, header.height() // 2)
    qtbot.mousePress(header.viewport(), LEFT, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(33, 0))
    qtbot.mouseRelease(header.viewport(), LEFT, pos=edge + QPoint(33, 0))
    width = table.view.columnWidth(Column.NAME)
    again = make_table(qtbot, fleet(30))
    assert width != again.view.columnWidth(Column.NAME)
    again.view.restore_columns(table.view.columns_state())
    again.view.resize(1300, 400)
    assert again.view.columnWidth(Column.NAME) == width
    choose(qtbot, again, "ID")
    assert again.view.columnWidth(Column.NAME) == width
    assert again.view.columnWidth(Column.ID) > width


def test_a_layout_from_before_there_were_more_columns_still_counts(qtbot: QtBot, table: Table) -> None:
    old = QTableView()
    qtbot.addWidget(old)
    old.setModel(QStandardItemModel(1, 6, old))
    old.horizontalHeader().moveSection(0, 2)
    old.horizontalHeader().resizeSection(Column.STATUS, 222)
    assert table.view.restore_columns(old.horizontalHeader().saveState())
    assert titles(table) == ["Favourite", "Status", "Addresses", "Name", "Zone", "Profile", "Console link"]
    assert table.view.columnWidth(Column.STATUS) == 222
    choose(qtbot, table, "Tags")
    assert titles(table)[-1] == "Tags"
    drag(qtbot, table, Column.ADDRESSES, Column.PROFILE)
    assert titles(table)[1:6] == ["Status", "Name", "Zone", "Profile", "Addresses"]


def test_a_layout_from_before_there_were_stars_gets_them_in_front(qtbot: QtBot, table: Table) -> None:
    old = QTableView()
    qtbot.addWidget(old)
    old.setModel(QStandardItemModel(1, 17, old))
    header = old.horizontalHeader()
    for column in set(Column) - {Column.NAME, Column.TAGS, Column.ZONE, Column.FAVOURITE}:
        header.setSectionHidden(column, True)
    header.moveSection(header.visualIndex(Column.TAGS), 0)
    header.resizeSection(Column.TAGS, 222)
    assert table.view.restore_columns(QByteArray(b"17 1 " + header.saveState().data()))
    assert titles(table) == ["Favourite", "Tags", "Name", "Zone"]
    assert table.view.columnWidth(Column.TAGS) == 222
    assert table.view.columnWidth(Column.FAVOURITE) == star_width(table.view.fontMetrics())
    # And from now on it is the person's, stars and all.
    choose(qtbot, table, "Favourite")
    assert titles(table) == ["Tags", "Name", "Zone"]
    again = make_table(qtbot, fleet(30))
    assert again.view.restore_columns(table.view.columns_state())
    assert titles(again) == ["Tags", "Name", "Zone"]
    choose(qtbot, again, "Favourite")
    assert titles(again) == ["Favourite", "Tags", "Name", "Zone"]
    assert again.view.columnWidth(Column.FAVOURITE) == star_width(again.view.fontMetrics())


def test_a_layout_that_is_not_to_be_read_changes_nothing(table: Table) -> None:
    for rubbish in (b"rubbish", b"17 1 rubbish", b"18 1 rubbish", b"19 1 rubbish", b""):
        assert not table.view.restore_columns(QByteArray(rubbish))
        assert table.view.columns.shown == list(FIRST_SHOWN)


def test_with_every_column_each_can_be_read(qtbot: QtBot) -> None:
    table = make_table(qtbot, [WHOLE])
    for column in Column:
        table.view.columns.show(column, shown=True)
    for column in set(Column) - {Column.FAVOURITE}:
        title = table.view.horizontalHeader().fontMetrics().horizontalAdvance(table.title(column))
        text = table.view.fontMetrics().horizontalAdvance(table.cell(0, column))
        assert table.view.columnWidth(column) >= max(title, text) + 2 * INSET, column


def test_with_little_room_a_name_and_the_word_of_its_status_can_be_read(qtbot: QtBot) -> None:
    table = make_table(qtbot, [WHOLE])
    table.view.resize(420, 400)
    qtbot.waitUntil(lambda: table.view.horizontalScrollBar().maximum() > 0)
    for column, text in ((Column.NAME, "k8s-node-01"), (Column.STATUS, "● Shut off")):
        wanted = table.view.fontMetrics().horizontalAdvance(text) + 2 * INSET
        assert table.view.columnWidth(column) >= wanted, column


def test_the_cells_tell_what_the_cloud_told(qtbot: QtBot) -> None:
    table = make_table(qtbot, [WHOLE])
    updated = datetime(2026, 11, 24, 14, 41, 28, tzinfo=UTC).astimezone()
    told = {column: table.cell(0, column) for column in Column if column not in FIRST_SHOWN}
    assert told == {
        Column.POWER: "Running",
        Column.FLAVOR: "s3.medium",
        Column.IMAGE: "image[U+202E]",
        Column.KEY: "ops",
        Column.AGE: "5 h",
        Column.CREATED: f"{(NOW - timedelta(hours=5, minutes=20)).astimezone():%Y-%m-%d %H:%M}",
        Column.UPDATED: f"{updated:%Y-%m-%d %H:%M}",
        Column.ID: "id-1",
        Column.METADATA: "env=prod, team=shop",
        Column.TAGS: "blue, web",
        Column.LOCKED: "Locked",
    }
    tip = table.model.index(0, Column.UPDATED).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == f"{updated:%Y-%m-%d %H:%M:%S %Z}"
    tip = table.model.index(0, Column.METADATA).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "env=prod\nteam=shop"


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (timedelta(seconds=-3), "0 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=3, hours=20), "3 d"),
        (timedelta(days=900), "2 y"),
    ],
)
def test_ages_are_told_in_one_unit(qtbot: QtBot, age: timedelta, text: str) -> None:
    server = Server("prod", "1", "web", ServerStatus.ACTIVE, created=datetime.now(UTC) - age)
    assert make_table(qtbot, [server]).cell(0, Column.AGE) == text


def test_a_cloud_that_tells_little_leaves_cells_empty(qtbot: QtBot) -> None:
    table = make_table(qtbot, [Server("prod", "1", "web", ServerStatus.ACTIVE)])
    assert {table.cell(0, column) for column in Column if column not in (*FIRST_SHOWN, Column.ID)} == {""}


def test_a_click_on_a_further_column_sorts_by_its_meaning(qtbot: QtBot) -> None:
    ages = {"old": 400, "new": 2, "middle": 30}
    servers = [
        Server("prod", name, name, ServerStatus.ACTIVE, created=NOW - timedelta(days=days))
        for name, days in ages.items()
    ]
    table = make_table(qtbot, servers)
    choose(qtbot, table, "Age")
    header = table.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(Column.AGE) + 10, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    assert table.names() == ["new", "middle", "old"]
