"""How often a console log is looked at while somebody follows it."""

SHORTEST = 2.0
"""Seconds between two looks that no cloud is asked to bear less of."""

_USUAL = 4.0
_LONGEST = 120.0


class Pace:
    """Says how long to wait for the next look; slower after each refusal, usual again after a success.

    Attributes:
        seconds: until the next look.
    """

    def __init__(self, usual: float = _USUAL, shortest: float = SHORTEST, longest: float = _LONGEST) -> None:
        """Wait for ``usual`` seconds, if that is not less than ``shortest``."""
        self._usual = max(usual, shortest)
        self._longest = longest
        self.seconds = self._usual

    def answered(self) -> None:
        """The last look was answered."""
        self.seconds = self._usual

    def refused(self, retry_after: float = 0.0) -> None:
        """The last look was refused; the cloud may have said for how long it wants to be left alone."""
        self.seconds = max(min(2 * self.seconds, self._longest), retry_after)
