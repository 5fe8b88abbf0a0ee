"""Shows a web view's page as large as it is wanted."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWebEngineWidgets import QWebEngineView

from launcher.ui.console.screen_watch import ScreenSize
from launcher.ui.console.zoom import Zoom

_MOST_BESIDE = 120
"""Pixels of a page that are taken for its bars: a page that does not say what its screen's room is may have
none."""


class Magnifier(QObject):
    """Follows the size of the view, and of the server's screen in it.

    The page itself is magnified: where the pointer is on the server's screen stays right with every page,
    which it does not where only the canvas is stretched.
    """

    changed = Signal()
    """:attr:`factor` is another."""

    def __init__(self, view: QWebEngineView) -> None:
        super().__init__(view)
        self._view = view
        self._screen: ScreenSize | None = None
        self._zoom = Zoom()
        view.installEventFilter(self)

    @property
    def factor(self) -> float:
        """How large the page is shown now."""
        return self._view.zoomFactor()

    @property
    def screen(self) -> ScreenSize | None:
        """The server's screen, or None before the page has one."""
        return self._screen

    def choose(self, zoom: Zoom) -> None:
        """Show it as large as a person wants it."""
        self._zoom = zoom
        self._apply()

    def show_screen(self, screen: ScreenSize | None) -> None:
        """Take in that the server's screen has another size; None: there is a new page, without one yet."""
        before = self._screen
        if before is not None and screen is not None and _differ_by_rounding(before, screen):
            # Each factor rounds a bar to another pixel. The larger one holds, or two would follow each other.
            beside, above = max(before.beside, screen.beside), max(before.above, screen.above)
            screen = screen._replace(beside=beside, above=above)
        self._screen = screen
        self._apply()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the view."""
        if event.type() == QEvent.Type.Resize:
            self._apply()
        return False

    def _apply(self) -> None:
        screen = self._screen
        if screen is None:
            return
        beside = min(screen.beside, _MOST_BESIDE), min(screen.above, _MOST_BESIDE)
        room = self._view.width(), self._view.height()
        factor = self._zoom.of(room, (screen.width, screen.height), beside)
        if factor != self._view.zoomFactor():
            self._view.setZoomFactor(factor)
            self.changed.emit()


def _differ_by_rounding(one: ScreenSize, other: ScreenSize) -> bool:
    same_screen = (one.width, one.height) == (other.width, other.height)
    return same_screen and abs(one.beside - other.beside) <= 1 and abs(one.above - other.above) <= 1
