"""Words that another program has drawn on the screen, found by their pixels."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

_DARK = bytes(int(grey < 128) for grey in range(256))
_ALONE = 8
"""Pixels beside the words in which nothing else stands: more than a blank is wide."""


def place_of(words: str, *, bold: bool = False) -> QPoint | None:
    """Return the middle of words that stand alone, in a menu or a list, on the screen; None: nowhere.

    Porthole's Qt is this one, its style and fonts are the same: a word has the same pixels here and there.

    Args:
        words: with "&" before the letter that is underlined.
        bold: whether they are.
    """
    sought = _rows(_drawn(words, bold=bold))
    seen = _rows(QGuiApplication.primaryScreen().grabWindow(0).toImage())
    width, height = len(sought[0]), len(sought)
    richest = max(range(height), key=lambda y: sought[y].count(1))  # it is found in few places
    for top in range(len(seen) - height + 1):
        left = seen[top + richest].find(sought[richest])
        while left >= 0:
            if all(seen[top + y].startswith(sought[y], left) for y in range(height)):
                return QPoint(left + width // 2, top + height // 2)
            left = seen[top + richest].find(sought[richest], left + 1)
    return None


def _drawn(words: str, *, bold: bool) -> QImage:
    """Return the words as a menu draws them, dark on light, with light around."""
    font = QFont(QApplication.font("QMenu"))
    font.setBold(bold)
    room = QFontMetrics(font).size(Qt.TextFlag.TextShowMnemonic, words)
    image = QImage(room.width() + 2 * _ALONE, room.height() + 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(QRect(QPoint(_ALONE, 2), room), Qt.TextFlag.TextShowMnemonic, words)
    painter.end()
    return image


def _rows(image: QImage) -> list[bytes]:
    """Return for each row of an image which pixels are dark."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    step, bits = grey.bytesPerLine(), bytes(grey.constBits())
    return [
        bits[start : start + grey.width()].translate(_DARK) for start in range(0, step * grey.height(), step)
    ]
