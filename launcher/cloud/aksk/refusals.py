"""Why an access key was refused (Huawei Cloud, "Common Errors Related to IAM Authentication Information")."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from launcher.cloud.wire import Answer
from launcher.cloud.words import details_of, message_of
from launcher.model.errors import AuthenticationError, ClockError, PortholeError, Trouble

TOLERATED = timedelta(minutes=15)
"""How far a signature's date may be from the gateway's clock."""

_REFUSED = "The cloud refused the access key."
_TEMPORARY = "The key is a temporary one: enter its security token, or a new key where it has ended."
_STEPS = {
    "not exist": "Check the access key in the profile; it may have been deleted or disabled.",
    "reach the limit": "It is locked for five minutes after five refusals. Wait, then check the secret key.",
    "securitytoken": _TEMPORARY,
    "security token": _TEMPORARY,
}
_OTHERWISE = "Check the access key in the profile, then enter its secret key again."


def key_refused(answer: Answer) -> PortholeError:
    """Return the error for a signed request that was answered with 401 or 403.

    A clock that is wrong is told as that: the key is not at fault, and may be tried again.
    """
    message = message_of(answer).lower()
    details = details_of(answer)
    off = _off(answer)
    if abs(off) > TOLERATED:
        what = f"This machine's clock is {_minutes(off)} the cloud's."
        return ClockError(Trouble(what, _clock_step(), request_id=answer.request_id, details=details))
    if "signature expired" in message:
        what = "This machine's clock is too far from the cloud's."
        return ClockError(Trouble(what, _clock_step(), request_id=answer.request_id, details=details))
    step = next((step for words, step in _STEPS.items() if words in message), _OTHERWISE)
    return AuthenticationError(Trouble(_REFUSED, step, request_id=answer.request_id, details=details))


def _off(answer: Answer) -> timedelta:
    """Return by how much this machine's clock is ahead of the one that wrote the answer."""
    try:
        theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError:
        return timedelta()
    if theirs.tzinfo is None:
        theirs = theirs.replace(tzinfo=UTC)
    return datetime.now(UTC) - theirs


def _minutes(off: timedelta) -> str:
    side = "ahead of" if off > timedelta() else "behind"
    return f"{round(abs(off).total_seconds() / 60)} minutes {side}"


def _clock_step() -> str:
    minutes = int(TOLERATED.total_seconds() / 60)
    return f"Set it right, then try again: a signature counts for {minutes} minutes around its time."
