"""The ``clouds.yaml`` files of this machine: where they lie, and which clouds they name.

What the clouds are is openstacksdk's to say. It passes over a broken file with a line in a log, though, and
reads the current directory unasked; so what is read is chosen, and looked at, here.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from launcher.model.errors import ProfileError, Trouble
from launcher.storage.atomic import reason

_SUFFIXES = (".yaml", ".yml", ".json")
_MAX_BYTES = 1024 * 1024
"""A longer file is something else, opened by mistake."""

_MOST_VALUES = 200_000
"""More than a file of that size has, without aliases."""


@dataclass(frozen=True, slots=True)
class CloudFile:
    """A file that is there.

    Attributes:
        path: where it lies; absolute.
        here: it lies in the current directory, where anybody may have put it: to be read only after its
            path was shown and the person agreed.
    """

    path: Path
    here: bool = False


def cloud_files() -> tuple[CloudFile, ...]:
    """Return the ``clouds.yaml`` files that are there, the one of the current directory last.

    openstacksdk would take the first one and never look at the others; the person shall choose.
    """
    named = os.environ.get("OS_CLIENT_CONFIG_FILE", "")
    found = [Path(named).expanduser().absolute()] if named and Path(named).expanduser().is_file() else []
    found += [path for directory in _directories() if (path := _first(directory, "clouds"))]
    known = {path.resolve(): CloudFile(path) for path in reversed(found)}
    files = list(reversed(known.values()))
    here = _in_current_directory()
    if here is not None and here.resolve() not in known:
        files.append(CloudFile(here, here=True))
    return tuple(files)


def secure_file(path: Path) -> Path | None:
    """Return the file with the secrets that belong to a ``clouds.yaml``, or None where there is none."""
    named = os.environ.get("OS_CLIENT_SECURE_FILE", "")
    if named and Path(named).expanduser().is_file():
        return Path(named).expanduser()
    return _beside_or_usual(path, "secure")


def vendor_file(path: Path) -> Path | None:
    """Return the file with vendor profiles of the person's own, or None where there is none."""
    return _beside_or_usual(path, "clouds-public")


def usual_directories() -> tuple[Path, ...]:
    """Return the directories that are looked into, without the current one."""
    return tuple(dict.fromkeys(_directories()))


def read_cloud_names(path: Path) -> tuple[str, ...]:
    """Return the names of the clouds in a file.

    Raises:
        ProfileError: it cannot be read, or is no ``clouds.yaml``; with the line where it is broken.
    """
    clouds = read_cloud_file(path).get("clouds")
    if not isinstance(clouds, dict):
        raise _wrong(f"{path} names no clouds.", "A clouds.yaml has them below “clouds:”.")
    return tuple(str(name) for name in clouds)


def read_cloud_file(path: Path) -> dict[object, object]:
    """Return what a file holds, as it stands there.

    Raises:
        ProfileError: it cannot be read, or is broken; with the line.
    """
    data = _parsed(path, _contents(path))
    if not isinstance(data, dict):
        raise _wrong(f"{path} holds nothing that names clouds.", "Choose another file.")
    if _is_endless(data):
        raise _wrong(
            f"{path} repeats itself without end, by its aliases.", "Write out what *NAME stands for."
        )
    return data


def _directories() -> list[Path]:
    return [
        platformdirs.user_config_path("openstack", "OpenStack"),
        Path.home() / ".config" / "openstack",
        platformdirs.site_config_path("openstack", "OpenStack"),
        Path("/etc/openstack"),
    ]


def _in_current_directory() -> Path | None:
    try:
        return _first(Path.cwd(), "clouds")
    except FileNotFoundError:
        return None  # the directory was removed


def _beside_or_usual(path: Path, stem: str) -> Path | None:
    found = (_first(directory, stem) for directory in (path.parent, *_directories()))
    return next((one for one in found if one), None)


def _first(directory: Path, stem: str) -> Path | None:
    candidates = (directory / f"{stem}{suffix}" for suffix in _SUFFIXES)
    return next((path for path in candidates if path.is_file()), None)


def _contents(path: Path) -> bytes:
    try:
        # Opening a pipe would wait for whoever writes into it.
        if not path.is_file():
            raise _wrong(f"{path} is not a file.", "Choose a clouds.yaml.")
        with path.open("rb") as file:
            contents = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise _wrong(f"{path} cannot be read: {reason(error)}.", "Change that, then try again.") from error
    if len(contents) > _MAX_BYTES:
        raise _wrong(f"{path} is too large to be a clouds.yaml.", "Choose another file.")
    return contents


def _parsed(path: Path, contents: bytes) -> object:
    try:
        return _json(path, contents) if path.suffix == ".json" else _yaml(path, contents)
    except (UnicodeDecodeError, RecursionError):
        raise _wrong(f"{path} is not text as YAML has it.", "Save it in UTF-8, or choose another.") from None


def _is_endless(data: object) -> bool:
    """Whether aliases lead back into themselves, or unfold into more than a file has room to say."""
    left, count = [data], 0
    while left and count <= _MOST_VALUES:
        value = left.pop()
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        left.extend(inner)
        count += 1 + len(inner)
    return bool(left)


def _json(path: Path, contents: bytes) -> object:
    try:
        return json.loads(contents)
    except json.JSONDecodeError as error:
        raise _broken(path, error.lineno, error.colno, "JSON") from None


def _yaml(path: Path, contents: bytes) -> object:
    import yaml  # noqa: PLC0415 - 15 ms, in a worker

    try:
        return yaml.safe_load(contents)
    except yaml.reader.ReaderError:
        raise _wrong(f"{path} holds characters that YAML does not allow.", "Remove them.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _broken(path, *place, "YAML", tab="\\t" in (error.problem or "")) from None
    except (ValueError, yaml.YAMLError):
        # A date that no calendar has is a ValueError.
        raise _wrong(f"{path} is not YAML as it should be.", "Put texts into quotes.") from None


def _broken(path: Path, line: int, column: int, kind: str, *, tab: bool = False) -> ProfileError:
    # The parser's own words are not passed on: they quote the file, and that may be a password.
    step = "Correct that line; a text with special characters, such as a password, belongs in quotes."
    if tab:
        step = "There is a tab, which YAML does not allow there: use spaces."
    return _wrong(f"{path} is not {kind} from line {line}, column {column} on.", step)


def _wrong(what: str, step: str) -> ProfileError:
    return ProfileError(Trouble(what, step))
