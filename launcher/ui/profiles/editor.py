"""The dialog that adds or changes one profile."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from launcher.model.errors import PortholeError, SecretError
from launcher.model.profile import Profile
from launcher.services.profiles import ProfileBook
from launcher.ui.notices import NoticeBoard, Remedy
from launcher.ui.profiles.connection_test import ConnectionTest
from launcher.ui.profiles.dialog import QuietDialog
from launcher.ui.profiles.foot import Foot
from launcher.ui.profiles.form import Row
from launcher.ui.profiles.profile_form import ProfileForm
from launcher.ui.profiles.saving import Saving
from launcher.ui.profiles.tab_order import follow_layout
from launcher.ui.runner import TaskRunner
from launcher.ui.text import visible
from launcher.ui.theme import Tone

_MARGIN = 16
_SUBJECT = "save"
_WIDTH = 620
_TITLE_BAR = 40
"""What a window manager may put above a window, pixels."""

_SMALLEST = QSize(480, 340)


class ProfileEditor(QuietDialog):
    """Adds a profile, or changes one. Opened with ``open()``; nothing is written before Save."""

    saved = Signal(object)
    """The :class:`Profile` as it was written."""

    def __init__(
        self,
        book: ProfileBook,
        runner: TaskRunner,
        profile: Profile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._book = book
        self.form = ProfileForm(book, runner, profile, self)
        self.test = ConnectionTest(book, runner, self)
        self.board = NoticeBoard(self)
        self.foot = Foot(self)
        self._saving = Saving(runner, self)
        self._before = self._written = self.form.profile
        self._sized_by_person = False
        self._own_sizes: set[object] = set()
        self._last_field: QWidget | None = None
        self.setWindowTitle(self._title(profile))
        # One change moves the layouts more than once: only when they rest is it known what is missing.
        self._growth = QTimer(self, singleShot=True, interval=0)
        self._growth.timeout.connect(self._grow)
        self._arrange()
        self._wire()
        follow_layout(self)
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _title(self, profile: Profile | None) -> str:
        if profile is None:
            return self.tr("Add cloud")
        is_copy = all(one.id != profile.id for one in self._book.profiles)
        title = self.tr("Add {0}") if is_copy else self.tr("Edit {0}")
        return title.format(visible(profile.name))

    def _arrange(self) -> None:
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Without a field in it there is nothing in the scroll area itself that the keyboard could want.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 4)
        self._scroll.setWidget(self.form)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        lower = QVBoxLayout()
        lower.setContentsMargins(_MARGIN, 10, _MARGIN, 12)
        lower.setSpacing(10)
        for part in (self.test, self.board, self.foot):
            lower.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(line)
        layout.addLayout(lower)
        self.setMinimumSize(_SMALLEST)

    def _wire(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.keep.changed.connect(self._on_edited)
        self.form.fields_changed.connect(lambda: follow_layout(self))
        self.test.running_changed.connect(lambda: self.foot.show_testing(testing=self.test.running))
        self.test.code_wanted.connect(self.form.login.ask_code)
        self.test.layout_changed.connect(lambda: follow_layout(self))
        self.foot.test_clicked.connect(self._on_test_clicked)
        self.foot.cancel_clicked.connect(self.reject)
        self.foot.save_clicked.connect(self._save)
        self.foot.keep_clicked.connect(self._on_keep_clicked)
        self.foot.discard_clicked.connect(self._on_discard_clicked)
        self._saving.ended.connect(self._on_saved)
        self._saving.failed.connect(self._on_failed)

    @property
    def changed(self) -> bool:
        """Whether there is something to lose."""
        return self.form.profile != self._before or self.form.secret is not None

    def reject(self) -> None:
        """Close, unless something would be lost by it."""
        if self._saving.under_way:
            self._stop_saving()
        elif self.foot.asking:
            self._on_keep_clicked()
        elif self.changed:
            self._last_field = self.focusWidget()
            self.foot.ask()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and wait for nothing any more."""
        self._saving.forget()
        self.test.stop()
        self.form.stop()
        super().done(result)

    def on_enter(self, *, with_control: bool) -> None:
        """Save at Ctrl+Enter."""
        if with_control and not self._saving.under_way:
            self._save()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with everything in sight, where the screen has room for it."""
        layout = self.layout()
        if not event.spontaneous() and layout is not None:
            content = self.form.sizeHint().height() - self._scroll.sizeHint().height()
            room = self.screen().availableGeometry().size() - QSize(0, _TITLE_BAR)
            self._take_size(QSize(_WIDTH, layout.sizeHint().height() + content).boundedTo(room))
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the size to the person from when they have chosen one."""
        # The window system tells of our own sizes too, and some time later.
        by_person = event.spontaneous() and event.size().toTuple() not in self._own_sizes
        self._sized_by_person = self._sized_by_person or by_person
        super().resizeEvent(event)

    def _on_range_changed(self) -> None:
        self._growth.start()

    def _grow(self) -> None:
        """Make room for what is new; what the screen has no room for is scrolled."""
        if self._sized_by_person:
            return
        room = self.screen().availableGeometry().bottom() - self.geometry().bottom()
        missing = min(self._scroll.verticalScrollBar().maximum(), room)
        if missing > 0:
            self._take_size(QSize(self.width(), self.height() + missing))

    def _take_size(self, size: QSize) -> None:
        self._own_sizes.add(size.toTuple())
        self.resize(size)

    def _save(self) -> None:
        self.foot.show_buttons()
        self.board.withdraw(_SUBJECT)
        if self._is_hindered_by(self.form.reveal_problems()):
            return
        profile, secret = self.form.profile, self.form.secret
        self._written = profile
        self.form.setEnabled(False)
        self.foot.show_saving(saving=True)
        self._saving.begin(lambda go_on: self._book.save(profile, secret, go_on))

    def _stop_saving(self) -> None:
        if self._saving.give_up():
            self._show_idle()

    def _show_idle(self) -> None:
        self.form.setEnabled(True)
        self.foot.show_saving(saving=False)
        self.foot.save_button.setFocus()

    def _on_saved(self) -> None:
        self.saved.emit(self._written)
        self.accept()

    def _on_failed(self, error: PortholeError) -> None:
        self._show_idle()
        instead = Remedy(self.tr("Keep it for this run only"), self._save_for_this_run)
        self.board.post(_SUBJECT, error.trouble, (instead,) if isinstance(error, SecretError) else ())
        follow_layout(self)

    def _save_for_this_run(self) -> None:
        self.form.keep.only_this_run()
        self._save()

    def _on_edited(self) -> None:
        self.foot.say("")
        self.test.compare(self.form.profile, self.form.secret)

    def _on_keep_clicked(self) -> None:
        self.foot.show_buttons()
        (self._last_field or self.form.name).setFocus()

    def _on_discard_clicked(self) -> None:
        super().reject()

    def _on_test_clicked(self) -> None:
        if self.test.running:
            self.test.stop()
            return
        if not self._is_hindered_by(self.form.reveal_problems_of_test()):
            self.test.start(self.form.profile, self.form.secret, self.form.login.code)

    def _is_hindered_by(self, rows: tuple[Row, ...]) -> bool:
        names = ", ".join(row.words for row in rows)
        self.foot.say(self.tr("Needs attention: {0}").format(names) if rows else "", Tone.BAD)
        if rows:
            self._scroll.ensureWidgetVisible(rows[0].target)
        return bool(rows)
