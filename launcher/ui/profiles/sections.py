"""Parts of a dialog that are opened on demand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget


class Section(QWidget):
    """A heading that opens and closes what stands below it.

    Attributes:
        opened: whether the content is shown.
    """

    toggled = Signal()
    """A person opened or closed it."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.heading = QToolButton(self)
        self.heading.setText(title)
        self.heading.setAutoRaise(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(content)
        self._show(opened=False)

    def open(self) -> None:
        """Show the content."""
        self._show(opened=True)

    def _on_clicked(self) -> None:
        self._show(opened=not self.opened)
        self.toggled.emit()

    def _show(self, *, opened: bool) -> None:
        self.opened = opened
        self.heading.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.content.setVisible(opened)
