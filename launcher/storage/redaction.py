"""Taking secrets out of log records."""

import logging
import re

_HIDDEN = "[hidden]"

# No pattern begins with a repetition, and none is tried again inside what it has looked through: a log
# line may be a whole answer of a cloud, and a slow filter would hold up every thread.
_NAME = r"(?:password|passwd|passcode|passphrase|adminpass|secret(?:_access)?(?:_key)?|private_key|token)"
_HEADER = r"(?:authorization|cookie|x-[a-z]{1,20}-token)"
_QUOTE = r"""\\*["']"""
_QUOTED = rf"(?P<quote>{_QUOTE})(?:(?!(?P=quote))(?:\\.|.))*(?:(?P=quote)|\Z)"
_NO_VALUE = r"""(?:\[hidden\]|[{\[]\s*(?:\\*["'}\]]|\Z))"""
_UUID = r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}"

_QUERY = re.compile(r"""[?#][^\s"'<>]+""")
_QUERY_SECRET = re.compile(r"token|secret|passw|signature|ticket", re.IGNORECASE)
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), replacement)
    for pattern, replacement in (
        # Whatever follows a console's page.
        (r"""(\.html\?)[^\s"'<>]+""", rf"\1{_HIDDEN}"),
        (r"""(token%3D)[^\s"'<>&]+""", rf"\1{_HIDDEN}"),
        (r"""(://)[^/\s"'@]+@""", rf"\1{_HIDDEN}@"),
        # Headers, in a dictionary or a list, or on a line of their own, where the value may have blanks.
        (rf"({_HEADER}(?:{_QUOTE})?\s*[:=,]\s*b?){_QUOTED}", rf"\1{_HIDDEN}"),
        (r"((?:authorization|cookie)\s*[:=]\s*)[^\r\n\"']+", rf"\1{_HIDDEN}"),
        # "password": "...", secret=..., ('passcode', '...')
        (rf"({_NAME}(?:{_QUOTE})?\s*[:=]\s*b?){_QUOTED}", rf"\1{_HIDDEN}"),
        (rf"(\(b?{_QUOTE}\w*{_NAME}{_QUOTE}\s*,\s*b?){_QUOTED}", rf"\1{_HIDDEN}"),
        (rf"({_NAME}(?:{_QUOTE})?\s*[:=]\s*)(?!{_NO_VALUE})[^\s&]+", rf"\1{_HIDDEN}"),
        # Keystone's {"token": {"id": "..."}} (Identity API v3, "Token authentication").
        (rf"(token{_QUOTE}\s*:\s*\{{\s*{_QUOTE}id{_QUOTE}\s*:\s*){_QUOTED}", rf"\1{_HIDDEN}"),
        # Tokens that stand alone: UUID, Fernet, JWS. A bare UUID is most often a server's id, and stays.
        (rf"(\btoken\s+){_UUID}", rf"\1{_HIDDEN}"),
        (r"\bgAAAA[\w-]{16,}(?:=|%3D)*", _HIDDEN),
        (r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*", _HIDDEN),
    )
)


def redact(text: str) -> str:
    """Return ``text`` without tokens, passwords, secrets, and the query of console URLs."""
    text = _QUERY.sub(_without_secret, text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def _without_secret(query: re.Match[str]) -> str:
    # Of a console's URL: ?token=..., ?path=%3Ftoken%3D...
    return f"{query[0][0]}{_HIDDEN}" if _QUERY_SECRET.search(query[0]) else query[0]


class RedactionFilter(logging.Filter):
    """Redacts the message, the exception and the stack of every record that passes.

    It belongs to handlers: a logger's filter does not see the records of the loggers below it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact ``record`` in place; it always passes."""
        record.msg = redact(_message(record))
        record.args = None
        if record.exc_info:
            text = record.exc_text or logging.Formatter().formatException(record.exc_info)
            # The exception itself goes: any other formatter would print it as it is.
            record.exc_text, record.exc_info = redact(text), None
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception as error:  # noqa: BLE001 - a value's own __str__ may raise anything
        return f"{record.msg} (a log call whose values do not fit: {type(error).__name__})"
