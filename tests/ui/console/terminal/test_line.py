"""A serial line in a terminal: that what is said is shown, and what is typed arrives."""

import os
import signal
import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from launcher.demo.web.exchange import Reply
from launcher.model.server import ServerStatus
from launcher.ui.console.state import ConnectionState
from tests.ui.console.terminal.bench import Bench
from tests.ui.console.terminal.serial_server import SerialServer, Speaker

_LAST_LINE = """(() => {
  const buffer = porthole.terminal.buffer.active;
  return buffer.getLine(Math.max(0, buffer.baseY + buffer.cursorY - 1)).translateToString(true);
})()"""


def test_one_logs_in_at_a_machine_of_the_demo_cloud_and_types(bench: Bench) -> None:
    bench.open_live()
    bench.wait_for_text("web-01 login:")
    assert "Linux version" in bench.text()
    bench.hand.type("root")
    bench.hand.press("Return")
    bench.wait_for_text("root@web-01:~$")
    bench.hand.type("hostname")
    bench.hand.press("Return")
    bench.wait_for_text("root@web-01:~$ hostname\nweb-01\n")
    assert "session live" in bench.room.words()


def test_the_proxy_sees_a_client_that_is_no_web_page(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    (request,) = server.asked
    assert request.target == "/?token=secret-token"
    assert request.headers["sec-websocket-protocol"] == "binary"
    assert "origin" not in request.headers


def test_characters_may_come_in_pieces(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    server.say("Grüße, 世界 ✓\r\n".encode(), frame=1)
    bench.wait_for_text("hello\nGrüße, 世界 ✓")


def test_keys_arrive_as_a_terminals(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    keys = {
        "a": b"a",
        "Return": b"\r",
        "BackSpace": b"\x7f",
        "Tab": b"\t",
        "Escape": b"\x1b",
        "ctrl+c": b"\x03",
        "ctrl+d": b"\x04",
        "ctrl+w": b"\x17",
        "Up": b"\x1b[A",
        "F1": b"\x1bOP",
        "F5": b"\x1b[15~",
        "F12": b"\x1b[24~",
        "Delete": b"\x1b[3~",
        "alt+f": b"\x1bf",
    }
    for key, arrives in keys.items():
        server.forget()
        bench.hand.press(key)
        bench.wait_for_typed(server, arrives)
    assert bench.room.window.tabs.count() == 1
    assert bench.room.links_asked == 1


def test_f11_and_our_own_keys_do_not_arrive(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    bench.hand.press("F11")
    bench.qtbot.waitUntil(bench.room.window.isFullScreen)
    bench.hand.press("F11")
    bench.qtbot.waitUntil(lambda: not bench.room.window.isFullScreen())
    bench.qtbot.waitUntil(bench.room.window.isActiveWindow)
    bench.hand.press("ctrl+shift+f")
    bench.qtbot.waitUntil(bench.find_bar.field.hasFocus)
    assert server.typed == b""


def test_what_is_pasted_arrives_in_brackets_where_they_are_asked_for(
    bench: Bench, server: SerialServer
) -> None:
    bench.open_live(server.url)
    QGuiApplication.clipboard().setText("one\ntwo ü")
    bench.hand.press("ctrl+shift+v")
    bench.wait_for_typed(server, "one\rtwo ü".encode())
    server.forget()
    server.say(b"\x1b[?2004hasked")
    bench.wait_for_text("asked")
    bench.hand.press("shift+Insert")
    bench.wait_for_typed(server, "\x1b[200~one\rtwo ü\x1b[201~".encode())


def test_a_long_paste_arrives_whole(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    text = "".join(f"{number:06d} 😀" for number in range(20_000))
    QGuiApplication.clipboard().setText(text)
    bench.hand.press("ctrl+shift+v")
    bench.qtbot.waitUntil(lambda: len(server.typed) >= len(text.encode()), timeout=20_000)
    assert server.typed.decode() == text


def test_what_is_selected_is_copied(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    bench.wait_for_text("hello")
    QGuiApplication.clipboard().setText("before")
    bench.hand.press("ctrl+shift+c")
    bench.evaluate("porthole.terminal.select(0, 0, 4)")
    bench.hand.press("ctrl+shift+c")
    bench.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "hell")
    assert server.typed == b""


def test_ten_thousand_lines_are_kept_and_a_flood_does_not_hold_up_the_window(
    bench: Bench, server: SerialServer
) -> None:
    bench.open_live(server.url)
    lines = [b"%07d %s\r\n" % (number, b"x" * 70) for number in range(60_000)]
    gaps = [time.monotonic()]
    timer = QTimer()
    timer.timeout.connect(lambda: gaps.append(time.monotonic()))
    timer.start(5)
    speaker = Speaker(server, b"".join(lines), 1)
    bench.qtbot.waitUntil(lambda: bench.evaluate(_LAST_LINE).startswith("0059999"), timeout=60_000)
    timer.stop()
    speaker.join()
    longest = max(after - before for before, after in pairwise(gaps))
    shown = [line.split()[0] for line in bench.text().splitlines() if line]
    assert len(shown) > 10_000
    assert [int(one) for one in shown] == list(range(60_000 - len(shown), 60_000))
    whole = gaps[-1] - gaps[0]
    assert longest < whole / 5, f"the window stood still for {longest:.1f} of {whole:.1f} s"


def test_a_line_that_says_nothing_is_a_session_after_a_moment(bench: Bench, server: SerialServer) -> None:
    server.greeting = b""
    bench.open_live(server.url)
    bench.qtbot.waitUntil(bench.room.tab.whisper.isVisible)
    assert "Enter often brings a prompt" in bench.room.tab.whisper.text()
    bench.hand.press("Return")
    bench.wait_for_typed(server, b"\r")


def test_a_line_that_is_let_go_at_once_was_no_session(bench: Bench, server: SerialServer) -> None:
    server.lets_in = False
    bench.lead_to(server.url)
    bench.room.open()
    bench.wait_for(ConnectionState.FAILED)
    assert "hung up before web-01 showed anything" in bench.room.words()


def test_a_lost_line_comes_back_and_what_it_said_stays(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    bench.wait_for_text("hello")
    server.say(b"\x1b[?2004h\x1b[?1049hin an editor")
    bench.wait_for_text("in an editor")
    server.greeting = b"once more\r\n"
    server.hang_up()
    bench.qtbot.waitUntil(lambda: bench.room.links_asked == 2)
    bench.wait_for(ConnectionState.LIVE)
    bench.wait_for_text("once more")
    assert bench.text().startswith("hello")
    assert "connected again at" in bench.text()
    bench.hand.type("x")
    bench.wait_for_typed(server, b"x")


def test_a_server_that_is_shut_off_explains_the_end(bench: Bench) -> None:
    bench.open_live()
    bench.wait_for_text("login:")
    bench.room.cloud.set_status(bench.room.servers["web-01"].id, ServerStatus.SHUTOFF)
    bench.wait_for(ConnectionState.LOST)
    bench.qtbot.waitUntil(lambda: "web-01 is shut off" in bench.room.words())


def test_a_page_that_dies_is_told_and_comes_back(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    heard = bench.room.listen()
    os.kill(bench.page.renderProcessPid(), signal.SIGKILL)
    bench.qtbot.waitUntil(lambda: bench.room.links_asked == 2)
    bench.wait_for(ConnectionState.LIVE)
    bench.wait_for_text("hello")
    assert any("ended unexpectedly" in words for words in heard)
    bench.qtbot.waitUntil(bench.has_keyboard)
    bench.hand.type("x")
    bench.wait_for_typed(server, b"x")


@pytest.mark.parametrize("status", [403, 503])
def test_an_answer_in_place_of_a_line_is_told(bench: Bench, server: SerialServer, status: int) -> None:
    server.answer = Reply(status)
    bench.lead_to(server.url)
    bench.room.open()
    bench.wait_for(ConnectionState.FAILED)
    assert f"127.0.0.1 answered {status} in place of a serial console." in bench.room.words()
    assert "secret" not in bench.room.words()


def test_a_proxy_that_is_down_is_told_as_that(bench: Bench, server: SerialServer) -> None:
    server.close()
    bench.lead_to(server.url)
    bench.room.open()
    bench.wait_for(ConnectionState.FAILED)
    assert "127.0.0.1 refuses the connection." in bench.room.words()


def test_a_name_nobody_knows_is_told_as_that(bench: Bench) -> None:
    bench.lead_to("ws://console.invalid/?token=secret-token")
    bench.room.open()
    bench.wait_for(ConnectionState.FAILED)
    assert "The name console.invalid cannot be found." in bench.room.words()
