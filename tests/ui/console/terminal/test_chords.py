"""What a terminal makes of keys that are pressed together."""

import pytest

from launcher.model.keyboard import Chord
from launcher.ui.console.terminal.chords import bytes_of
from tests.ui.console.terminal.bench import Bench
from tests.ui.console.terminal.serial_server import SerialServer


@pytest.mark.parametrize(
    ("codes", "sent"),
    [
        (("KeyA",), b"a"),
        (("ShiftLeft", "KeyA"), b"A"),
        (("Enter",), b"\r"),
        (("ControlLeft", "KeyC"), b"\x03"),
        (("AltLeft", "KeyF"), b"\x1bf"),
        (("F5",), b"\x1b[15~"),
        (("F12",), b"\x1b[24~"),
        (("ControlLeft", "AltLeft", "Delete"), b""),
        (("ControlLeft", "Digit1"), b""),
    ],
)
def test_keys_become_bytes_where_a_terminal_knows_them(codes: tuple[str, ...], sent: bytes) -> None:
    assert bytes_of(Chord(codes)) == sent


def test_pressed_keys_arrive(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    done: list[bool] = []
    bench.room.tab.view.press(Chord(("ControlLeft", "KeyC")), done.append)
    bench.wait_for_typed(server, b"\x03")
    assert done == [True]


def test_one_who_may_only_look_types_nothing_and_can_still_search(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    bench.room.tab.toolbar.view_menu.view_only.setChecked(True)
    bench.qtbot.waitUntil(bench.has_keyboard)
    bench.hand.type("rm")
    bench.hand.press("ctrl+shift+f")
    bench.qtbot.waitUntil(bench.find_bar.field.hasFocus)
    bench.hand.press("Escape")
    bench.room.tab.toolbar.view_menu.view_only.setChecked(False)
    bench.qtbot.waitUntil(bench.has_keyboard)
    bench.hand.type("x")
    bench.wait_for_typed(server, b"x")


def test_letters_are_larger_where_that_is_wanted(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    columns = bench.evaluate("porthole.terminal.cols")
    bench.room.tab.toolbar.view_menu.larger.trigger()
    bench.qtbot.waitUntil(lambda: bench.evaluate("porthole.terminal.cols") < columns)
    assert bench.room.tab.view.zoom_factor > 1
