"""Waiting for as long as a cloud asks, where it asks for a pause (RFC 6585, "429 Too Many Requests")."""

from collections.abc import Callable
from typing import TypeVar

from launcher.model.errors import RateLimitedError

T = TypeVar("T")

Wait = Callable[[float], bool]
"""Lets so many seconds go by; False: nobody waits any more, or nobody should."""

LONGEST_PAUSE = 60.0
"""Seconds. A person who is asked to wait longer decides for themselves."""

_TRIES = 4


def never(_seconds: float) -> bool:
    """Do not wait: the person is told how long the cloud wants to be left alone."""
    return False


def patiently(ask: Callable[[], T], wait: Wait) -> T:
    """Return what ``ask`` returns, asked again after each pause that the cloud wants.

    Args:
        ask: one or more requests.
        wait: called with the seconds of each pause.

    Raises:
        RateLimitedError: the pause is longer than a minute or of unknown length, ``wait`` said no, or the
            cloud wants one pause after the other.
        PortholeError: whatever else ``ask`` raises.
    """
    for _ in range(_TRIES - 1):
        try:
            return ask()
        except RateLimitedError as error:
            if not 0 < error.retry_after <= LONGEST_PAUSE or not wait(error.retry_after):
                raise
    return ask()
