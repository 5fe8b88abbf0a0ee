"""How large a server's screen is shown, and whether one may only look."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView

from launcher.ui.console.state import ConnectionState
from launcher.ui.console.zoom import Zoom, ZoomMode, step_from
from tests.end_to_end.hand import Eye, Hand
from tests.ui.console.guest import COLOURS
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room
from tests.ui.console.vnc_server import SIZE, VncServer

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def live(room: Room, proxy: Proxy) -> Room:
    room.lead_to(proxy.url())
    room.open_live()
    room.wait_for_pixels()
    room.qtbot.waitUntil(room.window.isActiveWindow)
    return room


def painted(image: QImage) -> tuple[int, int]:
    """Return the width and height of the part that shows the guest's colours."""
    wanted = {QColor(one).rgb() for one in COLOURS}
    middle = QPoint(image.width() // 2, image.height() // 2)
    # A quarter aside: the middle itself is where the colours meet.
    across = [x for x in range(image.width()) if image.pixel(x, middle.y() - 40) in wanted]
    down = [y for y in range(image.height()) if image.pixel(middle.x() - 40, y) in wanted]
    return (across[-1] - across[0] + 1, down[-1] - down[0] + 1) if across and down else (0, 0)


def shown(room: Room) -> tuple[int, int]:
    return painted(Eye().look_at(room.tab.view))


def is_about(found: tuple[int, int], wanted: tuple[float, float]) -> bool:
    return all(abs(one - other) <= 3 + other * 0.01 for one, other in zip(found, wanted, strict=True))


def menu_entry(room: Room, words: str) -> QAction:
    actions = room.tab.toolbar.view_menu.actions()
    return next(one for one in actions if words in one.text().replace("&", ""))


def choose(room: Room, words: str) -> None:
    menu = room.tab.toolbar.view_menu
    menu.popup(room.tab.mapToGlobal(QPoint(40, 40)))
    room.qtbot.waitUntil(menu.isVisible)
    room.qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(menu_entry(room, words)).center())


def resize(room: Room, width: int, height: int) -> None:
    room.window.resize(width, height)
    room.qtbot.waitUntil(lambda: room.window.size() == QSize(width, height))


def test_where_there_is_room_it_is_as_large_as_it_is(live: Room) -> None:
    live.qtbot.waitUntil(lambda: is_about(shown(live), SIZE))


def test_in_a_small_window_all_of_it_is_seen(live: Room) -> None:
    resize(live, 500, 420)
    live.qtbot.waitUntil(lambda: 300 < shown(live)[0] <= 500)
    live.qtbot.waitUntil(lambda: is_about(shown(live), (shown(live)[0], shown(live)[0] * 0.75)))
    live.qtbot.waitUntil(lambda: set(COLOURS) <= live.colours())
    resize(live, 1000, 800)
    live.qtbot.waitUntil(lambda: is_about(shown(live), SIZE))


def test_fitted_it_fills_the_window(live: Room) -> None:
    choose(live, "Fit window")
    view = live.tab.view
    live.qtbot.waitUntil(
        lambda: shown(live)[0] > view.width() * 0.96 or shown(live)[1] > view.height() * 0.93
    )
    assert is_about(shown(live), (shown(live)[0], shown(live)[0] * 0.75))
    choose(live, "Automatic")
    live.qtbot.waitUntil(lambda: is_about(shown(live), SIZE))


BARS = """(() => {
  const room = document.querySelector("canvas").parentElement;
  return room.offsetWidth > room.clientWidth || room.offsetHeight > room.clientHeight;
})()"""


def scrolls(room: Room) -> bool:
    """Whether there are bars to scroll the server's screen with."""
    view = room.tab.view.findChild(QWebEngineView)
    assert view is not None
    with room.qtbot.waitCallback() as answered:
        view.page().runJavaScript(BARS, answered)
    return bool(answered.args[0])


def test_what_is_fitted_is_not_scrolled_whatever_fractions_of_pixels_there_are(live: Room) -> None:
    choose(live, "Fit window")
    for height in range(420, 480, 3):
        resize(live, 700, height)
        live.qtbot.waitUntil(lambda: live.tab.view.height() == live.tab.height() - live.tab.toolbar.height())
        live.qtbot.waitUntil(lambda: not scrolls(live))


def test_actual_size_stays_in_a_small_window(live: Room) -> None:
    choose(live, "Actual size")
    resize(live, 500, 420)
    live.qtbot.waitUntil(lambda: live.tab.view.width() <= 500)
    assert live.tab.view.zoom_factor == 1.0
    live.qtbot.waitUntil(lambda: bool(set(COLOURS) - live.colours()))


def test_keys_make_it_larger_and_smaller_while_the_bar_has_the_keyboard(live: Room) -> None:
    live.qtbot.keyClick(live.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    Hand().press("ctrl+plus", "ctrl+plus")
    live.qtbot.waitUntil(lambda: is_about(shown(live), (SIZE[0] * 1.25, SIZE[1] * 1.25)))
    Hand().press("ctrl+minus", "ctrl+minus", "ctrl+minus")
    live.qtbot.waitUntil(lambda: is_about(shown(live), (SIZE[0] * 0.9, SIZE[1] * 0.9)))
    Hand().press("ctrl+0")
    live.qtbot.waitUntil(lambda: is_about(shown(live), SIZE))


@pytest.mark.parametrize("words", ["Automatic", "Fit window", "Larger"])
def test_a_click_arrives_where_it_was_seen(live: Room, vnc: VncServer, words: str) -> None:
    resize(live, 760, 560)
    choose(live, words)
    live.qtbot.waitUntil(lambda: abs(shown(live)[0] - SIZE[0] * live.tab.view.zoom_factor) < 8)
    image = Eye().look_at(live.tab.view)
    red, green = QColor(COLOURS[0]).rgb(), QColor(COLOURS[1]).rgb()
    y = image.height() // 2 - 60
    row = [image.pixel(x, y) for x in range(image.width())]
    # The last red pixel before the green: the middle of the server's screen.
    edge = max(x for x in range(1, len(row)) if row[x] == red)
    assert green in row[edge : edge + 4]
    before = len(vnc.clicks)
    inner = live.tab.view.focusWidget()
    assert inner is not None
    QTest.mouseClick(inner, LEFT, pos=QPoint(edge, y))
    live.qtbot.waitUntil(lambda: len(vnc.clicks) > before)
    x, _y = vnc.clicks[-1]
    assert abs(x - SIZE[0] // 2) <= 3


def test_a_session_that_comes_back_is_shown_as_large_as_before(live: Room, proxy: Proxy) -> None:
    choose(live, "Larger")
    live.qtbot.waitUntil(lambda: is_about(shown(live), (SIZE[0] * 1.1, SIZE[1] * 1.1)))
    proxy.hang_up()
    live.qtbot.waitUntil(lambda: live.links_asked == 2)
    live.wait_for(ConnectionState.LIVE)
    live.qtbot.waitUntil(lambda: is_about(shown(live), (SIZE[0] * 1.1, SIZE[1] * 1.1)))


@pytest.mark.parametrize("page", ["vnc.html?autoconnect=true&resize=scale", "vnc_lite.html?scale=true"])
def test_a_page_that_scales_by_itself_fits_too(room: Room, proxy: Proxy, page: str) -> None:
    room.lead_to(proxy.url(page))
    room.open_live()
    room.wait_for_pixels()
    resize(room, 500, 420)
    room.qtbot.waitUntil(lambda: 300 < shown(room)[0] <= 500 and set(COLOURS) <= room.colours())


def test_view_only_nothing_reaches_the_server(live: Room, vnc: VncServer) -> None:
    choose(live, "View only")
    assert "session live · view only" in live.words()
    keys, clicks = len(vnc.keys), len(vnc.clicks)
    live.click_screen()
    Hand().type("rm")
    choose(live, "View only")
    assert "view only" not in live.words()
    live.click_screen()
    Hand().type("ls")
    live.qtbot.waitUntil(lambda: vnc.keys[keys:] == ["L", "S"])
    assert len(vnc.clicks) == clicks + 1


def test_view_only_the_window_keeps_its_keys(live: Room) -> None:
    choose(live, "View only")
    live.click_screen()
    Hand().press("F11")
    live.qtbot.waitUntil(live.window.isFullScreen)
    Hand().press("F11")
    live.qtbot.waitUntil(lambda: not live.window.isFullScreen())


def test_the_steps_are_the_usual_ones() -> None:
    assert [step_from(1.0, 1), step_from(1.1, 1), step_from(0.97, 1), step_from(0.97, -1)] == [
        1.1,
        1.25,
        1.0,
        0.9,
    ]
    assert (step_from(5.0, 1), step_from(0.25, -1)) == (5.0, 0.25)


def test_what_fits_takes_the_pages_own_bar_into_account() -> None:
    assert Zoom().of((1000, 1000), (640, 480), (0, 30)) == 1.0
    assert Zoom(ZoomMode.FIT).of((1280, 2000), (640, 480), (0, 30)) == pytest.approx(2.0, rel=0.01)
    assert Zoom(ZoomMode.FIT).of((1280, 510), (640, 480), (0, 30)) == pytest.approx(1.0, rel=0.01)
    assert Zoom(ZoomMode.FIXED, 3.0).of((10, 10), (640, 480), (0, 0)) == 3.0
