"""The clouds that may be imported, below the file each comes from."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from launcher.model.profile import Profile
from launcher.services.imports import ImportCandidate, ImportResult, ImportSource, SourceClouds, same_cloud
from launcher.ui.painted import painted
from launcher.ui.profiles.import_states import ImportState, count_words, state_after, state_of
from launcher.ui.profiles.roomy import RoomyDelegate
from launcher.ui.text import visible
from launcher.ui.theme import Tone

_NAME, _STATE, _ADDRESS, _USER, _PROJECT, _REGION = range(6)
_WIDEST = 260
"""Of a column, pixels; a person may make it wider."""

_CHECK = Qt.ItemDataRole.CheckStateRole


class ImportTree(QTreeWidget):
    """Sources, and below each its clouds to be chosen; Space chooses, arrows move."""

    chosen_changed = Signal()

    details_changed = Signal(str)
    """All there is to say of the row that has the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._sources: dict[ImportSource, QTreeWidgetItem] = {}
        self.setHeaderLabels(
            [
                self.tr("Cloud"),
                self.tr("State"),
                self.tr("Address"),
                self.tr("User"),
                self.tr("Project"),
                self.tr("Region"),
            ]
        )
        self.setAccessibleName(self.tr("Clouds to import"))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUniformRowHeights(True)
        self.setIndentation(self.fontMetrics().height())
        self.setAllColumnsShowFocus(True)
        self.setItemDelegate(RoomyDelegate(self))
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.itemChanged.connect(self._on_item_changed)
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def chosen(self) -> tuple[ImportCandidate, ...]:
        """The clouds that are ticked, top to bottom."""
        return tuple(row.candidate for row in self._rows if row.chosen)

    @property
    def has_rows(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._sources)

    def announce(self, source: ImportSource) -> None:
        """Show that a source is being read."""
        self._head(source).setText(_NAME, self.tr("{0}: reading…").format(self._title(source)))

    def show_source(self, found: SourceClouds, profiles: tuple[Profile, ...]) -> None:
        """Show a source's clouds in place of what was shown of it before."""
        head = self._head(found.source)
        self._rows = [row for row in self._rows if row.item.parent() is not head]
        head.takeChildren()
        head.setText(_NAME, f"{self._title(found.source)}: {count_words(len(found.candidates))}")
        for candidate in found.candidates:
            row = _Row(head, candidate, state_of(candidate, same_cloud(candidate, profiles)))
            self._rows.append(row)
        head.setExpanded(True)
        self._paint_dots()
        self._fit_columns()
        current = self.currentItem()
        if self._rows and (current is None or current.parent() is None):
            self.setCurrentItem(self._rows[0].item)
        self.chosen_changed.emit()

    def show_result(self, result: ImportResult) -> None:
        """Show what came of one cloud."""
        for row in self._rows:
            if row.candidate is result.candidate:
                row.show_state(state_after(result))
                self.scrollToItem(row.item)
        self._paint_dots()
        self._on_current_changed(self.currentItem())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_dots()

    def _head(self, source: ImportSource) -> QTreeWidgetItem:
        head = self._sources.get(source)
        if head is None:
            head = self._sources[source] = QTreeWidgetItem(self)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            head.setFirstColumnSpanned(True)
            font = self.font()
            font.setBold(True)
            head.setFont(_NAME, font)
        return head

    def _title(self, source: ImportSource) -> str:
        return visible(source.place) or self.tr("OS_* variables")

    def _fit_columns(self) -> None:
        for column in (_NAME, _STATE, _ADDRESS, _USER, _PROJECT):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column) + 8, _WIDEST))

    def _paint_dots(self) -> None:
        icons: dict[Tone, QIcon] = {}
        for row in self._rows:
            tone = row.state.tone
            if tone not in icons:
                icons[tone] = self._dot(tone)
            row.item.setIcon(_STATE, icons[tone])
            # Names stand below each other, with a box and without.
            row.item.setIcon(_NAME, QIcon() if row.state.choosable else self._gap())

    def _gap(self) -> QIcon:
        style = self.style()
        width = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        pixmap = QPixmap(width, width)
        pixmap.fill(Qt.GlobalColor.transparent)
        return QIcon(pixmap)

    def _dot(self, tone: Tone) -> QIcon:
        side = round(self.fontMetrics().height() * 0.62)

        def dot(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone.on(self.palette()))
            painter.drawEllipse(QRectF(0.5, 0.5, side - 1, side - 1))

        pixmap = painted(side, self.devicePixelRatioF(), dot)
        icon = QIcon(pixmap)
        # Qt would tint it in a chosen row, and a colour that says something would say something else.
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        return icon

    def _on_item_changed(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == _NAME:
            self.chosen_changed.emit()

    def _on_current_changed(self, item: QTreeWidgetItem | None) -> None:
        rows = [row for row in self._rows if row.item is item]
        self.details_changed.emit(rows[0].details if rows else "")


class _Row:
    """One cloud."""

    def __init__(self, head: QTreeWidgetItem, candidate: ImportCandidate, state: ImportState) -> None:
        self.candidate = candidate
        self.state = state
        self.item = QTreeWidgetItem(head)
        self.item.setText(_NAME, visible(candidate.name))
        if candidate.profile is not None:
            self._show_profile(candidate.profile)
        self.show_state(state)

    @property
    def chosen(self) -> bool:
        return self.state.choosable and self.item.checkState(_NAME) is Qt.CheckState.Checked

    @property
    def details(self) -> str:
        return f"{self.candidate.name}: {' '.join(self.state.details)}"

    def show_state(self, state: ImportState) -> None:
        self.state = state
        self.item.setText(_STATE, state.word)
        if state.choosable:
            ticked = Qt.CheckState.Checked if state.wanted else Qt.CheckState.Unchecked
            self.item.setCheckState(_NAME, ticked)
        else:
            # Without a value there is no box.
            self.item.setData(_NAME, _CHECK, None)
        name = ", ".join((self.item.text(_NAME), state.word, *state.details))
        self.item.setData(_NAME, Qt.ItemDataRole.AccessibleTextRole, visible(name))

    def _show_profile(self, profile: Profile) -> None:
        for column, text in (
            (_ADDRESS, profile.auth_url),
            (_USER, profile.user),
            (_PROJECT, profile.project),
            (_REGION, profile.region_name),
        ):
            self.item.setText(column, visible(text))
