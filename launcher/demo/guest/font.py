"""The console's font: X.Org's public domain ``9x18``, kept beside this file."""

from functools import cache
from importlib.resources import files

WIDTH, HEIGHT = 9, 18
"""Pixels of one character."""

Glyph = tuple[int, ...]
"""Rows from the top; in each the leftmost pixel is the highest of ``WIDTH`` bits."""


def glyph(code: int, *, bold: bool) -> Glyph:
    """Return how the character of this code point looks; a question mark where the font lacks it."""
    glyphs = _glyphs()
    regular_and_bold = glyphs.get(code) or glyphs[ord("?")]
    return regular_and_bold[bold]


def has(code: int) -> bool:
    """Return whether the font has this code point."""
    return code in _glyphs()


@cache
def _glyphs() -> dict[int, tuple[Glyph, Glyph]]:
    text = files("launcher.demo.guest").joinpath("fixed-9x18.txt").read_text(encoding="ascii")
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            code, regular, bold = (int(number, 16) for number in line.split())
            found[code] = (_rows(regular), _rows(bold))
    return found


def _rows(bits: int) -> Glyph:
    return tuple(bits >> WIDTH * row & (1 << WIDTH) - 1 for row in reversed(range(HEIGHT)))
