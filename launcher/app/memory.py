"""What Porthole remembers of itself from one run to the next."""

from typing import Any

import msgspec

from launcher.model.errors import SettingsError
from launcher.model.organisation import Organisation
from launcher.model.settings import Settings
from launcher.storage.settings import SettingsFile


class Memory:
    """The settings in force. They are read at the start and written once, at the end."""

    def __init__(self) -> None:
        self._file = SettingsFile()
        self.settings: Settings = self._file.read()

    @property
    def organisation(self) -> Organisation:
        """Whoever keeps this machine's configuration, and what they decided; empty where nobody did."""
        return self._file.organisation

    @property
    def locked(self) -> frozenset[str]:
        """The names of the settings that a person may not change."""
        return self.organisation.locked_settings

    @property
    def problem(self) -> SettingsError | None:
        """What a person should be told of their settings' file, or None."""
        return self._file.problem

    def note(self, **changes: Any) -> None:
        """Remember something, by the name of its setting."""
        self.settings = msgspec.structs.replace(self.settings, **changes)

    def write(self) -> None:
        """Write everything down. Waits for the disk."""
        self._file.write(self.settings)
