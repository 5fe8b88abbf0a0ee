"""Reads the text that a server of the demo cloud shows, off the pixels that stand on the display."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage

from launcher.demo.guest import font
from launcher.demo.guest.palette import RGB

_AVERAGE = Qt.TransformationMode.SmoothTransformation


def text_on(image: QImage, larger: float = 1) -> str:
    """Return the lines of a text screen that is somewhere on ``image``; empty: none.

    Args:
        image: shows it.
        larger: so many times as large as it is, as a display with QT_SCALE_FACTOR does.
    """
    frame = _frame(_pixels(image))
    if frame is None:
        return ""
    shown = image.copy(frame)
    pixels = _pixels(shown.scaled(shown.size() / larger, mode=_AVERAGE))
    width, height = len(pixels[0]), len(pixels)
    lines = (
        "".join(_character(pixels, x, y) for x in range(0, width - font.WIDTH + 1, font.WIDTH)).rstrip()
        for y in range(0, height - font.HEIGHT + 1, font.HEIGHT)
    )
    return "\n".join(lines)


def _pixels(image: QImage) -> list[list[int]]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels, row = memoryview(image.constBits()).cast("I"), image.bytesPerLine() // 4
    return [pixels[start : start + image.width()].tolist() for start in range(0, image.height() * row, row)]


def _frame(pixels: list[list[int]]) -> QRect | None:
    """Return where the text screen's background is, and all that is below it."""
    background = int("ff{:02x}{:02x}{:02x}".format(*RGB[0]), 16)
    rows = [y for y, line in enumerate(pixels) if line.count(background) > font.WIDTH * 8]
    if not rows:
        return None
    columns = [x for x, _ in enumerate(pixels[0]) if any(pixels[y][x] == background for y in rows)]
    return QRect(QPoint(columns[0], rows[0]), QPoint(columns[-1], len(pixels) - 1))


def _character(pixels: list[list[int]], left: int, top: int) -> str:
    cell = [line[left : left + font.WIDTH] for line in pixels[top : top + font.HEIGHT]]
    ((ground, _),) = Counter(pixel for line in cell for pixel in line).most_common(1)
    away = [[_distance(pixel, ground) for pixel in line] for line in cell]
    half = max(map(max, away)) / 2
    shape = tuple(sum(1 << (font.WIDTH - 1 - x) for x, one in enumerate(line) if one > half) for line in away)
    return _characters().get(shape, " ")


def _distance(one: int, other: int) -> int:
    """Return how far apart two colours are; a pixel that was drawn larger has something of its neighbours."""
    return sum(abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) for shift in (0, 8, 16))


@cache
def _characters() -> dict[tuple[int, ...], str]:
    return dict(_shapes())


def _shapes() -> Iterator[tuple[tuple[int, ...], str]]:
    for code in filter(font.has, range(0x20, 0x7F)):
        for bold in (True, False):
            yield font.glyph(code, bold=bold), chr(code)
