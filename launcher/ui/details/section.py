"""A part of the pane that opens and closes below its title."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QStyleOptionFocusRect,
    QVBoxLayout,
    QWidget,
)

from launcher.ui.theme import muted

INDENT = 12
"""Pixels left and right of everything in the pane."""

_ARROW = 9
"""Pixels."""

_GAP = 7
"""Pixels between the arrow and the title."""


class SectionHeader(QAbstractButton):
    """The title: a click, Space, Enter, or Right and Left open and close; Up and Down go to the next one."""

    step_requested = Signal(int)
    """The keyboard wants to the title above (-1) or below (1)."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = ""
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(title)
        font = self.font()
        font.setBold(True)
        self.setFont(font)

    def show_count(self, count: int | None) -> None:
        """Show how many there are, at the right edge."""
        self._count = "" if count is None else f"{count:,}"
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line with room above and below."""
        metrics = self.fontMetrics()
        return QSize(2 * INDENT + metrics.horizontalAdvance(self.text()) + 60, metrics.height() + 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Handle the keys that are more than a button's."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.toggle()
            case Qt.Key.Key_Right:
                self.setChecked(True)
            case Qt.Key.Key_Left:
                self.setChecked(False)
            case Qt.Key.Key_Up | Qt.Key.Key_Down as key:
                self.step_requested.emit(-1 if key == Qt.Key.Key_Up else 1)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a line above, the arrow, the title and the count."""
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), self.palette().alternateBase())
        line = self.palette().mid().color()
        line.setAlphaF(0.45)
        painter.fillRect(QRect(0, 0, self.width(), 1), line)
        self._paint_arrow(painter)
        inner = self.rect().adjusted(INDENT + _ARROW + _GAP, 0, -INDENT, 0)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(inner, _LEFT, self.text())
        font = self.font()
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(muted(self.palette()))
        painter.drawText(inner, _RIGHT, self._count)
        if self.hasFocus():
            self._paint_focus(painter)

    def _paint_arrow(self, painter: QPainter) -> None:
        option = QStyleOption()
        option.initFrom(self)
        option.rect = QRect(INDENT, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        arrow = _OPEN if self.isChecked() else _CLOSED
        self.style().drawPrimitive(arrow, option, painter, self)

    def _paint_focus(self, painter: QPainter) -> None:
        option = QStyleOptionFocusRect()
        option.initFrom(self)
        option.rect = self.rect().adjusted(3, 3, -3, -3)
        option.state |= QStyle.StateFlag.State_KeyboardFocusChange
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)


class Section(QWidget):
    """A title, and what stands below it while it is open."""

    toggled = Signal(bool)

    def __init__(self, name: str, title: str, body: QWidget, parent: QWidget | None = None) -> None:
        """Stand closed; ``name`` is how the section is remembered."""
        super().__init__(parent)
        self.name = name
        self.header = SectionHeader(title, self)
        self.body = body
        body.setParent(self)
        body.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(body, 1)
        self.header.toggled.connect(self._on_toggled)

    @property
    def is_open(self) -> bool:
        """Whether its body is shown."""
        return self.header.isChecked()

    def open(self, *, opened: bool = True) -> None:
        """Open or close it."""
        self.header.setChecked(opened)

    def chain_keyboard(self) -> None:
        """Let Tab go from the title through the body, in the order in which things stand there."""
        before: QWidget = self.header
        for widget in self.body.findChildren(QWidget):
            if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
                QWidget.setTabOrder(before, widget)
                before = widget

    def _on_toggled(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self.toggled.emit(opened)


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_OPEN = QStyle.PrimitiveElement.PE_IndicatorArrowDown
_CLOSED = QStyle.PrimitiveElement.PE_IndicatorArrowRight
