"""The log: a small rotating file that holds no secret."""

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from launcher.storage import paths
from launcher.storage.redaction import RedactionFilter

_BYTES = 512 * 1024
_OLDER_FILES = 2
_DETAIL_CHARACTERS = 400
"""Libraries write whole answers of a cloud at their debug level, tokens' catalogs among them."""

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_redaction = RedactionFilter()


class _Curt(logging.Formatter):
    """Cuts details short: what has been said first tells which request it was."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if record.levelno > logging.DEBUG or record.exc_text or record.stack_info:
            return text
        left_out = len(text) - _DETAIL_CHARACTERS
        return f"{text[:_DETAIL_CHARACTERS]} … {left_out} more characters" if left_out > 0 else text


class _StandardError(logging.StreamHandler[TextIO]):
    """Where the log goes when it has no file."""


class _OwnersFile(RotatingFileHandler):
    """A rotating file that nobody but its owner can read."""

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        path.touch(mode=0o600)
        path.chmod(0o600)
        return super()._open()


_OURS = (_OwnersFile, _StandardError)


def start_logging(*, debug: bool = False) -> Path | None:
    """Send the log to a file; called once more, start anew.

    Args:
        debug: everything, long details cut, instead of warnings and errors only.

    Returns:
        the file; None where it cannot be written, and the log goes to standard error.
    """
    root = logging.getLogger()
    for old in [handler for handler in root.handlers if isinstance(handler, _OURS)]:
        root.removeHandler(old)
        old.close()
    path = paths.log_dir() / "porthole.log"
    file = _log_file(path)
    target = file or _StandardError()
    target.setFormatter(_Curt(_FORMAT))
    root.addHandler(target)
    root.setLevel(logging.DEBUG if debug else logging.WARNING)
    # It calls every login method an error whose own library is not installed, each time they are listed.
    logging.getLogger("stevedore.extension").setLevel(logging.CRITICAL)
    for handler in root.handlers:
        handler.addFilter(_redaction)
    return path if file else None


def _log_file(path: Path) -> _OwnersFile | None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _OwnersFile(path, maxBytes=_BYTES, backupCount=_OLDER_FILES)
    except OSError:
        return None
