"""What stands in the place of a server's screen while there is none: why, and what can be done."""

from math import ceil

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from launcher.model.instant import Instant
from launcher.model.power import PowerAction
from launcher.model.profile import Profile
from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.course import Course
from launcher.ui.console.pages import TroublePage
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.trust_page import TrustPage
from launcher.ui.face import Face, FaceContent
from launcher.ui.notices import Remedy

_LONG = 5.0
"""Seconds for a link that few clouds take."""

_SECOND = 1000


class StandIn(QWidget):
    """Shows a course as one of three pages: something is under way, something is wrong, or a question."""

    reconnect_requested = Signal()
    cancel_requested = Signal()
    close_requested = Signal()

    power_requested = Signal(object)
    """A :class:`PowerAction` is to be done with the server."""

    trust_given = Signal(bool)
    """The course's certificate is to be trusted; True: from now on, not for this time only."""

    page_changed = Signal()
    """Another page is shown, with other buttons."""

    def __init__(self, course: Course, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The screen may be painted beneath.
        self.setAutoFillBackground(True)
        self._course = course
        self._profile = profile
        self.asking_page = Face(self)
        self.trouble_page = TroublePage(self)
        self.trust_page = TrustPage(self)
        self._asked_about: UntrustedCertificate | None = None
        self._count = QTimer(self, interval=_SECOND)
        self._count.timeout.connect(self.show_course)
        self._stack = QStackedLayout(self)
        for page in (self.asking_page, self.trouble_page, self.trust_page):
            self._stack.addWidget(page)

    def show_course(self) -> None:
        """Show the course as it is now."""
        course = self._course
        if course.certificate is not None:
            self._ask_about(course.certificate)
        elif course.trouble is not None and not course.starting:
            self._explain()
        elif course.state is not ConnectionState.LIVE:
            self._show_waiting()
        self._heed()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Count on from here."""
        super().showEvent(event)
        self.show_course()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Count no more: nobody sees it."""
        super().hideEvent(event)
        self._heed()

    def waiting_words(self) -> str:
        """Return what a person reads while a cloud is asked, or is left alone first."""
        waited, name = self._course.waited(Instant.now()), self._profile.name
        if waited < 0:
            return self.tr("The cloud asks for a pause. It is asked again in {0} s.").format(ceil(-waited))
        if waited < _LONG:
            return self.tr("Asking {0} for a console").format(name)
        return self.tr(
            "{0} has not answered for {1} s. Usually the host that the server runs on is slow or down, and "
            "the cloud gives up after about a minute. You can go on waiting, or cancel."
        ).format(name, int(waited))

    def _show_waiting(self) -> None:
        course = self._course
        name = course.server.name
        if course.starting and course.trouble is not None:
            trouble = course.trouble
            content = FaceContent(trouble.what, trouble.next_step, (self._reconnect(),), busy=True)
        elif course.state is ConnectionState.ASKING:
            cancel = Remedy(self.tr("Cancel"), self.cancel_requested.emit)
            content = FaceContent(self._opening().format(name), self.waiting_words(), (cancel,), busy=True)
        else:
            cancel = Remedy(self.tr("Cancel"), self.close_requested.emit)
            content = FaceContent(self._opening().format(name), self.tr("Connecting"), (cancel,), busy=True)
        self.asking_page.show_content(content)
        self._show(self.asking_page)

    def _heed(self) -> None:
        if not self.isVisible() or self._course.state is not ConnectionState.ASKING:
            self._count.stop()
        elif not self._count.isActive():
            self._count.start()

    def _opening(self) -> str:
        return self.tr("Connecting to {0} again") if self._course.comeback.tried else self.tr("Opening {0}")

    def _explain(self) -> None:
        course, trouble = self._course, self._course.trouble
        assert trouble is not None  # noqa: S101 - the caller looked
        left = course.comeback.left
        remedies = [self._again(), *self._start()]
        note = ""
        if left is not None:
            note = self.tr("Porthole tries again in {0} s.").format(left)
            remedies.append(Remedy(self.tr("Stop trying"), course.stop_trying))
        self.trouble_page.show_trouble(trouble, *remedies, note=note)
        self._show(self.trouble_page)

    def _ask_about(self, certificate: UntrustedCertificate) -> None:
        if certificate is not self._asked_about or self._stack.currentWidget() is not self.trust_page:
            self._asked_about = certificate
            self.trust_page.show_certificate(
                certificate,
                self._profile.name,
                Remedy(self.tr("Cancel"), self.close_requested.emit),
                Remedy(self.tr("Only this time"), lambda: self.trust_given.emit(False)),
                Remedy(self.tr("Trust for this profile"), lambda: self.trust_given.emit(True)),
            )
            self._show(self.trust_page)

    def _again(self) -> Remedy:
        if self._course.gone:
            return Remedy(self.tr("Close"), self.close_requested.emit)
        if self._course.state is ConnectionState.REFUSED:
            return Remedy(self.tr("Try again"), self.reconnect_requested.emit)
        return self._reconnect()

    def _reconnect(self) -> Remedy:
        return Remedy(self.tr("Reconnect"), self.reconnect_requested.emit)

    def _start(self) -> tuple[Remedy, ...]:
        # Second: keys that a person types on after the screen is gone must not start anything.
        if self._course.gone or not PowerAction.START.fits(self._course.server):
            return ()
        label = self.tr("Start server…") if self._profile.production else self.tr("Start server")
        return (Remedy(label, lambda: self.power_requested.emit(PowerAction.START)),)

    def _show(self, page: QWidget) -> None:
        if page is not self._stack.currentWidget():
            self._stack.setCurrentWidget(page)
            self.page_changed.emit()
