"""Combinations of keys, as people write them."""

import pytest

from launcher.model.combination import chord_of, tidy
from launcher.storage.keyboards import read_layouts

GERMAN = read_layouts()["de"]


@pytest.mark.parametrize(
    ("written", "tidied", "codes"),
    [
        ("Ctrl+Alt+Del", "Ctrl+Alt+Del", ("ControlLeft", "AltLeft", "Delete")),
        (" ctrl + alt+k ", "Ctrl+Alt+K", ("ControlLeft", "AltLeft", "KeyK")),
        ("Ctrl+Z", "Ctrl+Z", ("ControlLeft", "KeyY")),
        ("Ctrl++", "Ctrl++", ("ControlLeft", "BracketRight")),
        ("+", "+", ("BracketRight",)),
        ("AltGr+Q", "AltGr+Q", ("AltRight", "KeyQ")),
        ("Ctrl+@", "Ctrl+@", ("ControlLeft", "AltRight", "KeyQ")),
        ("Win", "Super", ("MetaLeft",)),
        ("Alt+Shift", "Alt+Shift", ("AltLeft", "ShiftLeft")),
        ("alt+sysreq+", None, None),
        ("return", "Enter", ("Enter",)),
        ("f12", "F12", ("F12",)),
        ("ö", "Ö", ("Semicolon",)),
        ("ß", "ß", ("Minus",)),
    ],
)
def test_a_combination(written: str, tidied: str | None, codes: tuple[str, ...] | None) -> None:
    if tidied is None:
        with pytest.raises(ValueError, match=r"."):
            tidy(written)
        return
    assert tidy(written) == tidied
    assert chord_of(written, GERMAN).codes == codes
    assert tidy(tidied) == tidied


@pytest.mark.parametrize(
    ("written", "part"), [("Strg+C", "Strg"), ("Ctrl+Foo", "Foo"), ("Ctrl+ł+x", "ł"), ("", "")]
)
def test_what_is_no_key_is_named(written: str, part: str) -> None:
    with pytest.raises(ValueError, match=rf"^{part}$"):
        chord_of(written, GERMAN)


def test_a_character_the_layout_lacks_is_named() -> None:
    with pytest.raises(ValueError, match=r"^日$"):
        chord_of("Ctrl+日", GERMAN)
