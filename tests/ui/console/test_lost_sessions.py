"""A link that leads to no session, or a session that ends: each is told as what it is."""

import os
import signal
import socket
from threading import Event

import pytest
from PySide6.QtWebEngineWidgets import QWebEngineView

from launcher.demo.web.exchange import Reply
from launcher.model.server import Server, ServerStatus
from launcher.ui.console.state import ConnectionState
from tests.ui.console.clock import Clock
from tests.ui.console.proxy import Page, Proxy
from tests.ui.console.room import Room


@pytest.mark.parametrize(
    ("status", "task_state", "words"),
    [
        (ServerStatus.SHUTOFF, "", "web-01 is shut off, so it has no screen."),
        (ServerStatus.ACTIVE, "rebooting", "web-01 is busy just now (rebooting)"),
        (ServerStatus.ACTIVE, "", "hung up before web-01 showed anything"),
    ],
)
def test_a_proxy_that_hangs_up_without_a_word_is_explained_by_the_servers_state(
    room: Room, proxy: Proxy, status: ServerStatus, task_state: str, words: str
) -> None:
    proxy.lets_in = False
    room.lead_to(proxy.url())
    # The list still has it as active: it was stopped a moment ago.
    room.cloud.set_status(room.servers["web-01"].id, status, task_state)
    room.open()
    room.wait_for(ConnectionState.FAILED)
    room.qtbot.waitUntil(lambda: words in room.words())
    assert "no connection" in room.words()
    proxy.lets_in = True
    room.press("Reconnect")
    room.wait_for(ConnectionState.LIVE)


def test_a_shut_off_machine_of_the_demo_cloud_has_no_screen(room: Room) -> None:
    name = next(one.name for one in room.servers.values() if one.status is ServerStatus.SHUTOFF)
    room.open(name)
    room.wait_for(ConnectionState.FAILED, name)
    assert f"{name} is shut off, so it has no screen." in room.words()


def test_a_server_that_was_stopped_meanwhile_explains_the_end(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    seen: list[Server] = []
    room.desk.server_seen.connect(seen.append)
    room.cloud.set_status(room.servers["web-01"].id, ServerStatus.SHUTOFF)
    proxy.hang_up()
    room.wait_for(ConnectionState.LOST)
    room.qtbot.waitUntil(lambda: "web-01 is shut off, so it has no screen." in room.words())
    assert [server.status for server in seen] == [ServerStatus.SHUTOFF]


def test_a_server_that_was_deleted_meanwhile_leaves(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    server = room.open_live().server
    room.cloud.delete_server(server.id)
    proxy.hang_up()
    room.qtbot.waitUntil(lambda: room.vanished == [server.key])
    room.wait_for(ConnectionState.REFUSED)
    assert "The server is gone" in room.words()
    assert "link valid" not in room.words()
    bar = room.tab.toolbar
    assert not any(one.isEnabled() for one in (bar.reconnect, bar.copy_link, bar.open_in_browser, bar.power))
    room.press("Close")
    assert room.desk.window is None


def test_an_expired_link_is_told_apart_from_a_server_without_a_screen(
    room: Room, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    proxy.lets_in = False
    answer = Event()
    room.lead_to(proxy.url(), until=answer)
    room.open()
    room.wait_for(ConnectionState.ASKING)
    heard = room.listen()
    clock.pass_by(601)
    answer.set()
    room.qtbot.waitUntil(lambda: "hung up before web-01 showed anything" in room.words(), timeout=15_000)
    assert any("The link to web-01 ended before it was used." in words for words in heard)


@pytest.mark.parametrize(("status", "body"), [(404, b""), (500, b"<h1>Not now</h1>"), (503, b"")])
def test_a_proxy_without_the_page_says_what_it_answered(
    room: Room, proxy: Proxy, status: int, body: bytes
) -> None:
    proxy.pages["vnc_lite.html"] = Reply(status, body, {"Content-Type": "text/html"})
    room.lead_to(proxy.url())
    room.open()
    room.qtbot.waitUntil(lambda: room.links_asked == 2)
    room.wait_for(ConnectionState.FAILED)
    assert f"127.0.0.1 answered {status} in place of the console's page." in room.words()
    assert room.button("Reconnect").isVisible()


def test_a_proxy_that_is_down_is_told_as_that(room: Room) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    room.lead_to(f"http://127.0.0.1:{port}/vnc.html?token=secret")
    room.open()
    room.wait_for(ConnectionState.FAILED)
    assert "127.0.0.1 refuses the connection." in room.words()
    assert "secret" not in room.words()


def test_a_name_nobody_knows_is_told_as_that(room: Room) -> None:
    room.lead_to("http://console.invalid/vnc.html")
    room.open()
    room.wait_for(ConnectionState.FAILED)
    assert "The name console.invalid cannot be found." in room.words()


@pytest.mark.parametrize(
    "where", ["http://localhost:{0}/vnc_lite.html", "file:///etc/hostname", "https://127.0.0.1:{0}/"]
)
def test_a_redirect_to_elsewhere_is_not_followed(room: Room, proxy: Proxy, where: str) -> None:
    proxy.pages["go.html"] = Reply(302, b"", {"Location": where.format(proxy.port)})
    room.lead_to(proxy.url("go.html"))
    room.open()
    room.wait_for(ConnectionState.FAILED)
    assert room.button("Reconnect").isVisible()
    assert proxy.asked == ["/go.html"]


@pytest.mark.parametrize(
    "page",
    [
        Reply(302, b"", {"Location": "/vnc_lite.html?token=1"}),
        "<script>location.replace('/vnc_lite.html?token=1')</script>",
        "<meta http-equiv=refresh content='0; url=/vnc_lite.html?token=1'>",
    ],
    ids=["status", "script", "refresh"],
)
def test_a_way_on_within_the_proxy_is_followed(room: Room, proxy: Proxy, page: Page) -> None:
    proxy.pages["go.html"] = page
    troubles: list[object] = []
    room.lead_to(proxy.url("go.html"))
    room.open()
    room.wait_for(ConnectionState.CONNECTING)
    room.tab.view.page_failed.connect(troubles.append)
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()
    assert not troubles


def test_a_page_that_waits_for_a_person_is_shown_and_left_alone(
    room: Room, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    proxy.pages["login.html"] = "<body style='background: #8040c0'>Log in first</body>"
    room.lead_to(proxy.url("login.html"))
    room.open()
    room.wait_for(ConnectionState.CONNECTING)
    room.qtbot.waitUntil(lambda: "#8040c0" in room.colours())
    clock.suspend(601)
    room.qtbot.waitUntil(lambda: "link valid" not in room.words(), timeout=3000)
    assert "#8040c0" in room.colours()


def test_a_renderer_that_dies_is_told_and_comes_back(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    tab = room.open_live()
    heard = room.listen()
    view = tab.findChild(QWebEngineView)
    os.kill(view.page().renderProcessPid(), signal.SIGKILL)
    room.qtbot.waitUntil(lambda: room.links_asked == 2)
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()
    assert any("ended unexpectedly" in words and "not affected" in words for words in heard)


def test_a_renderer_that_dies_again_at_once_waits_for_a_person(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    tab = room.open_live()
    view = tab.findChild(QWebEngineView)
    os.kill(view.page().renderProcessPid(), signal.SIGKILL)
    room.qtbot.waitUntil(lambda: room.links_asked == 2)
    room.wait_for(ConnectionState.LIVE)
    os.kill(view.page().renderProcessPid(), signal.SIGKILL)
    room.wait_for(ConnectionState.FAILED)
    assert "ended unexpectedly" in room.words()
    assert "tries again" not in room.words()
    room.press("Reconnect")
    room.wait_for(ConnectionState.LIVE)
