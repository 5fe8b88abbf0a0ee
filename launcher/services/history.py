"""The servers whose consoles were opened last."""

import threading
from datetime import UTC, datetime

from launcher.model.server import ServerKey
from launcher.services.profiles import ProfileBook
from launcher.storage.history import HistoryFile, Opened

LIMIT = 50
"""How many servers are remembered."""


class History:
    """Remembers which consoles were opened. Those of guests' servers are never written down.

    :meth:`load` and :meth:`store` wait for the disk and belong into a worker; everything may be called from
    any thread.
    """

    def __init__(self, file: HistoryFile, book: ProfileBook) -> None:
        self._file = file
        self._book = book
        self._lock = threading.Lock()
        self._storing = threading.Lock()
        self._opened: dict[ServerKey, datetime] = {}
        self._stored: tuple[Opened, ...] | None = None

    @property
    def recent(self) -> tuple[ServerKey, ...]:
        """The servers opened last, the newest first, each once."""
        return tuple(self._opened)

    def opened(self, key: ServerKey, now: datetime) -> None:
        """Remember that a server's console was opened.

        Args:
            key: whose.
            now: timezone-aware.
        """
        with self._lock:
            self._keep({**self._opened, key: now})

    def forget_profile(self, profile_id: str) -> None:
        """Forget all servers of a profile: it was removed."""
        with self._lock:
            self._keep({key: at for key, at in self._opened.items() if key.profile_id != profile_id})

    def load(self) -> None:
        """Read what earlier runs remembered."""
        with self._storing:
            self._stored = self._file.read()
            # A file written by hand may know no time zone: then it is ours.
            read = {ServerKey(one.profile, one.server): one.at.astimezone(UTC) for one in self._stored}
            with self._lock:
                self._keep({**read, **self._opened})

    def store(self) -> None:
        """Write down what is remembered."""
        if self._stored is None:
            # What earlier runs remembered is not to be lost.
            self.load()
        with self._storing:
            opened = tuple(
                Opened(*key, at)
                for key, at in self._opened.items()
                if not self._book.is_guest(key.profile_id)
            )
            if opened != self._stored:
                self._file.write(opened)
                self._stored = opened

    def _keep(self, opened: dict[ServerKey, datetime]) -> None:
        newest = sorted(opened.items(), key=lambda one: one[1], reverse=True)
        self._opened = dict(newest[:LIMIT])
