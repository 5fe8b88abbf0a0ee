"""What is typed by a layout's tables is what a server with that layout gets."""

from collections.abc import Sequence

from launcher.model.keyboard import Chord
from launcher.storage.keyboards import read_layouts
from tests.ui.console.keys.keyboard_server import KeyboardServer
from tests.ui.console.room import Room

SOURCES = {"ch-fr": "ch(fr)", "de-nodeadkeys": "de(nodeadkeys)"}
"""X.Org's names, where they are not ours."""


def press_all(room: Room, chords: Sequence[Chord]) -> None:
    left = list(chords)
    for chord in chords:
        room.tab.view.press(chord, lambda pressed: pressed and left.pop())
    room.qtbot.waitUntil(lambda: not left, timeout=20_000)


def test_every_character_of_every_layout_arrives(live: Room, server: KeyboardServer) -> None:
    for name in sorted(read_layouts()):
        type_all(live, server, name)


def type_all(live: Room, server: KeyboardServer, name: str) -> None:
    layout = read_layouts()[name]
    server.choose(SOURCES.get(name, name))
    live.qtbot.waitUntil(lambda: server.is_ready, timeout=10_000)
    expected = ""
    # In haste Qt's X11 plugin delivers composed text before what was typed directly; so they take turns.
    for presses in (1, 2):
        ways = {one: chords for one, chords in layout.characters.items() if len(chords) == presses}
        press_all(live, [chord for chords in ways.values() for chord in chords])
        expected += "".join(ways)
        live.qtbot.waitUntil(lambda: len(server.typed) >= len(expected), timeout=10_000)  # noqa: B023
        assert server.typed == expected, name
