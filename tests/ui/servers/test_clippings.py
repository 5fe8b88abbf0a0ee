"""Selected servers in the clipboard."""

import csv
import json
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.columns import Column
from launcher.ui.servers.row_menu import RowMenu
from tests.ui.servers.parts import Table, make_table

CREATED = datetime(2026, 11, 24, 14, 41, 28, tzinfo=UTC)
WEB = Server(
    "prod",
    "id-1",
    "web,\t1",
    ServerStatus.ACTIVE,
    addresses=("10.0.0.1", "2001:db8::1"),
    zone="z",
    created=CREATED,
    metadata=(("env", "prod"),),
    tags=("blue",),
    locked=True,
)
EVIL = Server("stage", "id-2", "=HYPERLINK(1)", ServerStatus.SHUTOFF, "powering-on")


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    made = make_table(qtbot, [WEB, EVIL, Server("prod", "id-3", "zzz", ServerStatus.ACTIVE)])
    QGuiApplication.clipboard().clear()
    made.view.setFocus()
    made.view.select(EVIL.key)
    qtbot.keyClick(made.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    return made


def copied(qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "")
    return QGuiApplication.clipboard().text()


def choose(qtbot: QtBot, table: Table, server: Server, words: str) -> None:
    RowMenu(table.book, table.view).show(server, QPoint(50, 50))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    (action,) = [one for one in popup.actions() if one.text().replace("&", "") == words]
    qtbot.mouseClick(popup, Qt.MouseButton.LeftButton, pos=popup.actionGeometry(action).center())


def test_ctrl_c_copies_the_rows_as_they_are_shown(qtbot: QtBot, table: Table) -> None:
    table.view.columns.show(Column.ZONE, shown=False)
    table.view.columns.show(Column.TAGS, shown=True)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied(qtbot).split("\n") == [
        "=HYPERLINK(1)\tShut off · powering on\t\t\tstaging\t",
        "web,[U+0009]1\tActive\t10.0.0.1  2001:db8::1\tblue\tproduction\t",
    ]


def test_csv_has_titles_and_nothing_a_spreadsheet_would_run(qtbot: QtBot, table: Table) -> None:
    table.model.toggle_favourites([EVIL.key])
    choose(qtbot, table, WEB, "Copy 2 servers as CSV")
    assert list(csv.reader(copied(qtbot).splitlines())) == [
        ["Favourite", "Name", "Status", "Addresses", "Zone", "Profile", "Console link"],
        ["Favourite", "'=HYPERLINK(1)", "Shut off · powering on", "", "", "staging", ""],
        ["", "web,[U+0009]1", "Active", "10.0.0.1  2001:db8::1", "z", "production", ""],
    ]


def test_json_has_every_field_as_the_cloud_told_it(qtbot: QtBot, table: Table) -> None:
    table.model.toggle_favourites([EVIL.key])
    choose(qtbot, table, EVIL, "Copy 2 servers as JSON")
    evil, web = json.loads(copied(qtbot))
    assert (evil["name"], evil["favourite"]) == ("=HYPERLINK(1)", True)
    assert web == {
        "profile": "production",
        "favourite": False,
        "profile_id": "prod",
        "id": "id-1",
        "name": "web,\t1",
        "status": "ACTIVE",
        "task_state": "",
        "addresses": ["10.0.0.1", "2001:db8::1"],
        "zone": "z",
        "created": "2026-11-24T14:41:28Z",
        "updated": None,
        "power": "",
        "flavor": "",
        "image": "",
        "key_name": "",
        "metadata": {"env": "prod"},
        "tags": ["blue"],
        "locked": True,
    }


def test_over_a_row_that_is_not_selected_it_copies_that_one(qtbot: QtBot, table: Table) -> None:
    other = table.listing.server(ServerKey("prod", "id-3"))
    assert other is not None
    choose(qtbot, table, other, "Copy as JSON")
    assert [one["id"] for one in json.loads(copied(qtbot))] == ["id-3"]


def test_with_nothing_selected_the_clipboard_keeps_what_it_has(qtbot: QtBot, table: Table) -> None:
    QGuiApplication.clipboard().setText("kept")
    table.view.clearSelection()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "kept"
