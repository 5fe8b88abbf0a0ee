"""Finds noVNC's pages on this machine; they are never copied into the program."""

import contextlib
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from launcher.model.errors import Trouble

MISSING = Trouble(
    "This machine has no noVNC, so the demo cloud cannot show a console.",
    "Install it: `apt install novnc` on Debian and Ubuntu, or `pip install 'porthole-launcher[demo]'`.",
)
"""What a person is told where there are none."""


SYSTEM_PAGES = Path("/usr/share/novnc")
"""Where Debian's package has them."""


class Pages(Protocol):
    """A folder of files to serve."""

    def read(self, name: str) -> bytes | None:
        """Return a file's content by its path in the folder, or None where it is not in there."""


class FolderPages:
    """Pages that lie in a folder of the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def read(self, name: str) -> bytes | None:
        """Return a file's content; nothing outside the folder, whatever ``name`` says."""
        with contextlib.suppress(ValueError, OSError):
            path = (self._folder / name).resolve()
            if path.is_relative_to(self._folder) and path.is_file():
                return path.read_bytes()
        return None


class ZipPages:
    """Pages that lie in a zip archive."""

    def __init__(self, archive: Path) -> None:
        with zipfile.ZipFile(archive) as opened:
            self._files = {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}

    def read(self, name: str) -> bytes | None:
        """Return a file's content."""
        return self._files.get(name)


def find_pages() -> Pages | None:
    """Return noVNC's pages, or None where this machine has none.

    They come from ``share/novnc`` of the Python environment, from Debian's package ``novnc``, or from
    PyPI's (which is read, not imported: importing it unpacks files and asks for websockify).
    """
    for folder in (Path(sys.prefix, "share", "novnc"), SYSTEM_PAGES):
        if (folder / "vnc_lite.html").is_file():
            return FolderPages(folder)
    spec = find_spec("novnc")
    for location in (spec and spec.submodule_search_locations) or ():
        archive = Path(location, "resources", "novnc_server.zip")
        if archive.is_file():
            return ZipPages(archive)
    return None
