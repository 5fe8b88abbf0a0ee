"""A cloud that ends a session when its link ends, and a profile that says so."""

import re
from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.ui.console.state import ConnectionState
from launcher.ui.theme import Tone
from tests.ui.console.clock import Clock
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room, make_room

NOTICE = "The session ends with its link in"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def ending(qtbot: QtBot, cloud: DemoCloud, proxy: Proxy) -> Iterator[Room]:
    with make_room(qtbot, cloud, sessions_end_with_link=True) as room:
        room.lead_to(proxy.url())
        yield room


def left(room: Room) -> int:
    found = re.search(rf"{NOTICE} 0:(\d\d)\.", room.words())
    assert found, room.words()
    return int(found[1])


def wait_for_the_last_minute(room: Room, clock: Clock) -> None:
    room.open_live()
    assert NOTICE not in room.words()
    clock.pass_by(545)
    room.qtbot.waitUntil(lambda: NOTICE in room.words(), timeout=3000)


def test_the_last_minute_is_counted_down(ending: Room, clock: Clock) -> None:
    wait_for_the_last_minute(ending, clock)
    first = left(ending)
    assert 50 <= first <= 55
    ending.qtbot.waitUntil(lambda: left(ending) < first, timeout=3000)
    assert "session live · ends with its link" in ending.words()
    assert ending.tab.tone is Tone.WARNING


def test_a_click_brings_a_new_session_before_the_old_one_ends(
    ending: Room, proxy: Proxy, clock: Clock
) -> None:
    wait_for_the_last_minute(ending, clock)
    ending.press("Renew now")
    ending.wait_for(ConnectionState.LIVE)
    ending.wait_for_pixels()
    assert NOTICE not in ending.words()
    assert ending.links_asked == 2
    ending.qtbot.waitUntil(lambda: proxy.sessions == 1)
    assert ending.tab.tone is Tone.GOOD


def test_a_fresh_link_alone_saves_no_session(ending: Room, clock: Clock) -> None:
    wait_for_the_last_minute(ending, clock)
    ending.tab.toolbar.renew.trigger()
    ending.qtbot.waitUntil(lambda: "link valid 10:00" in ending.words() or "link valid 9:" in ending.words())
    assert NOTICE in ending.words()


def test_at_its_end_the_session_comes_back_by_itself(ending: Room, proxy: Proxy, clock: Clock) -> None:
    wait_for_the_last_minute(ending, clock)
    clock.pass_by(60)
    proxy.hang_up()
    ending.qtbot.waitUntil(lambda: ending.links_asked == 2, timeout=5000)
    ending.wait_for(ConnectionState.LIVE)
    assert NOTICE not in ending.words()


def test_a_profile_that_does_not_say_so_warns_of_nothing(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    clock.pass_by(560)
    room.qtbot.waitUntil(lambda: "link valid 0:" in room.words(), timeout=3000)
    assert NOTICE not in room.words()
    assert room.tab.tone is Tone.GOOD


def test_a_profile_that_says_so_now_warns_at_once(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    clock.pass_by(550)
    book = room.services.book
    book.save(msgspec.structs.replace(book.get("prod"), sessions_end_with_link=True))
    room.desk.update_profiles()
    room.qtbot.waitUntil(lambda: NOTICE in room.words(), timeout=3000)


def test_a_hidden_tab_says_it_with_its_icon_alone(ending: Room, clock: Clock) -> None:
    ending.open_live()
    first = ending.tab
    clock.pass_by(545)
    ending.qtbot.waitUntil(lambda: first.tone is Tone.WARNING, timeout=3000)
    ending.open_live("web-02")
    assert NOTICE not in ending.words()
    tabs = ending.window.tabs
    dots = [tabs.tabIcon(place).pixmap(16, 16).toImage().pixelColor(8, 8) for place in range(2)]
    assert dots == [Tone.WARNING.on(ending.window.palette()), Tone.GOOD.on(ending.window.palette())]


def test_the_keyboard_reaches_the_button(ending: Room, clock: Clock) -> None:
    wait_for_the_last_minute(ending, clock)
    button = ending.button("Renew now")
    button.setFocus()
    ending.qtbot.keyClick(button, Qt.Key.Key_Space)
    ending.qtbot.waitUntil(lambda: ending.links_asked == 2)
