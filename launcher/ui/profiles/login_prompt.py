"""What the questions for a secret and for a one-time code have in common."""

from collections.abc import Callable
from urllib.parse import urlsplit

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from launcher.model.errors import PortholeError
from launcher.model.profile import Profile
from launcher.ui.notices import NoticeBoard, Remedy
from launcher.ui.profiles.dialog import QuietDialog, busy_bar, button, paragraph
from launcher.ui.profiles.form import Form
from launcher.ui.profiles.saving import GoOn, Saving
from launcher.ui.profiles.tab_order import follow_layout
from launcher.ui.runner import TaskRunner
from launcher.ui.text import visible

_SUBJECT = "login"


class LoginPrompt(QuietDialog):
    """Asks for what a login of one profile lacks; opened with ``open()``.

    Who derives from it adds fields to :attr:`form`, then calls :meth:`arrange`.
    """

    entered = Signal(str)
    """The id of the profile that has what it lacked."""

    def __init__(
        self, runner: TaskRunner, profile: Profile, title: str, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.profile = profile
        self._first: QLineEdit | None = None
        self._saving = Saving(runner, self)
        self._saving.ended.connect(self._on_ended)
        self._saving.failed.connect(self._on_failed)
        self.setWindowTitle(title)
        whose = self.tr("{0} for {1}").format(title, visible(profile.name))
        self.title = paragraph(whose, self, bold=True)
        self.words = paragraph(words, self)
        self.form = Form(self)
        self.board = NoticeBoard(self)

    @property
    def complete(self) -> bool:
        """Whether enough was entered to log in with."""
        raise NotImplementedError

    def work(self) -> Callable[[GoOn], None]:
        """Return what is to be done in a thread with what was entered."""
        raise NotImplementedError

    def remedies(self, error: PortholeError) -> tuple[Remedy, ...]:  # noqa: ARG002 - for those who derive
        """Return what can be done where the work failed."""
        return ()

    def lock(self, *, busy: bool) -> None:
        """Let nobody change what is being used."""
        self.form.setEnabled(not busy)

    def arrange(self, first: QLineEdit) -> None:
        """Lay everything out; ``first`` has the keyboard."""
        self._first = first
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(8)
        for part in (self.title, self.words, self.form, self.board):
            layout.addWidget(part)
        layout.addSpacing(6)
        layout.addLayout(self._buttons())
        follow_layout(self)
        first.setFocus()

    def _buttons(self) -> QHBoxLayout:
        self.progress = busy_bar(self)
        self.cancel_button = button(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        self.ok_button = QPushButton(self.tr("&Log in"), self)
        self.ok_button.setDefault(True)
        self.ok_button.setEnabled(False)
        self.ok_button.clicked.connect(self.begin)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.progress)
        row.addWidget(self.cancel_button)
        row.addWidget(self.ok_button)
        return row

    def on_enter(self, *, with_control: bool) -> None:  # noqa: ARG002 - both mean the same here
        """Take what was entered."""
        self.ok_button.click()

    def reject(self) -> None:
        """Give up what is under way; otherwise close."""
        if self._saving.under_way:
            if self._saving.give_up():
                self._show_busy(busy=False)
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and wait for nothing any more."""
        self._saving.forget()
        super().done(result)

    def begin(self) -> None:
        """Log in with what was entered."""
        self.board.withdraw(_SUBJECT)
        self._show_busy(busy=True)
        self._saving.begin(self.work())

    def show_complete(self) -> None:
        """Offer to log in where enough was entered."""
        self.ok_button.setEnabled(self.complete)

    def event(self, event: QEvent) -> bool:
        """Make room for words that are new, such as those about the keyring."""
        moved = event.type() is QEvent.Type.LayoutRequest
        taken = super().event(event)
        if moved and (layout := self.layout()) is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
        return taken

    def _show_busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.ok_button.setEnabled(not busy and self.complete)
        self.lock(busy=busy)
        if not busy and self._first is not None:
            self._first.setFocus()

    def _on_ended(self) -> None:
        self.entered.emit(self.profile.id)
        self.accept()

    def _on_failed(self, error: PortholeError) -> None:
        self._show_busy(busy=False)
        if self._first is not None:
            self._first.selectAll()
        # The title says whose trouble it is.
        self.board.post(_SUBJECT, replace(error.trouble, cloud=""), self.remedies(error))
        follow_layout(self)
        self.adjustSize()


def host_of(profile: Profile) -> str:
    """Return where a profile logs in, as a person reads it."""
    return visible(urlsplit(profile.auth_url).netloc or profile.name)


def user_of(profile: Profile) -> str:
    """Return who logs in, as a person reads it, or empty."""
    return visible(profile.auth.get("username", ""))
