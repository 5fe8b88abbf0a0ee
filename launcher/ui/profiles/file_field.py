"""A field for the path of a file, and the button that looks for it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget


class FileField(QWidget):
    """One line that can be typed into, or filled from the system's file chooser."""

    edited = Signal()

    def __init__(self, path: str, title: str, kinds: str, parent: QWidget | None = None) -> None:
        """Make a field.

        Args:
            path: what stands in it, or empty.
            title: of the chooser.
            kinds: its name filters, as QFileDialog wants them.
            parent: the widget it stands in.
        """
        super().__init__(parent)
        self._title = title
        self._kinds = kinds
        self.line = QLineEdit(path, self)
        self.line.textEdited.connect(self.edited)
        self.choose_button = QPushButton(self.tr("Choose…"), self)
        self.choose_button.setAutoDefault(False)
        self.choose_button.clicked.connect(self._on_choose_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.choose_button)

    @property
    def path(self) -> str:
        """The path, a leading ``~`` resolved; or empty."""
        typed = self.line.text().strip()
        try:
            return str(Path(typed).expanduser()) if typed else ""
        except RuntimeError:  # there is no such user
            return typed

    def _on_choose_clicked(self) -> None:
        chooser = QFileDialog(
            self, self._title, str(Path(self.path).parent) if self.path else "", self._kinds
        )
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self._on_file_selected)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _on_file_selected(self, path: str) -> None:
        self.line.setText(path)
        self.edited.emit()
