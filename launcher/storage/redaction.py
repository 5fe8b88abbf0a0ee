"""Taking secrets out of log records."""

import logging
import re

_HIDDEN = "[hidden]"

_NAME = (
    r"[\w-]*(?:password|passwd|passcode|passphrase|adminpass|secret(?:_access)?(?:_key)?|private_key|token)"
)
_QUOTE = r"""\\*["']"""
_QUOTED = rf"(?P<quote>{_QUOTE})(?:(?!(?P=quote))(?:\\.|.))*(?:(?P=quote)|\Z)"
_BRACKET = r"""[{\[]\s*(?:\\*["'}\]]|\Z)"""
_UUID = r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}"

_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), replacement)
    for pattern, replacement in (
        # The query of a console's URL: ?token=…, ?path=%3Ftoken%3D…, and whatever follows a page.
        (r"""([?#])(?=[^\s"'<>]*(?:token|secret|passw|signature|ticket))[^\s"'<>]+""", rf"\1{_HIDDEN}"),
        (r"""(\.html\?)[^\s"'<>]+""", rf"\1{_HIDDEN}"),
        (r"""(token%3D)[^\s"'<>&]+""", rf"\1{_HIDDEN}"),
        (r"""(://)[^/\s"'@]+@""", rf"\1{_HIDDEN}@"),
        # Headers whose value has blanks in it.
        (rf"((?:authorization|cookie)(?:{_QUOTE})?\s*[:=,]\s*b?){_QUOTED}", rf"\1{_HIDDEN}"),
        (r"((?:authorization|cookie)\s*[:=]\s*)[^\r\n\"']+", rf"\1{_HIDDEN}"),
        # X-Auth-Token: …, "password": "…", secret=…, ('X-Subject-Token', '…')
        (rf"({_NAME}(?:{_QUOTE})?\s*[:=,]\s*b?){_QUOTED}", rf"\1{_HIDDEN}"),
        (rf"({_NAME}(?:{_QUOTE})?\s*[:=]\s*)(?!{_BRACKET})[^\s&]+", rf"\1{_HIDDEN}"),
        # Keystone's {"token": {"id": "…"}} (Identity API v3, "Token authentication").
        (rf"(token{_QUOTE}\s*:\s*\{{\s*{_QUOTE}id{_QUOTE}\s*:\s*){_QUOTED}", rf"\1{_HIDDEN}"),
        # Tokens that stand alone: UUID, Fernet, JWS. A bare UUID is most often a server, and stays.
        (rf"(\btoken\s+){_UUID}", rf"\1{_HIDDEN}"),
        (r"\bgAAAA[\w-]{16,}(?:=|%3D)*", _HIDDEN),
        (r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*", _HIDDEN),
    )
)


def redact(text: str) -> str:
    """Return ``text`` without tokens, passwords, secrets, and the query of console URLs."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


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
