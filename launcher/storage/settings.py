"""How the windows stood, and what was chosen: remembered between runs."""

import logging
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from launcher.model.errors import SettingsError, Trouble
from launcher.model.organisation import Organisation
from launcher.model.settings import Settings
from launcher.storage import paths
from launcher.storage.aside import keep_copy, set_aside
from launcher.storage.atomic import reason, write_atomically

_SCHEMA = 1
"""The version of the file's layout that this Porthole writes. Without a number it is the one before."""

_log = logging.getLogger(__name__)


class SettingsFile:
    """Reads and writes ``settings.toml``. Neither ever raises: a window without its old size still opens.

    The file has what a person chose, and nothing that is as Porthole or their organisation has it anyway.
    Keys that this Porthole does not know stay in it: a newer one may.

    Args:
        path: the file; where platformdirs says, unless given.

    Attributes:
        organisation: gives defaults and locks; known when the file was read.
        problem: what a person should be told of the file, once it was read; None: nothing.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._kept: dict[str, Any] = {}
        self.organisation = Organisation()
        self.problem: SettingsError | None = None

    @property
    def path(self) -> Path:
        """The file. It need not exist."""
        return self._path or paths.settings_file()

    def read(self) -> Settings:
        """Return what was chosen and remembered; one of no use is set aside and gives the defaults."""
        self.organisation = _organisation()
        self._kept, self.problem = {}, None
        try:
            return self._understood(self.path.read_bytes())
        except FileNotFoundError:
            pass
        except OSError as error:
            _log.warning("settings could not be read", exc_info=True)
            if not self.path.is_dir():
                self._set_aside(f"could not be read ({reason(error)})")
        except ValueError:
            _log.warning("settings could not be understood", exc_info=True)
            self._set_aside("could not be understood")
        return self._whole({})

    def write(self, settings: Settings) -> None:
        """Remember ``settings``."""
        import tomlkit  # noqa: PLC0415 - 20 ms that the start of the program can do without

        written = _plain(settings)
        usual = _plain(self._whole({}))
        locked = self.organisation.locked_settings
        chosen = {key: value for key, value in written.items() if value != usual[key] and key not in locked}
        try:
            with self._lock:
                text = tomlkit.dumps({"schema": _SCHEMA} | self._kept | chosen)
                write_atomically(self.path, text.encode())
        except OSError:
            _log.warning("settings could not be written", exc_info=True)

    def _understood(self, data: bytes) -> Settings:
        """Return the settings that a file has.

        Raises:
            ValueError: it has none.
        """
        found: dict[str, Any] = msgspec.toml.decode(data)
        schema = msgspec.convert(found.pop("schema", 0), int)
        if schema > _SCHEMA:
            self._keep_copy(schema)
        if schema < 1:
            found = _moved_from_0(found)
        settings = self._whole(found)
        known = set(Settings.__struct_fields__) - self.organisation.locked_settings
        self._kept = {key: value for key, value in found.items() if key not in known}
        return settings

    def _whole(self, chosen: Mapping[str, Any]) -> Settings:
        usual = self.organisation.settings_defaults
        locked = self.organisation.locked_settings
        free = {key: value for key, value in chosen.items() if key not in locked}
        return msgspec.convert({**usual, **free}, Settings)

    def _set_aside(self, why: str) -> None:
        """Keep a file of no use before it is written anew."""
        try:
            kept = set_aside(self.path)
        except OSError:
            _log.warning("settings could not be set aside", exc_info=True)
            return
        what = f"{self.path} {why}, so Porthole begins with its usual settings."
        step = (
            f"Yours are kept as {kept.name}: put them right and back while Porthole is closed, or remove it."
        )
        self.problem = SettingsError(Trouble(what, step))

    def _keep_copy(self, schema: int) -> None:
        try:
            kept = keep_copy(self.path, schema)
        except OSError:
            _log.warning("settings of a newer Porthole could not be kept", exc_info=True)
            return
        what = f"{self.path} was written by a newer Porthole, and is used as far as this one understands it."
        self.problem = SettingsError(Trouble(what, f"It is kept as {kept.name} for the day you update."))


def _organisation() -> Organisation:
    if not paths.site_profiles_file().is_file():
        return Organisation()
    from launcher.storage.organisation import read_organisation  # noqa: PLC0415 - few machines have one

    # What is wrong with it is told with the profiles.
    return read_organisation()[0]


def _moved_from_0(found: dict[str, Any]) -> dict[str, Any]:
    """Return what was chosen: until schema 1 the file had every setting, chosen or not."""
    usual = _plain(Settings())
    return {key: value for key, value in found.items() if key not in usual or usual[key] != value}


def _plain(settings: Settings) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(settings)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items()}
