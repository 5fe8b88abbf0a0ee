"""A program for the screen of a VNC server: what its keyboard's layout and its dead keys make of the keys.

Run: ``python typewriter.py`` on the display it shall fill. Each line is a text in JSON, as it was typed;
the first one, empty, says that it has the keyboard. Keys that go down and up are told on stderr.
"""

import json
import sys

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRasterWindow,
)

_CHARACTERS = {"\r": "\n"}


def say(text: str) -> None:
    sys.stdout.write(f"{json.dumps(text)}\n")
    sys.stdout.flush()


def tell(event: QKeyEvent, word: str) -> None:
    if not event.isAutoRepeat():
        sys.stderr.write(f"{word} {Qt.Key(event.key()).name}\n")
        sys.stderr.flush()


class Typewriter(QRasterWindow):
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        QPainter(self).fillRect(QRect(0, 0, self.width(), self.height()), QColor("#2858c8"))

    def focusInEvent(self, _event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        tell(event, "down")
        if event.text():
            say(_CHARACTERS.get(event.text(), event.text()))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        tell(event, "up")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QInputMethodQueryEvent):
            event.setValue(Qt.InputMethodQuery.ImEnabled, True)
            event.accept()
            return True
        if isinstance(event, QInputMethodEvent):
            if event.commitString():
                say(event.commitString())
            return True
        return super().event(event)


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    typewriter = Typewriter()
    typewriter.setGeometry(QGuiApplication.primaryScreen().geometry())
    typewriter.show()
    typewriter.requestActivate()
    sys.exit(application.exec())
