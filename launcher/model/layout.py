"""A keyboard's layout: which keys make which character.

Dead keys are composed as X.Org does it (``en_US.UTF-8/Compose``): with a letter, with Space, or twice.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from launcher.model.keyboard import Chord

Chords = tuple[Chord, ...]

_LEVELS: tuple[tuple[str, ...], ...] = ((), ("ShiftLeft",), ("AltRight",), ("ShiftLeft", "AltRight"))
"""What is held at each level of a key."""


@dataclass(frozen=True, slots=True)
class _DeadKey:
    combining: str
    with_space: str = ""
    twice: str = ""


_DEAD = {
    "dead_grave": _DeadKey("\u0300", "`"),
    "dead_acute": _DeadKey("\u0301", "'", "\N{ACUTE ACCENT}"),
    "dead_circumflex": _DeadKey("\u0302", "^"),
    "dead_tilde": _DeadKey("\u0303", "~"),
    "dead_macron": _DeadKey("\u0304", "¯"),
    "dead_breve": _DeadKey("\u0306", "˘"),
    "dead_abovedot": _DeadKey("\u0307", "˙"),
    "dead_diaeresis": _DeadKey("\u0308", '"', "¨"),
    "dead_abovering": _DeadKey("\u030a", "°"),
    "dead_doubleacute": _DeadKey("\u030b", "˝"),
    "dead_caron": _DeadKey("\u030c", "ˇ"),
    "dead_cedilla": _DeadKey("\u0327", "\N{CEDILLA}"),
    "dead_ogonek": _DeadKey("\u0328", "\N{OGONEK}"),
}

_ALWAYS: dict[str, Chords] = {"\n": (Chord(("Enter",)),), "\t": (Chord(("Tab",)),)}


@dataclass(frozen=True)
class Layout:
    """What the keys of one keyboard type.

    Attributes:
        id: the name of its file, ``de``.
        name: what a person calls it.
        keys: by a key's place, what it types at each level: alone, with Shift, with AltGr, with both.
    """

    id: str
    name: str
    keys: dict[str, list[str]] = field(repr=False)

    @cached_property
    def characters(self) -> Mapping[str, Chords]:
        """Every character that can be typed, with the shortest way to it."""
        direct = {what: (chord,) for what, chord in self._easiest_last() if what not in _DEAD}
        composed: dict[str, Chords] = {}
        for name, chord in self._easiest_last():
            if (dead := _DEAD.get(name)) is not None:
                composed.update(_compositions(dead, chord, direct))
        return composed | direct | _ALWAYS

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of ``text`` that cannot be typed, each once, in their order."""
        return tuple(dict.fromkeys(one for one in plain(text) if one not in self.characters))

    def typed(self, text: str) -> tuple[Chords, ...]:
        """Return what is pressed for each character of ``text``.

        Raises:
            KeyError: a character cannot be typed.
        """
        return tuple(self.characters[one] for one in plain(text))

    def _easiest_last(self) -> Iterator[tuple[str, Chord]]:
        """Yield what is on the keys, those first that need most fingers."""
        for level, held in reversed(list(enumerate(_LEVELS))):
            for code, types in reversed(self.keys.items()):
                if level < len(types) and (len(types[level]) == 1 or types[level] in _DEAD):
                    yield types[level], Chord((*held, code))


def plain(text: str) -> str:
    """Return ``text`` as it is typed: letters composed (Unicode NFC), each end of a line one character."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _compositions(dead: _DeadKey, chord: Chord, direct: Mapping[str, Chords]) -> Iterator[tuple[str, Chords]]:
    yield dead.with_space, (chord, *direct[" "])
    if dead.twice:
        yield dead.twice, (chord, chord)
    for letter, chords in direct.items():
        composed = unicodedata.normalize("NFC", letter + dead.combining)
        if letter.isalpha() and len(composed) == 1:
            yield composed, (chord, *chords)
