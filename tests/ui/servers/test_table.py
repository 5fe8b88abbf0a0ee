import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.columns import FIRST_SHOWN, Column
from launcher.ui.servers.delegates import INSET
from tests.ui.servers.parts import Table, fleet, link, make_table


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    return make_table(qtbot, fleet(400))


def at(table: Table, row: int) -> Server:
    return table.listing.visible[row]


def test_a_row_tells_what_the_cloud_told(qtbot: QtBot) -> None:
    server = Server(
        "stage", "1", "db", ServerStatus.SHUTOFF, "powering-on", ("10.0.0.1", "2001:db8::1"), "eu-nl-01"
    )
    table = make_table(qtbot, [server])
    assert [table.cell(0, column) for column in FIRST_SHOWN] == [
        "",
        "db",
        "Shut off · powering on",
        "10.0.0.1  2001:db8::1",
        "eu-nl-01",
        "staging",
        "",
    ]


def test_a_name_cannot_play_tricks(qtbot: QtBot) -> None:
    table = make_table(qtbot, [Server("prod", "1", "evil\u202egnp.exe\n", ServerStatus.ACTIVE)])
    assert table.cell(0, Column.NAME) == "evil[U+202E]gnp.exe[U+000A]"


def test_a_double_click_opens_the_server_under_the_pointer(qtbot: QtBot, table: Table) -> None:
    place = table.view.visualRect(table.model.index(3, 0)).center()
    with qtbot.waitSignal(table.view.server_activated) as activated:
        qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert activated.args == [at(table, 3), False]


@pytest.mark.parametrize(
    ("modifier", "other_way"),
    [(Qt.KeyboardModifier.NoModifier, False), (Qt.KeyboardModifier.ControlModifier, True)],
)
def test_enter_opens_and_ctrl_enter_opens_the_other_way(
    qtbot: QtBot, table: Table, modifier: Qt.KeyboardModifier, other_way: bool
) -> None:
    table.view.select(ServerKey("prod", "id-7"))
    with qtbot.waitSignal(table.view.server_activated) as activated:
        qtbot.keyClick(table.view, Qt.Key.Key_Return, modifier)
    assert activated.args is not None
    assert (activated.args[0].name, activated.args[1]) == ("web-7", other_way)


def test_letters_typed_in_the_list_go_to_the_filter(qtbot: QtBot, table: Table) -> None:
    with qtbot.waitSignal(table.view.text_typed) as typed:
        qtbot.keyClick(table.view, "d")
    assert typed.args == ["d"]


def test_a_click_on_a_header_sorts_and_a_second_one_turns_round(qtbot: QtBot, table: Table) -> None:
    header = table.view.horizontalHeader()
    place = header.viewport().rect().center()
    place.setX(header.sectionViewportPosition(Column.ADDRESSES) + 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.names()[:2] == ["web-0", "web-1"]
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.names()[:2] == ["web-399", "web-398"]


def test_a_refresh_keeps_selection_and_place(table: Table) -> None:
    table.view.select(ServerKey("prod", "id-200"))
    table.view.verticalScrollBar().setValue(table.view.verticalScrollBar().value() + 7)
    seen = table.view.visualRect(table.view.currentIndex()).top()
    newcomers = [Server("prod", f"new-{number}", f"app-{number}", ServerStatus.BUILD) for number in range(30)]
    table.listing.update([*newcomers, msgspec.structs.replace(at(table, 0), name="web-0-renamed")])
    table.model.apply()
    current = table.view.current_server()
    assert current is not None
    assert current.id == "id-200"
    assert table.view.visualRect(table.view.currentIndex()).top() == seen
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [230]


def test_the_selection_goes_with_its_server_only(table: Table) -> None:
    table.view.select(ServerKey("prod", "id-5"))
    table.listing.drop([ServerKey("prod", "id-5")])
    table.model.apply()
    assert table.view.current_server() is None


def test_a_row_shows_its_links_remaining_time_as_it_goes(qtbot: QtBot, table: Table) -> None:
    row = table.model.row_of(ServerKey("prod", "id-3"))
    assert row is not None
    table.keeper.keep(link(ServerKey("prod", "id-3"), validity=4))
    at_first = table.cell(row, Column.LINK)
    assert at_first.startswith("0:0")
    qtbot.waitUntil(lambda: "0:00" < table.cell(row, Column.LINK) < at_first)
    qtbot.waitUntil(lambda: table.cell(row, Column.LINK) == "")
    assert not table.keeper.ticking


def test_a_row_says_at_once_that_its_console_is_asked_for(table: Table) -> None:
    key = at(table, 0).key
    table.model.set_busy(key, busy=True)
    assert table.cell(0, Column.LINK) == "Asking…"
    table.model.set_busy(key, busy=False)
    assert table.cell(0, Column.LINK) == ""


def test_columns_share_the_width_and_none_vanishes_in_a_small_window(table: Table) -> None:
    for width in (560, 900, 1700):
        table.view.resize(width, 400)
        widths = [table.view.columnWidth(column) for column in FIRST_SHOWN]
        header = table.view.horizontalHeader()
        titles = [header.fontMetrics().horizontalAdvance(table.title(column)) for column in FIRST_SHOWN]
        assert FIRST_SHOWN[0] is Column.FAVOURITE
        assert all(width >= title + 2 * INSET for width, title in zip(widths[1:], titles[1:], strict=True))
        assert sum(widths) >= table.view.viewport().width()
