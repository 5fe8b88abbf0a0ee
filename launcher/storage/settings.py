"""How the windows stood, and what was chosen: remembered between runs."""

import logging
import threading
from contextlib import suppress
from pathlib import Path

import msgspec

from launcher.model.settings import Settings
from launcher.storage import paths
from launcher.storage.atomic import write_atomically

_log = logging.getLogger(__name__)


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
