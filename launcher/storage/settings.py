"""How the windows stood, and what was chosen: remembered between runs."""

import logging
import threading
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from launcher.storage import paths
from launcher.storage.atomic import write_atomically

_log = logging.getLogger(__name__)

ColourScheme = Literal["system", "light", "dark"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What Porthole remembers of itself. Nothing here is precious.

    Attributes:
        window_geometry: the main window's place and size, in Qt's own form, base64.
        columns: the widths and order of the list's columns, in Qt's own form, base64.
        sort_column: the column the list is sorted by, from 0; -1 for the list's own order.
        sort_descending: whether that column is sorted downwards.
        chosen_profile: the id of the profile last looked at, or empty for all.
        colour_scheme: light, dark, or as the system has it.
        console_geometry: the console window's place and size, in Qt's own form, base64.
    """

    window_geometry: str = ""
    columns: str = ""
    sort_column: int = -1
    sort_descending: bool = False
    chosen_profile: str = ""
    colour_scheme: ColourScheme = "system"
    console_geometry: str = ""


class SettingsFile:
    """Reads and writes ``settings.toml``. Neither ever raises: a window without its old size still opens.

    Args:
        path: the file; where platformdirs says, unless given.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()

    @property
    def path(self) -> Path:
        """The file. It need not exist."""
        return self._path or paths.settings_file()

    def read(self) -> Settings:
        """Return what was remembered; a broken file is set aside (``.broken``) and gives the defaults."""
        try:
            return msgspec.toml.decode(self.path.read_bytes(), type=Settings)
        except FileNotFoundError:
            return Settings()
        except OSError:
            _log.warning("settings could not be read", exc_info=True)
            return Settings()
        except ValueError:
            _log.warning("settings could not be understood, and were set aside", exc_info=True)
            with suppress(OSError):
                self.path.replace(self.path.with_name(f"{self.path.name}.broken"))
            return Settings()

    def write(self, settings: Settings) -> None:
        """Remember ``settings``."""
        import tomlkit  # noqa: PLC0415 - 20 ms that the start of the program can do without

        try:
            with self._lock:
                write_atomically(self.path, tomlkit.dumps(msgspec.to_builtins(settings)).encode())
        except OSError:
            _log.warning("settings could not be written", exc_info=True)
