"""The file of profiles as text: read, understood, and written back in its own line endings."""

import codecs
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from launcher.model.errors import ProfileError, Trouble
from launcher.model.organisation import Organisation
from launcher.storage.atomic import reason, write_atomically

SCHEMA = 1
"""The version of the file's layout that this Porthole writes."""

_PLACE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)


class ProfileText(msgspec.Struct, frozen=True):
    """A file's text with what it says.

    Attributes:
        path: where it lies.
        text: with Unix line endings and without a byte order mark.
        data: ``text`` decoded.
        crlf: whether the file has Windows line endings throughout.
        mark: the file's byte order mark, or nothing.
        organisation: decides what holds where the file says nothing.
    """

    path: Path
    text: str
    data: Mapping[str, Any]
    crlf: bool = False
    mark: bytes = b""
    organisation: Organisation = msgspec.field(default_factory=Organisation)

    @property
    def tables(self) -> Mapping[str, Any]:
        """What stands below ``clouds``: by name, in the file's order, not yet looked at."""
        clouds = self.data.get("clouds")
        return clouds if isinstance(clouds, Mapping) else {}

    def schema_problem(self) -> ProfileError | None:
        """Return why this Porthole must not write the file; None where it may."""
        schema = self.data.get("schema", SCHEMA)
        if schema == SCHEMA and not isinstance(schema, bool):
            return None
        if isinstance(schema, int) and schema > SCHEMA:
            what = f"{self.path} was written by a newer Porthole (schema {schema}, this one writes {SCHEMA})."
            step = "Its profiles are read as far as possible, and not changed: update Porthole to edit them."
        else:
            what = f'In {self.path}, "schema" is not a number this Porthole knows; it must be {SCHEMA}.'
            step = "Correct it in the file; until then its profiles are read and not changed."
        return ProfileError(Trouble(what, step))

    def write(self, text: str) -> None:
        """Replace the file's text, keeping its line endings.

        Raises:
            ProfileError: the system refused; the file is as it was.
        """
        data = (text.replace("\n", "\r\n") if self.crlf else text).encode()
        try:
            write_atomically(self.path, self.mark + data)
        except OSError as error:
            what = f"{self.path} could not be written: {reason(error)}."
            step = "The file is as it was. Make room or give yourself write access there, then save again."
            raise ProfileError(Trouble(what, step)) from error


def read_profile_text(path: Path, organisation: Organisation | None = None) -> ProfileText:
    """Read a file of profiles; a missing one is an empty one.

    Args:
        path: the file.
        organisation: decides what holds where the file says nothing; None: nobody does.

    Raises:
        ProfileError: it cannot be read, or is not TOML.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raw = b""
    except OSError as error:
        what = f"{path} could not be read: {reason(error)}."
        raise ProfileError(
            Trouble(what, "Give yourself read access to it, then start Porthole again.")
        ) from error
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    text = _decoded(raw.removeprefix(mark), path)
    crlf = "\r\n" in text and text.count("\r\n") == text.count("\n")
    if crlf:
        text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
        return ProfileText(path, text, data, crlf, mark, organisation or Organisation())
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, error) from None


def _decoded(raw: bytes, path: Path) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"{path} is not UTF-8 text: line {line} has a byte that does not belong there."
        step = "Save it as UTF-8 with your editor. Until then Porthole neither uses nor changes it."
        raise ProfileError(Trouble(what, step)) from None


def _not_toml(path: Path, error: tomllib.TOMLDecodeError) -> ProfileError:
    place = _PLACE.fullmatch(str(error))
    where = f"line {place[2]}, column {place[3]}" if place else "its end"
    return ProfileError(
        Trouble(
            f"{path} could not be understood at {where}.",
            "Correct it there. Until then Porthole neither uses nor changes the file.",
            details=place[1] if place else str(error),
        )
    )
