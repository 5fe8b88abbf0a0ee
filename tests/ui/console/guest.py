"""A program for the screen of a VNC server: four known colours, and a line for each key and click that comes.

Run: ``python guest.py`` on the display it shall fill. It says ``ready`` once it is painted.
"""

import sys

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import (
    QColor,
    QExposeEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRasterWindow,
)

COLOURS = ("#c03028", "#30a050", "#2858c8", "#e0b030")
"""Top left, top right, bottom left, bottom right."""

CLICK = "click "
"""Begins the line of a click, before its place."""


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


class Guest(QRasterWindow):
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        half = QPoint(self.width() // 2, self.height() // 2)
        painter = QPainter(self)
        for place, colour in enumerate(COLOURS):
            corner = QPoint(half.x() * (place % 2), half.y() * (place // 2))
            painter.fillRect(QRect(corner, self.size()), QColor(colour))

    def exposeEvent(self, event: QExposeEvent) -> None:  # noqa: N802 - Qt's name
        super().exposeEvent(event)
        self.requestActivate()
        QTimer.singleShot(0, lambda: say("ready"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        place = event.position().toPoint()
        say(f"{CLICK}{place.x()},{place.y()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        say(QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText))


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    guest = Guest()
    guest.setGeometry(QGuiApplication.primaryScreen().geometry())
    guest.show()
    sys.exit(application.exec())
