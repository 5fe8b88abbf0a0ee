"""SPICE's own page (Debian's ``spice-html5``) in front of a SPICE server that is one (QEMU)."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.exceptions import TimeoutError as QtTimeoutError

from launcher.ui.console.state import ConnectionState
from tests.end_to_end.hand import Hand
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room
from tests.ui.console.spice.spice_server import BOOTED, COLOURS, SpiceServer

_CHANNELS = 4
"""Main, display, inputs and cursor: a WebSocket each."""

PAGE = "spice_auto.html?token=secret-token"


def wait_for_pixels(room: Room) -> None:
    room.qtbot.waitUntil(lambda: set(COLOURS) <= room.colours(), timeout=15_000)


@pytest.fixture
def live(room: Room, proxy: Proxy) -> Room:
    room.lead_to(proxy.url(PAGE), console_type="spice-html5")
    room.open_live()
    # Now and then the page's own RSA makes a ticket that no server can read, and a channel stays out.
    while not _come(room, proxy):
        asked = room.links_asked
        room.tab.reconnect_requested.emit()
        room.qtbot.waitUntil(lambda asked=asked: room.links_asked > asked)
        room.wait_for(ConnectionState.LIVE)
    room.qtbot.waitUntil(room.window.isActiveWindow)
    return room


def _come(room: Room, proxy: Proxy) -> bool:
    try:
        room.qtbot.waitUntil(
            lambda: set(COLOURS) <= room.colours() and proxy.sessions == _CHANNELS, timeout=5_000
        )
    except QtTimeoutError:
        return False
    return True


def test_the_servers_screen_is_there(live: Room, proxy: Proxy) -> None:
    assert "session live" in live.words()
    assert proxy.sessions == _CHANNELS


def test_a_lost_session_is_told_and_comes_back(live: Room, proxy: Proxy) -> None:
    heard = live.listen()
    proxy.hang_up()
    live.qtbot.waitUntil(lambda: live.links_asked == 2, timeout=15_000)
    live.wait_for(ConnectionState.LIVE)
    wait_for_pixels(live)
    assert any("asking for a link" in words for words in heard)


def test_what_is_typed_arrives(live: Room, spice: SpiceServer) -> None:
    live.click_screen()
    before = len(spice.keys)
    Hand().type("ls -l")
    live.qtbot.waitUntil(lambda: spice.keys[before:] == "ls -l")


def test_ctrl_alt_del_starts_the_server_again(live: Room, spice: SpiceServer) -> None:
    starts = spice.keys.count(BOOTED)
    live.tab.keys.press("Ctrl+Alt+Del")
    live.qtbot.waitUntil(lambda: spice.keys.count(BOOTED) == starts + 1, timeout=20_000)
    wait_for_pixels(live)
    assert live.tab.state is ConnectionState.LIVE


def test_a_screenshot_shows_what_the_server_does(live: Room, own_directories: Path) -> None:
    live.tab.toolbar.screenshot.trigger()
    live.qtbot.waitUntil(live.tab.whisper.isVisible)
    (saved,) = own_directories.rglob("web-01-*.png")
    image = QImage(str(saved))
    seen = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 8) for y in range(0, image.height(), 8)
    }
    assert set(COLOURS) <= seen


def test_a_proxy_that_lets_nobody_through_is_told(room: Room, proxy: Proxy) -> None:
    proxy.lets_in = False
    room.lead_to(proxy.url(PAGE), console_type="spice-html5")
    room.open()
    room.wait_for(ConnectionState.FAILED)
    assert "hung up before web-01 showed anything" in room.words()
