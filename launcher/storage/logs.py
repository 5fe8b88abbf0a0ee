"""The log: a small rotating file that holds no secret."""

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from launcher.storage import paths
from launcher.storage.redaction import RedactionFilter

_BYTES = 512 * 1024
_OLDER_FILES = 2
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _OwnersFile(RotatingFileHandler):
    """A rotating file that nobody but its owner can read."""

    def _open(self) -> TextIOWrapper:
        file = open(self.baseFilename, self.mode, encoding="utf-8", opener=_open_privately)  # noqa: PTH123, SIM115
        Path(self.baseFilename).chmod(0o600)
        return file


def _open_privately(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def start_logging(*, debug: bool = False) -> Path | None:
    """Send the log to a file; called once more, start anew.

    Args:
        debug: everything, instead of warnings and errors only.

    Returns:
        the file; None where it cannot be written, and the log goes to standard error.
    """
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _OwnersFile)]:
        root.removeHandler(handler)
        handler.close()
    path = paths.log_dir() / "porthole.log"
    file = _log_file(path)
    handler = file or logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)
    root.setLevel(logging.DEBUG if debug else logging.WARNING)
    for handler in root.handlers:
        handler.addFilter(RedactionFilter())
    return path if file else None


def _log_file(path: Path) -> _OwnersFile | None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _OwnersFile(path, maxBytes=_BYTES, backupCount=_OLDER_FILES)
    except OSError:
        return None
