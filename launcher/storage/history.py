"""The file of consoles that were opened."""

import logging
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from launcher.storage import paths
from launcher.storage.atomic import write_atomically

_log = logging.getLogger(__name__)


class Opened(msgspec.Struct, frozen=True, gc=False):
    """A console that was opened.

    Attributes:
        profile: the id of the server's profile.
        server: Nova's id of the server.
        at: when it was opened last; timezone-aware.
    """

    profile: str
    server: str
    at: datetime


class HistoryFile:
    """Reads and writes ``history.json``. Neither ever raises: nothing here is precious.

    Args:
        path: the file; where platformdirs says, unless given.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        """The file. It need not exist."""
        return self._path or paths.history_file()

    def read(self) -> tuple[Opened, ...]:
        """Return what was opened, newest first; a broken file is removed."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=tuple[Opened, ...])
        except FileNotFoundError:
            pass
        except OSError:
            _log.warning("the history of consoles could not be read", exc_info=True)
        except ValueError:
            _log.warning("the history of consoles could not be understood, and was removed")
            with suppress(OSError):
                self.path.unlink()
        return ()

    def write(self, opened: tuple[Opened, ...]) -> None:
        """Remember what was opened, newest first."""
        try:
            write_atomically(self.path, msgspec.json.encode(opened))
        except OSError:
            _log.warning("the history of consoles could not be written", exc_info=True)
