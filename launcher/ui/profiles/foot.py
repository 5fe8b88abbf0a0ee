"""The lower edge of the editor: its buttons, what is under way, and the question before changes are lost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QWidget

from launcher.ui.profiles.dialog import busy_bar, button
from launcher.ui.profiles.form import Note
from launcher.ui.theme import Tone


class Foot(QWidget):
    """Test, Cancel and Save; or, in their place, whether changes may be lost."""

    test_clicked = Signal()
    cancel_clicked = Signal()
    save_clicked = Signal()
    keep_clicked = Signal()
    discard_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self._usual())
        self._pages.addWidget(self._question())

    def _usual(self) -> QWidget:
        page = QWidget(self)
        self.test_button = button(self.tr("&Test connection"), page)
        self.test_button.clicked.connect(self.test_clicked)
        self.words = Note(page)
        policy = self.words.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.words.setSizePolicy(policy)
        self.progress = busy_bar(page)
        self.cancel_button = button(self.tr("Cancel"), page)
        self.cancel_button.clicked.connect(self.cancel_clicked)
        self.save_button = button(self.tr("&Save"), page)
        self.save_button.setToolTip(self.tr("Ctrl+Enter"))
        self.save_button.clicked.connect(self.save_clicked)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.test_button)
        row.addSpacing(6)
        row.addWidget(self.words, 1)
        row.addWidget(self.progress)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        return page

    def _question(self) -> QWidget:
        page = QWidget(self)
        words = QLabel(self.tr("You have unsaved changes."), page)
        self.keep_button = button(self.tr("Keep editing"), page)
        self.keep_button.clicked.connect(self.keep_clicked)
        self.discard_button = button(self.tr("Discard"), page)
        self.discard_button.clicked.connect(self.discard_clicked)
        self.save_instead_button = button(self.tr("&Save"), page)
        self.save_instead_button.clicked.connect(self.save_clicked)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        for choice in (self.discard_button, self.keep_button, self.save_instead_button):
            row.addWidget(choice)
        return page

    @property
    def asking(self) -> bool:
        """Whether the question stands there."""
        return self._pages.currentIndex() == 1

    def ask(self) -> None:
        """Ask whether changes may be lost."""
        self._pages.setCurrentIndex(1)
        self.keep_button.setFocus()

    def show_buttons(self) -> None:
        """Ask no more."""
        self._pages.setCurrentIndex(0)

    def show_saving(self, *, saving: bool) -> None:
        """Tell that the keyring and the disk are waited for."""
        self.say(self.tr("Saving. Your keyring may have a question.") if saving else "")
        self.progress.setVisible(saving)
        self.save_button.setEnabled(not saving)
        self.test_button.setEnabled(not saving)

    def show_testing(self, *, testing: bool) -> None:
        """Turn the button for a test into one that stops it, or back."""
        self.test_button.setText(self.tr("S&top the test") if testing else self.tr("&Test connection"))

    def say(self, words: str, tone: Tone | None = None) -> None:
        """Say something beside the buttons."""
        self.words.say(words, tone)
