"""Where the details stand: beside the list, on the server its keyboard is on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter

from launcher.ui.servers.table_view import ServerTableView

if TYPE_CHECKING:
    from launcher.ui.details.pane import DetailsPane


class DetailsDesk(QObject):
    """Makes the pane when it is first wanted, and keeps it on the list's current server.

    Attributes:
        action: shows and hides the pane; for a menu. Ticked while the pane is shown.
        pane: or None before it was first wanted.
    """

    def __init__(
        self,
        table: ServerTableView,
        splitter: QSplitter,
        make_pane: "Callable[[], DetailsPane]",
        parent: QObject | None = None,
        *,
        width: int = 340,
    ) -> None:
        """Make the way to a pane that nobody has asked for yet.

        Args:
            table: whose current server it shows.
            splitter: where it stands, to the right.
            make_pane: makes it.
            parent: Qt's.
            width: pixels it takes when it is first opened.
        """
        super().__init__(parent)
        self._width = width
        self._table = table
        self._splitter = splitter
        self._make_pane = make_pane
        self.pane: DetailsPane | None = None
        self.action = QAction(self.tr("&Details"), self)
        self.action.setCheckable(True)
        self.action.setShortcut("F4")
        self.action.toggled.connect(self._on_toggled)
        # A refresh takes the current row away for a moment: what stands when all is done counts.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._follow)
        table.selectionModel().currentRowChanged.connect(self._on_list_changed)
        table.model().modelReset.connect(self._on_list_changed)

    @property
    def width(self) -> int:
        """Pixels the pane takes, or would take."""
        return self.pane.width() if self.pane is not None else self._width

    def _on_toggled(self, shown: bool) -> None:
        pane = self.pane
        if shown:
            pane = pane or self._first_pane()
            pane.show()
            self._follow()
        elif pane is not None:
            keyboard_was_here = pane.isAncestorOf(pane.window().focusWidget() or self._table)
            pane.hide()
            if keyboard_was_here:
                self._table.setFocus()

    def _first_pane(self) -> "DetailsPane":
        self.pane = pane = self._make_pane()
        sizes = self._splitter.sizes()
        self._splitter.addWidget(pane)
        self._splitter.setStretchFactor(self._splitter.indexOf(pane), 0)
        self._splitter.setSizes([*sizes[:-1], max(sizes[-1] - self._width, self._width), self._width])
        pane.close_requested.connect(lambda: self.action.setChecked(False))
        pane.left.connect(self._table.setFocus)
        return pane

    def _on_list_changed(self) -> None:
        if self.action.isChecked():
            self._soon.start()

    def _follow(self) -> None:
        if self.pane is not None and self.action.isChecked():
            self.pane.show_server(self._table.current_server())
