"""A profile's colour stands before its name in the list: looked at pixel by pixel."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from launcher.model.profile import ProfileColour
from launcher.model.server import ServerKey
from launcher.services.columns import Column
from launcher.ui.profile_colours import shade
from launcher.ui.theme import apply_colour_scheme
from tests.ui.servers.parts import Table, fleet, make_table


@pytest.fixture(params=["light", "dark"])
def table(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Table]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_colour_scheme(application, request.param)
    made = make_table(qtbot, [*fleet(4), *fleet(4, "stage")])
    made.book.set_colour("prod", ProfileColour.PURPLE)
    made.model.apply()
    yield made
    apply_colour_scheme(application, "light")


def seen(table: Table, row: int, column: Column = Column.PROFILE) -> set[str]:
    """Return the colours of a cell."""
    image = table.view.viewport().grab(table.view.visualRect(table.model.index(row, column))).toImage()
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in pixels}


def bar(table: Table, colour: ProfileColour) -> str:
    found = shade(colour, table.view.palette())
    assert found is not None
    return found.name()


def test_only_the_coloured_profiles_cells_have_a_bar(table: Table) -> None:
    purple = bar(table, ProfileColour.PURPLE)
    for row, server in enumerate(table.listing.visible):
        assert (purple in seen(table, row)) == (server.profile_id == "prod")
        assert purple not in seen(table, row, Column.NAME)


def test_a_selected_row_keeps_its_bar(table: Table) -> None:
    table.view.select(ServerKey("prod", "id-1"))
    row = table.model.row_of(ServerKey("prod", "id-1"))
    assert row is not None
    assert bar(table, ProfileColour.PURPLE) in seen(table, row)


def test_another_colour_is_seen_at_once(table: Table) -> None:
    table.book.set_colour("prod", ProfileColour.NONE)
    table.book.set_colour("stage", ProfileColour.YELLOW)
    table.model.apply()
    colours = {server.profile_id: seen(table, row) for row, server in enumerate(table.listing.visible)}
    assert bar(table, ProfileColour.PURPLE) not in colours["prod"]
    assert bar(table, ProfileColour.YELLOW) in colours["stage"]
