"""Copy and paste in a terminal, by the keys and the button that terminals have for it."""

from collections.abc import Callable

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWebEngineWidgets import QWebEngineView

from launcher.ui.console.terminal.page import TerminalPage

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class TerminalClipboard(QObject):
    """Takes those keys before the terminal has them."""

    find_wanted = Signal()
    """The key that searches was pressed."""

    def __init__(self, page: TerminalPage, web: QWebEngineView, is_live: Callable[[], bool]) -> None:
        """Begin.

        Args:
            page: has what is selected, and takes what is pasted.
            web: shows it; its inner widget alone gets keys and clicks.
            is_live: whether there is a line to paste into.
        """
        super().__init__(web)
        self._page = page
        self._is_live = is_live
        web.installEventFilter(self)
        page.selected.connect(self._on_selected)

    def paste(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        """Type what is in the clipboard."""
        if self._is_live():
            self._page.paste(QGuiApplication.clipboard().text(mode))

    def copy(self) -> None:
        """Put the selected text into the clipboard."""

        def copied(text: str) -> None:
            if text:
                QGuiApplication.clipboard().setText(text)

        self._page.ask_selection(copied)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take our own keys, and the middle button."""
        if isinstance(event, QChildEvent) and event.added() and event.child().isWidgetType():
            event.child().installEventFilter(self)
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if (act := self._ours(event)) is not None:
                act()
                return True
        elif isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.MiddleButton:
            if event.type() is QEvent.Type.MouseButtonPress and _has_selection():
                self.paste(QClipboard.Mode.Selection)
            return True
        return super().eventFilter(watched, event)

    def _ours(self, event: QKeyEvent) -> Callable[[], None] | None:
        key, held = Qt.Key(event.key()), event.modifiers()
        if held == _CTRL_SHIFT:
            find = self.find_wanted.emit
            return {Qt.Key.Key_C: self.copy, Qt.Key.Key_V: self.paste, Qt.Key.Key_F: find}.get(key)
        if key is Qt.Key.Key_Insert:
            return {
                Qt.KeyboardModifier.ControlModifier: self.copy,
                Qt.KeyboardModifier.ShiftModifier: self.paste,
            }.get(held)
        return None

    def _on_selected(self, text: str) -> None:
        if _has_selection():
            QGuiApplication.clipboard().setText(text, QClipboard.Mode.Selection)


def _has_selection() -> bool:
    return QGuiApplication.clipboard().supportsSelection()
