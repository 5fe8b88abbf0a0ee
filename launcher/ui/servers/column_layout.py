"""Which columns the list shows, in which order, and how wide."""

import re

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QGuiApplication, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QStyle, QTableView

from launcher.services.columns import FIRST_SHOWN, Column
from launcher.ui.servers.delegates import INSET, HeaderStyle
from launcher.ui.servers.stars import star_width

_SHARES = {
    Column.NAME: 24,
    Column.STATUS: 25,
    Column.POWER: 12,
    Column.ADDRESSES: 30,
    Column.FLAVOR: 14,
    Column.IMAGE: 34,
    Column.ZONE: 11,
    Column.KEY: 12,
    Column.AGE: 8,
    Column.CREATED: 17,
    Column.UPDATED: 17,
    Column.ID: 34,
    Column.METADATA: 24,
    Column.TAGS: 14,
    Column.LOCKED: 9,
    Column.PROFILE: 13,
    Column.LINK: 13,
}
"""How the columns share the width until a person moves one, and how they stand, left to right."""

_ORDER = (Column.FAVOURITE, *_SHARES)
"""Every column, left to right, until a person moves one. The first is as wide as a star."""

_ONCE = 6
"""The columns of the first releases."""

_LEAST = {Column.NAME: 14, Column.STATUS: 13, Column.ZONE: 10, Column.PROFILE: 12}
"""Characters that are always to be read."""

_AT_EASE = {
    **{column: min(share, 24) for column, share in _SHARES.items()},
    Column.CREATED: 19,
    Column.UPDATED: 19,
    Column.IMAGE: 46,
    Column.ID: 46,
}
"""Characters a column has room for where a person asked for more columns than there were at first."""

_HEADING = re.compile(rb"(\d+) ([01]) ", re.DOTALL)


class ColumnLayout(QObject):
    """Shares the width among the shown columns until a person sets one; remembers what a person did."""

    def __init__(self, view: QTableView, parent: QObject | None = None) -> None:
        super().__init__(parent or view)
        self._view = view
        self._header = header = view.horizontalHeader()
        self._arranged = False
        self._widths_are_theirs = False
        self._at_work = False
        header.setHighlightSections(False)
        header.setStyle(HeaderStyle(header))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._set_up_sections()
        self._arrange_as_at_first()
        header.sectionResized.connect(self._on_section_resized)
        header.sectionMoved.connect(self._on_section_moved)
        header.sortIndicatorChanged.connect(self.share_width)

    @property
    def shown(self) -> list[Column]:
        """The columns that are shown, left to right."""
        header = self._header
        ordered = (Column(header.logicalIndex(place)) for place in range(header.count()))
        return [column for column in ordered if not header.isSectionHidden(column)]

    @property
    def order(self) -> list[Column]:
        """Every column, left to right, the hidden ones where they would stand."""
        return [Column(self._header.logicalIndex(place)) for place in range(self._header.count())]

    def show(self, column: Column, *, shown: bool) -> None:
        """Show or hide a column; the name always stays."""
        if column is Column.NAME or self._header.isSectionHidden(column) is not shown:
            return
        self._arranged = True
        self._header.setSectionHidden(column, not shown)
        if self._widths_are_theirs and shown:
            self._header.resizeSection(column, self._least_width(column, _AT_EASE))
        self.share_width()

    def reset(self) -> None:
        """Lay the columns out as they were at first."""
        self._arranged = self._widths_are_theirs = False
        self._arrange_as_at_first()
        self.share_width()

    def state(self) -> QByteArray:
        """Return the layout, or nothing where no person ever touched it."""
        if not (self._arranged or self._widths_are_theirs):
            return QByteArray()
        heading = f"{len(Column)} {int(self._widths_are_theirs)} "
        return QByteArray(heading.encode() + self._header.saveState().data())

    def restore(self, state: QByteArray) -> bool:
        """Lay the columns out as a person left them; False where ``state`` is not to be read."""
        raw = bytes(state.data())
        heading = _HEADING.match(raw)
        # The first releases wrote Qt's state alone, where the widths were a person's.
        known, theirs = (int(heading[1]), heading[2] == b"1") if heading else (_ONCE, True)
        layout = QByteArray(raw[heading.end() :] if heading else raw)
        self._at_work = True
        restored = self._header.restoreState(layout) if known == len(Column) else self._adopt(layout, known)
        if restored:
            self._header.setSectionHidden(Column.NAME, False)
            self._arranged, self._widths_are_theirs = True, theirs
        self._set_up_sections()
        self._at_work = False
        self.share_width()
        return restored

    def _adopt(self, layout: QByteArray, known: int) -> bool:
        # Qt takes a layout of fewer columns for its own, and then some of them can no longer be moved.
        old = QHeaderView(Qt.Orientation.Horizontal)
        old.setModel(QStandardItemModel(0, known, old))
        if known > len(Column) or not old.restoreState(layout):
            return False
        for place in range(known):
            column = old.logicalIndex(place)
            self._header.moveSection(self._header.visualIndex(column), place)
            self._header.resizeSection(column, old.sectionSize(column) or self._header.defaultSectionSize())
            self._header.setSectionHidden(column, old.isSectionHidden(column))
        if known <= Column.FAVOURITE:
            self._header.moveSection(self._header.visualIndex(Column.FAVOURITE), 0)
        return True

    def share_width(self) -> None:
        """Share the width among the columns, unless a person set one."""
        if self._widths_are_theirs or self._at_work:
            return
        # Asking for the viewport itself makes PySide look through every kind of widget: 8 ms, the first time.
        bar = self._view.verticalScrollBar()
        room = self._view.maximumViewportSize().width() - (bar.width() if bar.isVisible() else 0)
        room -= self._header.sectionSize(Column.FAVOURITE)
        columns = [column for column in _SHARES if not self._header.isSectionHidden(column)]
        least = _LEAST if set(columns) <= set(FIRST_SHOWN) else _AT_EASE
        shares = sum(_SHARES[column] for column in columns)
        widths: dict[Column, int] = {}
        # Short columns first: what they need beyond their share, the others give.
        for column in reversed(columns):
            widths[column] = max(self._least_width(column, least), int(room * _SHARES[column] / shares))
            room, shares = room - widths[column], shares - _SHARES[column]
        self._at_work = True
        for column in columns:
            self._header.resizeSection(column, widths[column])
        self._at_work = False

    def _set_up_sections(self) -> None:
        header = self._header
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setSortIndicatorClearable(False)
        # No column is narrower than the stars.
        header.setMinimumSectionSize(star_width(self._view.fontMetrics()))
        header.setSectionResizeMode(Column.FAVOURITE, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(Column.FAVOURITE, header.minimumSectionSize())

    def _arrange_as_at_first(self) -> None:
        self._at_work = True
        for place, column in enumerate(_ORDER):
            self._header.moveSection(self._header.visualIndex(column), place)
            self._header.setSectionHidden(column, column not in FIRST_SHOWN)
        self._at_work = False

    def _least_width(self, column: Column, characters: dict[Column, int]) -> int:
        # Not the header's own hint, which has room for the arrow of sorting in every column.
        header = self._header
        words = self._view.model().headerData(column, Qt.Orientation.Horizontal)
        title = header.fontMetrics().horizontalAdvance(words)
        if column == header.sortIndicatorSection():
            title += header.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMarkSize) + INSET
        return max(title, self._view.fontMetrics().averageCharWidth() * characters.get(column, 0)) + 2 * INSET

    def _on_section_resized(self) -> None:
        # The stretched last section follows the window; only a hand on a header is a wish.
        if not self._at_work and QGuiApplication.mouseButtons():
            self._widths_are_theirs = True

    def _on_section_moved(self) -> None:
        if not self._at_work:
            self._arranged = True
