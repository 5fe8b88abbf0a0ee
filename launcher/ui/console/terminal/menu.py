"""What a right click into a terminal offers."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from launcher.ui.console.terminal.page import TerminalPage


class TerminalMenu(QMenu):
    """Copy, paste, find; and the line that tells a server's shell how large this terminal is."""

    def __init__(
        self,
        page: TerminalPage,
        terminal: QWidget,
        copy: Callable[[], None],
        paste: Callable[[], None],
        find: Callable[[], None],
    ) -> None:
        super().__init__(terminal)
        self._terminal = terminal
        self._size = ""
        self.setToolTipsVisible(True)
        self._add(self.tr("&Copy"), "Ctrl+Shift+C", copy)
        self._add(self.tr("&Paste"), "Ctrl+Shift+V", paste)
        self._add(self.tr("Select &all"), "", page.select_all)
        self.addSeparator()
        self._add(self.tr("&Find…"), "Ctrl+Shift+F", find)
        self.addSeparator()
        self.size_line = self.addAction("", self._copy_size)
        self.size_line.setToolTip(
            self.tr("A serial line does not tell how large it is shown: paste this into the server's shell")
        )
        page.sized.connect(self._on_sized)
        terminal.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        terminal.customContextMenuRequested.connect(self._on_wanted)

    def _add(self, label: str, key: str, act: Callable[[], None]) -> None:
        # The key is told only: the terminal takes it itself, before any shortcut could.
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self.addAction(f"{label}\t{native}" if key else label, act)

    def _on_sized(self, columns: int, rows: int) -> None:
        self._size = f"stty rows {rows} cols {columns}"
        self.size_line.setText(self.tr("Copy “{0}”").format(self._size))

    def _on_wanted(self, place: QPoint) -> None:
        self.popup(self._terminal.mapToGlobal(place))

    def _copy_size(self) -> None:
        QGuiApplication.clipboard().setText(self._size)
