"""A whole display for one window, and the way back to where the window stood."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


class FullScreen:
    """Fills displays with a window. Whoever owns the window tells when that has begun or ended."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._stood: QRect | None = None
        self._changing = False

    def toggle(self) -> None:
        """Fill the display the window is on, or go back."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def fill(self, display: str) -> None:
        """Fill a display, by its name, or the one the window is on where there is none of that name.

        A window that fills that display already goes back.
        """
        wanted = next((one for one in QGuiApplication.screens() if one.name() == display), None)
        window = self._window
        if wanted is None or (window.isFullScreen() and wanted is window.screen()):
            self.toggle()
            return
        if window.isFullScreen():
            # No window manager moves one that is full.
            self._changing = True
            self.toggle()
            self._changing = False
        elif wanted is not window.screen():
            self._stood = window.geometry()
        if wanted is not window.screen():
            window.move(wanted.geometry().topLeft())
            window.windowHandle().setScreen(wanted)
        self.toggle()

    def follow(self, *, full: bool) -> None:
        """Take note that the window fills a display, or does no more, whoever began or ended it."""
        if not full and not self._changing and self._stood is not None:
            stood, self._stood = self._stood, None
            self._window.setGeometry(stood)
