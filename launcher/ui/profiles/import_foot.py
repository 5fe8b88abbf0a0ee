"""The lower edge of the import: another file, how it goes, and the button that imports."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from launcher.ui.profiles.dialog import busy_bar, button
from launcher.ui.profiles.form import Note
from launcher.ui.theme import Tone


class ImportFoot(QWidget):
    """Choose a file, Cancel, Import."""

    file_clicked = Signal()
    cancel_clicked = Signal()
    import_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file_button = button(self.tr("Another &file…"), self)
        self.file_button.clicked.connect(self.file_clicked)
        self.words = Note(self)
        policy = self.words.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.words.setSizePolicy(policy)
        self.progress = busy_bar(self)
        self.cancel_button = button(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.cancel_clicked)
        self.import_button = button(self.tr("&Import"), self)
        self.import_button.setToolTip(self.tr("Ctrl+Enter"))
        self.import_button.clicked.connect(self.import_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.file_button)
        row.addSpacing(6)
        row.addWidget(self.words, 1)
        row.addWidget(self.progress)
        row.addWidget(self.cancel_button)
        row.addWidget(self.import_button)
        self.show_chosen(0)

    def show_chosen(self, count: int) -> None:
        """Tell on the button how many clouds it imports."""
        words = {0: self.tr("&Import"), 1: self.tr("&Import 1 cloud")}
        self.import_button.setText(words.get(count) or self.tr("&Import {0} clouds").format(count))
        self.import_button.setEnabled(count > 0)

    def show_importing(self, *, importing: bool) -> None:
        """Tell that the keyring and the disk are waited for."""
        self.say(self.tr("Importing. Your keyring may have a question.") if importing else "")
        self.file_button.setEnabled(not importing)
        self.import_button.setEnabled(not importing)

    def say(self, words: str, tone: Tone | None = None) -> None:
        """Say something beside the buttons."""
        self.words.say(words, tone)
