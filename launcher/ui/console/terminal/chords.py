"""Keys as a terminal sends them (ECMA-48, and xterm's own for the function keys)."""

from launcher.model.keyboard import Chord

_NAMED = {
    "Enter": "\r",
    "Tab": "\t",
    "Backspace": "\x7f",
    "Escape": "\x1b",
    "ArrowUp": "\x1b[A",
    "ArrowDown": "\x1b[B",
    "ArrowRight": "\x1b[C",
    "ArrowLeft": "\x1b[D",
    "Home": "\x1b[H",
    "End": "\x1b[F",
    "Insert": "\x1b[2~",
    "Delete": "\x1b[3~",
    "PageUp": "\x1b[5~",
    "PageDown": "\x1b[6~",
    **{f"F{number}": f"\x1bO{letter}" for number, letter in enumerate("PQRS", 1)},
    **{f"F{number}": f"\x1b[{code}~" for number, code in enumerate((15, 17, 18, 19, 20, 21, 23, 24), 5)},
}
_CONTROL = {"ControlLeft", "ControlRight"}
_ALT = {"AltLeft", "MetaLeft"}
_LEAST_CONTROLLED, _MOST_CONTROLLED = "@", "_"


def bytes_of(chord: Chord) -> bytes:
    """Return what a terminal makes of keys that are pressed together; nothing where it knows no such."""
    *_held, last = chord.keys
    held = set(chord.codes[:-1])
    text = _NAMED.get(last.key, last.key if len(last.key) == 1 else "")
    if held & _CONTROL:
        upper = text.upper()
        known = len(upper) == 1 and _LEAST_CONTROLLED <= upper <= _MOST_CONTROLLED
        text = chr(ord(upper) & 0x1F) if known else ""
    return (f"\x1b{text}" if text and held & _ALT else text).encode()
