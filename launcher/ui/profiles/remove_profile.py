"""The question before a profile is removed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from launcher.model.errors import PortholeError, SecretError, Trouble
from launcher.model.profile import Profile
from launcher.services.profiles import ProfileBook
from launcher.ui.locks import who, whom_to_ask
from launcher.ui.notices import NoticeBoard, Remedy
from launcher.ui.profiles.dialog import QuietDialog, busy_bar, button, paragraph
from launcher.ui.profiles.saving import GoOn, Saving
from launcher.ui.profiles.tab_order import follow_layout
from launcher.ui.runner import TaskRunner
from launcher.ui.text import visible

_SUBJECT = "removal"


class RemoveProfile(QuietDialog):
    """Asks whether one profile, and its secret, shall go; opened with ``open()``."""

    removed = Signal(str)
    """The id of the profile that is gone."""

    def __init__(
        self, book: ProfileBook, runner: TaskRunner, profile: Profile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._profile = profile
        self._gone = False
        self._saving = Saving(runner, self)
        self._saving.ended.connect(self._on_removed)
        self._saving.failed.connect(self._on_failed)
        self.setWindowTitle(self.tr("Remove profile"))
        self.board = NoticeBoard(self)
        self._build()
        follow_layout(self)
        self.cancel_button.setFocus()

    def _build(self) -> None:
        stays = self._book.is_from_site(self._profile.id)
        name = visible(self._profile.name)
        title = self.tr("{0} cannot be removed here") if stays else self.tr("Remove {0}?")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(8)
        self.title = paragraph(title.format(name), self, bold=True)
        self.words = paragraph(self._consequences(), self)
        layout.addWidget(self.title)
        layout.addWidget(self.words)
        layout.addWidget(self.board)
        layout.addSpacing(6)
        layout.addLayout(self._buttons(stays=stays))

    def _consequences(self) -> str:
        if self._book.is_from_site(self._profile.id):
            organisation = self._book.organisation
            words = self.tr("It comes from {0}, who keeps it for everybody here: ask them.")
            return f"{words.format(who(organisation))} {whom_to_ask(organisation)}".rstrip()
        if self._book.is_guest(self._profile.id):
            return self.tr("It lives for this run only, and comes back when the demo is started again.")
        if self._book.organisation.original(self._profile.id) is not None:
            return self.tr(
                "Your copy goes from your file, and its secret from your keyring. "
                "The profile is there again then as {0} has it."
            ).format(who(self._book.organisation))
        return self.tr(
            "The profile goes from your file, and its secret from your keyring. "
            "Nothing changes in the cloud: the servers stay as they are."
        )

    def _buttons(self, *, stays: bool) -> QHBoxLayout:
        self.progress = busy_bar(self)
        self.cancel_button = button(self.tr("Close") if stays else self.tr("Keep it"), self)
        self.cancel_button.clicked.connect(self.reject)
        self.remove_button = button(self.tr("&Remove"), self)
        self.remove_button.clicked.connect(self._remove)
        self.remove_button.setVisible(not stays)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.progress)
        row.addWidget(self.remove_button)
        row.addWidget(self.cancel_button)
        return row

    def reject(self) -> None:
        """Close; what is under way is given up, unless it is too late for that."""
        if not self._saving.give_up():
            if self._profile in self._book.profiles:
                return  # it ends in a moment
            # Only the keyring is still waited for, which may take until somebody answers it.
            self._gone = True
        super().reject()

    def done(self, result: int) -> None:
        """Close, and wait for nothing any more."""
        self._saving.forget()
        if self._gone:
            self.removed.emit(self._profile.id)
        super().done(result)

    def _remove(self) -> None:
        self.board.withdraw(_SUBJECT)
        self._show_removing(removing=True)
        self._saving.begin(self._work)

    def _work(self, go_on: GoOn) -> None:
        if go_on():
            self._book.remove(self._profile.id)

    def _show_removing(self, *, removing: bool) -> None:
        self.progress.setVisible(removing)
        self.remove_button.setEnabled(not removing)

    def _on_removed(self) -> None:
        self._gone = True
        self.accept()

    def _on_failed(self, error: PortholeError) -> None:
        self._show_removing(removing=False)
        if isinstance(error, SecretError):
            self._show_secret_stays(error.trouble)
        else:
            self.board.post(_SUBJECT, error.trouble)
        follow_layout(self)
        self.adjustSize()

    def _show_secret_stays(self, trouble: Trouble) -> None:
        self._gone = True
        self.title.setText(self.tr("{0} is removed").format(visible(self._profile.name)))
        self.words.hide()
        self.remove_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        what = self.tr("Its secret is still in the keyring.")
        step = self.tr("{0} Unlock it, then try again.").format(trouble.what)
        again = Remedy(self.tr("Try again"), self._remove)
        self.board.post(_SUBJECT, Trouble(what, step, details=trouble.details), (again,))
