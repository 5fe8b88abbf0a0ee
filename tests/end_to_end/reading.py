"""Reads the text that a server of the demo cloud shows, off the pixels that stand on the display."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtGui import QImage

from launcher.demo.guest import font
from launcher.demo.guest.palette import RGB


def text_on(image: QImage) -> str:
    """Return the lines of a text screen that is somewhere on ``image``, shown pixel by pixel; empty: none."""
    pixels = [[image.pixel(x, y) & 0xFFFFFF for x in range(image.width())] for y in range(image.height())]
    frame = _frame(pixels)
    if frame is None:
        return ""
    left, top, right, bottom = frame
    lines = (
        "".join(_character(pixels, x, y) for x in range(left, right - font.WIDTH + 2, font.WIDTH)).rstrip()
        for y in range(top, bottom - font.HEIGHT + 2, font.HEIGHT)
    )
    return "\n".join(lines)


def _frame(pixels: list[list[int]]) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of what has the text screen's background."""
    background = int("{:02x}{:02x}{:02x}".format(*RGB[0]), 16)
    rows = [y for y, line in enumerate(pixels) if line.count(background) > font.WIDTH * 8]
    if not rows:
        return None
    columns = [x for x, _ in enumerate(pixels[0]) if any(pixels[y][x] == background for y in rows)]
    return columns[0], rows[0], columns[-1], len(pixels) - 1


def _character(pixels: list[list[int]], left: int, top: int) -> str:
    cell = [line[left : left + font.WIDTH] for line in pixels[top : top + font.HEIGHT]]
    ((ground, _),) = Counter(pixel for line in cell for pixel in line).most_common(1)
    shape = tuple(
        sum(1 << (font.WIDTH - 1 - x) for x, pixel in enumerate(line) if pixel != ground) for line in cell
    )
    return _characters().get(shape, " ")


@cache
def _characters() -> dict[tuple[int, ...], str]:
    return dict(_shapes())


def _shapes() -> Iterator[tuple[tuple[int, ...], str]]:
    for code in filter(font.has, range(0x20, 0x7F)):
        for bold in (True, False):
            yield font.glyph(code, bold=bold), chr(code)
