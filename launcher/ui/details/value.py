"""Text in a narrow pane: it breaks anywhere rather than being cut, and can be taken along."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextEdit, QWidget

from launcher.ui.text import visible

_MOST_WIDTH = 16_000
"""Pixels; wider than any pane."""


class WrappedText(QTextEdit):
    """Plain text that is as high as it needs to be; a label that also breaks within long words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour_of: Callable[[QPalette], QColor] | None = None
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        # Neither Fixed nor Minimum: layouts would go by the hint, which knows nothing of the width to come.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Say something else; lines stay lines, and nothing else in it does anything."""
        shown = "\n".join(map(visible, text.splitlines()))
        if shown != self.toPlainText() or not shown:
            self.setPlainText(shown)
            self.updateGeometry()

    def tint(self, colour_of: Callable[[QPalette], QColor]) -> None:
        """Take the colour that ``colour_of`` finds for a palette, and follow the desktop's."""
        self._colour_of = colour_of
        colour = colour_of(QGuiApplication.palette())
        palette = self.palette()
        if palette.color(QPalette.ColorRole.Text) != colour:
            palette.setColor(QPalette.ColorRole.Text, colour)
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._colour_of is not None:
            self.tint(self._colour_of)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the text at a width. The document's own layout is left alone."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.toPlainText().replace("\n", "\u2028"), self.font(), self)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, min(width, _MOST_WIDTH)))
            height += line.height()
        layout.endLayout()
        return max(round(height + 0.4), self.fontMetrics().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As little as the layout gives, and as high as that needs."""
        width = self.width() if self.isVisible() else 160
        return QSize(60, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few letters wide."""
        return QSize(40, self.fontMetrics().height())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the pane scroll."""
        event.ignore()


class Value(WrappedText):
    """Text to be selected and copied, by mouse and keyboard; Ctrl+C without a selection takes all of it."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        """Show ``text``; ``name`` is what it is called aloud."""
        super().__init__(text, parent)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(name)

    def copy_all(self) -> None:
        """Put all of it into the clipboard, as it is shown."""
        QGuiApplication.clipboard().setText(self.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy everything where nothing is selected."""
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            self.copy_all()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Select everything for whoever comes by keyboard: that also shows where the keyboard is."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Select nothing any more, unless the keyboard comes back."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("&Copy"), self._copy_chosen)
        menu.addAction(self.tr("Select &all"), self.selectAll)
        menu.popup(event.globalPos())

    def _copy_chosen(self) -> None:
        if self.textCursor().hasSelection():
            self.copy()
        else:
            self.copy_all()
