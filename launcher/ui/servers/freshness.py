"""Keeps the list fresh while somebody looks at it."""

from collections.abc import Callable, Iterable
from math import ceil, inf
from time import monotonic

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer

from launcher.model.errors import (
    AuthenticationError,
    BrowserLoginError,
    CertificateError,
    ClockError,
    EndpointMissingError,
    ForbiddenError,
    NoProjectError,
    OneTimeCodeError,
    PortholeError,
    ProfileError,
    RateLimitedError,
    SecretError,
)
from launcher.ui.servers.loader import ServerLoader

FOR_A_PERSON = (
    AuthenticationError,
    BrowserLoginError,
    CertificateError,
    ClockError,
    EndpointMissingError,
    ForbiddenError,
    NoProjectError,
    OneTimeCodeError,
    ProfileError,
    SecretError,
)
"""Asking again by itself heals none of these, and a password that is refused often locks an account."""


_MOST_DOUBLINGS = 10


class Pace(msgspec.Struct, frozen=True):
    """How often a cloud is asked what has changed.

    Attributes:
        rest: seconds between an answer and the next question.
        share: a cloud that is slow, or has much to tell, is left alone so many times as long as it took.
        longest: seconds that failures make of a rest at most; each doubles it.
    """

    rest: float = 25.0
    share: float = 20.0
    longest: float = 600.0

    def pause(self, seconds: float, failures: int, wanted: float = 0.0) -> float:
        """Return the seconds until the next question.

        Args:
            seconds: how long the last one took.
            failures: how many in a row had no answer.
            wanted: seconds the cloud asked for.
        """
        rest = max(self.rest, self.share * seconds)
        grown = rest * float(2 ** min(failures, _MOST_DOUBLINGS))
        return max(rest, wanted, min(grown, self.longest))


class Freshness(QObject):
    """Asks for changes at a measured pace, between :meth:`wake` and :meth:`sleep`.

    One timer for all profiles, set to the next that is due; none runs while nobody looks.

    Args:
        loader: what asks.
        shown: the profiles on screen.
        parent: its owner.

    Attributes:
        pace: how often; it counts from the next answer on.
    """

    def __init__(
        self, loader: ServerLoader, shown: Callable[[], Iterable[str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.pace = Pace()
        self._loader = loader
        self._shown = shown
        self._due: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._awake = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        # A coarse one may be early, and a cloud that wants a pause wants all of it.
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)
        loader.settled.connect(self._on_settled)

    def wake(self) -> None:
        """Somebody looks: what became due in the meantime is asked for at once."""
        self._awake = True
        self.look_again()

    def sleep(self) -> None:
        """Nobody looks: ask nothing, and wake nobody up."""
        self._awake = False
        self._timer.stop()

    def look_again(self) -> None:
        """Other profiles are shown than before."""
        due = [self._due[one] for one in self._shown() if one in self._due]
        if due and self._awake:
            # The first waits for those that are nearly due: one waking of the processor for all.
            until = min(due) + self.pace.rest / 10
            last = max(moment for moment in due if moment <= until)
            self._timer.start(max(0, ceil((last - monotonic()) * 1000)))
        else:
            self._timer.stop()

    def _on_timeout(self) -> None:
        now = monotonic()
        for profile_id in self._shown():
            if self._due.get(profile_id, inf) <= now:
                del self._due[profile_id]
                self._loader.freshen(profile_id)
        self.look_again()

    def _on_settled(self, profile_id: str, seconds: float, error: PortholeError | None) -> None:
        failures = self._failures.get(profile_id, 0) + 1 if error else 0
        self._failures[profile_id] = failures
        wanted = error.retry_after if isinstance(error, RateLimitedError) else 0.0
        if isinstance(error, FOR_A_PERSON):
            self._due.pop(profile_id, None)
        else:
            self._due[profile_id] = monotonic() + self.pace.pause(seconds, failures, wanted)
        self.look_again()
