"""A moment, read from two clocks at once."""

import time
from datetime import UTC, datetime

import msgspec


class Instant(msgspec.Struct, frozen=True):
    """One moment as the wall clock and the monotonic clock saw it.

    The monotonic clock stands still while a laptop is suspended; the wall clock jumps when it is
    corrected. Neither alone can say how old a link is.

    Attributes:
        wall: timezone-aware time of day.
        monotonic: ``time.monotonic()``, seconds.
    """

    wall: datetime
    monotonic: float

    def __post_init__(self) -> None:
        if self.wall.tzinfo is None:
            message = "an Instant needs a timezone-aware datetime"
            raise ValueError(message)

    @classmethod
    def now(cls) -> "Instant":
        """Read both clocks."""
        return cls(wall=datetime.now(UTC), monotonic=time.monotonic())

    def seconds_since(self, earlier: "Instant") -> float:
        """Return the seconds since ``earlier``, never less than 0.

        The larger of both clocks' answers: a link may be called dead too early, never alive too late.
        """
        by_wall = (self.wall - earlier.wall).total_seconds()
        by_monotonic = self.monotonic - earlier.monotonic
        return max(by_wall, by_monotonic, 0.0)
