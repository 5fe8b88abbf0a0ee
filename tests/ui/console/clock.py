"""Both clocks, in a test's hand."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from launcher.model.instant import Instant


class Clock:
    """Runs on as clocks do, and can be put forward or back."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._wall = 0.0
        self._monotonic = 0.0
        monkeypatch.setattr(Instant, "now", self._now)

    def pass_by(self, seconds: float) -> None:
        """Let time go by."""
        self._wall += seconds
        self._monotonic += seconds

    def suspend(self, seconds: float) -> None:
        """Close the lid: the monotonic clock stands still."""
        self._wall += seconds

    def put_back(self, seconds: float) -> None:
        """Correct the time of day."""
        self._wall -= seconds

    def _now(self) -> Instant:
        return Instant(datetime.now(UTC) + timedelta(seconds=self._wall), time.monotonic() + self._monotonic)
