"""A cloud that takes its time for a link: a person reads how long, why, and what can be done."""

import re
from threading import Event

import pytest
from PySide6.QtCore import QTimer

from launcher.ui.console.state import ConnectionState
from launcher.ui.console.tab import ConsoleTab
from tests.ui.console.clock import Clock
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import CONSOLES, Room, refusal

WAITED = r"prod has not answered for (\d+) s\."


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def waited(room: Room) -> int:
    found = re.search(WAITED, room.words())
    return int(found[1]) if found else 0


def wakes(tab: ConsoleTab) -> bool:
    return any(one.isActive() for one in tab.stand_in.findChildren(QTimer))


def test_the_wait_is_counted_and_explained_until_the_link_comes(
    room: Room, proxy: Proxy, clock: Clock
) -> None:
    answer = Event()
    room.lead_to(proxy.url(), until=answer)
    room.open()
    room.wait_for(ConnectionState.ASKING)
    assert "Asking prod for a console" in room.words()
    clock.pass_by(5)
    room.qtbot.waitUntil(lambda: waited(room) >= 5)
    first = waited(room)
    assert "the host that the server runs on is slow or down" in room.words()
    assert "Asking prod" not in room.words()
    room.qtbot.waitUntil(lambda: waited(room) > first)
    answer.set()
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()
    assert not waited(room)
    assert not wakes(room.tab)


def test_a_person_waits_no_longer(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.lead_to(proxy.url(), until=Event())
    room.open()
    room.wait_for(ConnectionState.ASKING)
    clock.pass_by(20)
    room.qtbot.waitUntil(lambda: waited(room) >= 20)
    room.press("Cancel")
    assert room.desk.window is None


def test_nobody_counts_what_nobody_sees(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.lead_to(proxy.url(), times=1, until=Event())
    room.open("web-01")
    room.wait_for(ConnectionState.ASKING)
    slow = room.tab
    room.qtbot.waitUntil(lambda: wakes(slow))
    room.lead_to(proxy.url())
    room.open_live("web-02")
    assert not wakes(slow)
    clock.pass_by(30)
    room.desk.windows.bring_forward(slow)
    assert waited(room) >= 30


def test_a_new_question_is_counted_anew(room: Room, proxy: Proxy, clock: Clock) -> None:
    room.lead_to(proxy.url(), times=1)
    room.lead_to(proxy.url(), until=Event())
    room.open_live()
    clock.pass_by(60)
    room.tab.toolbar.reconnect.trigger()
    room.wait_for(ConnectionState.ASKING)
    assert "Asking prod for a console" in room.words()


def test_a_pause_that_the_cloud_wants_is_counted_down(room: Room, clock: Clock) -> None:
    room.cloud.answer_next("POST", CONSOLES, refusal(429, "Slow down", Retry_After="50"))
    room.open()
    room.qtbot.waitUntil(lambda: "It is asked again in 50 s." in room.words())
    clock.pass_by(30)
    room.qtbot.waitUntil(lambda: "It is asked again in 19 s." in room.words())
    clock.pass_by(20)
    room.qtbot.waitUntil(lambda: "Asking prod for a console" in room.words())
