"""A server's keyboard: its keys by their places, and what is pressed together.

A server gets the *place* of a key, whatever is printed on it, and makes a character of it by its own layout.
Places are named as on the web (W3C, "UI Events KeyboardEvent code Values"), by a US keyboard's keys.
"""

import string
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """What a page is told of a key.

    Attributes:
        code: its place, ``KeyZ``.
        key: what it would be on a US keyboard, ``z`` or ``Z``; the pages make an X11 keysym of that.
        number: the older number of it (``keyCode``), which SPICE's page goes by.
        side: 1 where it is the left one of two, 2 for the right one.
    """

    code: str
    key: str
    number: int
    side: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Chord:
    """Keys that are pressed one after the other, held, and let go in the opposite order.

    Its ``repr`` hides them: they may be a part of a secret.

    Attributes:
        codes: of the keys, modifiers first.
    """

    codes: tuple[str, ...]

    def __repr__(self) -> str:
        """Say nothing of the keys."""
        return f"Chord({len(self.codes)})"

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys, as a page is told of them.

        Raises:
            KeyError: there is no such place.
        """
        shifted = bool(SHIFTS & set(self.codes))
        return tuple(_key(code, shifted=shifted) for code in self.codes)


SHIFTS = frozenset({"ShiftLeft", "ShiftRight"})

PLACES: dict[str, str] = {
    **{f"Key{letter}": letter.lower() + letter for letter in string.ascii_uppercase},
    **{f"Digit{digit}": digit + sign for digit, sign in zip(string.digits, ")!@#$%^&*(", strict=True)},
    "Backquote": "`~",
    "Minus": "-_",
    "Equal": "=+",
    "BracketLeft": "[{",
    "BracketRight": "]}",
    "Backslash": "\\|",
    "Semicolon": ";:",
    "Quote": "'\"",
    "Comma": ",<",
    "Period": ".>",
    "Slash": "/?",
    "IntlBackslash": "<>",
    "Space": "  ",
}
"""The keys that type, with what is on them in the US: alone, and with Shift."""

_NUMBERS = {
    "Backquote": 192,
    "Minus": 189,
    "Equal": 187,
    "BracketLeft": 219,
    "BracketRight": 221,
    "Backslash": 220,
    "Semicolon": 186,
    "Quote": 222,
    "Comma": 188,
    "Period": 190,
    "Slash": 191,
    "IntlBackslash": 226,
    "Space": 32,
}

_NAMED = {
    "ShiftLeft": Key("ShiftLeft", "Shift", 16, 1),
    "ControlLeft": Key("ControlLeft", "Control", 17, 1),
    "AltLeft": Key("AltLeft", "Alt", 18, 1),
    "AltRight": Key("AltRight", "AltGraph", 225, 2),
    "MetaLeft": Key("MetaLeft", "Meta", 91, 1),
    "Backspace": Key("Backspace", "Backspace", 8),
    "Tab": Key("Tab", "Tab", 9),
    "Enter": Key("Enter", "Enter", 13),
    "Pause": Key("Pause", "Pause", 19),
    "CapsLock": Key("CapsLock", "CapsLock", 20),
    "Escape": Key("Escape", "Escape", 27),
    "PageUp": Key("PageUp", "PageUp", 33),
    "PageDown": Key("PageDown", "PageDown", 34),
    "End": Key("End", "End", 35),
    "Home": Key("Home", "Home", 36),
    "ArrowLeft": Key("ArrowLeft", "ArrowLeft", 37),
    "ArrowUp": Key("ArrowUp", "ArrowUp", 38),
    "ArrowRight": Key("ArrowRight", "ArrowRight", 39),
    "ArrowDown": Key("ArrowDown", "ArrowDown", 40),
    "PrintScreen": Key("PrintScreen", "PrintScreen", 44),
    "Insert": Key("Insert", "Insert", 45),
    "Delete": Key("Delete", "Delete", 46),
    "ContextMenu": Key("ContextMenu", "ContextMenu", 93),
    "NumLock": Key("NumLock", "NumLock", 144),
    "ScrollLock": Key("ScrollLock", "ScrollLock", 145),
    **{f"F{number}": Key(f"F{number}", f"F{number}", 111 + number) for number in range(1, 13)},
}


def _key(code: str, *, shifted: bool) -> Key:
    if (named := _NAMED.get(code)) is not None:
        return named
    number = _NUMBERS.get(code) or ord(code[-1])
    return Key(code, PLACES[code][1 if shifted else 0], number)
