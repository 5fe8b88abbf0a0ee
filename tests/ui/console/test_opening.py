"""From the double click to the screen of a real VNC server."""

import re
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from launcher.demo.web.record import Answer
from launcher.model.console import OpenIn
from launcher.model.server import ServerKey
from launcher.ui.console.state import ConnectionState
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import CONSOLES, Room


@pytest.mark.parametrize("page", ["vnc_lite.html", "vnc.html", "vnc.html?autoconnect=true"])
def test_a_double_click_brings_the_pixels_of_the_server(room: Room, proxy: Proxy, page: str) -> None:
    answer = Event()
    room.lead_to(proxy.url(page), until=answer)
    room.open()
    room.wait_for(ConnectionState.ASKING)
    assert "Asking prod for a console" in room.words()
    assert "asking for a link" in room.words()
    answer.set()
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()
    assert "session live" in room.words()
    assert re.search(r"link valid (10:00|9:5\d)", room.words())
    assert room.window.windowTitle() == "web-01 — Porthole"
    assert room.links_asked == 1


@pytest.mark.parametrize("page", ["vnc.html", "vnc.html?autoconnect=true"])
def test_a_page_that_offers_to_connect_again_is_not_taken_at_its_word(
    room: Room, proxy: Proxy, page: str
) -> None:
    proxy.lets_in = False
    room.lead_to(proxy.url(page))
    room.open()
    room.wait_for(ConnectionState.FAILED)
    room.qtbot.waitUntil(lambda: "tries again" in room.words())
    sockets = [one for one in proxy.asked if one.startswith("/websockify")]
    assert len(sockets) == room.links_asked


def test_the_demo_cloud_shows_its_own_machines(room: Room) -> None:
    room.open_live()
    room.qtbot.waitUntil(lambda: len(room.colours()) > 4)


@pytest.mark.parametrize(
    "page",
    [
        "vnc_lite.html?token=a%2Bb&lang=EN",
        "vnc_lite.html?path=%3Ftoken%3Da%26b&title=web%20(01)",
        "vnc_lite.html?path=%2Fwebsockify%3Ftoken%3D1",
    ],
)
def test_the_link_is_used_exactly_as_the_cloud_gave_it(room: Room, proxy: Proxy, page: str) -> None:
    room.lead_to(proxy.url(page))
    room.open_live()
    assert proxy.asked[0] == f"/{page}"


def test_a_second_double_click_raises_the_console_and_asks_for_nothing(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    first = room.open_live("web-01")
    room.open_live("web-02")
    assert room.links_asked == 2
    room.window.showMinimized()
    room.qtbot.waitUntil(room.window.isMinimized)
    room.open("web-01")
    room.qtbot.waitUntil(room.window.isActiveWindow)
    assert room.tab is first
    assert not room.window.isMinimized()
    assert room.window.tabs.count() == 2
    assert room.links_asked == 2
    assert proxy.sessions == 2


def test_a_double_click_while_the_cloud_is_asked_is_no_second_request(room: Room, proxy: Proxy) -> None:
    answer = Event()
    room.lead_to(proxy.url(), until=answer)
    busy, idle = [], []
    room.desk.asking_started.connect(busy.append)
    room.desk.asking_ended.connect(idle.append)
    server = room.open()
    room.open()
    room.wait_for(ConnectionState.ASKING)
    room.open()
    answer.set()
    room.wait_for(ConnectionState.LIVE)
    assert room.links_asked == 1
    assert room.window.tabs.count() == 1
    assert busy == idle == [server.key]


def test_a_console_counts_as_opened_once_it_is_shown(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    opened: list[ServerKey] = []
    room.desk.console_opened.connect(opened.append)
    server = room.open()
    assert opened == []
    room.wait_for(ConnectionState.LIVE)
    assert opened == [server.key]
    room.open()
    assert opened == [server.key] * 2
    other = room.open("web-02", OpenIn.BROWSER)
    room.qtbot.waitUntil(lambda: opened[2:] == [other.key])
    room.desk.copy_link(server)
    room.qtbot.waitUntil(lambda: room.links_asked == 3 and room.runner.idle)
    assert len(opened) == 3


def test_a_console_that_is_refused_was_not_opened(room: Room) -> None:
    opened: list[ServerKey] = []
    room.desk.console_opened.connect(opened.append)
    room.cloud.answer_next("POST", CONSOLES, Answer(409, {}, b""), times=9)
    room.open()
    room.open("web-02", OpenIn.BROWSER)
    room.qtbot.waitUntil(lambda: len(room.refused) == 1 and room.runner.idle)
    assert opened == []


def test_a_lost_console_is_connected_again_by_a_double_click(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    proxy.lets_in = False
    proxy.hang_up()
    room.qtbot.waitUntil(lambda: "tries again" in room.words())
    proxy.lets_in = True
    room.open()
    room.wait_for(ConnectionState.LIVE)
    assert room.links_asked == 3, "the first, one by itself, and one by the double click"
    assert room.window.tabs.count() == 1


def test_cancel_while_the_cloud_is_asked_closes_the_console(room: Room, proxy: Proxy) -> None:
    answer = Event()
    room.lead_to(proxy.url(), until=answer)
    room.open()
    room.wait_for(ConnectionState.ASKING)
    room.press("Cancel")
    assert room.desk.window is None
    answer.set()
    room.qtbot.waitUntil(lambda: room.runner.idle)
    assert room.desk.window is None
    assert not proxy.asked


def test_cancel_while_asking_again_leaves_the_console_as_it_was(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url(), times=1)
    room.lead_to(proxy.url(), until=Event())
    room.open_live()
    proxy.hang_up()
    room.wait_for(ConnectionState.ASKING)
    room.press("Cancel")
    room.wait_for(ConnectionState.LOST)
    assert room.button("Reconnect").isVisible()


def test_cancel_while_connecting_closes_the_console(room: Room, proxy: Proxy) -> None:
    proxy.pages["slow.html"] = proxy.held
    room.lead_to(proxy.url("slow.html"))
    room.open()
    room.wait_for(ConnectionState.CONNECTING)
    room.press("Cancel")
    assert room.desk.window is None


def test_a_window_closed_while_the_cloud_is_asked_leaves_nothing_behind(
    room: Room, proxy: Proxy, qtbot: QtBot
) -> None:
    answer = Event()
    room.lead_to(proxy.url(), until=answer)
    server = room.open()
    idle = []
    room.desk.asking_ended.connect(idle.append)
    room.wait_for(ConnectionState.ASKING)
    room.window.close()
    assert idle == [server.key]
    answer.set()
    qtbot.waitUntil(lambda: room.runner.idle)
    assert room.desk.window is None
    assert not proxy.asked
    room.open()
    room.wait_for(ConnectionState.LIVE)


def test_a_name_made_to_deceive_is_made_visible(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    server = room.servers["web-01"]
    room.servers["web-01"] = type(server)(server.profile_id, server.id, "a\u202eb <b>&c", server.status)
    room.open("web-01")
    room.wait_for(ConnectionState.LIVE, "a\u202eb <b>&c")
    assert room.window.windowTitle() == "a[U+202E]b <b>&c — Porthole"
    assert room.window.tabs.tabText(0) == "a[U+202E]b <b>&&c"
