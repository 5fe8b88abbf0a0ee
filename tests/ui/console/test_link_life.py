"""The time a link has left: told in the window, true whatever the clocks do."""

import re
from math import cos, pi, sin
from threading import Event

import pytest

from launcher.demo.web.record import Answer
from launcher.ui.console.state import ConnectionState
from launcher.ui.theme import Tone
from tests.ui.console.clock import Clock
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import CONSOLES, Room


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def seconds_shown(room: Room) -> int:
    found = re.search(r"link valid (\d+):(\d\d)", room.words())
    assert found, room.words()
    return int(found[1]) * 60 + int(found[2])


def ring_fraction(room: Room) -> float:
    """How much of the ring is painted in its full colour."""
    ring = room.tab.toolbar.status.ring
    image = ring.grab().toImage()
    ratio = image.devicePixelRatio()
    centre, radius = image.width() / 2, image.width() / 2 - ratio * 1.2
    full = Tone.BUSY.on(ring.palette())
    steps = 72
    hits = 0
    for step in range(steps):
        angle = 2 * pi * (step + 0.5) / steps
        colour = image.pixelColor(int(centre + radius * sin(angle)), int(centre - radius * cos(angle)))
        hits += abs(colour.red() - full.red()) < 40 and abs(colour.green() - full.green()) < 40
    return hits / steps


def test_the_time_left_ticks_down(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    first = seconds_shown(room)
    room.qtbot.waitUntil(lambda: seconds_shown(room) < first, timeout=3000)
    assert first - seconds_shown(room) <= 2


def test_the_ring_empties_with_the_time(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    assert ring_fraction(room) > 0.9
    clock.pass_by(300)
    room.qtbot.waitUntil(lambda: seconds_shown(room) <= 300, timeout=3000)
    assert 0.35 < ring_fraction(room) < 0.65


def test_after_a_suspend_the_time_left_is_true(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    clock.suspend(400)
    room.qtbot.waitUntil(lambda: 190 <= seconds_shown(room) <= 200, timeout=3000)


def test_a_clock_put_back_gives_no_link_more_time(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    clock.pass_by(100)
    clock.put_back(3600)
    room.qtbot.waitUntil(lambda: 490 <= seconds_shown(room) <= 500, timeout=3000)


def test_the_last_minute_is_told_by_another_colour(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.lead_to(proxy.url())
    tab = room.open_live()
    clock.pass_by(545)
    room.qtbot.waitUntil(lambda: seconds_shown(room) < 60, timeout=3000)
    assert tab.link is not None
    ring = tab.toolbar.status.ring.grab().toImage()
    colours = {ring.pixelColor(x, y).name() for x in range(ring.width()) for y in range(ring.height())}
    assert Tone.WARNING.on(tab.palette()).name() in colours


def test_a_session_that_outlives_its_link_says_so(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.lead_to(proxy.url())
    tab = room.open_live()
    clock.pass_by(601)
    room.qtbot.waitUntil(lambda: "session live · link expired" in room.words(), timeout=3000)
    assert "link valid" not in room.words()
    assert not tab.toolbar.status.ring.isVisible()
    assert not room.keeper.ticking
    room.wait_for_pixels()
    assert proxy.sessions == 1


def test_renew_brings_a_fresh_link_and_leaves_the_session_alone(
    room: Room, proxy: Proxy, clock: Clock
) -> None:
    room.lead_to(proxy.url("vnc_lite.html?first"), times=1)
    tab = room.open_live()
    asked_before = list(proxy.asked)
    clock.pass_by(601)
    room.qtbot.waitUntil(lambda: "link expired" in room.words(), timeout=3000)
    answer = Event()
    room.lead_to(proxy.url("vnc_lite.html?second"), until=answer)
    tab.toolbar.renew.trigger()
    assert "session live · renewing link" in room.words()
    assert not tab.toolbar.renew.isEnabled()
    answer.set()
    room.qtbot.waitUntil(lambda: "link valid" in room.words(), timeout=3000)
    assert seconds_shown(room) > 590
    assert "renewing" not in room.words()
    assert room.links_asked == 2
    assert proxy.asked == asked_before
    assert proxy.sessions == 1


def test_a_refused_renewal_is_told_and_the_session_goes_on(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url(), times=1)
    tab = room.open_live()
    room.cloud.answer_next("POST", CONSOLES, Answer(403))
    tab.toolbar.renew.trigger()
    room.qtbot.waitUntil(lambda: "may not open" in room.words())
    assert "role member" in room.words()
    assert tab.state is ConnectionState.LIVE
    assert "renewing" not in room.words()
    room.wait_for_pixels()


def test_reconnect_asks_for_a_fresh_link_and_shows_pixels_again(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url("vnc_lite.html?first"), times=1)
    tab = room.open_live()
    room.lead_to(proxy.url("vnc_lite.html?second"))
    tab.toolbar.reconnect.trigger()
    room.wait_for(ConnectionState.ASKING)
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()
    assert "/vnc_lite.html?second" in proxy.asked
    assert room.links_asked == 2
    room.qtbot.waitUntil(lambda: proxy.sessions == 1)


def test_a_link_that_ends_before_it_is_used_is_renewed_once_and_then_told(
    room: Room, proxy: Proxy, clock: Clock
) -> None:
    proxy.pages["slow.html"] = proxy.held
    room.lead_to(proxy.url("slow.html"), times=2)
    room.open()
    room.wait_for(ConnectionState.CONNECTING)
    clock.pass_by(601)
    room.qtbot.waitUntil(lambda: room.links_asked == 2, timeout=3000)
    room.wait_for(ConnectionState.CONNECTING)
    clock.pass_by(601)
    room.wait_for(ConnectionState.EXPIRED)
    assert "The link to web-01 ended before it was used." in room.words()
    assert "Porthole tries again in" in room.words()
    room.lead_to(proxy.url())
    room.press("Reconnect")
    room.wait_for(ConnectionState.LIVE)


def test_a_session_that_ends_with_its_link_comes_back_with_a_fresh_one(
    room: Room, proxy: Proxy, clock: Clock
) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    heard = room.listen()
    clock.pass_by(601)
    proxy.hang_up()
    room.qtbot.waitUntil(lambda: room.links_asked == 2)
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()
    assert any("The session with web-01 has ended, and so has its link." in words for words in heard)
