"""The cloud's own words, made fit to be shown."""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

import msgspec

from launcher.cloud.wire import Answer

_DAY = 86_400.0
"""Seconds."""

LONGEST = 500
"""Characters of a cloud's words that are kept."""

_SECRET_PATTERNS = (
    # A console's token, as it stands in an address.
    re.compile(r"(token(?:=|%3D|[\"']?\s*:\s*[\"']?))[^&\s\"'<>]+", re.IGNORECASE),
    # A password in an address (a proxy's).
    re.compile(r"(://[^/\s:@]*:)[^/\s@]+(?=@)"),
    # A Fernet token, wherever it stands.
    re.compile(r"()gAAAA[\w=-]{20,}"),
)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)


def clean(text: str, secrets: tuple[str, ...] = ()) -> str:
    """Return ``text`` on one line, without control characters and secrets, of at most 500 characters.

    Args:
        text: whatever a cloud or a library said.
        secrets: taken out wherever they stand.
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, "•••")
    text = text[: 10 * LONGEST]
    for pattern in _SECRET_PATTERNS:
        text = pattern.sub(r"\1•••", text)
    shown = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    shown = " ".join(shown.split())
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def message_of(answer: Answer) -> str:
    """Return what the cloud said about an error, in its own words, or empty.

    Nova says ``{"itemNotFound": {"message": …}}``, Keystone ``{"error": {"message": …}}``, Huawei's
    clouds put a code beside it or say ``{"error_code": …, "error_msg": …}``, the API guidelines
    ``{"errors": [{"title": …, "detail": …}]}``; what stands before them answers in HTML.
    """
    try:
        found = _message_in(msgspec.json.decode(answer.body))
    except (msgspec.DecodeError, UnicodeDecodeError):
        text = answer.body.decode(errors="replace")
        title = _TITLE.search(text)
        found = title[1] if title else ("" if "<" in text else text)
    return clean(found, answer.secrets)


def details_of(answer: Answer, *said: str) -> str:
    """Return what a person finds under "details": the status and the cloud's words, 500 characters at most.

    Args:
        answer: which was no success.
        said: in place of the answer's own message.
    """
    return clean(" ".join((f"HTTP {answer.status}.", *(said or (message_of(answer),)))))


def _message_in(body: Any) -> str:
    match body:
        case {"error_msg": str(message)}:
            return _with_code(message, body.get("error_code"))
        case {"message": str(message)}:
            return _with_code(message, body.get("code"))
        case {"errors": [{"title": str(title)} as first, *_]}:
            return " ".join((title, str(first.get("detail") or "")))
        case dict():
            inner = (_message_in(value) for value in body.values() if isinstance(value, dict))
            return next(filter(None, inner), "")
    return ""


def _with_code(message: str, code: object) -> str:
    return f"{code}: {message}" if isinstance(code, str) and not code.isdigit() else message


def moment_of(text: str | None) -> datetime | None:
    """Return a time as Nova writes it, timezone-aware; None where it is none.

    Nova's times are UTC, also where the letter is left out that says so: some clouds do, and all do for a
    server's actions.
    """
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def retry_after(answer: Answer) -> float:
    """Return the seconds the cloud asked to wait, a day at most; 0: it did not say (RFC 9110, 10.2.3)."""
    value = answer.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return min(float(value), _DAY)
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - 5 ms of every start, for a rare header

    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), _DAY)
