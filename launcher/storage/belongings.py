"""Every place where Porthole keeps something for a person, and removing it."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import platformdirs

from launcher.model.belonging import Belonging, BelongingKind
from launcher.storage import link_handler, paths


def find_files() -> tuple[Belonging, ...]:
    """Return what is there of Porthole's, other than secrets and what this system keeps in a registry.

    A folder inside one that is named already is not named again.
    """
    found: list[Belonging] = []
    for kind, path in _places():
        inside = any(path.is_relative_to(one.place) for one in found)
        if not inside and (path.exists() or path.is_symlink()):
            found.append(Belonging(kind, str(path)))
    if link_handler.is_chosen():
        found.append(Belonging(BelongingKind.LINK_HANDLER, str(link_handler.mime_choices())))
    return tuple(found)


def remove(belonging: Belonging) -> None:
    """Remove one of them. A link is removed, and what it points at left alone.

    Raises:
        OSError: the system refused; some of it may be gone.
    """
    path = Path(belonging.place)
    if belonging.kind is BelongingKind.LINK_HANDLER:
        link_handler.forget_choice()
    elif path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def leave_meeting_place() -> None:
    """Remove the folder in which Portholes meet; the system would do so when the session ends."""
    shutil.rmtree(paths.runtime_dir(), ignore_errors=True)


def _places() -> Iterator[tuple[BelongingKind, Path]]:
    yield BelongingKind.CONFIG, paths.config_dir()
    yield BelongingKind.STATE, paths.state_dir()
    yield BelongingKind.LOG, paths.log_dir()
    yield BelongingKind.CACHE, paths.cache_dir()
    # Qt makes one for a program that asks for it.
    yield BelongingKind.STATE, platformdirs.user_data_path("porthole", appauthor=False)
    yield from ((BelongingKind.REDIRECTS, path) for path in paths.redirect_dirs())
    yield BelongingKind.LOGIN_START, paths.autostart_entry()
    yield BelongingKind.LOGIN_START, paths.launch_agent()
    yield from ((BelongingKind.LIBRARY_CACHE, path) for path in _of_this_python())


class _EntryPoints(msgspec.Struct):
    prefix: str = msgspec.field(name="sys.prefix")


def _of_this_python() -> Iterator[Path]:
    """Yield what stevedore, which finds keystoneauth's login methods, keeps for this very installation.

    Its folder is everybody's who uses stevedore; each file is of one Python.
    """
    for path in (platformdirs.user_cache_path() / "python-entrypoints").glob("*"):
        with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
            if msgspec.json.decode(path.read_bytes(), type=_EntryPoints).prefix == sys.prefix:
                yield path
