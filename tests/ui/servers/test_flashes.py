"""Rows that changed flash once, for whoever can see them."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from launcher.model.server import ServerKey
from launcher.services.columns import Column
from tests.ui.servers.parts import Table, fleet, make_table

KEY = ServerKey("prod", "id-2")


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    made = make_table(qtbot, fleet(30))
    made.view.setFocus()
    made.view.select(ServerKey("prod", "id-9"))
    return made


def ground(table: Table, row: int) -> QColor:
    cell = table.view.visualRect(table.model.index(row, Column.ZONE))
    return table.view.viewport().grab().toImage().pixelColor(cell.left() + 2, cell.top() + 2)


def test_a_changed_row_flashes_and_fades_and_then_all_is_quiet(qtbot: QtBot, table: Table) -> None:
    quiet = ground(table, 2)
    table.model.flash({KEY})
    strong = ground(table, 2)
    assert strong != quiet
    assert ground(table, 3) == quiet
    qtbot.waitUntil(lambda: quiet.lightness() > ground(table, 2).lightness() > strong.lightness())
    qtbot.waitUntil(lambda: not table.model.flashes.active)
    assert ground(table, 2) == quiet


def test_it_follows_its_server_when_rows_move(table: Table) -> None:
    quiet = ground(table, 2)
    table.model.flash({KEY})
    table.listing.drop([ServerKey("prod", "id-0")])
    table.model.apply()
    assert ground(table, 1) != quiet
    assert ground(table, 2) == quiet


def test_a_selected_row_flashes_too(table: Table) -> None:
    chosen = ground(table, 9)
    table.model.flash({ServerKey("prod", "id-9")})
    assert ground(table, 9) != chosen


def test_nobody_looks_nothing_flashes(qtbot: QtBot, table: Table) -> None:
    table.view.hide()
    table.model.flash({KEY})
    assert not table.model.flashes.active
    table.view.show()
    table.model.flash({KEY})
    assert table.model.flashes.active
    table.view.hide()
    qtbot.waitUntil(lambda: not table.model.flashes.active, timeout=400)


def test_a_change_of_nothing_starts_nothing(table: Table) -> None:
    table.model.flash(frozenset())
    assert not table.model.flashes.active
