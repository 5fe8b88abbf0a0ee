"""Consoles in windows of their own, and side by side."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.console.window import ConsoleWindow
from launcher.ui.console.windows import place_name
from launcher.ui.theme import apply_colour_scheme
from tests.ui.console.guest import COLOURS
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room, make_room
from tests.ui.contrast import contrast, luminance

LEFT = Qt.MouseButton.LeftButton


def three(room: Room, proxy: Proxy) -> list[ConsoleTab]:
    room.lead_to(proxy.url())
    return [room.open_live(name) for name in ("web-01", "web-02", "bastion")]


def pull_out(room: Room, index: int, by: QPoint) -> None:
    """Drag a tab out of the row with the mouse."""
    bar = room.window.tab_bar
    middle = bar.tabRect(index).center()
    QTest.mousePress(bar, LEFT, pos=middle)
    for step in (QPoint(0, 15), by / 2, by):
        QTest.mouseMove(bar, middle + step)
    QTest.mouseRelease(bar, LEFT, pos=middle + by)


def window_of(tab: ConsoleTab) -> ConsoleWindow:
    window = tab.window()
    assert isinstance(window, ConsoleWindow)
    return window


def entry(menu: QMenu, words: str) -> QAction:
    return next(one for one in menu.actions() if words in one.text().replace("&", ""))


def choose(room: Room, tab: ConsoleTab, words: str) -> None:
    """Open the console's View menu and click an entry."""
    menu = tab.toolbar.view_menu
    menu.popup(tab.mapToGlobal(QPoint(40, 40)))
    room.qtbot.waitUntil(menu.isVisible)
    room.qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(entry(menu, words)).center())


def ground(widget: QWidget) -> QColor:
    return widget.palette().window().color()


def ink(button: QToolButton) -> QColor:
    """Return the colour of what is painted on a button, where it covers most."""
    picture = button.icon().pixmap(button.iconSize()).toImage()
    pixels = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return max(pixels, key=QColor.alpha)


def see_pixels(room: Room, tab: ConsoleTab) -> None:
    room.qtbot.waitUntil(lambda: set(COLOURS) <= room.colours(tab.view), timeout=15_000)


def test_a_tab_pulled_out_of_the_row_has_a_window_of_its_own_and_its_session_goes_on(
    room: Room, proxy: Proxy
) -> None:
    first, second, _third = three(room, proxy)
    asked = room.links_asked
    pull_out(room, 1, QPoint(60, 200))
    room.qtbot.waitUntil(lambda: window_of(second) is not window_of(first))
    own = window_of(second)
    assert own.every_tab == [second]
    assert "web-02" in own.windowTitle()
    assert second.state is ConnectionState.LIVE
    own.raise_()
    see_pixels(room, second)
    assert room.links_asked == asked
    assert proxy.sessions == 3


def test_a_tab_moved_along_the_row_stays(room: Room, proxy: Proxy) -> None:
    tabs = three(room, proxy)
    bar = room.window.tab_bar
    pull_out(room, 0, QPoint(bar.tabRect(0).width() + 20, 5))
    assert {window_of(tab) for tab in tabs} == {room.window}


def test_the_tabs_menu_moves_it_too(room: Room, proxy: Proxy) -> None:
    first, second, _third = three(room, proxy)
    bar = room.window.tab_bar
    bar.menu_requested.emit(1, bar.mapToGlobal(bar.tabRect(1).center()))
    room.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    room.qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(entry(menu, "window of its own")).center())
    room.qtbot.waitUntil(lambda: window_of(second) is not window_of(first))


def test_a_console_in_its_own_window_stands_there_again_the_next_time(room: Room, proxy: Proxy) -> None:
    first, second, _third = three(room, proxy)
    choose(room, second, "window of its own")
    own = window_of(second)
    assert own is not window_of(first)
    own.resize(700, 520)
    room.qtbot.waitUntil(lambda: own.width() == 700)
    own.close()
    assert set(room.desk.windows.own_places) == {place_name(second.key)}
    room.qtbot.waitUntil(lambda: proxy.sessions == 2)
    room.open("web-02")
    room.qtbot.waitUntil(lambda: len(room.desk.windows.every) == 2)
    again = room.desk.windows.every[1]
    assert [tab.server.name for tab in again.every_tab] == ["web-02"]
    assert (again.width(), again.height()) == (700, 520)
    room.qtbot.waitUntil(lambda: again.every_tab[0].state is ConnectionState.LIVE, timeout=15_000)


def test_put_back_it_is_a_tab_again_and_stays_one(room: Room, proxy: Proxy) -> None:
    first, second, third = three(room, proxy)
    choose(room, second, "window of its own")
    own = window_of(second)
    choose(room, second, "Put back")
    room.qtbot.waitUntil(lambda: window_of(second) is window_of(first))
    assert own not in room.desk.windows.every
    assert window_of(first).every_tab == [first, third, second]
    assert not room.desk.windows.own_places
    assert second.state is ConnectionState.LIVE
    see_pixels(room, second)


def test_the_last_window_ends_everything(room: Room, proxy: Proxy) -> None:
    _first, second, _third = three(room, proxy)
    choose(room, second, "window of its own")
    for window in room.desk.windows.every:
        window.close()
    assert room.desk.window is None
    room.qtbot.waitUntil(lambda: proxy.sessions == 0)
    assert not room.keeper.ticking


def test_side_by_side_all_are_live(room: Room, proxy: Proxy) -> None:
    tabs = three(room, proxy)
    choose(room, room.tab, "Side by side")
    assert room.window.is_tiled
    for tab in tabs:
        assert tab.isVisible()
        assert not tab.toolbar.isVisible()
    for tab in tabs:
        see_pixels(room, tab)
    tiles = room.window.wall.tiles
    places = [tile.geometry() for tile in tiles]
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    assert proxy.sessions == 3


def test_a_click_into_a_tile_gives_it_the_keyboard(room: Room, proxy: Proxy) -> None:
    tabs = three(room, proxy)
    choose(room, room.tab, "Side by side")
    for tab in tabs:
        inner: QWidget = tab.view
        while (deeper := inner.focusProxy()) is not None:
            inner = deeper
        room.qtbot.mouseClick(inner, LEFT)
        room.qtbot.waitUntil(lambda tab=tab: room.window.current is tab)


def test_a_double_click_on_a_name_shows_it_alone(room: Room, proxy: Proxy) -> None:
    first, _second, _third = three(room, proxy)
    choose(room, room.tab, "Side by side")
    tile = room.window.wall.tiles[0]
    room.qtbot.mouseDClick(tile.head, LEFT)
    assert not room.window.is_tiled
    assert room.tab is first
    assert first.toolbar.isVisible()
    assert [tab.server.name for tab in room.window.every_tab] == ["web-01", "web-02", "bastion"]
    see_pixels(room, first)


def test_the_keyboard_leads_from_the_wall_back_to_the_tabs(room: Room, proxy: Proxy) -> None:
    three(room, proxy)
    choose(room, room.tab, "Side by side")
    room.qtbot.keyClick(room.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    room.qtbot.waitUntil(room.window.wall.leave.hasFocus)
    room.qtbot.keyClick(room.window.wall.leave, Qt.Key.Key_Space)
    assert not room.window.is_tiled
    assert room.tab.server.name == "bastion"


def test_in_a_narrow_tile_all_that_stands_there_can_be_seen_in_the_dark_too(
    room: Room, proxy: Proxy, qapp: QApplication
) -> None:
    three(room, proxy)
    choose(room, room.tab, "Side by side")
    room.window.resize(room.window.minimumSize())
    tile = room.window.wall.tiles[1]
    words = tile.head.findChildren(QLabel)
    room.qtbot.waitUntil(lambda: any("session live" in one.text() for one in words))
    for one in words:
        assert one.fontMetrics().horizontalAdvance(one.text()) <= one.width() + 1
    buttons = (tile.alone_button, tile.close_button)
    apply_colour_scheme(qapp, "dark")
    try:
        room.qtbot.waitUntil(lambda: luminance(ground(tile)) < 0.2)
        room.qtbot.waitUntil(lambda: min(contrast(ink(one), ground(tile)) for one in buttons) > 3)
    finally:
        apply_colour_scheme(qapp, "system")
    room.qtbot.waitUntil(lambda: luminance(ground(tile)) > 0.5)
    room.qtbot.waitUntil(lambda: min(contrast(ink(one), ground(tile)) for one in buttons) > 3)


@pytest.mark.parametrize("closed", [0, 2])
def test_a_tile_can_be_closed_and_the_last_but_one_ends_the_wall(
    room: Room, proxy: Proxy, closed: int
) -> None:
    tabs = three(room, proxy)
    choose(room, room.tab, "Side by side")
    room.qtbot.mouseClick(room.window.wall.tiles[closed].close_button, LEFT)
    room.qtbot.waitUntil(lambda: proxy.sessions == 2)
    left = [tab for tab in tabs if tab is not tabs[closed]]
    assert room.window.wall.tabs == left
    room.qtbot.mouseClick(room.window.wall.tiles[0].close_button, LEFT)
    room.qtbot.waitUntil(lambda: proxy.sessions == 1)
    assert not room.window.is_tiled
    assert room.window.every_tab == [left[1]]
    see_pixels(room, left[1])


def test_one_opened_meanwhile_joins_the_wall(room: Room, proxy: Proxy) -> None:
    three(room, proxy)
    choose(room, room.tab, "Side by side")
    room.open("db-01")
    room.qtbot.waitUntil(lambda: len(room.window.wall.tiles) == 4)
    new = room.window.wall.tiles[3].tab
    room.qtbot.waitUntil(lambda: new.state is ConnectionState.LIVE, timeout=15_000)
    see_pixels(room, new)


def test_the_band_is_there_while_a_tile_is_productions(qtbot: QtBot, cloud: DemoCloud, proxy: Proxy) -> None:
    with make_room(qtbot, cloud, production=True) as room:
        room.lead_to(proxy.url())
        for name in ("web-01", "web-02"):
            room.open_live(name)
        choose(room, room.tab, "Side by side")
        assert room.window.band.isVisible()
        assert room.window.band.text() == "production · prod"


def test_a_tiles_head_says_all_that_it_has_room_for(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live("web-01")
    room.open_live("web-02")
    room.window.toggle_tiles()
    room.qtbot.waitUntil(lambda: "web-01 · session live" in room.words())
    assert "…" not in "".join(line for line in room.words().splitlines() if " · " in line)


def test_a_server_is_called_what_it_is_called_by_now(room: Room, proxy: Proxy) -> None:
    first, second, _third = three(room, proxy)
    room.window.bring_forward(first)
    room.desk.update_server(replace(first.server, name="shop & co"))
    assert room.window.windowTitle() == "shop & co — Porthole"
    assert room.window.tabs.tabText(0) == "shop && co"
    assert room.window.tabs.tabToolTip(0) == "shop & co · prod"
    room.window.toggle_tiles()
    room.desk.update_server(replace(second.server, name="till-07"))
    tile = room.window.wall.tiles[1]
    room.qtbot.waitUntil(
        lambda: any(one.text().startswith("till-07 · ") for one in tile.findChildren(QLabel))
    )
    assert tile.accessibleName() == "till-07"
    assert tile.close_button.toolTip() == "Close till-07"
    room.window.toggle_tiles()
    assert [room.window.tabs.tabText(index) for index in range(3)] == ["shop && co", "till-07", "bastion"]
    assert proxy.sessions == 3
