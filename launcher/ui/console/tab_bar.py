"""The row of tabs: each can be dragged out into a window of its own."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QTabBar, QWidget

_PULL = 40
"""Pixels above or below the row from which a tab that is let go has left it."""

_NARROWEST, _WIDEST = 9, 24
"""Letters of a name that are always there, and that are there where there is room."""

_LOOKS_AWAY = {
    QEvent.Type.Leave,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Hide,
    QEvent.Type.WindowDeactivate,
}


class ConsoleTabBar(QTabBar):
    """A tab bar that tells when a tab was pulled out of it, and asks for the menu of one."""

    pulled_out = Signal(int, QPoint)
    """A tab (its place) was let go outside; where, on the screen."""

    looked_at = Signal(int, QPoint)
    """The pointer rests on a tab (its place); the corner below it, on the screen."""

    looked_away = Signal()

    menu_requested = Signal(int, QPoint)
    """The menu of a tab (its place) is wanted; where, on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed = -1
        self._over = -1
        self.setMouseTracking(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Keep one long name from taking the room of all others."""
        return self._with_letters(index, super().tabSizeHint(index), _WIDEST)

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Keep names readable; where so many have no room, the row is scrolled."""
        return self._with_letters(index, super().tabSizeHint(index), _NARROWEST)

    def event(self, event: QEvent) -> bool:
        """Tell where the pointer rests, in place of a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.tabAt(event.pos())
            if place >= 0:
                self.looked_at.emit(place, self.mapToGlobal(self.tabRect(place).bottomLeft()))
            return True
        if event.type() in _LOOKS_AWAY or (
            event.type() == QEvent.Type.MouseMove and not self._is_over_same(event)
        ):
            self.looked_away.emit()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take note of which tab is taken hold of."""
        super().mousePressEvent(event)
        is_left = event.button() is Qt.MouseButton.LeftButton
        # The tab moves along the row with the pointer: it is the current one, wherever it is now.
        self._pressed = self.currentIndex() if is_left and self.tabAt(event.position().toPoint()) >= 0 else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show by the pointer that the tab would leave."""
        super().mouseMoveEvent(event)
        if self._pressed >= 0 and self._is_outside(event.position().toPoint()):
            self.setCursor(Qt.CursorShape.DragMoveCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let a tab go that was pulled out."""
        super().mouseReleaseEvent(event)
        self.unsetCursor()
        pressed, self._pressed = self._pressed, -1
        if pressed >= 0 and self._is_outside(event.position().toPoint()):
            self.pulled_out.emit(self.currentIndex(), event.globalPosition().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu of the tab under the pointer, or of the current one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        place = self.currentIndex() if by_key else self.tabAt(event.pos())
        if place >= 0:
            corner = self.tabRect(place).bottomLeft() if by_key else event.pos()
            self.menu_requested.emit(place, self.mapToGlobal(corner))

    def _with_letters(self, index: int, size: QSize, letters: int) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.size(Qt.TextFlag.TextShowMnemonic, self.tabText(index)).width()
        size.setWidth(size.width() - max(0, words - letters * metrics.averageCharWidth()))
        return size

    def _is_over_same(self, event: QEvent) -> bool:
        before = self._over
        self._over = self.tabAt(event.position().toPoint()) if isinstance(event, QMouseEvent) else -1
        return self._over == before

    def _is_outside(self, place: QPoint) -> bool:
        return not -_PULL <= place.y() <= self.height() + _PULL
