"""Who gets the keys: the server nearly all of them, Porthole the F11s; and the way out of the full screen."""

import pytest
from PySide6.QtCore import Qt

from launcher.demo.web.exchange import Reply
from launcher.ui.console.state import ConnectionState
from tests.end_to_end.hand import Hand
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room
from tests.ui.console.vnc_server import VncServer

WITHOUT_BUTTON = """<!doctype html><body style="margin: 0"><div id=screen style="height: 100vh"></div>
<script type=module>
  import RFB from "./core/rfb.js";
  new RFB(document.getElementById("screen"), `ws://${location.host}/websockify`).focusOnClick = true;
</script>"""


@pytest.fixture
def live(room: Room, proxy: Proxy) -> Room:
    room.lead_to(proxy.url())
    room.open_live()
    room.wait_for_pixels()
    room.qtbot.waitUntil(room.window.isActiveWindow)
    room.click_screen()
    return room


def press(room: Room, vnc: VncServer, key: str, arrives: str) -> None:
    before = len(vnc.keys)
    Hand().press(key)
    room.qtbot.waitUntil(lambda: arrives in vnc.keys[before:])


def test_what_is_typed_arrives(live: Room, vnc: VncServer) -> None:
    before = len(vnc.keys)
    Hand().type("ls -l")
    live.qtbot.waitUntil(lambda: vnc.keys[before:] == ["L", "S", "Space", "-", "L"])


def test_the_console_has_the_keyboard_without_a_click(room: Room, proxy: Proxy, vnc: VncServer) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    room.wait_for_pixels()
    room.qtbot.waitUntil(room.window.isActiveWindow)
    press(room, vnc, "a", "A")


def test_every_other_key_goes_to_the_server(live: Room, vnc: VncServer) -> None:
    keys = {
        "Escape": "Esc",
        "Tab": "Tab",
        "Left": "Left",
        "Return": "Return",
        "F5": "F5",
        "F1": "F1",
        "ctrl+w": "Ctrl+W",
        "ctrl+r": "Ctrl+R",
        "alt+f": "Alt+F",
        "ctrl+Prior": "Ctrl+PgUp",
        "ctrl+shift+s": "Ctrl+Shift+S",
        "shift+Tab": "Shift+Backtab",
    }
    for key, arrives in keys.items():
        press(live, vnc, key, arrives)
    assert live.window.tabs.count() == 1
    assert live.tab.state is ConnectionState.LIVE
    assert live.links_asked == 1


@pytest.mark.parametrize("page", ["vnc_lite.html", "vnc.html?autoconnect=true", "plain.html"])
def test_ctrl_alt_del_arrives_with_every_page(room: Room, proxy: Proxy, vnc: VncServer, page: str) -> None:
    proxy.pages["plain.html"] = WITHOUT_BUTTON
    room.lead_to(proxy.url(page))
    tab = room.open_live()
    room.wait_for_pixels()
    before = len(vnc.keys)
    tab.keys.menu.aboutToShow.emit()
    next(one for one in tab.keys.menu.actions() if one.text() == "Ctrl+Alt+Del").trigger()
    room.qtbot.waitUntil(lambda: "Ctrl+Alt+Del" in vnc.keys[before:])
    press(room, vnc, "a", "A")


def test_f11_gives_the_display_to_the_server_and_takes_it_back(live: Room, vnc: VncServer) -> None:
    Hand().press("F11")
    live.qtbot.waitUntil(live.window.isFullScreen)
    bar = live.window.full_screen_bar
    live.qtbot.waitUntil(bar.leave.isVisible)
    bar_words = "Full screen · web-01 · session live · link valid 9:5"
    live.qtbot.waitUntil(lambda: bar_words in live.words())
    assert not live.tab.toolbar.isVisible()
    live.wait_for_pixels()
    press(live, vnc, "b", "B")
    Hand().press("Escape")
    assert live.window.isFullScreen(), "Esc is the server's"
    Hand().press("F11")
    live.qtbot.waitUntil(lambda: not live.window.isFullScreen())
    live.qtbot.waitUntil(live.tab.toolbar.isVisible)
    assert not bar.isVisible()
    live.wait_for_pixels()


def test_the_way_out_of_the_full_screen_can_be_clicked(live: Room) -> None:
    live.tab.toolbar.view_menu.full_screen.trigger()
    live.qtbot.waitUntil(live.window.full_screen_bar.leave.isVisible)
    live.qtbot.mouseClick(live.window.full_screen_bar.leave, Qt.MouseButton.LeftButton)
    live.qtbot.waitUntil(lambda: not live.window.isFullScreen())


def test_shift_f11_leads_the_keyboard_out(live: Room, vnc: VncServer) -> None:
    Hand().press("F11")
    live.qtbot.waitUntil(live.window.full_screen_bar.leave.isVisible)
    Hand().press("shift+F11")
    live.qtbot.waitUntil(live.window.full_screen_bar.leave.hasFocus)
    Hand().press("space")
    live.qtbot.waitUntil(lambda: not live.window.isFullScreen())
    Hand().press("shift+F11")
    bar = live.tab.toolbar
    live.qtbot.waitUntil(lambda: bar.widgetForAction(bar.renew).hasFocus())
    assert "F11" not in "".join(vnc.keys)


@pytest.mark.parametrize("further", [(), ("Tab", "Tab")])
def test_esc_gives_the_keyboard_back_to_the_server(
    live: Room, vnc: VncServer, further: tuple[str, ...]
) -> None:
    before = len(vnc.keys)
    Hand().press("shift+F11")
    bar = live.tab.toolbar
    live.qtbot.waitUntil(lambda: bar.widgetForAction(bar.renew).hasFocus())
    Hand().press(*further, "Escape")
    press(live, vnc, "a", "A")
    assert "Esc" not in vnc.keys[before:]


def test_what_stood_in_the_screens_place_is_gone_with_its_buttons(live: Room) -> None:
    assert not live.tab.stand_in.isVisible()


@pytest.mark.parametrize("key", ["Tab", "shift+Tab"])
def test_tab_leads_through_the_bar_and_back_to_the_server(live: Room, vnc: VncServer, key: str) -> None:
    Hand().press("shift+F11")
    bar = live.tab.toolbar
    live.qtbot.waitUntil(lambda: bar.widgetForAction(bar.renew).hasFocus())
    while bar.isAncestorOf(had := live.window.focusWidget()):
        Hand().press(key)
        live.qtbot.waitUntil(lambda had=had: live.window.focusWidget() is not had)
    press(live, vnc, "a", "A")


def test_the_bars_keys_work_while_it_has_the_keyboard(live: Room) -> None:
    Hand().press("shift+F11")
    bar = live.tab.toolbar
    live.qtbot.waitUntil(lambda: bar.widgetForAction(bar.renew).hasFocus())
    Hand().press("ctrl+w")
    live.qtbot.waitUntil(lambda: live.desk.window is None)


def test_the_pages_own_full_screen_button_is_answered_by_the_window(room: Room, proxy: Proxy) -> None:
    proxy.pages["told"] = Reply(204)
    proxy.pages["page.html"] = """<!doctype html><body style="background: #8040c0">page
    <script>
      addEventListener("click", () => document.body.requestFullscreen());
      new PerformanceObserver(() => fetch("/painted")).observe({ type: "paint", buffered: true });
    </script>"""
    room.lead_to(proxy.url("page.html"))
    room.open()
    room.qtbot.waitUntil(lambda: "/painted" in proxy.asked)
    room.click_screen()
    room.qtbot.waitUntil(room.window.isFullScreen)
    room.qtbot.waitUntil(room.window.full_screen_bar.leave.isVisible)


def test_the_keyboard_walks_over_the_tabs(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live("web-01")
    room.open_live("web-02")
    room.qtbot.waitUntil(room.window.isActiveWindow)
    Hand().press("shift+F11")
    bar = room.tab.toolbar
    room.qtbot.waitUntil(lambda: bar.widgetForAction(bar.renew).hasFocus())
    Hand().press("ctrl+Next")
    room.qtbot.waitUntil(lambda: room.tab.server.name == "web-01")
    assert room.window.windowTitle() == "web-01 — Porthole"
    room.wait_for_pixels()
