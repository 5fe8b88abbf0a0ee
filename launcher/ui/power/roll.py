"""The servers an action is about, by name."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from launcher.model.profile import Profile
from launcher.model.server import Server
from launcher.ui.text import visible

_NAME, _ADDRESS, _PROFILE, _STATE = range(4)
_WIDEST = {_NAME: 210, _ADDRESS: 130, _PROFILE: 130}
"""Pixels; what is longer is shown in full by its tip."""

_GAP = 20
"""Pixels between two columns."""

_ROOM = 8
"""Pixels that a row is higher than its words."""

_MOST_ROWS = 8
"""More of them scroll."""


class Roll(QTreeWidget):
    """A line for each server: name, first address, profile, state or reason. Names are not unique."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[list[str]] = []
        self.setColumnCount(4)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName(self.tr("Servers"))
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header().setStretchLastSection(True)

    def show_servers(self, servers: Iterable[tuple[Server, str]], profiles: Mapping[str, Profile]) -> None:
        """Show servers, each with its state or the reason why it is left out."""
        for server, words in servers:
            profile = profiles[server.profile_id]
            address = next(iter(server.addresses), "")
            cells = [visible(one) for one in (server.name, address, profile.name, words)]
            self._cells.append(cells)
            item = QTreeWidgetItem(cells)
            for column, cell in enumerate(cells):
                item.setToolTip(column, cell)
            item.setSizeHint(_NAME, QSize(0, self.fontMetrics().height() + _ROOM))
            self.addTopLevelItem(item)
        scrolls = self.topLevelItemCount() > _MOST_ROWS
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(self._height(min(self.topLevelItemCount(), _MOST_ROWS), part=scrolls))

    def width_of(self, column: int) -> int:
        """Return how wide a column's texts are, pixels."""
        metrics = self.fontMetrics()
        return max((metrics.horizontalAdvance(cells[column]) for cells in self._cells), default=0)

    def _height(self, rows: int, *, part: bool) -> int:
        # Half a row more tells that there are others below.
        row = self.sizeHintForRow(0)
        return rows * row + (row // 2 if part else 0) + 2 * self.frameWidth()


def align(rolls: Sequence[Roll]) -> None:
    """Let the columns of several lists stand below each other, with room for the last."""
    total = max(roll.width_of(_STATE) for roll in rolls) + _GAP
    for column, widest in _WIDEST.items():
        width = min(max(roll.width_of(column) for roll in rolls), widest) + _GAP
        total += width
        for roll in rolls:
            roll.header().resizeSection(column, width)
    for roll in rolls:
        roll.setMinimumWidth(total + roll.verticalScrollBar().sizeHint().width())
