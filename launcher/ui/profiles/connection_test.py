"""Trying the form's profile while the person looks on."""

from contextlib import closing

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from launcher.model.errors import PortholeError, Trouble
from launcher.model.profile import Profile
from launcher.services.checks import CheckState, CheckStep, try_connection
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.ui.notices import Notice
from launcher.ui.profiles.check_list import CheckList
from launcher.ui.profiles.dialog import busy_bar
from launcher.ui.runner import Task, TaskRunner
from launcher.ui.system_proxy import system_proxy


class ConnectionTest(QWidget):
    """The steps as they go on, what became of them, and what to do about it."""

    running_changed = Signal()
    """A test began or ended."""

    code_wanted = Signal()
    """The cloud wants a one-time code."""

    layout_changed = Signal()
    """Something came or went."""

    def __init__(self, book: ProfileBook, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._runner = runner
        self._task: Task | None = None
        self._tried: tuple[Profile, NewSecret | None] | None = None
        self._outdated = False
        self._outcome = ""
        self.list = CheckList(self)
        self._notice: Notice | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addLayout(self._head())
        self._layout.addWidget(self.list)
        self.hide()

    def _head(self) -> QHBoxLayout:
        self.headline = QLabel(self)
        font = self.headline.font()
        font.setBold(True)
        self.headline.setFont(font)
        self.progress = busy_bar(self, width=100)
        self.close_button = QToolButton(self)
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(self.tr("Close the test"))
        self.close_button.setAccessibleName(self.tr("Close the test"))
        self.close_button.clicked.connect(self._on_close_clicked)
        row = QHBoxLayout()
        row.addWidget(self.headline)
        row.addWidget(self.progress)
        row.addStretch()
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    @property
    def trouble(self) -> Trouble | None:
        """What went wrong, where something did."""
        return self._notice.trouble if self._notice else None

    @property
    def running(self) -> bool:
        """Whether a test is under way."""
        return self._task is not None

    def start(self, profile: Profile, secret: NewSecret | None, code: str = "") -> None:
        """Try a profile.

        Args:
            profile: as it stands in the form.
            secret: as typed, or None for the one that is kept.
            code: a one-time code, where the login takes one.
        """
        self.stop()
        self._tried, self._outdated = (profile, _plain(secret)), False
        named = msgspec.structs.replace(profile, name=profile.name or self.tr("new profile"))
        self._say_no_more()
        self.list.begin()
        self._task = self._runner.run(
            lambda task: _try(task, self._book, named, secret, code),
            done=self._on_done,
            failed=self._on_failed,
            progress=self._on_step,
        )
        self._tell(self.tr("Testing the connection"))
        self.show()
        self.running_changed.emit()
        self.layout_changed.emit()

    def stop(self) -> None:
        """Give up the test that is under way, if there is one."""
        if self._task is not None:
            self._task.cancel()
            self.list.give_up()
            self._end(self.tr("The test was stopped"))

    def compare(self, profile: Profile, secret: NewSecret | None) -> None:
        """Say so where what was tried is not what the form holds now."""
        if self._tried is not None:
            tried, with_secret = self._tried
            self._outdated = not tried.logs_in_like(profile) or with_secret != _plain(secret)
        self._tell(self._outcome)

    def _on_step(self, step: CheckStep) -> None:
        self.list.show_step(step)
        if step.state is CheckState.FAILED and step.trouble is not None:
            self._explain(step.trouble)
        if step.wants_code:
            self.code_wanted.emit()

    def _on_done(self, passed: bool) -> None:
        self._end(self.tr("The connection works") if passed else self.tr("The connection does not work yet"))

    def _on_failed(self, error: PortholeError) -> None:
        self.list.give_up()
        self._explain(error.trouble)
        self._end(self.tr("The connection could not be tried"))

    def _explain(self, trouble: Trouble) -> None:
        # The form says whose trouble it is.
        self._notice = Notice(replace(trouble, cloud=""), (), self)
        self._notice.dismissed.connect(self._on_close_clicked)
        self._layout.addWidget(self._notice)
        self._notice.show()
        # The notice has one of its own.
        self.close_button.hide()
        self.layout_changed.emit()

    def _say_no_more(self) -> None:
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        self.close_button.show()

    def _end(self, outcome: str) -> None:
        self._task = None
        self._tell(outcome)
        self.running_changed.emit()
        self.layout_changed.emit()

    def _tell(self, outcome: str) -> None:
        self._outcome = outcome
        before = self.tr("{0} (before your last change)").format(outcome)
        self.headline.setText(before if self._outdated else outcome)
        self.list.set_outdated(outdated=self._outdated)
        self.progress.setVisible(self.running)

    def _on_close_clicked(self) -> None:
        self.stop()
        self.hide()
        self.layout_changed.emit()


def _try(task: Task, book: ProfileBook, profile: Profile, secret: NewSecret | None, code: str) -> bool:
    """Try each step; returns whether the last one passed."""
    passed = False
    with closing(try_connection(book, profile, secret, code, system_proxy)) as steps:
        for step in steps:
            if task.cancelled:
                return False
            task.report(step)
            passed = step.state is CheckState.PASSED
    return passed


def _plain(secret: NewSecret | None) -> NewSecret | None:
    """Return a secret without where it is kept, which has no part in a connection."""
    return replace(secret, remember=False) if secret else None
