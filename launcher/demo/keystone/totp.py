"""One-time codes, as an authenticator app shows them."""

import base64
import hmac
from datetime import datetime, timedelta

STEP = timedelta(seconds=30)
"""How long an app shows one code (RFC 6238, "TOTP", time-step X)."""

_DIGITS = 6


def passcode(key: str, now: datetime) -> str:
    """Return the code of a moment (RFC 6238; RFC 4226, section 5.3).

    Args:
        key: base32 as Keystone's credential of type ``totp`` holds it, without padding.
        now: when, with its time zone.
    """
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    counter = int(now.timestamp() // STEP.total_seconds())
    digest = hmac.digest(secret, counter.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**_DIGITS:0{_DIGITS}d}"


def is_right(key: str, given: str, now: datetime) -> bool:
    """Whether a code is of now or of the step before (Keystone, ``[totp] included_previous_windows``)."""
    return any(
        hmac.compare_digest(given.encode(), passcode(key, moment).encode()) for moment in (now, now - STEP)
    )
