"""The profiles, at the left edge."""

from enum import Enum

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from launcher.model.profile import Profile
from launcher.ui.text import visible
from launcher.ui.theme import Tone, muted

Index = QModelIndex | QPersistentModelIndex

_PROFILE_ROLE = Qt.ItemDataRole.UserRole
_ASIDE_ROLE = Qt.ItemDataRole.UserRole + 1
_MARK_ROLE = Qt.ItemDataRole.UserRole + 2


class Mark(Enum):
    """How a profile's last refresh went."""

    NONE = ""
    LOADING = "loading"
    REFUSED = "refused"


class Sidebar(QWidget):
    """Chooses whose servers are listed; adds, edits and removes profiles."""

    profile_chosen = Signal(object)
    """A profile's id (str), or None for all."""

    entered = Signal()
    """The keyboard wants into the chosen profile's list."""

    add_requested = Signal()
    edit_requested = Signal(str)
    remove_requested = Signal(str)
    duplicate_requested = Signal(str)

    order_requested = Signal(list)
    """The ids of the profiles, in the order a person gave them."""

    colour_requested = Signal(str, str)
    """A profile's id, and the name of the colour it is to have; empty: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _ProfileList(self)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.list.itemActivated.connect(lambda _item: self.entered.emit())
        self.list.edit_wanted.connect(lambda: self._ask(self.edit_requested))
        self.list.removal_wanted.connect(lambda: self._ask(self.remove_requested))
        self.list.customContextMenuRequested.connect(self._on_menu_requested)
        self.add_button = QPushButton(self.tr("Add cloud…"), self)
        self.add_button.setToolTip(self.tr("Add a profile (Ctrl+N)"))
        self.add_button.setFlat(True)
        self.add_button.clicked.connect(self.add_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(6)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_profiles(self, profiles: tuple[Profile, ...], chosen: str | None) -> None:
        """Show these profiles with one of them chosen; None: all."""
        self.list.blockSignals(True)
        self.list.clear()
        if len(profiles) != 1:
            self._add(self.tr("All servers"), "", None)
        for profile in profiles:
            self._add(visible(profile.name), visible(profile.region_name), profile.id)
        for row in range(self.list.count()):
            if self.list.item(row).data(_PROFILE_ROLE) == chosen:
                self.list.setCurrentRow(row)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    @property
    def chosen(self) -> str | None:
        """The chosen profile's id, or None for all."""
        item = self.list.currentItem()
        return item.data(_PROFILE_ROLE) if item else None

    def show_marks(self, loading: frozenset[str], refused: frozenset[str]) -> None:
        """Mark the profiles that are being loaded, and those whose last refresh was refused."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            profile_id = item.data(_PROFILE_ROLE)
            mark = Mark.LOADING if profile_id in loading else Mark.NONE
            if profile_id in refused:
                mark = Mark.REFUSED
            item.setData(_MARK_ROLE, mark)
            refusal = self.tr("The last refresh did not succeed.") if mark is Mark.REFUSED else ""
            item.setToolTip(refusal)

    def _add(self, name: str, aside: str, profile_id: str | None) -> None:
        item = QListWidgetItem(name, self.list)
        item.setData(_PROFILE_ROLE, profile_id)
        item.setData(_ASIDE_ROLE, aside)
        item.setData(_MARK_ROLE, Mark.NONE)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name} {aside}".strip())

    def _ask(self, signal: SignalInstance) -> None:
        if self.chosen is not None:
            signal.emit(self.chosen)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.profile_chosen.emit(item.data(_PROFILE_ROLE))

    def _on_menu_requested(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.list.itemAt(place) is not None and self.chosen is not None:
            menu.addAction(self.tr("Edit…"), lambda: self._ask(self.edit_requested))
            menu.addAction(self.tr("Duplicate…"), lambda: self._ask(self.duplicate_requested))
            menu.addAction(self.tr("Remove…"), lambda: self._ask(self.remove_requested))
            menu.addSeparator()
        menu.addAction(self.tr("Add cloud…"), self.add_requested.emit)
        menu.popup(self.list.viewport().mapToGlobal(place))


class _ProfileList(QListWidget):
    edit_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Profiles"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_ProfileDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # A viewport of our own shows the window's background. To change the one there is costs 8 ms: PySide
        # has to find out what it is, and looks through every kind of widget.
        self.setViewport(QWidget())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)


class _ProfileDelegate(QStyledItemDelegate):
    """The name to the left, the region muted to the right, a dot where a refresh was refused."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(super().sizeHint(option, index).width(), round(option.fontMetrics.height() * 1.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        name, cell.text = cell.text, ""
        style = cell.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        strong = cell.palette.color(
            QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        )
        inner = cell.rect.adjusted(10, 0, -10, 0)
        painter.save()
        painter.setFont(cell.font)
        taken = self._paint_mark(painter, inner, cell, index.data(_MARK_ROLE))
        aside = cell.fontMetrics.elidedText(
            index.data(_ASIDE_ROLE), Qt.TextElideMode.ElideRight, inner.width() // 2
        )
        painter.setPen(strong if selected else muted(cell.palette))
        right = inner.adjusted(0, 0, -taken, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        painter.setPen(strong)
        room = right.width() - (cell.fontMetrics.horizontalAdvance(aside) + 10 if aside else 0)
        text = cell.fontMetrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    @staticmethod
    def _paint_mark(painter: QPainter, inner: QRect, cell: QStyleOptionViewItem, mark: Mark) -> int:
        if mark is not Mark.REFUSED:
            return 0
        side = round(cell.fontMetrics.height() * 0.5)
        dot = QRect(0, 0, side, side)
        dot.moveCenter(inner.center())
        dot.moveRight(inner.right())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Tone.WARNING.on(cell.palette))
        painter.drawEllipse(dot)
        return side + 6
