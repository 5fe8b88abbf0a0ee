"""The cloud gives no link: what a person reads in the screen's place, and can do about it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from launcher.demo.web.record import Answer
from launcher.ui.console.state import ConnectionState
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import CONSOLES, Room, refusal

TIMEOUT = "Unexpected API Error. <class 'oslo_messaging.exceptions.MessagingTimeout'>"


@pytest.mark.parametrize(
    ("answer", "what", "next_step"),
    [
        (refusal(400, "Unavailable console type novnc."), "no console of the types", "other console types"),
        (refusal(403, "Policy doesn't allow"), "This account may not open", "role member"),
        (refusal(409, "Instance not yet ready"), "no console in its present state (active)", "start it"),
        (refusal(429, "Slow down", Retry_After="90"), "asks for a pause", "in 90 seconds"),
        (refusal(500, TIMEOUT), "does not answer Nova", "compute service of that host"),
        (refusal(500, "Unexpected API Error."), "failed inside", "Try again shortly"),
        (refusal(501, "Not implemented"), "no console of the types", "other console types"),
        (refusal(502, "Bad gateway"), "got no answer", "request id"),
        (Answer(200, {"Content-Type": "text/html"}, b"<html>Log in</html>"), "", ""),
        (Answer(200, {"Content-Type": "application/json"}, b'{"remote_console": {"url": "ht'), "", ""),
        (Answer(cut=True), "127.0.0.1", ""),
    ],
    ids=["400", "403", "409", "429", "timeout", "500", "501", "502", "html", "truncated", "cut"],
)
def test_every_refusal_is_told_with_a_next_step(
    room: Room, answer: Answer, what: str, next_step: str
) -> None:
    room.cloud.answer_next("POST", r"/(remote-consoles|action)$", answer, times=10)
    room.open()
    room.wait_for(ConnectionState.REFUSED)
    assert what in room.words()
    assert next_step in room.words()
    assert "refused" in room.words()
    assert room.button("Try again").isVisible()
    assert room.tab.stand_in.trouble_page.accessibleName().count(".") >= 2, (
        "what happened, and what to do next"
    )
    assert not room.refused, "it is told in the console's window, and not twice"


def test_a_short_pause_is_waited_for_and_told(room: Room) -> None:
    room.cloud.answer_next("POST", CONSOLES, refusal(429, "Slow down", Retry_After="1"))
    room.open()
    room.qtbot.waitUntil(lambda: "It is asked again in 1 s." in room.words())
    assert room.button("Cancel").isVisible()
    room.wait_for(ConnectionState.LIVE)
    assert [one.status for one in room.cloud.requests if one.path.endswith("/remote-consoles")] == [429, 200]


def test_a_pause_can_be_cut_short(room: Room) -> None:
    room.cloud.answer_next("POST", CONSOLES, refusal(429, "Slow down", Retry_After="50"))
    room.open()
    room.qtbot.waitUntil(lambda: "It is asked again in 50 s." in room.words())
    room.press("Cancel")
    assert room.desk.window is None
    assert room.links_asked == 1


def test_details_come_on_demand_and_can_be_copied(room: Room) -> None:
    room.cloud.answer_next("POST", CONSOLES, refusal(500, "Unexpected API Error. Please report this"))
    room.open()
    room.wait_for(ConnectionState.REFUSED)
    assert "req-42" not in room.words()
    room.qtbot.mouseClick(room.tab.stand_in.trouble_page.details_button, Qt.MouseButton.LeftButton)
    for part in ("req-42", "Unexpected API Error", "Cloud: prod", "Server: web-01"):
        assert part in room.words()
    room.press("Copy details")
    assert QGuiApplication.clipboard().text() in room.words()
    assert "req-42" in QGuiApplication.clipboard().text()


def test_try_again_brings_the_screen(room: Room, proxy: Proxy) -> None:
    room.cloud.answer_next("POST", CONSOLES, refusal(409, "Instance not yet ready"))
    room.lead_to(proxy.url())
    room.open()
    room.wait_for(ConnectionState.REFUSED)
    room.press("Try again")
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()


def test_enter_tries_again(room: Room, proxy: Proxy) -> None:
    room.cloud.answer_next("POST", CONSOLES, refusal(409, "Instance not yet ready"))
    room.lead_to(proxy.url())
    room.open()
    room.wait_for(ConnectionState.REFUSED)
    room.qtbot.waitUntil(lambda: room.button("Try again").hasFocus())
    room.qtbot.keyClick(room.button("Try again"), Qt.Key.Key_Return)
    room.wait_for(ConnectionState.LIVE)


def test_a_server_that_is_gone_leaves_the_list_and_offers_to_close(room: Room) -> None:
    server = room.servers["web-01"]
    room.cloud.delete_server(server.id)
    room.open()
    room.wait_for(ConnectionState.REFUSED)
    assert "gone" in room.words()
    assert room.vanished == [server.key]
    room.press("Close")
    assert room.desk.window is None
