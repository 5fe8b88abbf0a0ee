"""The file of consoles that were opened."""

import logging
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from launcher.storage import paths
from launcher.storage.aside import keep_copy, set_aside
from launcher.storage.atomic import write_atomically

_SCHEMA = 1
"""The version of the file's layout that this Porthole writes. Before there were any it was a bare list."""

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


class _Text(msgspec.Struct, frozen=True):
    opened: tuple[Opened, ...]
    schema: int = _SCHEMA


class HistoryFile:
    """Reads and writes ``history.json``. Neither ever raises: a history is no reason not to start.

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
        """Return what was opened, newest first; one of no use is set aside (``.broken``)."""
        try:
            return self._understood(self.path.read_bytes())
        except FileNotFoundError:
            pass
        except OSError:
            _log.warning("the history of consoles could not be read", exc_info=True)
            self._set_aside()
        except ValueError:
            _log.warning("the history of consoles could not be understood")
            self._set_aside()
        return ()

    def _set_aside(self) -> None:
        # Whatever kept it from being read: it is written anew when the next console opens.
        if not self.path.is_dir():
            with suppress(OSError):
                set_aside(self.path)

    def _understood(self, data: bytes) -> tuple[Opened, ...]:
        text = msgspec.json.decode(data, type=_Text | tuple[Opened, ...])
        if isinstance(text, tuple):
            return text
        if text.schema > _SCHEMA:
            _log.warning("a newer Porthole wrote the history of consoles, of which a copy is kept")
            keep_copy(self.path, text.schema)
        return text.opened

    def write(self, opened: tuple[Opened, ...]) -> None:
        """Remember what was opened, newest first."""
        try:
            write_atomically(self.path, msgspec.json.encode(_Text(opened)))
        except OSError:
            _log.warning("the history of consoles could not be written", exc_info=True)
