"""One list being asked for, and what a list that was complete is good for."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from launcher.model.instant import Instant
from launcher.model.server import Server
from launcher.services.directory import newest_update
from launcher.ui.runner import Task


class Asking(msgspec.Struct):
    """One profile's list being asked for.

    Attributes:
        profile_id: whose.
        quiet: nobody waits for it: no progress is shown, and no pause is waited for.
        begun: when it began.
        seen: the ids of the servers that have come.
        newest: the last moment of the cloud's own clock that they tell of.
        task: the work itself.
    """

    profile_id: str
    quiet: bool
    begun: Instant = msgspec.field(default_factory=Instant.now)
    seen: set[str] = msgspec.field(default_factory=set)
    newest: datetime | None = None
    task: Task | None = None

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return Instant.now().seconds_since(self.begun)

    @property
    def known_to(self) -> datetime | None:
        """Up to which moment of the cloud's own clock nothing was missed, or None: it named none.

        What changed on the first page while the last was being read is not known yet. How long that took
        is all this machine's clock is asked: it may be wrong by hours, seconds are as long as elsewhere.
        """
        return self.newest and self.newest - timedelta(seconds=self.seconds)

    def saw(self, servers: Iterable[Server]) -> None:
        """Remember what came."""
        self.seen.update(server.id for server in servers)
        self.newest = max(filter(None, (self.newest, newest_update(servers))), default=None)

    def cancel(self) -> None:
        """Silence it."""
        if self.task is not None:
            self.task.cancel()


class Whole(msgspec.Struct, frozen=True):
    """A list that was complete in this run.

    Attributes:
        at: when it was.
        known_to: up to which moment of the cloud's own clock changes are known, or None: it named none.
    """

    at: Instant
    known_to: datetime | None
