"""A console comes back by itself: after a drop, a network that was gone, a cloud that was down, a sleep."""

import json
from collections.abc import Callable

import pytest

from launcher.demo.web.record import Answer
from launcher.model.server import ServerStatus
from launcher.ui.console.state import ConnectionState
from tests.ui.console.clock import Clock
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import CONSOLES, Room

SOON = (0.05,)


def refused(status: int) -> Answer:
    body = json.dumps({"fault": {"code": status, "message": "no"}}).encode()
    return Answer(status, {"Content-Type": "application/json"}, body)


def test_a_lost_session_is_told_and_comes_back_with_a_fresh_link(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    heard = room.listen()
    proxy.hang_up()
    room.qtbot.waitUntil(lambda: room.links_asked == 2)
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()
    assert any("The connection to web-01 was lost." in words for words in heard)
    assert any("Connecting to web-01 again" in words for words in heard)


def test_a_second_drop_is_explained_with_a_count_that_goes_down(room: Room, proxy: Proxy) -> None:
    proxy.lets_in = False
    room.lead_to(proxy.url())
    room.open()
    room.qtbot.waitUntil(lambda: "Porthole tries again in 3600 s." in room.words())
    assert "hung up before web-01 showed anything" in room.words()
    assert room.links_asked == 2
    room.qtbot.waitUntil(lambda: "Porthole tries again in 3599 s." in room.words())


def test_the_pauses_grow(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.desk.pauses = (20.0, 300.0)
    proxy.lets_in = False
    room.lead_to(proxy.url())
    room.open()
    room.qtbot.waitUntil(lambda: "again in 20 s." in room.words())
    clock.pass_by(20)
    room.qtbot.waitUntil(lambda: "again in 300 s." in room.words())
    clock.pass_by(300)
    room.qtbot.waitUntil(lambda: room.links_asked == 4)
    room.qtbot.waitUntil(lambda: "again in 300 s." in room.words())


def test_the_count_can_be_cut_short(room: Room, proxy: Proxy) -> None:
    proxy.lets_in = False
    room.lead_to(proxy.url())
    room.open()
    room.qtbot.waitUntil(lambda: "tries again" in room.words())
    proxy.lets_in = True
    room.press("Reconnect")
    room.wait_for(ConnectionState.LIVE)


def test_the_count_can_be_stopped(room: Room, proxy: Proxy, clock: Clock) -> None:
    proxy.lets_in = False
    room.lead_to(proxy.url())
    room.open()
    room.qtbot.waitUntil(lambda: "tries again" in room.words())
    room.press("Stop trying")
    assert "tries again" not in room.words()
    asked = room.links_asked
    clock.pass_by(4000)
    room.desk.outages.ended.emit(1.0)
    room.qtbot.waitUntil(lambda: room.runner.idle)
    assert room.links_asked == asked
    proxy.lets_in = True
    room.press("Reconnect")
    room.wait_for(ConnectionState.LIVE)


def test_a_proxy_that_was_down_is_tried_until_it_is_back(room: Room, proxy: Proxy) -> None:
    room.desk.pauses = SOON
    proxy.lets_in = False
    room.lead_to(proxy.url())
    room.open()
    room.qtbot.waitUntil(lambda: room.links_asked >= 4, timeout=15_000)
    proxy.lets_in = True
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()


def test_a_cloud_that_is_down_when_the_session_is_lost_is_tried_until_it_is_back(
    room: Room, proxy: Proxy
) -> None:
    room.desk.pauses = (0.3,)
    room.lead_to(proxy.url())
    room.open_live()
    room.cloud.stop_listening()
    proxy.hang_up()
    room.wait_for(ConnectionState.REFUSED)
    assert "tries again" in room.words()
    assert not room.refused
    room.cloud.start_listening()
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()


def test_a_cloud_that_fails_at_the_first_opening_is_tried_again(room: Room, proxy: Proxy) -> None:
    room.desk.pauses = SOON
    room.cloud.answer_next("POST", CONSOLES, refused(503), times=2)
    room.lead_to(proxy.url())
    room.open()
    room.wait_for(ConnectionState.LIVE)


@pytest.mark.parametrize("status", [400, 403])
def test_a_refusal_that_time_does_not_heal_is_not_tried_again(room: Room, clock: Clock, status: int) -> None:
    room.cloud.answer_next("POST", r"/(remote-consoles|action)$", refused(status), times=10)
    room.open()
    room.wait_for(ConnectionState.REFUSED)
    assert "tries again" not in room.words()
    asked = len(room.cloud.requests)
    clock.pass_by(4000)
    room.desk.outages.ended.emit(1.0)
    room.qtbot.waitUntil(lambda: room.runner.idle)
    assert len(room.cloud.requests) == asked


def test_a_server_that_is_still_building_shows_its_screen_when_it_runs(room: Room, proxy: Proxy) -> None:
    room.desk.pauses = SOON
    server = room.servers["web-01"]
    room.cloud.set_status(server.id, ServerStatus.BUILD, "spawning")
    room.cloud.answer_next("POST", CONSOLES, refused(409))
    room.lead_to(proxy.url())
    room.open()
    room.wait_for(ConnectionState.REFUSED)
    assert "no console in its present state (building" in room.words()
    room.cloud.set_status(server.id, ServerStatus.ACTIVE)
    room.wait_for(ConnectionState.LIVE)
    assert room.links_asked == 2, "it looked at the server, and asked for no link before that helped"


def test_a_server_that_is_started_elsewhere_shows_its_screen(room: Room, proxy: Proxy) -> None:
    room.desk.pauses = SOON
    server = room.servers["web-01"]
    proxy.lets_in = False
    room.lead_to(proxy.url())
    room.cloud.set_status(server.id, ServerStatus.SHUTOFF)
    room.open()
    room.qtbot.waitUntil(lambda: "web-01 is shut off, so it has no screen." in room.words())
    assert "tries again" not in room.words()
    proxy.lets_in = True
    room.cloud.set_status(server.id, ServerStatus.ACTIVE)
    room.wait_for(ConnectionState.LIVE)
    assert room.links_asked == 2


def lid_closed(clock: Clock, room: Room, seconds: float) -> None:
    clock.suspend(seconds)
    room.desk.outages.look()


def network_gone(clock: Clock, room: Room, seconds: float) -> None:
    room.desk.outages.note_network(there=False)
    clock.pass_by(seconds)
    room.desk.outages.note_network(there=True)


@pytest.mark.parametrize("outage", [lid_closed, network_gone])
def test_after_a_long_outage_the_session_is_a_new_one(
    room: Room, proxy: Proxy, clock: Clock, outage: Callable[[Clock, Room, float], None]
) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    outage(clock, room, 300)
    room.qtbot.waitUntil(lambda: room.links_asked == 2)
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()
    room.qtbot.waitUntil(lambda: proxy.sessions == 1)


@pytest.mark.parametrize("outage", [lid_closed, network_gone])
def test_a_short_outage_leaves_the_session_alone(
    room: Room, proxy: Proxy, clock: Clock, outage: Callable[[Clock, Room, float], None]
) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    outage(clock, room, 20)
    room.qtbot.waitUntil(lambda: room.runner.idle)
    assert room.tab.state is ConnectionState.LIVE
    assert room.links_asked == 1


def test_when_the_network_is_back_a_planned_try_comes_at_once(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.cloud.answer_next("POST", CONSOLES, refused(503))
    room.lead_to(proxy.url())
    room.open()
    room.qtbot.waitUntil(lambda: "tries again in 3600 s." in room.words())
    network_gone(clock, room, 5)
    room.wait_for(ConnectionState.LIVE)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)
