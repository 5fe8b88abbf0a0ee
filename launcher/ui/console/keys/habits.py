"""How a person sends keys; the same in every console, and remembered."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from launcher.model.layout import Layout
from launcher.model.settings import Settings
from launcher.storage.keyboards import read_layouts

PACES = (5, 10, 25, 50, 100)
"""Strokes a second. A boot loader behind a serial line follows 25."""


class KeyHabits(QObject):
    """What was chosen before.

    Attributes:
        system_keys_lock: says who has decided for everybody here whether the desktop's own combinations go to
            the server; empty: nobody has.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.system_keys_lock = ""
        self.recall(Settings())

    def recall(self, settings: Settings) -> None:
        """Go by what was chosen in an earlier run."""
        self.combinations = settings.own_keys
        self.pace = settings.typing_pace if settings.typing_pace in PACES else Settings().typing_pace
        self.system_keys = settings.system_keys
        self._layouts = dict(settings.server_keyboards)

    @property
    def settings(self) -> Mapping[str, object]:
        """All of it, by the names of the settings."""
        return {
            "own_keys": self.combinations,
            "typing_pace": self.pace,
            "system_keys": self.system_keys,
            "server_keyboards": self._layouts,
        }

    def layout(self, profile_id: str) -> Layout:
        """Return the layout of the keyboards of a profile's servers."""
        layouts = read_layouts()
        return layouts.get(self._layouts.get(profile_id, ""), layouts["us"])

    def choose_layout(self, profile_id: str, layout_id: str) -> None:
        """Remember the layout of a profile's servers."""
        self._layouts[profile_id] = layout_id
        self.changed.emit()

    def choose_pace(self, pace: int) -> None:
        """Remember how fast it is typed."""
        self.pace = pace
        self.changed.emit()

    def choose_system_keys(self, *, sent: bool) -> None:
        """Remember whether the desktop's own combinations go to the server."""
        self.system_keys = sent
        self.changed.emit()

    def remember(self, combination: str) -> None:
        """Put a combination into the menu."""
        self.combinations = tuple(dict.fromkeys((*self.combinations, combination)))
        self.changed.emit()

    def forget(self, combination: str) -> None:
        """Take a combination out of the menu."""
        self.combinations = tuple(one for one in self.combinations if one != combination)
        self.changed.emit()
