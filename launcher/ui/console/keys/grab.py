"""Takes the desktop's own combinations, Alt+Tab and Super, for the server whose screen has the keyboard.

Only X11 lets a window do so: Wayland leaves it to the compositor, and Qt has no way to ask.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from launcher.ui.console.keys.habits import KeyHabits


def can_grab() -> bool:
    """Whether this desktop lets a window have all keys."""
    return QGuiApplication.platformName() == "xcb"


class KeyboardGrab(QObject):
    """Holds the desktop's keyboard as long as one console's screen has Porthole's."""

    def __init__(self, screen: QWidget, habits: KeyHabits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._habits = habits
        self._held = False
        habits.changed.connect(self.settle)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.settle)

    def settle(self) -> None:
        """Take the keyboard, or let it go, as is right now."""
        wanted = self._habits.system_keys and can_grab() and self._has_keyboard()
        window = self._screen.window().windowHandle()
        if wanted == self._held or window is None:
            return
        self._held = wanted
        window.setKeyboardGrabEnabled(wanted)

    def take_again(self) -> None:
        """Take it once more after a menu, which takes it for itself and lets it go."""
        self._held = False
        self.settle()

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self._screen or self._screen.isAncestorOf(focused))
