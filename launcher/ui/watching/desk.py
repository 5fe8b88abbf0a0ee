"""Watches single servers while nobody looks at the list."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from math import ceil
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from launcher.model.errors import PortholeError, RateLimitedError, ServerNotFoundError
from launcher.model.server import Server, ServerKey
from launcher.services.watching import News, Watch, WatchPace
from launcher.ui.lane import Lane
from launcher.ui.runner import TaskRunner
from launcher.ui.servers.freshness import FOR_A_PERSON

_WIDTH = 2
"""Requests at a time: nobody waits for these."""

_TOGETHER = 0.2
"""Servers that are due within this part of their rest are asked for at once: one waking of the processor."""


class Reason(Enum):
    """Why a server is watched."""

    WISH = auto()
    """A person wants to hear of it, until they say otherwise."""

    BUILDING = auto()
    """It was on its way to something when the person turned away; until it is there."""


@dataclass(eq=False, slots=True)
class _Watched:
    watch: Watch
    reasons: set[Reason]
    due: float
    quiet: int = 0
    failures: int = 0
    asking: bool = False


class WatchDesk(QObject):
    """Asks for each watched server alone, slowly, and tells what is news. With none, no timer runs.

    Args:
        look_at: returns a server as its cloud has it; blocks.
        runner: for the requests.
        parent: its owner.

    Attributes:
        pace: how often; it counts from the next answer on.
    """

    news_came = Signal(object)
    """Carries :class:`News`."""

    server_seen = Signal(object)
    """A :class:`Server` as its cloud has it now."""

    server_vanished = Signal(object)
    """The cloud no longer has this server; carries the :class:`ServerKey`. It is watched no more."""

    def __init__(
        self, look_at: Callable[[Server], Server], runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.pace = WatchPace()
        self._look_at = look_at
        self._lane = Lane(runner, _WIDTH)
        self._watched: dict[ServerKey, _Watched] = {}
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def keys(self) -> frozenset[ServerKey]:
        """The servers that are watched."""
        return frozenset(self._watched)

    def reasons(self, key: ServerKey) -> frozenset[Reason]:
        """Return why a server is watched; nothing where it is not."""
        one = self._watched.get(key)
        return frozenset(one.reasons if one else ())

    def watch(self, key: ServerKey, reason: Reason, name: str = "") -> None:
        """Watch a server from now on, for one more reason perhaps.

        Args:
            key: which.
            reason: why.
            name: what it is called, where that is known.
        """
        one = self._watched.get(key)
        if one is None:
            self._watched[key] = _Watched(Watch(key, name), {reason}, monotonic() + self._pause())
            self._set_timer()
        else:
            one.reasons.add(reason)

    def leave(self, key: ServerKey, reason: Reason) -> None:
        """Watch a server no longer for one of the reasons."""
        one = self._watched.get(key)
        if one is not None:
            one.reasons.discard(reason)
            if not one.reasons:
                del self._watched[key]
                self._set_timer()

    def see(self, server: Server) -> None:
        """Take in what a list, or whoever else asked for it, knows of a server."""
        one = self._watched.get(server.key)
        if one is None or (one.watch.seen and one.watch.server == server):
            return
        one.quiet = 0
        self._take(one, server)

    def up_to_date(self, profile_id: str) -> None:
        """Take in that all that is known of a profile's servers is new: none need be asked for by itself."""
        for one in self._watched.values():
            if one.watch.server.profile_id == profile_id:
                one.failures = 0
                self._plan(one)
        self._set_timer()

    def close(self) -> None:
        """Watch nothing any more."""
        self._watched.clear()
        self._lane.clear()
        self._timer.stop()

    def _take(self, one: _Watched, server: Server) -> None:
        news = one.watch.see(server)
        if Reason.BUILDING in one.reasons and not one.watch.under_way:
            self.leave(server.key, Reason.BUILDING)
        if news is not None:
            self.news_came.emit(news)

    def _on_timeout(self) -> None:
        soon = monotonic() + _TOGETHER * self.pace.first
        for one in tuple(self._watched.values()):
            if one.due <= soon and not one.asking:
                self._ask(one)
        self._set_timer()

    def _ask(self, one: _Watched) -> None:
        one.asking = True
        server = one.watch.server
        self._lane.run(
            lambda _task: self._look_at(server),
            done=lambda now: self._on_seen(one, now),
            failed=lambda error: self._on_failed(one, error),
        )

    def _on_seen(self, one: _Watched, server: Server) -> None:
        one.asking = False
        if self._watched.get(server.key) is not one:
            return
        changed = one.watch.seen and one.watch.server != server
        one.failures = 0
        one.quiet = 0 if changed or one.watch.under_way else one.quiet + 1
        self._plan(one)
        self._take(one, server)
        self._set_timer()
        self.server_seen.emit(server)

    def _on_failed(self, one: _Watched, error: PortholeError) -> None:
        one.asking = False
        server = one.watch.server
        if self._watched.get(server.key) is not one:
            return
        if isinstance(error, ServerNotFoundError):
            del self._watched[server.key]
            self.server_vanished.emit(server.key)
            self.news_came.emit(News(server, gone=True))
        elif isinstance(error, FOR_A_PERSON):
            # Asked for again when its list comes again.
            one.due = float("inf")
        else:
            one.failures += 1
            self._plan(one, error.retry_after if isinstance(error, RateLimitedError) else 0.0)
        self._set_timer()

    def _plan(self, one: _Watched, wanted: float = 0.0) -> None:
        one.due = monotonic() + self._pause(one.quiet, one.failures, wanted)

    def _pause(self, quiet: int = 0, failures: int = 0, wanted: float = 0.0) -> float:
        return self.pace.pause(quiet, failures, len(self._watched), wanted)

    def _set_timer(self) -> None:
        due = [one.due for one in self._watched.values() if not one.asking and one.due < float("inf")]
        if due:
            self._timer.start(max(0, ceil((min(due) - monotonic()) * 1000)))
        else:
            self._timer.stop()
