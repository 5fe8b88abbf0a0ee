"""Python's garbage, looked for in the Qt thread alone."""

import gc

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY = 5_000
"""Milliseconds."""


class GarbageRounds(QObject):
    """Takes the place of Python's own collecting, which runs in whatever thread makes the most objects.

    A QObject that dies in another thread than its own leaves its timers behind, and Qt calls them (Qt's
    documentation, "Threads and QObjects"): the program would end without a word.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that Python itself would collect by now."""
    limits = gc.get_threshold()
    for generation, made in reversed(tuple(enumerate(gc.get_count()))):
        if made > limits[generation]:
            gc.collect(generation)
            return
