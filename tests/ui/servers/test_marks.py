"""What the filter found is marked in the cells: looked at pixel by pixel."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from launcher.model.server import ServerKey
from launcher.services.columns import Column
from launcher.ui.servers.delegates import INSET
from launcher.ui.servers.marks import spans
from launcher.ui.theme import apply_colour_scheme
from tests.ui.servers.parts import Table, fleet, make_table


@pytest.fixture(params=["light", "dark"])
def table(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Table]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_colour_scheme(application, request.param)
    made = make_table(qtbot, fleet(30))
    # Another row has the keyboard, so that row 0 is not painted as selected.
    made.view.setFocus()
    made.view.select(ServerKey("prod", "id-12"))
    yield made
    apply_colour_scheme(application, "light")


def look_for(table: Table, text: str) -> None:
    table.listing.filter(text)
    table.model.apply()


def ground(table: Table, letter: int, column: Column = Column.NAME, row: int = 0) -> QColor:
    """Return the colour just above a letter of a cell, where no letter reaches."""
    cell = table.view.visualRect(table.model.index(row, column))
    metrics = table.view.fontMetrics()
    left = metrics.horizontalAdvance(table.cell(row, column)[:letter])
    return (
        table.view.viewport()
        .grab()
        .toImage()
        .pixelColor(cell.left() + INSET + left + 2, cell.center().y() - metrics.height() // 2 + 2)
    )


def test_a_word_is_marked_where_it_stands(table: Table) -> None:
    plain = ground(table, 0)
    look_for(table, "eb-1")
    assert table.cell(0, Column.NAME) == "web-1"
    assert ground(table, 0) == plain
    assert ground(table, 1) != plain
    assert ground(table, 2) != plain


def test_a_field_is_marked_in_its_own_column_only(table: Table) -> None:
    plain = ground(table, 0)
    look_for(table, "zone:eu")
    assert ground(table, 0) == plain
    assert ground(table, 0, Column.ZONE) != plain
    look_for(table, "-zone:de-01")
    assert ground(table, 0, Column.ZONE) == plain


def test_marks_go_with_the_filter(table: Table) -> None:
    plain = ground(table, 0)
    look_for(table, "web")
    look_for(table, "")
    assert ground(table, 0) == plain


def test_a_mark_on_a_selected_row_makes_its_text_stand_out_more(table: Table) -> None:
    table.view.select(ServerKey("prod", "id-0"))
    chosen = ground(table, 0)
    look_for(table, "web")
    marked = ground(table, 0)
    text = table.view.palette().highlightedText().color()
    assert abs(text.lightness() - marked.lightness()) > abs(text.lightness() - chosen.lightness())


def test_every_place_is_found() -> None:
    assert list(spans("Web web", ("web", "b w"))) == [(0, 3), (4, 7), (2, 5)]
    assert list(spans("Straße 1", ("1",))) == [(7, 8)]
