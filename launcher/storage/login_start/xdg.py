"""Linux and its like: an entry in the autostart folder (Desktop Application Autostart Specification 0.5)."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from launcher.model.login_start import LoginStart
from launcher.storage import paths
from launcher.storage.atomic import write_atomically
from launcher.storage.login_start.desktop_entry import DesktopEntry
from launcher.storage.login_start.exec_line import program, written

_GNOME = "X-GNOME-Autostart-enabled"
"""What GNOME and those that follow it write when a person switches an entry off."""

_OWN = """[Desktop Entry]
Type=Application
Version=1.4
Name=Porthole
Comment=Server consoles at a double click
Icon=porthole
Exec={command}
Terminal=false
X-GNOME-Autostart-enabled=true
"""


class XdgAutostart:
    """The file ``autostart/porthole.desktop``. It may be a person's own by now.

    Args:
        path: the file; where the specification says, unless given.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.autostart_entry()

    def read(self) -> LoginStart:
        """Return how it stands, whoever has written it.

        Raises:
            OSError: the system refused.
        """
        entry = self._entry()
        return LoginStart(entry is not None and _starts(entry), str(self._path))

    def turn_on(self, command: Sequence[str]) -> None:
        """Write the entry, or switch a person's own one on.

        Args:
            command: the program, absolute, and its arguments.

        Raises:
            OSError: the system refused.
        """
        entry = self._entry()
        if entry is None or not entry.get("Exec"):
            entry = DesktopEntry(_own(command))
        entry.remove("Hidden")
        if entry.get(_GNOME):
            entry.set(_GNOME, "true")
        if not _is_there(entry):
            entry.set("Exec", written(command))
        self._write(entry)

    def turn_off(self, command: Sequence[str]) -> None:
        """Remove the entry; a person's own one is hidden instead.

        Args:
            command: what Porthole itself would have written.

        Raises:
            OSError: the system refused.
        """
        entry = self._entry()
        if entry is None:
            return
        if entry.text == _own(command):
            self._path.unlink(missing_ok=True)
            return
        entry.set("Hidden", "true")
        self._write(entry)

    def _write(self, entry: DesktopEntry) -> None:
        write_atomically(self._path, entry.text.encode(errors="surrogateescape"))

    def _entry(self) -> DesktopEntry | None:
        try:
            return DesktopEntry(self._path.read_text(encoding="utf-8", errors="surrogateescape"))
        except FileNotFoundError:
            return None


def _own(command: Sequence[str]) -> str:
    return _OWN.format(command=written(command))


def _starts(entry: DesktopEntry) -> bool:
    switched_off = entry.is_true("Hidden") or (entry.get(_GNOME) and not entry.is_true(_GNOME))
    return not switched_off and _is_there(entry)


def _is_there(entry: DesktopEntry) -> bool:
    """Whether what an entry starts is there: Porthole may have been moved, or installed anew."""
    return shutil.which(program(entry.get("Exec"))) is not None
