"""The menu that shows and hides columns: below the header, and in the View menu."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from launcher.services.columns import Column
from launcher.ui.servers.column_layout import ColumnLayout


class ColumnsMenu(QMenu):
    """A tick for each column, as they stand; then the way back."""

    def __init__(self, view: QTableView, layout: ColumnLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent or view)
        self._view = view
        self._columns = layout
        self.setTitle(self.tr("&Columns"))
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        shown = set(self._columns.shown)
        for column in self._columns.order:
            action = self.addAction(self._title(column))
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.setEnabled(column is not Column.NAME)
            action.toggled.connect(lambda on, column=column: self._columns.show(column, shown=on))
        self.addSeparator()
        self.addAction(self.tr("&Reset columns"), self._columns.reset)

    def _title(self, column: Column) -> str:
        spoken = Qt.ItemDataRole.AccessibleTextRole
        return str(self._view.model().headerData(column, Qt.Orientation.Horizontal, spoken))
