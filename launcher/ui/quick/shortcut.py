"""The desktop's shortcut for quick connect: how it stands, and when it is pressed."""

from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from launcher.model.errors import PortholeError
from launcher.services.desktop.bus import BusError, SessionBus
from launcher.services.desktop.shortcut import Bound, GlobalShortcut, ShortcutRefusedError
from launcher.ui.notifications.activation import take_token
from launcher.ui.runner import Task, TaskRunner

T = TypeVar("T")


class Standing(Enum):
    """How it stands with the shortcut."""

    UNKNOWN = auto()
    """Nobody has looked yet."""

    MISSING = auto()
    """The desktop gives none."""

    OFF = auto()
    ASKING = auto()
    """The desktop asks the person, perhaps."""

    REFUSED = auto()
    """The person, or the desktop, gave no key."""

    ON = auto()


class QuickShortcut(QObject):
    """Asks the desktop for the shortcut in a worker, and brings what the bus tells to Qt's thread.

    Attributes:
        standing: how it stands.
        trigger: the key, in the desktop's words; empty where it says none.
        configurable: whether the desktop can be asked to let the person change the key.
    """

    pressed = Signal()
    changed = Signal()
    """It stands otherwise than before."""

    _heard_pressed = Signal(str)
    _heard_changed = Signal(str)
    _heard_lost = Signal()

    def __init__(self, bus: SessionBus, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task | None = None
        self.standing = Standing.UNKNOWN
        self.trigger = ""
        self.configurable = False
        self._shortcut = GlobalShortcut(
            bus, self._heard_pressed.emit, self._heard_changed.emit, self._heard_lost.emit
        )
        queued = Qt.ConnectionType.QueuedConnection
        self._heard_pressed.connect(self._on_pressed, queued)
        self._heard_changed.connect(self._on_changed, queued)
        self._heard_lost.connect(self._on_lost, queued)

    def look(self) -> None:
        """Find out whether the desktop gives shortcuts, where it is not known to."""
        if self._task is None and self.standing in {Standing.UNKNOWN, Standing.MISSING}:
            self._run(
                lambda _task: self._shortcut.is_there(),
                lambda there: self._show(Standing.OFF if there else Standing.MISSING),
            )

    def turn_on(self, window: str = "") -> None:
        """Ask for the shortcut.

        Args:
            window: over which the desktop may ask the person (:func:`window_name`), or empty.
        """
        words = self.tr("Quick connect")
        self._show(Standing.ASKING)
        self._run(
            lambda task: self._bind(words, window, task),
            lambda answer: (
                self._show(Standing.ON, answer) if isinstance(answer, Bound) else self._show(answer)
            ),
        )

    def turn_off(self) -> None:
        """Give the shortcut back."""
        self._show(Standing.OFF)
        self._run(lambda _task: self._shortcut.release(), lambda _nothing: None)

    def configure(self, window: str = "") -> None:
        """Have the desktop let the person change the key.

        Args:
            window: as for :meth:`turn_on`.
        """

        def work(_task: Task) -> None:
            with suppress(BusError):
                self._shortcut.configure(window)

        self._runner.run(work, done=lambda _nothing: None, failed=lambda _error: None)

    def _bind(self, words: str, window: str, task: Task) -> Bound | Standing:
        try:
            return self._shortcut.bind(words, window, lambda: task.cancelled)
        except ShortcutRefusedError:
            return Standing.REFUSED
        except BusError:
            return Standing.MISSING

    def _run(self, work: Callable[[Task], T], done: Callable[[T], None]) -> None:
        if self._task is not None:
            self._task.cancel()

        def settled(result: T) -> None:
            self._task = None
            done(result)

        def failed(_error: PortholeError) -> None:
            self._task = None
            self._show(Standing.MISSING)

        self._task = self._runner.run(work, done=settled, failed=failed)

    def _show(self, standing: Standing, bound: Bound | None = None) -> None:
        self.standing = standing
        self.trigger = bound.trigger if bound else ""
        self.configurable = bound is not None and bound.configurable
        self.changed.emit()

    def _on_pressed(self, token: str) -> None:
        take_token(token, QGuiApplication.platformName())
        self.pressed.emit()

    def _on_changed(self, trigger: str) -> None:
        self.trigger = trigger
        self.changed.emit()

    def _on_lost(self) -> None:
        if self.standing is Standing.ON:
            self.turn_on()


def window_name(window: QWidget) -> str:
    """Return what the portal calls a window ("Window Identifiers"), or nothing where Qt does not tell."""
    return f"x11:{int(window.winId()):x}" if QGuiApplication.platformName() == "xcb" else ""
