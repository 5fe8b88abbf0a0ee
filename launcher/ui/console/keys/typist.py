"""Types on a server's keyboard, one stroke after the other, at a pace the server can follow."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from launcher.model.keyboard import Chord
from launcher.ui.console.screen import ConsoleScreen


class Typist(QObject):
    """Holds no key from one stroke to the next: it can be stopped between any two of them.

    Attributes:
        done: how many characters were typed to their end.
        total: how many there are.
    """

    progressed = Signal()
    """Another character was typed."""

    ended = Signal()
    """All was typed, or it was stopped."""

    def __init__(self, screen: ConsoleScreen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._left: list[tuple[Chord, bool]] = []
        self._waits = False
        self._run = 0
        self.done = self.total = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def types(self) -> bool:
        """Whether it is at work."""
        return self._timer.isActive()

    @property
    def is_complete(self) -> bool:
        """Whether all was typed."""
        return self.done == self.total

    def begin(self, characters: Sequence[Sequence[Chord]], pace: float) -> None:
        """Type.

        Args:
            characters: what is pressed for each of them.
            pace: strokes a second.
        """
        self.stop()
        self._left = [
            (chord, place == len(chords)) for chords in characters for place, chord in enumerate(chords, 1)
        ]
        self._left.reverse()
        self.done, self.total = 0, len(characters)
        self._waits = False
        self._run += 1
        self._screen.keep_hands_off(off=True)
        self._timer.start(round(1000 / pace))
        self._on_timeout()

    def stop(self) -> None:
        """Type no more. What is on its way to the server arrives."""
        self._left.clear()
        if self.types:
            self._timer.stop()
            self._screen.keep_hands_off(off=False)
            self.ended.emit()

    def _on_timeout(self) -> None:
        # A page that is slow is not given more than it can press.
        if self._waits:
            return
        if not self._left:
            self.stop()
            return
        chord, is_last = self._left.pop()
        run, self._waits = self._run, True
        self._screen.press(chord, lambda pressed: self._on_pressed(run, is_last=is_last, pressed=pressed))

    def _on_pressed(self, run: int, *, is_last: bool, pressed: bool) -> None:
        if run != self._run:
            return
        self._waits = False
        if not pressed:
            self.stop()
            return
        if is_last:
            self.done += 1
            self.progressed.emit()
        if not self._left:
            self.stop()
