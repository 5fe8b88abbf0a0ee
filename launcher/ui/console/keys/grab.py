"""Takes the desktop's own combinations, Alt+Tab and Super, for the server whose screen has the keyboard.

Only X11 lets a window do so: Wayland leaves it to the compositor, and Qt has no way to ask.
"""

import ctypes
import sys

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from launcher.ui.console.keys.habits import KeyHabits

_FOCUS_IN, _FOCUS_OUT = 9, 10
_GRAB, _UNGRAB = 1, 2
_POINTER = 5
"""Events of focus, two of their modes and one of their details (X Window System Protocol, "FocusIn")."""


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
        if wanted:
            _true_focus.watch(int(window.winId()))
        window.setKeyboardGrabEnabled(wanted)

    def take_again(self) -> None:
        """Take it once more after a menu, which takes it for itself and lets it go."""
        self._held = False
        self.settle()

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self._screen or self._screen.isAncestorOf(focused))


class _TrueFocus(QAbstractNativeEventFilter):
    """Keeps from Qt that a window has the focus where it only took the keyboard.

    The X server says so in either case, and Qt does not tell them apart. Where another window has got the
    focus in the same moment, Qt would believe the one that took the keyboard; which takes it once more, and
    then the other one, to which it is given back: for ever.
    """

    def __init__(self) -> None:
        super().__init__()
        self._takers: set[int] = set()
        self._focused: int | None = None

    def watch(self, taker: int) -> None:
        """Do so for a window from now on."""
        self._takers.add(taker)
        application = QApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Follow the focus, and swallow what is none."""
        if kind != b"xcb_generic_event_t":
            return False, 0
        event = ctypes.string_at(int(message), 9)
        what, detail, mode = event[0] & 0x7F, event[1], event[8]
        if what not in {_FOCUS_IN, _FOCUS_OUT} or detail == _POINTER:
            return False, 0
        window = int.from_bytes(event[4:8], sys.byteorder)
        if mode not in {_GRAB, _UNGRAB}:
            self._focused = window if what == _FOCUS_IN else 0
        elsewhere = self._focused not in {None, window}
        return what == _FOCUS_IN and mode == _GRAB and window in self._takers and elsewhere, 0


_true_focus = _TrueFocus()
