"""Why a part of the pane has nothing newer to show, and the way to try again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from launcher.model.errors import Trouble
from launcher.ui.details.value import Value, WrappedText
from launcher.ui.theme import Tone, muted
from launcher.ui.trouble import details_text


class Refusal(QWidget):
    """One trouble, told in a narrow pane."""

    retry_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trouble = Trouble("")
        self.what = WrappedText("", self)
        self.what.tint(Tone.BAD.on)
        self.next_step = WrappedText("", self)
        self.next_step.tint(muted)
        self.retry_button = QPushButton(self.tr("Try again"), self)
        self.retry_button.clicked.connect(self.retry_requested)
        self.details_button = QToolButton(self)
        self.details_button.setText(self.tr("Details"))
        self.details_button.setCheckable(True)
        self.details_button.setAutoRaise(True)
        self.details_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.details = Value("", self.tr("Details"), self)
        self.copy_button = QPushButton(self.tr("Copy details"), self)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.details_button.toggled.connect(self.details.setVisible)
        self.details_button.toggled.connect(self.copy_button.setVisible)
        self._lay_out()

    def show_trouble(self, trouble: Trouble) -> None:
        """Tell of a trouble; the details stay closed until they are wanted."""
        if trouble == self._trouble:
            return
        self._trouble = trouble
        self.what.show_text(trouble.what)
        self.next_step.show_text(trouble.next_step)
        self.next_step.setVisible(bool(trouble.next_step))
        self.details.show_text(details_text(trouble))
        self.details_button.setChecked(False)
        self.details.hide()
        self.copy_button.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.retry_button)
        buttons.addWidget(self.details_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.what)
        layout.addWidget(self.next_step)
        layout.addLayout(buttons)
        layout.addWidget(self.details)
        layout.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(details_text(self._trouble))
