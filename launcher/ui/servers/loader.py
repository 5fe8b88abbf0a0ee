"""Keeps the listing filled: one task a profile, page by page."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from launcher.model.errors import PortholeError, RateLimitedError
from launcher.model.instant import Instant
from launcher.model.server import Server
from launcher.services.directory import Changes, ServerDirectory
from launcher.services.listing import ServerListing
from launcher.ui.runner import Pause, Task, TaskRunner
from launcher.ui.servers.arrivals import Arrivals, News, together
from launcher.ui.servers.asking import Asking, Whole
from launcher.ui.servers.portions import Portions

if TYPE_CHECKING:
    from launcher.storage.list_cache import CachedList

WHOLE_EVERY = 15 * 60.0
"""Seconds after which the whole list is asked for, not changes: some of what is shown moves no server's
``updated`` (a floating IP), and a cloud that takes no notice of ``changes-since`` names no deleted ones."""

PORTION = 500
"""Servers taken in at a time: 2 ms, which leaves most of a frame to whoever types or scrolls."""


class ServerLoader(QObject):
    """Loads profiles' servers into a listing and says how that goes.

    The first time the list of an earlier run comes before the cloud's. Known servers stay where they are
    while a refresh runs; what the cloud no longer has leaves when the last page is in.

    Attributes:
        refusals: the error of each profile whose last refresh did not come to its end.
        pauses: seconds for which a cloud asked to be left alone, by profile, where a refresh waits for it.
        loaded_at: when each profile's list was last complete, in an earlier run perhaps.
    """

    listing_changed = Signal()
    """Servers came, changed or left."""

    rows_changed = Signal(object)
    """Of these servers (a frozenset of :class:`ServerKey`) something else is shown than before."""

    state_changed = Signal()
    """A refresh began or ended; see :attr:`loading` and :attr:`refusals`."""

    settled = Signal(str, float, object)
    """A profile was asked for so many seconds, and that ended: with a PortholeError, or None."""

    def __init__(
        self,
        directory: ServerDirectory,
        listing: ServerListing,
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._directory = directory
        self._arrivals = Arrivals(listing)
        self._runner = runner
        self._portions = Portions(self)
        self._asking: dict[str, Asking] = {}
        self._asked: set[str] = set()
        self._whole: dict[str, Whole] = {}
        self.refusals: dict[str, PortholeError] = {}
        self.pauses: dict[str, float] = {}
        self.loaded_at: dict[str, Instant] = {}

    @property
    def loading(self) -> frozenset[str]:
        """The profiles being loaded just now because somebody asked for it."""
        return frozenset(one for one, asking in self._asking.items() if not asking.quiet)

    def asks_for(self, profile_id: str) -> bool:
        """Whether a profile's servers are being asked for just now, with or without a word."""
        return profile_id in self._asking

    def refresh(self, profile_ids: Iterable[str]) -> None:
        """Load profiles anew; one that is being loaded already is left at it."""
        for profile_id in profile_ids:
            if profile_id not in self.loading:
                self._stop(profile_id)
                self.refusals.pop(profile_id, None)
                self._ask_for_all(Asking(profile_id, quiet=False))
        self.state_changed.emit()

    def begin(self, profile_ids: Iterable[str]) -> None:
        """Load those profiles that nobody has asked for yet."""
        new = [profile_id for profile_id in profile_ids if profile_id not in self._asked]
        if new:
            self.refresh(new)

    def recall(self, profile_ids: Iterable[str], *, or_load: bool = True) -> None:
        """Show the lists that an earlier run kept of profiles nobody has asked for yet, and ask no cloud.

        Args:
            profile_ids: whose.
            or_load: load a profile of which none was kept: there would be nothing to show of it.
        """
        for profile_id in profile_ids:
            if profile_id not in self._asked | self._asking.keys() | self.loaded_at.keys():
                asking = Asking(profile_id, quiet=True)
                self._run(
                    asking,
                    partial(_cached, self._directory, profile_id),
                    done=partial(self._on_recalled, asking, or_load=or_load),
                )
                # Its cloud is still to be asked, once somebody wants to see it.
                self._asked.discard(profile_id)

    def freshen(self, profile_id: str) -> None:
        """Bring a list up to date without a word: by its changes, or from time to time the whole.

        Not where it is being asked for already, and not where it was never complete and nothing says why:
        what a person cancelled stays cancelled.
        """
        whole = self._whole.get(profile_id)
        if profile_id in self._asking or (whole is None and profile_id not in self.refusals):
            return
        asking = Asking(profile_id, quiet=True)
        if whole and whole.known_to and asking.begun.seconds_since(whole.at) < WHOLE_EVERY:
            self._ask_for_changes(asking, whole.known_to)
        else:
            self._ask_for_all(asking)

    def cancel(self) -> None:
        """Stop loading; what has arrived stays."""
        for profile_id, asking in tuple(self._asking.items()):
            self._stop(profile_id)
            self.settled.emit(profile_id, asking.seconds, None)
        self.state_changed.emit()

    def forget(self, profile_id: str) -> None:
        """Stop loading a profile and drop all that is known of it: it was removed, or leads elsewhere now."""
        self._stop(profile_id)
        self._asked.discard(profile_id)
        self._whole.pop(profile_id, None)
        self.refusals.pop(profile_id, None)
        self.loaded_at.pop(profile_id, None)
        self._arrivals.keep_only(profile_id, frozenset())
        self._runner.run(lambda _task: self._directory.forget(profile_id), done=_pass, failed=_pass)
        self.listing_changed.emit()
        self.state_changed.emit()

    def _stop(self, profile_id: str) -> None:
        asking = self._asking.pop(profile_id, None)
        if asking is not None:
            asking.cancel()
        self.pauses.pop(profile_id, None)

    def _ask_for_all(self, asking: Asking) -> None:
        profile_id, directory = asking.profile_id, self._directory
        if profile_id in self.loaded_at:
            self._ask_the_cloud(asking)
        else:
            self._run(
                asking,
                lambda _task: directory.cached(profile_id),
                done=lambda cached: self._on_cached(asking, cached),
            )

    def _ask_the_cloud(self, asking: Asking) -> None:
        profile_id, directory = asking.profile_id, self._directory

        def work(task: Task) -> None:
            patience = () if asking.quiet else (task.pause,)
            for page in directory.pages(profile_id, lambda: task.cancelled, *patience):
                task.report(page)

        self._run(asking, work, done=lambda _nothing: self._on_complete(asking))

    def _ask_for_changes(self, asking: Asking, since: datetime) -> None:
        profile_id, directory = asking.profile_id, self._directory
        self._run(
            asking,
            lambda task: directory.changes(profile_id, since, lambda: task.cancelled),
            done=lambda changes: self._on_changes(asking, changes),
        )

    def _run(self, asking: Asking, work: Callable[[Task], Any], done: Callable[[Any], None]) -> None:
        self._asked.add(asking.profile_id)
        self._asking[asking.profile_id] = asking
        asking.task = self._runner.run(
            work,
            progress=lambda step: self._on_step(asking, step),
            done=lambda result: self._in_turn(asking, lambda: done(result)),
            failed=lambda error: self._in_turn(asking, lambda: self._on_failed(asking, error)),
        )

    def _on_step(self, asking: Asking, step: Pause | tuple[Server, ...]) -> None:
        was_paused = self.pauses.pop(asking.profile_id, None) is not None
        if isinstance(step, Pause):
            self.pauses[asking.profile_id] = step.seconds
        else:
            self._take_in(asking, step, self._arrivals.take)
        if was_paused or self.pauses:
            self.state_changed.emit()

    def _on_cached(self, asking: Asking, cached: "CachedList | None") -> None:
        if cached is None:
            self._ask_the_cloud(asking)
            return
        self._take_in(asking, cached.servers, self._arrivals.take, seen=False)
        self._in_turn(asking, lambda: self._on_shown(asking, cached.complete_at))

    def _on_recalled(self, asking: Asking, cached: "CachedList | None", *, or_load: bool) -> None:
        if cached is None:
            self._stop(asking.profile_id)
            if or_load:
                self.begin([asking.profile_id])
            return
        self._take_in(asking, cached.servers, self._arrivals.take, seen=False)
        self._in_turn(asking, lambda: self._date(asking, cached.complete_at))
        self._in_turn(asking, lambda: self._stop(asking.profile_id))

    def _date(self, asking: Asking, complete_at: datetime) -> None:
        now = Instant.now()
        age = max(0.0, (now.wall - complete_at).total_seconds())
        # This machine may have been started since: only the wall clock knows how long ago that was.
        self.loaded_at[asking.profile_id] = Instant(complete_at, now.monotonic - age)
        self.state_changed.emit()

    def _on_shown(self, asking: Asking, complete_at: datetime) -> None:
        self._date(asking, complete_at)
        # Logging in takes 100 ms of imports, which would hold up the painting of these rows.
        QTimer.singleShot(0, self, lambda: self._in_turn(asking, lambda: self._ask_the_cloud(asking)))

    def _on_complete(self, asking: Asking) -> None:
        self._tell(asking, self._arrivals.keep_only(asking.profile_id, asking.seen))
        self._whole[asking.profile_id] = Whole(Instant.now(), asking.known_to)
        self._on_up_to_date(asking)

    def _on_changes(self, asking: Asking, changes: Changes) -> None:
        if changes.are_all:
            self._take_in(asking, changes.servers, self._arrivals.take)
            self._in_turn(asking, lambda: self._on_complete(asking))
        else:
            self._take_in(asking, changes.servers, self._arrivals.take_changes)
            self._in_turn(asking, lambda: self._on_changes_known(asking))

    def _on_changes_known(self, asking: Asking) -> None:
        whole = self._whole[asking.profile_id]
        known_to = max(filter(None, (whole.known_to, asking.known_to)), default=None)
        self._whole[asking.profile_id] = replace(whole, known_to=known_to)
        self._on_up_to_date(asking)

    def _take_in(
        self,
        asking: Asking,
        servers: Sequence[Server],
        take: Callable[[Sequence[Server]], News],
        *,
        seen: bool = True,
    ) -> None:
        """Take servers in by portions, and tell of them all at once: to paint takes longer than that."""
        news: list[News] = []

        def take_portion(first: int) -> None:
            portion = servers[first : first + PORTION]
            if seen:
                asking.saw(portion)
            news.append(take(portion))
            if first + PORTION >= len(servers):
                self._tell(asking, together(news))

        self._in_turn(asking, *(partial(take_portion, first) for first in range(0, len(servers), PORTION)))

    def _in_turn(self, asking: Asking, *steps: Callable[[], None]) -> None:
        """Do what belongs to an asking after what arrived before; nothing once it was stopped."""
        self._portions.put(*(partial(self._do, asking, step) for step in steps))

    def _do(self, asking: Asking, step: Callable[[], None]) -> None:
        if self._asking.get(asking.profile_id) is asking:
            step()

    def _tell(self, asking: Asking, news: News) -> None:
        if news.moved:
            self.listing_changed.emit()
        # Where nothing was shown before, everything is new, and nothing is news.
        if news.rows and asking.profile_id in self.loaded_at:
            self.rows_changed.emit(news.rows)

    def _on_up_to_date(self, asking: Asking) -> None:
        self.loaded_at[asking.profile_id] = Instant.now()
        was_refused = self.refusals.pop(asking.profile_id, None) is not None
        self._settle(asking, None, told=was_refused)

    def _on_failed(self, asking: Asking, error: PortholeError) -> None:
        profile_id = asking.profile_id
        known = self.refusals.get(profile_id)
        # A cloud that wants a pause gets it: whoever asked for nothing need not hear of it.
        is_news = not isinstance(error, RateLimitedError) and (
            known is None or known.trouble.what != error.trouble.what
        )
        if is_news or not asking.quiet:
            self.refusals[profile_id] = error
        self._settle(asking, error, told=is_news)

    def _settle(self, asking: Asking, error: PortholeError | None, *, told: bool) -> None:
        self._stop(asking.profile_id)
        if told or not asking.quiet:
            self.state_changed.emit()
        self.settled.emit(asking.profile_id, asking.seconds, error)


def _cached(directory: ServerDirectory, profile_id: str, _task: Task) -> "CachedList | None":
    return directory.cached(profile_id)


def _pass(_nothing: object) -> None:
    """Nobody waits for this."""
