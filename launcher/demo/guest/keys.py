"""Keys as RFB sends them: X11 keysyms (RFC 6143, section 7.5.4; ``X11/keysymdef.h``)."""

from enum import IntEnum
from typing import NamedTuple

UNICODE = 0x01000000
"""What a keysym beyond Latin-1 is its character's number with."""

_LATIN_1 = {*range(0x20, 0x7F), *range(0xA0, 0x100)}


class Key(IntEnum):
    """The keys that are no characters and mean something here."""

    BACK_SPACE = 0xFF08
    RETURN = 0xFF0D
    UP = 0xFF52
    DOWN = 0xFF54
    KEYPAD_ENTER = 0xFF8D
    CONTROL_LEFT = 0xFFE3
    CONTROL_RIGHT = 0xFFE4
    ALT_LEFT = 0xFFE9
    ALT_RIGHT = 0xFFEA
    DELETE = 0xFFFF


_CONTROL = frozenset({Key.CONTROL_LEFT, Key.CONTROL_RIGHT})
_ALT = frozenset({Key.ALT_LEFT, Key.ALT_RIGHT})


class Stroke(NamedTuple):
    """A key that went down, and what was held then."""

    keysym: int
    control: bool = False
    alt: bool = False

    @property
    def text(self) -> str:
        """The character it stands for, whatever is held, or empty."""
        if self.keysym & UNICODE:
            return chr(self.keysym & 0xFFFFF)
        return chr(self.keysym) if self.keysym in _LATIN_1 else ""

    @property
    def reboots(self) -> bool:
        """Whether it is Ctrl+Alt+Del."""
        return self.control and self.alt and self.keysym == Key.DELETE


class Keyboard:
    """The keyboard of one viewer: remembers what is held."""

    def __init__(self) -> None:
        self._held: set[int] = set()

    def take(self, keysym: int, *, down: bool) -> Stroke | None:
        """Take a key's change; returns a stroke where one went down."""
        if not down:
            self._held.discard(keysym)
            return None
        stroke = Stroke(keysym, control=bool(self._held & _CONTROL), alt=bool(self._held & _ALT))
        self._held.add(keysym)
        return stroke
