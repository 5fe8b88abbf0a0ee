"""The keyboards Porthole is shipped with: what they type, and what they cannot."""

import string

import pytest

from launcher.model.keyboard import Chord
from launcher.model.layout import Layout
from launcher.storage.keyboards import read_layouts

ASCII = string.ascii_letters + string.digits + string.punctuation + " \t\n"


def codes(layout: Layout, text: str) -> list[tuple[str, ...]]:
    return [chord.codes for chords in layout.typed(text) for chord in chords]


@pytest.mark.parametrize("layout", read_layouts().values(), ids=lambda layout: layout.id)
def test_every_keyboard_types_all_of_ascii(layout: Layout) -> None:
    assert layout.missing(ASCII) == ()


@pytest.mark.parametrize("layout", read_layouts().values(), ids=lambda layout: layout.id)
def test_every_key_of_a_keyboard_can_be_pressed(layout: Layout) -> None:
    assert all(chord.keys for chords in layout.characters.values() for chord in chords)


def test_a_key_is_pressed_where_the_servers_layout_has_it() -> None:
    layouts = read_layouts()
    assert codes(layouts["us"], "z") == [("KeyZ",)]
    assert codes(layouts["de"], "z") == [("KeyY",)]
    assert codes(layouts["fr"], "z") == [("KeyW",)]
    assert codes(layouts["fr"], "1") == [("ShiftLeft", "Digit1")]
    assert codes(layouts["de"], "@") == [("AltRight", "KeyQ")]


def test_dead_keys_take_a_space_or_a_letter() -> None:
    layouts = read_layouts()
    assert codes(layouts["de"], "^é") == [("Backquote",), ("Space",), ("Equal",), ("KeyE",)]
    assert codes(layouts["de"], "\N{ACUTE ACCENT}") == [("Equal",), ("Equal",)]
    assert codes(layouts["de-nodeadkeys"], "^") == [("Backquote",)]


def test_what_a_keyboard_lacks_is_named_once_and_in_order() -> None:
    assert read_layouts()["us"].missing("5 € für łódź, 3 €") == ("€", "ü", "ł", "ó", "ź")


def test_control_characters_cannot_be_typed() -> None:
    assert read_layouts()["us"].missing("a\x1b\x00") == ("\x1b", "\x00")


def test_the_ends_of_lines_are_one_key_and_letters_are_taken_as_one() -> None:
    german = read_layouts()["de"]
    assert codes(german, "a\r\nb\rc") == [("KeyA",), ("Enter",), ("KeyB",), ("Enter",), ("KeyC",)]
    assert codes(german, "u\u0308") == [("BracketLeft",)]


def test_what_was_pressed_is_in_no_text_about_it() -> None:
    layout = read_layouts()["us"]
    assert "Key" not in repr(layout.typed("secret"))
    assert repr(Chord(("ShiftLeft", "KeyA"))) == "Chord(2)"
