"""The way to one server's screen: from the question for a link to the end of its session, and back."""

from PySide6.QtCore import QObject, Signal

from launcher.model.console import ConsoleLink, LinkState
from launcher.model.errors import (
    CertificateError,
    CloudFaultError,
    CloudUnreachableError,
    PortholeError,
    RateLimitedError,
    ServerNotFoundError,
    ServerNotReadyError,
    Trouble,
)
from launcher.model.instant import Instant
from launcher.model.server import Server
from launcher.ui.console import explanations
from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.comeback import PAUSES, Comeback
from launcher.ui.console.page_troubles import PageTrouble
from launcher.ui.console.state import ConnectionState

_STEADY = 10.0
"""Seconds after which a session counts: the next loss begins with a try at once."""

_LOOK_EVERY = 1.0
"""Seconds; within them a server is believed to be as it was."""

_LONG_AWAY = 60.0
"""Seconds without a network, or asleep, that few connections outlive; a dead one says nothing of itself."""

_PASSING = (CloudUnreachableError, RateLimitedError, CloudFaultError)
"""What may be over in a moment, without anybody's doing."""


class Course(QObject):
    """What is known of one server's console. It is told what happens, and says what is wanted.

    Attributes:
        server: as last seen.
        state: how the connection stands.
        link: the newest one, alive or not.
        opener: the one that was followed last, and opened the session.
        ends_with_link: whether the cloud ends a session when the link ends that opened it.
        renewing: whether a link for later is asked for, while the session goes on.
        page_waits: whether the page has opened no session by itself: it waits for a person.
        trouble: why there is no screen, or None.
        certificate: what a person has to decide about, or None.
        starting: whether the server is being started, and its console comes then.
        gone: whether the cloud no longer has this server.
        comeback: when it is tried again without anybody's asking.
    """

    changed = Signal()
    """Something of all that is another."""

    link_wanted = Signal()
    """A fresh link is to be asked for, and followed."""

    look_wanted = Signal()
    """The server's present state is to be asked for: only that tells why a session ended."""

    page_unwanted = Signal()
    """What is shown leads to nothing any more."""

    def __init__(
        self, server: Server, pauses: tuple[float, ...] = PAUSES, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.server = server
        self.state = ConnectionState.ASKING
        self.link: ConsoleLink | None = None
        self.opener: ConsoleLink | None = None
        self.ends_with_link = False
        self.renewing = False
        self.page_waits = False
        self._pause = 0.0
        self._waits_since = Instant.now()
        self.trouble: Trouble | None = None
        self.certificate: UntrustedCertificate | None = None
        self.starting = False
        self.gone = False
        self.comeback = Comeback(pauses, self)
        self.comeback.due.connect(self._on_due)
        self.comeback.ticked.connect(self.changed)
        self._had_session: bool | None = None
        self._not_ready = False
        self._looking = False
        self._looked_at: Instant | None = None
        self._live_since = Instant.now()

    @property
    def connected(self) -> bool:
        """Whether there is a session, or one is on its way."""
        return self.state is ConnectionState.LIVE or self.state.under_way

    @property
    def link_expired(self) -> bool:
        """Whether the newest link opens nothing any more."""
        return self.link is not None and self.link.state(Instant.now()) is LinkState.EXPIRED

    def seconds_to_end(self, now: Instant) -> float | None:
        """Return the seconds until the session ends with its link; None where it does not, or not soon."""
        link = self.opener
        if link is None or not self.ends_with_link or self.state is not ConnectionState.LIVE:
            return None
        return link.remaining(now) if link.state(now) is LinkState.ENDING else None

    # A link.

    def ask(self, *, by_hand: bool = False) -> None:
        """A link is asked for, which will be followed.

        Args:
            by_hand: a person wanted it, so that the tries are counted anew.
        """
        if by_hand:
            self.comeback.reset()
        self._enter(ConnectionState.ASKING)
        self._waits_since = Instant.now()
        self.changed.emit()

    def cloud_pauses(self, seconds: float) -> None:
        """The cloud wants to be left alone, and is asked again afterwards."""
        self._pause = seconds
        self._waits_since = Instant.now()
        self.changed.emit()

    def waited(self, now: Instant) -> float:
        """Return the seconds since the cloud was asked last; below 0: until it is, after a pause."""
        return now.seconds_since(self._waits_since) - self._pause

    def renew(self, *, under_way: bool) -> None:
        """A link is asked for that leaves the screen as it is; or no longer."""
        self.renewing = under_way
        self.changed.emit()

    def follow(self, link: ConsoleLink) -> None:
        """A link came, and is followed."""
        self.link = self.opener = link
        self._enter(ConnectionState.CONNECTING)
        self.changed.emit()

    def refuse(self, error: PortholeError) -> None:
        """No link came."""
        self._enter(ConnectionState.REFUSED, error.trouble)
        self.gone = isinstance(error, ServerNotFoundError)
        self._not_ready = isinstance(error, ServerNotReadyError)
        if self._not_ready:
            self.comeback.plan(silent=True)
        elif isinstance(error, _PASSING) and not isinstance(error, CertificateError):
            self.comeback.plan()
        self.changed.emit()

    def give_up(self) -> None:
        """A person waits for no link any more."""
        self._end(had_session=True)
        self.changed.emit()

    # The page, and its session.

    def page_loaded(self) -> None:
        """The page is there; a session may follow."""
        if self.state is ConnectionState.CONNECTING:
            self.page_waits = True
            self.changed.emit()

    def session_connecting(self) -> None:
        """The page opens its way to the server."""
        self._enter(ConnectionState.CONNECTING)
        self.changed.emit()

    def session_opened(self) -> None:
        """The server's screen is there."""
        self._live_since = Instant.now()
        self._enter(ConnectionState.LIVE)
        self.changed.emit()

    def session_lost(self, had_session: bool) -> None:
        """The way to the server was closed, without a word why."""
        self._count_anew_after_a_steady_session()
        self._end(had_session=had_session)
        self.changed.emit()
        self._look()

    def page_failed(self, trouble: PageTrouble) -> None:
        """The page did not come, or is there no more."""
        self._count_anew_after_a_steady_session()
        self._enter(ConnectionState.FAILED, trouble.trouble)
        if trouble.passing or (trouble.another_link_may_help and not self.comeback.tried):
            self.comeback.plan(at_once=True)
        self.changed.emit()

    def doubt(self, certificate: UntrustedCertificate) -> None:
        """A certificate waits for a person's word."""
        self._enter(ConnectionState.UNTRUSTED)
        self.certificate = certificate
        self.changed.emit()

    # The server, time, and the world around.

    def server_seen(self, server: Server) -> None:
        """The cloud says how the server is; that explains why there is no screen."""
        before, self.server = self.server, server
        if before.name != server.name:
            self.changed.emit()
        looked, self._looking = self._looking, False
        if self._had_session is None and not self._not_ready:
            return
        is_another = (before.status, before.task_state) != (server.status, server.task_state)
        # Where the cloud says "not yet" the list may have been too old to show any change.
        worth_asking = is_another or (looked and self._not_ready)
        if worth_asking and explanations.can_have_come_back(server):
            if is_another:
                self.comeback.reset()
            self.link_wanted.emit()
        elif looked or is_another:
            self._explain_again()

    def not_seen(self, error: PortholeError) -> None:
        """The cloud does not say how the server is."""
        self._looking = False
        if isinstance(error, ServerNotFoundError):
            if not self.connected:
                self.refuse(error)
        else:
            self._explain_again()

    def power_begun(self) -> None:
        """The server is being started."""
        if self._had_session is not None:
            self.starting = True
            self.changed.emit()

    def power_failed(self) -> None:
        """The server's power is as it was."""
        self._explain_again()

    def tick(self) -> None:
        """Time went by: a link that ended before its session began is followed no longer."""
        if self.link_expired and self.state is ConnectionState.CONNECTING and not self.page_waits:
            self.page_unwanted.emit()
            self._end(had_session=False)
            self._plan()
        else:
            self.changed.emit()

    def outage_ended(self, seconds: float) -> None:
        """The network, or this computer, is back after so many seconds."""
        self.comeback.hurry()
        if self.state is ConnectionState.LIVE and seconds >= _LONG_AWAY:
            self.link_wanted.emit()

    def stop_trying(self) -> None:
        """A person does not want it tried again by itself."""
        self.comeback.stop()
        self.changed.emit()

    def _enter(self, state: ConnectionState, trouble: Trouble | None = None) -> None:
        self.comeback.stop()
        self.state = state
        self.trouble = trouble
        self.certificate = None
        self.page_waits = self.starting = self.gone = False
        self._pause = 0.0
        self._had_session = None
        self._not_ready = self._looking = False

    def _count_anew_after_a_steady_session(self) -> None:
        was_live = self.state is ConnectionState.LIVE
        if was_live and Instant.now().seconds_since(self._live_since) >= _STEADY:
            self.comeback.reset()

    def _end(self, *, had_session: bool) -> None:
        self._enter(
            *explanations.of_end(self.server, had_session=had_session, link_expired=self.link_expired)
        )
        self.starting = explanations.is_starting(self.server)
        self._had_session = had_session

    def _explain_again(self) -> None:
        if self._had_session is not None:
            self._end(had_session=self._had_session)
        if self._had_session is not None or self._not_ready:
            self._plan()

    def _plan(self) -> None:
        if self._needs_another_server:
            # No link helps before the server is another: it is looked at, and nobody has to watch that.
            self.comeback.plan(silent=True)
        else:
            self.comeback.plan(at_once=True)
        self.changed.emit()

    @property
    def _needs_another_server(self) -> bool:
        return self._not_ready or explanations.is_without_screen(self.server)

    def _look(self) -> None:
        now = Instant.now()
        if self._looked_at is not None and now.seconds_since(self._looked_at) < _LOOK_EVERY:
            # A page that opens and closes its way again and again must not ask the cloud as often.
            self._explain_again()
            return
        self._looking = True
        self._looked_at = now
        self.look_wanted.emit()

    def _on_due(self) -> None:
        if self._needs_another_server:
            self._look()
        else:
            self.link_wanted.emit()
