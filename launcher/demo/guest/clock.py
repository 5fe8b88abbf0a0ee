"""A clock that can be stopped, as a paused server's is."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class GuestClock:
    """Counts the seconds since it was made, leaving out those for which it was stopped."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Go by ``clock``, which gives seconds."""
        self._clock = clock
        self._began = clock()
        # Whole seconds: the clock on the screen then changes when ``seconds`` does.
        self._began_at = datetime.now(UTC).replace(microsecond=0)
        self._stopped_at: float | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether it stands still."""
        return self._stopped_at is not None

    def seconds(self) -> float:
        """Return the seconds since it was made."""
        return (self._clock() if self._stopped_at is None else self._stopped_at) - self._began

    def wall(self) -> datetime:
        """Return the time of day, timezone-aware; it lags after a stop."""
        return self._began_at + timedelta(seconds=self.seconds())

    def stop(self) -> None:
        """Stand still."""
        if self._stopped_at is None:
            self._stopped_at = self._clock()

    def go_on(self) -> None:
        """Run again, from where it stood."""
        if self._stopped_at is not None:
            self._began += self._clock() - self._stopped_at
            self._stopped_at = None
