"""A hand and an eye: real mouse and key events on the display, and what stands on it.

The events come from the X server (XTEST, by xdotool), so they take the way a person's do: through
the window manager, the focus and Qt's own event handling.
"""

import os
import subprocess
import time
from collections.abc import Callable
from itertools import chain

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QRect, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

_LOOK_EVERY = 20
"""Milliseconds between two looks at a condition."""


def wait_until(condition: Callable[[], object], what: str, seconds: float = 20.0) -> None:
    """Let Qt work until ``condition`` holds.

    Raises:
        TimeoutError: it did not within ``seconds``; says ``what`` was waited for.
    """
    loop = QEventLoop()
    deadline = time.monotonic() + seconds
    holds = bool(condition())

    def look() -> None:
        nonlocal holds
        holds = bool(condition())
        if holds or time.monotonic() > deadline:
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(_LOOK_EVERY)
    if not holds:
        loop.exec()
    timer.stop()
    # Not looked at once more: what was there may be on its way already.
    if not holds:
        message = f"waited {seconds:g} s for {what}"
        raise TimeoutError(message)


def settle() -> None:
    """Let everything that is due now happen."""
    for _ in range(3):
        QCoreApplication.processEvents()


class Hand:
    """Moves the pointer, clicks, and types."""

    def click(self, widget: QWidget, *, times: int = 1) -> None:
        """Click into the middle of a widget."""
        self.click_at(widget.mapToGlobal(widget.rect().center()), times)

    def click_right(self, widget: QWidget) -> None:
        """Click into the middle of a widget with the right button."""
        self.click_at(widget.mapToGlobal(widget.rect().center()), 1, button=3)

    def click_row(self, view: QAbstractItemView, row: int, *, times: int = 2, column: int = 0) -> None:
        """Click a row of a list or table, by default twice."""
        index = view.model().index(row, column)
        view.scrollTo(index)
        settle()
        self.click_at(view.viewport().mapToGlobal(view.visualRect(index).center()), times)

    def drag_row(self, view: QAbstractItemView, row: int, below: int) -> None:
        """Drag a row to the lower edge of another one."""
        start, end = (view.visualRect(view.model().index(one, 0)) for one in (row, below))
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        places = [start.center(), start.center() + QPoint(0, 12), end.bottomLeft() + QPoint(40, -3)]
        steps = [view.viewport().mapToGlobal(place) * ratio for place in places]
        first, *others = [["mousemove", str(step.x()), str(step.y()), "sleep", "0.05"] for step in steps]
        # In one go: while Qt drags it waits for the pointer alone.
        self._xdotool(*first, "mousedown", "1", *chain(*others), "sleep", "0.1", "mouseup", "1")

    def click_action(self, menu: QMenu, action: QAction) -> None:
        """Click an entry of a menu that is open."""
        self.click_at(menu.mapToGlobal(menu.actionGeometry(action).center()), 1)

    def type(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        self._xdotool("type", "--delay", "8", "--", text)

    def press(self, *keys: str) -> None:
        """Press keys, each as xdotool names it (``Return``, ``ctrl+f``)."""
        self._xdotool("key", "--delay", "20", *keys)

    def choose(self, *keys: str) -> None:
        """Choose a menu's entry by keys; each but the last opens a menu."""
        *opening, last = keys
        for key in opening:
            before = QApplication.activePopupWidget()
            self.press(key)
            wait_until(
                lambda before=before: QApplication.activePopupWidget() not in {before, None}, "the menu"
            )
        self.press(last)

    def point_away(self) -> None:
        """Take the pointer off everything that would notice it."""
        self._move(1918, 1078)

    def click_at(self, place: QPoint, times: int = 1, button: int = 1) -> None:
        """Click a place on the screen."""
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        x, y = round(place.x() * ratio), round(place.y() * ratio)
        self._move(x, y)
        self._xdotool("click", "--repeat", str(times), "--delay", "60", str(button))

    def _move(self, x: int, y: int) -> None:
        # xdotool waits 15 s for a pointer to move that is there already.
        self._xdotool("mousemove", str(x - 1), str(y), "mousemove", "--sync", str(x), str(y))

    @staticmethod
    def _xdotool(*arguments: str) -> None:
        # Qt must go on working meanwhile: a window that does not answer gets no focus.
        process = subprocess.Popen(["xdotool", *arguments], env=dict(os.environ))
        wait_until(lambda: process.poll() is not None, f"xdotool {arguments[0]}")
        if process.returncode:
            message = f"xdotool {arguments[0]} ended with {process.returncode}"
            raise RuntimeError(message)
        settle()


class Eye:
    """Sees what the display shows, whoever painted it."""

    def screen(self) -> QImage:
        """Return the whole display."""
        return QGuiApplication.primaryScreen().grabWindow(0).toImage()

    def look_at(self, widget: QWidget) -> QImage:
        """Return the part of the display where a widget stands."""
        screen = QGuiApplication.primaryScreen()
        corner = widget.mapToGlobal(QPoint(0, 0))
        area = QRect(corner, widget.size())
        return screen.grabWindow(0, area.x(), area.y(), area.width(), area.height()).toImage()

    def colours(self, widget: QWidget, step: int = 4) -> set[str]:
        """Return the colours (``#rrggbb``) seen on a widget, looking at every ``step``-th pixel."""
        return colours_of(self.look_at(widget), step)


def colours_of(image: QImage, step: int = 1) -> set[str]:
    """Return the colours (``#rrggbb``) of every ``step``-th pixel in either direction."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("I")
    row = image.bytesPerLine() // 4
    found: set[int] = set()
    for start in range(0, image.height() * row, row * step):
        found.update(pixels[start : start + image.width() : step])
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in found}
