"""The quick connect palette: a field over everything, and below it the servers that its letters mean."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QHideEvent, QKeyEvent, QScreen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from launcher.model.profile import ProfileColour
from launcher.services.quick import QuickSearch
from launcher.ui.quick.delegate import EDGE, ResultDelegate
from launcher.ui.quick.results import Results

_WIDTH = 680
"""Pixels, where the screen has them."""

_ROWS = 10
"""Servers in sight at most."""

_FROM_TOP = 0.18
"""Where the palette begins, in heights of the screen."""

_PAGE = _ROWS - 1

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
}


class QuickPalette(QFrame):
    """Finds a server by a few letters. It goes with the choice, with Esc, and when it loses the keyboard.

    Args:
        colour: returns the colour of a profile, by its id.

    Attributes:
        field: what is typed into.
        list: what was found.
    """

    server_activated = Signal(object, bool)
    """A :class:`Server` is to be opened; True: the other way."""

    list_requested = Signal(object)
    """A :class:`Server` is to be shown in the list."""

    closed = Signal()

    def __init__(self, colour: Callable[[str], ProfileColour]) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint,
        )
        self._search: QuickSearch | None = None
        self._nothing_known = ""
        self.setWindowTitle(self.tr("Quick connect"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.field = self._make_field()
        self.results = Results(colour, self)
        self.list = self._make_list()
        self.nothing = _quiet_label(self)
        self.hint = _quiet_label(self)
        self.hint.setText(
            self.tr("Enter opens   ·   Ctrl+Enter opens the other way   ·   Alt+Enter shows it in the list")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        layout.addWidget(self.field)
        layout.addWidget(_line(self))
        layout.addLayout(self._stack)
        layout.addWidget(_line(self))
        layout.addWidget(self.hint)

    def ask(self, search: QuickSearch, nothing_known: str, text: str = "") -> None:
        """Appear, with the keyboard.

        Args:
            search: knows the servers.
            nothing_known: said where it knows none.
            text: stands in the field, and is typed on; most often nothing.
        """
        self.field.setText(f"{text} " if text else "")
        self.know(search, nothing_known)
        self._settle()
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus()

    def know(self, search: QuickSearch, nothing_known: str) -> None:
        """Go on with what is known now; the choice stays where it is."""
        chosen = self.results.server(self.list.currentIndex())
        self._search, self._nothing_known = search, nothing_known
        self._find(self.field.text())
        row = self.results.row_of(chosen.key) if chosen else None
        if row is not None:
            self.list.setCurrentIndex(self.results.index(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take from the field the keys that are about the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._press(event):
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Go when another window gets the keyboard."""
        if event.type() == QEvent.Type.WindowDeactivate:
            self.close()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Keep to the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self._settle()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the servers: in a moment they are old."""
        super().hideEvent(event)
        self._search = None
        self.closed.emit()

    def _make_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setFrame(False)
        field.setPlaceholderText(self.tr("Name, address, ID or profile"))
        field.setAccessibleName(self.tr("Quick connect: name, address, ID or profile of a server"))
        font = field.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        field.setFont(font)
        field.setTextMargins(EDGE - 4, 9, EDGE - 4, 9)
        field.textChanged.connect(self._find)
        field.installEventFilter(self)
        return field

    def _make_list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.results)
        view.setItemDelegate(ResultDelegate(self.results, view))
        view.setUniformItemSizes(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setAccessibleName(self.tr("Servers found"))
        view.clicked.connect(self._on_clicked)
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        return view

    def _press(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _STEPS:
            self._step(_STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex(), event.modifiers())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _step(self, rows: int) -> None:
        last = self.results.rowCount() - 1
        if last < 0:
            return
        row = self.list.currentIndex().row()
        beyond = row + rows
        # One step over an end leads to the other one; a page stops there.
        wanted = beyond % (last + 1) if abs(rows) == 1 else min(max(beyond, 0), last)
        self.list.setCurrentIndex(self.results.index(wanted))

    def _choose(self, index: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        server = self.results.server(index)
        if server is None:
            return
        self.close()
        if modifiers & Qt.KeyboardModifier.AltModifier:
            self.list_requested.emit(server)
        else:
            self.server_activated.emit(server, bool(modifiers & Qt.KeyboardModifier.ControlModifier))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index, QGuiApplication.keyboardModifiers())

    def _on_current_changed(self, index: QModelIndex) -> None:
        # The keyboard stays in the field: a screen reader hears of the choice there.
        self.field.setAccessibleDescription(self.results.said(index) if index.isValid() else "")

    def _find(self, text: str) -> None:
        if self._search is None:
            return
        self.results.show(self._search.find(text), text)
        found = self.results.rowCount()
        if found:
            self.list.setCurrentIndex(self.results.index(0))
        else:
            self._say_nothing(text.strip())
        self._stack.setCurrentWidget(self.list if found else self.nothing)

    def _say_nothing(self, text: str) -> None:
        words = self.tr("No server has “{0}” in its name, address, ID or profile.").format(text)
        self.nothing.setText(words if text and not self._nothing_known else self._nothing_known)
        self.field.setAccessibleDescription(self.nothing.text())

    def _settle(self) -> None:
        """Take the size of a full list, so that nothing jumps, in the upper third of the screen."""
        area = _room()
        row = self.list.sizeHintForRow(0)
        if row <= 0:
            row = round(self.fontMetrics().height() * 2)
        self.list.setFixedHeight(row * _ROWS)
        size = self.sizeHint()
        size.setWidth(min(_WIDTH, area.width() - 2 * EDGE))
        corner = QRect(area.topLeft(), size)
        corner.moveLeft(area.left() + (area.width() - size.width()) // 2)
        corner.moveTop(area.top() + round(area.height() * _FROM_TOP))
        self.setGeometry(corner)


def _room() -> QRect:
    """Return where windows stand on the screen a person works on."""
    active = QApplication.activeWindow()
    if active is not None:
        return active.screen().availableGeometry()
    # Between two screens there is none.
    below: QScreen | None = QGuiApplication.screenAt(QCursor.pos())
    return (below or QGuiApplication.primaryScreen()).availableGeometry()


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Midlight)
    line.setFixedHeight(1)
    return line


def _quiet_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    label.setContentsMargins(EDGE, 6, EDGE, 6)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
