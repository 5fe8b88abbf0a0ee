"""Which types of console are asked for, and in which order."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from launcher.model.console import ConsoleType
from launcher.ui.profiles.roomy import TickedDelegate

_TYPE_ROLE = Qt.ItemDataRole.UserRole


class ConsoleOrder(QWidget):
    """A list of the types, the preferred one first; ticked ones are asked for."""

    changed = Signal()

    def __init__(self, types: Iterable[ConsoleType], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _OrderedList(self)
        chosen = tuple(types)
        for one in (*chosen, *(other for other in ConsoleType if other not in chosen)):
            self._add(one, ticked=one in chosen)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self.changed)
        self.list.model().rowsMoved.connect(self.changed)
        self.list.move_wanted.connect(self._move)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._buttons())

    @property
    def types(self) -> tuple[ConsoleType, ...]:
        """The ticked types, in the order of the list."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(item.data(_TYPE_ROLE) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _add(self, console_type: ConsoleType, *, ticked: bool) -> None:
        item = QListWidgetItem(self._words(console_type), self.list)
        item.setData(_TYPE_ROLE, console_type)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _words(self, console_type: ConsoleType) -> str:
        return {
            ConsoleType.NOVNC: self.tr("Screen, by VNC (novnc)"),
            ConsoleType.SPICE_HTML5: self.tr("Screen, by SPICE (spice-html5)"),
            ConsoleType.SERIAL: self.tr("Serial line (serial)"),
        }[console_type]

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        for arrow, words, step in (
            (Qt.ArrowType.UpArrow, self.tr("Earlier (Alt+Up)"), -1),
            (Qt.ArrowType.DownArrow, self.tr("Later (Alt+Down)"), 1),
        ):
            button = QToolButton(self)
            button.setArrowType(arrow)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked, step=step: self._move(step))
            column.addWidget(button)
        column.addStretch()
        return column

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentItem(item)
            self.changed.emit()


class _OrderedList(QListWidget):
    move_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setItemDelegate(TickedDelegate(self))
        self.setUniformItemSizes(True)
        self.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        height = (self.sizeHintForRow(0) + 2 * self.spacing()) * self.count() + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(step)
        else:
            super().keyPressEvent(event)
