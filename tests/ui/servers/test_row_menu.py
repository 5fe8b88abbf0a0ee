"""The menu of a row, by mouse and by the menu key."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from launcher.model.console import OpenIn
from launcher.model.power import PowerAction
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus
from launcher.ui.servers.row_menu import RowMenu
from tests.ui.servers.parts import Table, fleet, make_table

SERVER = Server("prod", "id-1", "web\u202e-1", ServerStatus.ACTIVE, addresses=("10.0.0.1", "2001:db8::1"))


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    return make_table(qtbot, [SERVER])


@pytest.fixture
def menu(table: Table) -> RowMenu:
    menu = RowMenu(table.book, table.view)
    table.view.menu_requested.connect(menu.show)
    return menu


def opened(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def ask_for_menu(table: Table, reason: QContextMenuEvent.Reason, place: QPoint) -> None:
    viewport = table.view.viewport()
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, place, viewport.mapToGlobal(place)))


def right_click(table: Table, place: QPoint) -> None:
    ask_for_menu(table, QContextMenuEvent.Reason.Mouse, place)


def choose(qtbot: QtBot, words: str) -> None:
    popup = opened(qtbot)
    (action,) = [one for one in popup.actions() if one.text().replace("&", "").split("\t")[0] == words]
    qtbot.mouseClick(popup, Qt.MouseButton.LeftButton, pos=popup.actionGeometry(action).center())


def test_a_right_click_opens_it_and_it_opens_the_console(qtbot: QtBot, table: Table, menu: RowMenu) -> None:
    right_click(table, table.view.visualRect(table.model.index(0, 2)).center())
    with qtbot.waitSignal(menu.opening_requested) as asked:
        choose(qtbot, "Open in browser")
    assert asked.args == [SERVER, True]


def test_the_menu_key_opens_it_below_the_row(qtbot: QtBot, table: Table, menu: RowMenu) -> None:
    table.view.select(SERVER.key)
    ask_for_menu(table, QContextMenuEvent.Reason.Keyboard, QPoint(5, 300))
    popup = opened(qtbot)
    row = table.view.visualRect(table.model.index(0, 0))
    assert popup.pos().y() >= table.view.viewport().mapToGlobal(row.bottomLeft()).y()
    with qtbot.waitSignal(menu.opening_requested) as asked:
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
    assert asked.args == [SERVER, False]


@pytest.mark.usefixtures("menu")
def test_beside_the_rows_there_is_none(table: Table) -> None:
    right_click(table, QPoint(20, table.view.viewport().height() - 4))
    assert QApplication.activePopupWidget() is None


def test_it_follows_what_the_profile_opens_first(qtbot: QtBot, table: Table, menu: RowMenu) -> None:
    table.book.add_guest(Profile(id="prod", name="production", open_in=OpenIn.BROWSER), "secret")
    menu.show(SERVER, QPoint(50, 50))
    popup = opened(qtbot)
    assert popup.defaultAction().text() == "Open in &browser\tReturn"
    popup.close()


@pytest.mark.parametrize(
    ("words", "copied"),
    [
        ("Copy name", "web\u202e-1"),
        ("Copy ID", "id-1"),
        ("Copy 10.0.0.1", "10.0.0.1"),
        ("Copy 2001:db8::1", "2001:db8::1"),
    ],
)
def test_it_copies(qtbot: QtBot, menu: RowMenu, words: str, copied: str) -> None:
    menu.show(SERVER, QPoint(50, 50))
    choose(qtbot, words)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == copied)


def test_it_asks_for_a_link_to_copy(qtbot: QtBot, menu: RowMenu) -> None:
    menu.show(SERVER, QPoint(50, 50))
    with qtbot.waitSignal(menu.link_copy_requested) as asked:
        choose(qtbot, "Copy console link")
    assert asked.args == [SERVER]


def test_it_asks_for_a_power_action(qtbot: QtBot, menu: RowMenu) -> None:
    menu.show(SERVER, QPoint(50, 50))
    with qtbot.waitSignal(menu.power_requested) as asked:
        choose(qtbot, "Hard reboot…")
    assert asked.args == [PowerAction.REBOOT_HARD, [SERVER]]


def test_what_does_not_fit_the_state_cannot_be_chosen(qtbot: QtBot, menu: RowMenu) -> None:
    menu.show(SERVER, QPoint(50, 50))
    popup = opened(qtbot)
    power = {one.text().replace("&", ""): one.isEnabled() for one in popup.actions()}
    assert (power["Start"], power["Stop…"], power["Reboot…"]) == (False, True, True)
    popup.close()


def test_in_production_a_start_asks_too(qtbot: QtBot, table: Table, menu: RowMenu) -> None:
    table.book.add_guest(Profile(id="prod", name="production", production=True), "secret")
    menu.show(SERVER, QPoint(50, 50))
    popup = opened(qtbot)
    assert "&Start…" in [one.text() for one in popup.actions()]
    popup.close()


def test_over_a_selection_power_is_about_all_of_it(qtbot: QtBot) -> None:
    table = make_table(qtbot, fleet(3))
    menu = RowMenu(table.book, table.view)
    table.view.selectAll()
    menu.show(fleet(3)[0], QPoint(50, 50))
    with qtbot.waitSignal(menu.power_requested) as asked:
        choose(qtbot, "Hard reboot 3 servers…")
    action, chosen = asked.args
    assert action is PowerAction.REBOOT_HARD
    assert sorted(server.name for server in chosen) == ["web-0", "web-1", "web-2"]


def test_beside_a_selection_power_is_about_the_one_row(qtbot: QtBot) -> None:
    table = make_table(qtbot, fleet(3))
    menu = RowMenu(table.book, table.view)
    table.view.select(fleet(3)[0].key)
    other = fleet(3)[1]
    menu.show(other, QPoint(50, 50))
    with qtbot.waitSignal(menu.power_requested) as asked:
        choose(qtbot, "Stop…")
    assert asked.args == [PowerAction.STOP, [other]]
