"""Keys, as a page is told of them."""

import pytest

from launcher.model.keyboard import Chord, Key


def test_a_key_is_told_as_a_us_keyboard_has_it() -> None:
    assert Chord(("KeyY",)).keys == (Key("KeyY", "y", 89),)
    assert Chord(("ShiftLeft", "Digit2")).keys == (Key("ShiftLeft", "Shift", 16, 1), Key("Digit2", "@", 50))
    assert Chord(("AltRight", "Quote")).keys == (Key("AltRight", "AltGraph", 225, 2), Key("Quote", "'", 222))
    assert Chord(("ControlLeft", "F12")).keys[1] == Key("F12", "F12", 123)


def test_there_is_no_other_key() -> None:
    with pytest.raises(KeyError):
        _ = Chord(("KeyÄ",)).keys
