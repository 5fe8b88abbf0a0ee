"""The question for a secret that is missing or was refused."""

from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from launcher.model.errors import PortholeError, SecretError
from launcher.model.profile import Profile
from launcher.services.profiles import ProfileBook
from launcher.ui.notices import NoticeBoard, Remedy
from launcher.ui.profiles.dialog import QuietDialog, busy_bar, button, paragraph
from launcher.ui.profiles.form import Form
from launcher.ui.profiles.methods import ONE_TIME, secret_label, secret_words
from launcher.ui.profiles.saving import GoOn, Saving
from launcher.ui.profiles.secret_field import KeepChoice, SecretLine
from launcher.ui.profiles.tab_order import follow_layout
from launcher.ui.runner import TaskRunner
from launcher.ui.text import visible

_SUBJECT = "secret"


class SecretPrompt(QuietDialog):
    """Asks for the secret of one profile; opened with ``open()``."""

    entered = Signal(str)
    """The id of the profile that has its secret now."""

    def __init__(
        self, book: ProfileBook, runner: TaskRunner, profile: Profile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._profile = profile
        self._saving = Saving(runner, self)
        self._saving.ended.connect(self._on_kept)
        self._saving.failed.connect(self._on_failed)
        self.setWindowTitle(secret_words(profile.auth_type))
        self.secret_line = SecretLine(self)
        self.keep = KeepChoice(book, runner, self, guest=book.is_guest(profile.id))
        if profile.auth_type == ONE_TIME:
            self.keep.hinder(self.tr("A one-time passcode is never remembered."))
        self.board = NoticeBoard(self)
        self._build()
        follow_layout(self)
        self.secret_line.edited.connect(self._on_edited)
        self.secret_line.line.setFocus()

    def _build(self) -> None:
        self.title = paragraph(
            self.tr("{0} for {1}").format(secret_words(self._profile.auth_type), visible(self._profile.name)),
            self,
            bold=True,
        )
        self.words = paragraph(self._reason(), self)
        form = Form(self)
        form.add(secret_label(self._profile.auth_type), self.secret_line, focus=self.secret_line.line)
        self.keep_row = form.add("", self.keep, focus=self.keep.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(8)
        for part in (self.title, self.words, form, self.board):
            layout.addWidget(part)
        layout.addSpacing(6)
        layout.addLayout(self._buttons())

    def _reason(self) -> str:
        host = visible(urlsplit(self._profile.auth_url).netloc or self._profile.name)
        user = visible(self._profile.auth.get("username", ""))
        who = self.tr("as {0} at {1}").format(user, host) if user else self.tr("at {0}").format(host)
        return self.tr("Needed to log in {0}: none is kept, or the cloud refused the one that was.").format(
            who
        )

    def _buttons(self) -> QHBoxLayout:
        self.progress = busy_bar(self)
        self.cancel_button = button(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        self.ok_button = QPushButton(self.tr("&Log in"), self)
        self.ok_button.setDefault(True)
        self.ok_button.setEnabled(False)
        self.ok_button.clicked.connect(self._keep)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.progress)
        row.addWidget(self.cancel_button)
        row.addWidget(self.ok_button)
        return row

    def on_enter(self, *, with_control: bool) -> None:  # noqa: ARG002 - both mean the same here
        """Take the secret."""
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
        self.keep.stop()
        super().done(result)

    def _keep(self) -> None:
        self.board.withdraw(_SUBJECT)
        self._show_busy(busy=True)
        secret = self.keep.secret(self.secret_line.text)

        def work(_go_on: GoOn) -> None:
            self._book.enter_secret(self._profile.id, secret)

        self._saving.begin(work)

    def _keep_for_this_run(self) -> None:
        self.keep.only_this_run()
        self._keep()

    def _show_busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.ok_button.setEnabled(not busy)
        self.secret_line.setEnabled(not busy)
        self.keep.setEnabled(not busy)
        if not busy:
            self.secret_line.line.setFocus()

    def _on_edited(self) -> None:
        self.ok_button.setEnabled(bool(self.secret_line.text))

    def _on_kept(self) -> None:
        self.entered.emit(self._profile.id)
        self.accept()

    def _on_failed(self, error: PortholeError) -> None:
        self._show_busy(busy=False)
        instead = Remedy(self.tr("Keep it for this run only"), self._keep_for_this_run)
        self.board.post(_SUBJECT, error.trouble, (instead,) if isinstance(error, SecretError) else ())
        follow_layout(self)
        self.adjustSize()
