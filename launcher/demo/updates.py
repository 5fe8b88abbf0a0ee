"""What has to be sent so that a viewer's picture becomes the present one (RFC 6143, section 7.6.1)."""

import struct
from collections.abc import Iterator

from launcher.demo import cursor
from launcher.demo.guest import font
from launcher.demo.painter import WIDTH, PixelFormat, paint
from launcher.demo.screen import ROWS, Picture, Row

RAW, COPY_RECT, CURSOR = 0, 1, -239
"""Encodings this server knows."""

_LINES = ROWS - 1
"""The bar below does not scroll."""

_RECTANGLE = struct.Struct(">HHHHi")


def update(rectangles: list[bytes]) -> bytes:
    """Return a FramebufferUpdate of these rectangles."""
    return struct.pack(">BxH", 0, len(rectangles)) + b"".join(rectangles)


def pointer(form: PixelFormat) -> bytes:
    """Return the rectangle that gives a viewer its mouse pointer."""
    return _RECTANGLE.pack(0, 0, cursor.WIDTH, cursor.HEIGHT, CURSOR) + cursor.pointer(form)


def rectangles(
    shown: Picture | None, wanted: Picture, form: PixelFormat, *, may_copy: bool
) -> Iterator[bytes]:
    """Yield what turns ``shown`` (None: nothing yet) into ``wanted``."""
    before: list[Row | None] = list(shown.rows) if shown else [None] * ROWS
    scrolled = wanted.scrolled - shown.scrolled if shown else 0
    if may_copy and 0 < scrolled < _LINES:
        yield _copied_up(scrolled)
        before[: _LINES - scrolled] = before[scrolled:_LINES]
    for number, (old, new) in enumerate(zip(before, wanted.rows, strict=True)):
        if old != new:
            yield _painted(number, old, new, form)


def _copied_up(lines: int) -> bytes:
    height = (_LINES - lines) * font.HEIGHT
    return _RECTANGLE.pack(0, 0, WIDTH, height, COPY_RECT) + struct.pack(">HH", 0, lines * font.HEIGHT)


def _painted(number: int, old: Row | None, new: Row, form: PixelFormat) -> bytes:
    first, last = 0, len(new)
    if old is not None:
        differing = [column for column, cell in enumerate(new) if cell != old[column]]
        first, last = differing[0], differing[-1] + 1
    place = first * font.WIDTH, number * font.HEIGHT, (last - first) * font.WIDTH, font.HEIGHT
    return _RECTANGLE.pack(*place, RAW) + paint(new[first:last], form)
