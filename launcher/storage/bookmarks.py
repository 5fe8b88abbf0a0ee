"""The file of favourites, saved filters and watched servers."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from launcher.model.bookmarks import Marked, MarkedServer, SavedFilter
from launcher.model.errors import BookmarksError, Trouble
from launcher.model.server import ServerKey
from launcher.storage import paths
from launcher.storage.aside import keep_copy, set_aside
from launcher.storage.atomic import reason, write_atomically

_SCHEMA = 1
"""The version of the file's layout that this Porthole knows."""

_HEAD = "# Porthole's favourite servers, saved filters and watched servers, in the order of its menus.\n"

# One for the process: two objects for one file must not lose each other's changes either.
_lock = threading.Lock()


class _Text(msgspec.Struct, frozen=True):
    schema: int = _SCHEMA
    favourites: tuple[MarkedServer, ...] = ()
    filters: tuple[SavedFilter, ...] = ()
    watched: tuple[MarkedServer, ...] = ()


class BookmarksFile:
    """Reads and writes ``bookmarks.toml``. It belongs to the person, who may edit it.

    What cannot be understood is never overwritten: it is set aside (``.broken``) before anything is written.
    Of what a newer Porthole wrote a copy is kept before that (``.schema-2``), and tables that this one does
    not know stay. Every method waits for the disk.

    Args:
        path: the file; where platformdirs says, unless given.

    Attributes:
        problem: what a person should be told, though the file could be read; None: nothing.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._schema = _SCHEMA
        self._unknown: dict[str, Any] = {}
        self.problem: BookmarksError | None = None

    @property
    def path(self) -> Path:
        """The file. It need not exist."""
        return self._path or paths.bookmarks_file()

    def read(self) -> Marked | None:
        """Return what the file says, each server and each filter's name once; None where there is no file.

        Raises:
            BookmarksError: it cannot be read or understood.
        """
        self._schema, self._unknown, self.problem = _SCHEMA, {}, None
        try:
            found: dict[str, Any] = msgspec.toml.decode(self.path.read_bytes())
            text = msgspec.convert(found, _Text)
        except FileNotFoundError:
            return None
        except OSError as error:
            what = f"{self.path} could not be read: {reason(error)}."
            raise BookmarksError(Trouble(what, self._step("Give yourself read access to it"))) from error
        except ValueError as error:
            what = f"{self.path} could not be understood: favourites and saved filters are missing."
            raise BookmarksError(Trouble(what, self._step("Correct it"), details=str(error))) from None
        self._schema = text.schema
        self._unknown = {key: value for key, value in found.items() if key not in _Text.__struct_fields__}
        if text.schema > _SCHEMA:
            what = (
                f"{self.path} was written by a newer Porthole, and is used as far as this one understands it."
            )
            step = "When something is marked, a copy of it is kept beside for the day you update."
            self.problem = BookmarksError(Trouble(what, step))
        filters: dict[str, SavedFilter] = {}
        for saved in text.filters:
            filters.setdefault(saved.name, saved)
        return Marked(_each_once(text.favourites), tuple(filters.values()), _each_once(text.watched))

    def change(self, change: Callable[[Marked | None], Marked]) -> Marked:
        """Write what ``change`` makes of what the file says now, and return that.

        Args:
            change: gets None where there is no file, or one that was set aside.

        Raises:
            BookmarksError: the system refused; the file is as it was.
        """
        with _lock:
            try:
                found = self.read()
            except BookmarksError:
                self._set_aside()
                found = None
            wanted = change(found)
            if wanted != found:
                self._write(wanted)
            return wanted

    def _write(self, marked: Marked) -> None:
        import tomlkit  # noqa: PLC0415 - 20 ms that the start of the program can do without

        text = _Text(favourites=marked.favourites, filters=marked.filters, watched=marked.watched)
        try:
            if self._schema > _SCHEMA:
                keep_copy(self.path, self._schema)
            whole = msgspec.to_builtins(text) | self._unknown
            write_atomically(self.path, (_HEAD + tomlkit.dumps(whole)).encode())
        except OSError as error:
            raise self._unwritten(error) from error

    def _set_aside(self) -> None:
        try:
            set_aside(self.path)
        except OSError as error:
            raise self._unwritten(error) from error

    def _step(self, mend: str) -> str:
        return (
            f"{mend} and start Porthole again. When something is marked before that, "
            f"the file is kept as {self.path.name}.broken, and a new one begun."
        )

    def _unwritten(self, error: OSError) -> BookmarksError:
        what = f"{self.path} could not be written: {reason(error)}."
        step = "Favourites and filters stay as they are until Porthole is closed. Make room or give yourself "
        return BookmarksError(Trouble(what, step + "write access there, then mark something again."))


def _each_once(servers: tuple[MarkedServer, ...]) -> tuple[MarkedServer, ...]:
    first: dict[ServerKey, MarkedServer] = {}
    for server in servers:
        first.setdefault(server.key, server)
    return tuple(first.values())
