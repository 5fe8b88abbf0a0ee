"""What ``porthole doctor`` finds."""

from enum import StrEnum

import msgspec

from launcher.model.errors import PortholeError


class Health(StrEnum):
    """How something is."""

    OK = "ok"
    WARNING = "warning"
    """It works, and wants to be looked at."""
    FAILED = "failed"
    UNTRIED = "untried"
    """It could not be tried here, or not without a person."""


class Finding(msgspec.Struct, frozen=True):
    """What came of one check.

    Attributes:
        check: a short name of what was looked at.
        health: how it is.
        words: what was found, one sentence.
        next_step: what to do about it, or empty.
        details: the words of who refused, for the curious, or empty; never a secret.
    """

    check: str
    health: Health
    words: str
    next_step: str = ""
    details: str = ""


def failure(check: str, error: PortholeError, health: Health = Health.FAILED) -> Finding:
    """Return what an error means for a check."""
    trouble = error.trouble
    return Finding(check, health, trouble.what, trouble.next_step, trouble.details)
