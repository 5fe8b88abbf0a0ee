"""Turns cells of text into pixels of the format a viewer asked for."""

import struct
from functools import lru_cache
from typing import NamedTuple

from launcher.demo.guest import font
from launcher.demo.guest.palette import RGB
from launcher.demo.screen import COLUMNS, ROWS, Cell, Row

WIDTH, HEIGHT = COLUMNS * font.WIDTH, ROWS * font.HEIGHT
"""Pixels of the whole screen."""

_FORM = struct.Struct(">BBBBHHHBBB3x")
_WORDS = {8: "B", 16: "H", 32: "I"}


class PixelFormat(NamedTuple):
    """How a pixel's bytes are to be read (RFC 6143, section 7.4); true colour only."""

    bits_per_pixel: int
    depth: int
    big_endian: int
    true_colour: int
    red_max: int
    green_max: int
    blue_max: int
    red_shift: int
    green_shift: int
    blue_shift: int

    @classmethod
    def decoded(cls, data: bytes) -> "PixelFormat":
        """Read the 16 bytes of a PIXEL_FORMAT.

        Raises:
            ValueError: it wants a colour map, pixels of an unknown size, or more than fits into one.
        """
        wanted = cls._make(_FORM.unpack(data))
        if not wanted.true_colour or wanted.bits_per_pixel not in _WORDS or not wanted._fits:
            message = "only true colour in 8, 16 or 32 bits"
            raise ValueError(message)
        return wanted

    @property
    def _parts(self) -> tuple[tuple[int, int], ...]:
        """The largest value and the place of red, green and blue."""
        return (
            (self.red_max, self.red_shift),
            (self.green_max, self.green_shift),
            (self.blue_max, self.blue_shift),
        )

    @property
    def _fits(self) -> bool:
        return all((maximum << shift).bit_length() <= self.bits_per_pixel for maximum, shift in self._parts)

    def encoded(self) -> bytes:
        """Write the 16 bytes of a PIXEL_FORMAT."""
        return _FORM.pack(*self)

    def pixel(self, rgb: tuple[int, int, int]) -> bytes:
        """Return one pixel of this colour."""
        # noVNC 1.3 takes the spare bits for opacity, so they are all ones.
        value = (1 << self.bits_per_pixel) - 1
        for part, (maximum, shift) in zip(rgb, self._parts, strict=True):
            value ^= (maximum - part * maximum // 255) << shift
        return struct.pack(("<", ">")[bool(self.big_endian)] + _WORDS[self.bits_per_pixel], value)


PLAIN = PixelFormat(32, 24, 0, 1, 255, 255, 255, 16, 8, 0)
"""What the server offers: blue, green, red and a spare byte."""


def paint(cells: Row, form: PixelFormat) -> bytes:
    """Return the pixels of a stretch of one row, from the top line of pixels to the bottom one."""
    drawn = [_drawn(cell, form) for cell in cells]
    return b"".join(b"".join(line) for line in zip(*drawn, strict=True))


@lru_cache(maxsize=4096)
def _drawn(packed: int, form: PixelFormat) -> tuple[bytes, ...]:
    cell = Cell.unpacked(packed)
    pixels = {"0": form.pixel(RGB[cell.background]), "1": form.pixel(RGB[cell.foreground])}
    return tuple(
        b"".join(pixels[bit] for bit in f"{line:0{font.WIDTH}b}")
        for line in font.glyph(cell.code, bold=cell.bold)
    )
