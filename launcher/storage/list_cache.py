"""The last list of each profile: shown at once at the next start, until the cloud has answered."""

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from sys import intern

import msgspec

from launcher.model.profile import Profile
from launcher.model.server import Server
from launcher.storage import paths
from launcher.storage.atomic import write_atomically

_log = logging.getLogger(__name__)

_lock = threading.Lock()
"""One for all, as the folder is: a list that is just being written must not outlive its removal."""

_VERSION = 1
"""Of the file's shape; what the fields of a server are is told by :attr:`_Kept.fields`."""

_FIELDS = Server.__struct_fields__
_SHARED = frozenset({"zone", "power", "flavor", "image", "key_name"})
"""Texts that many servers have alike: kept in memory once."""


class CachedList(msgspec.Struct, frozen=True):
    """A list as it once was.

    Attributes:
        servers: all servers of one profile.
        complete_at: when it was complete, by this machine's clock; timezone-aware.
    """

    servers: tuple[Server, ...]
    complete_at: datetime


class _Row(Server, frozen=True, array_like=True, gc=False):
    """A server without the names of its fields, which would be a third of the file."""


class _Head(msgspec.Struct, frozen=True):
    version: int
    fields: tuple[str, ...]
    leads_to: str


class _Kept(_Head, frozen=True, kw_only=True):
    complete_at: datetime
    rows: list[_Row]


_HEAD = msgspec.msgpack.Decoder(_Head)
_KEPT = msgspec.msgpack.Decoder(_Kept)


class ListCache:
    """Keeps one file a profile, readable by its owner only. Nothing ever raises: the cloud has it all.

    A file holds what the cloud says of servers: no secret, no token and no console link. It belongs to the
    project its profile led to, and is never read for another. Every method waits for the disk.

    Args:
        directory: where platformdirs says, unless given.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = directory

    @property
    def directory(self) -> Path:
        """Where the files are. It need not exist."""
        return self._directory or paths.lists_dir()

    def read(self, profile: Profile) -> CachedList | None:
        """Return a profile's last list; a file that is broken, older or another project's is removed."""
        path = self._path(profile.id)
        try:
            kept = _decoded(path.read_bytes(), profile)
        except FileNotFoundError:
            return None
        except OSError:
            _log.warning("the last list of servers could not be read", exc_info=True)
            return None
        if kept is None:
            self.remove(profile.id)
            return None
        return CachedList(tuple(_servers(profile.id, kept.rows)), kept.complete_at)

    def write(self, profile: Profile, cached: CachedList, go_on: Callable[[], bool] = lambda: True) -> None:
        """Keep a profile's list in place of the one before.

        Args:
            profile: as it was when the list was asked for.
            cached: its list.
            go_on: asked at the last moment; False: the profile was removed or changed in the meantime.
        """
        rows = [_Row(*msgspec.structs.astuple(server)) for server in cached.servers]
        kept = _Kept(_VERSION, _FIELDS, _destination(profile), complete_at=cached.complete_at, rows=rows)
        data = msgspec.msgpack.encode(kept)
        try:
            with _lock:
                if go_on():
                    write_atomically(self._path(profile.id), data)
        except OSError:
            _log.warning("the list of servers could not be kept for the next start", exc_info=True)

    def remove(self, profile_id: str) -> None:
        """Forget a profile's list."""
        with _lock, suppress(OSError):
            self._path(profile_id).unlink(missing_ok=True)

    def keep_only(self, profile_ids: Iterable[str]) -> None:
        """Forget the lists of profiles that are no longer there: their file can be edited by hand."""
        known = {self._path(profile_id) for profile_id in profile_ids}
        with _lock, suppress(OSError):
            for path in self.directory.glob("*.msgpack"):
                if path not in known:
                    path.unlink(missing_ok=True)

    def _path(self, profile_id: str) -> Path:
        # An id written by hand can be anything, a path too.
        return self.directory / f"{_digest(profile_id.encode())[:32]}.msgpack"


def _decoded(data: bytes, profile: Profile) -> _Kept | None:
    try:
        head = _HEAD.decode(data)
        if head != _Head(_VERSION, _FIELDS, _destination(profile)):
            return None
        return _KEPT.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        _log.warning("the last list of servers could not be understood, and was removed")
        return None


def _servers(profile_id: str, rows: Iterable[_Row]) -> Iterable[Server]:
    shared = [place for place, name in enumerate(_FIELDS) if name in _SHARED]
    for row in rows:
        values = list(msgspec.structs.astuple(row))
        values[0] = profile_id
        for place in shared:
            values[place] = intern(values[place])
        yield Server(*values)


def _destination(profile: Profile) -> str:
    """Return what tells projects apart, as a digest: who logs in where, and which Nova is asked."""
    leads_to = (
        profile.auth_type,
        sorted(profile.auth.items()),
        profile.region_name,
        profile.interface,
        profile.compute_endpoint_override,
        profile.identity_endpoint_override,
    )
    return _digest(msgspec.json.encode(leads_to))


def _digest(data: bytes) -> str:
    import hashlib  # noqa: PLC0415 - a worker's: the first window does not wait for it

    return hashlib.sha256(data).hexdigest()
