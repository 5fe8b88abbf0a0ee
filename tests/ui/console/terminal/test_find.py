"""Searching what a serial line has said."""

import pytest

from tests.ui.console.terminal.bench import Bench
from tests.ui.console.terminal.serial_server import SerialServer


@pytest.fixture
def said(bench: Bench, server: SerialServer) -> Bench:
    bench.open_live(server.url)
    server.say(b"".join(b"line %d: Error\r\n" % number for number in range(200)) + "日本 error\r\n".encode())
    bench.wait_for_text("日本")
    bench.hand.press("ctrl+shift+f")
    bench.qtbot.waitUntil(bench.find_bar.field.hasFocus)
    return bench


def wait_for_count(bench: Bench, words: str) -> None:
    bench.qtbot.waitUntil(lambda: bench.find_bar.count.text() == words)


def selected_line(bench: Bench) -> int:
    return int(bench.evaluate("porthole.terminal.getSelectionPosition().start.y"))


def test_the_last_place_is_shown_first_and_enter_goes_round(said: Bench, server: SerialServer) -> None:
    said.hand.type("error")
    wait_for_count(said, "201 of 201")
    assert said.evaluate("porthole.selection()") == "error"
    said.hand.press("Return")
    wait_for_count(said, "1 of 201")
    assert said.evaluate("porthole.selection()") == "Error"
    assert selected_line(said) == 1
    assert said.evaluate("porthole.terminal.buffer.active.viewportY") == 0
    said.hand.press("shift+Return")
    wait_for_count(said, "201 of 201")
    said.hand.press("Up")
    wait_for_count(said, "200 of 201")
    assert server.typed == b""


def test_what_comes_meanwhile_is_found_too(said: Bench, server: SerialServer) -> None:
    said.hand.type("line 7:")
    wait_for_count(said, "1 of 1")
    server.say(b"line 7: again\r\n")
    said.wait_for_text("again")
    said.hand.press("Return")
    wait_for_count(said, "2 of 2")


def test_words_are_found_where_a_line_is_broken(said: Bench, server: SerialServer) -> None:
    columns = int(said.evaluate("porthole.terminal.cols"))
    server.say(b"-" * (columns - 3) + b"broken\r\n")
    said.wait_for_text("ken")
    said.hand.type("broken")
    wait_for_count(said, "1 of 1")
    assert said.evaluate("porthole.selection()") == "broken"


def test_what_is_not_there_is_told(said: Bench) -> None:
    said.hand.type("nothing like it")
    wait_for_count(said, "0")
    assert said.evaluate("porthole.selection()") == ""


def test_esc_gives_the_keyboard_back_to_the_server(said: Bench, server: SerialServer) -> None:
    said.hand.type("error")
    wait_for_count(said, "201 of 201")
    said.hand.press("Escape")
    said.qtbot.waitUntil(lambda: not said.find_bar.isVisible())
    said.qtbot.waitUntil(said.has_keyboard)
    said.hand.type("x")
    said.wait_for_typed(server, b"x")
    assert said.evaluate("document.querySelectorAll('.xterm-decoration').length") == 0
