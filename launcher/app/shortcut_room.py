"""The desktop's shortcut for quick connect."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from launcher.app.parts import Parts
from launcher.app.quick_room import QuickRoom

if TYPE_CHECKING:
    from launcher.ui.quick.shortcut import QuickShortcut


class ShortcutRoom(QObject):
    """Has the shortcut where a person wanted it, and shows quick connect when it is pressed."""

    def __init__(self, parts: Parts, quick: QuickRoom) -> None:
        super().__init__(parts)
        self._parts = parts
        self._quick = quick

    @cached_property
    def shortcut(self) -> "QuickShortcut":
        """The shortcut; imported and built when somebody wants it, or looks at the settings."""
        from launcher.ui.quick.shortcut import QuickShortcut  # noqa: PLC0415 - see Porthole

        shortcut = QuickShortcut(self._parts.bus, self._parts.runner, self)
        shortcut.pressed.connect(self._on_pressed)
        shortcut.changed.connect(self._on_changed)
        return shortcut

    def begin(self) -> None:
        """Have the shortcut that an earlier run had; a desktop that knows it asks nothing."""
        if self._parts.memory.settings.quick_shortcut:
            self.shortcut.turn_on()

    def _on_changed(self) -> None:
        from launcher.ui.quick.shortcut import Standing  # noqa: PLC0415 - with the shortcut

        if self.shortcut.standing is Standing.REFUSED:
            # Who says no is not asked at the next start.
            self._parts.memory.note(quick_shortcut=False)

    def _on_pressed(self) -> None:
        self._quick.ask()
