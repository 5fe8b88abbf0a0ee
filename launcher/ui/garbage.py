"""Python's garbage, looked for in the Qt thread alone."""

import gc

from PySide6.QtCore import QObject, Qt, QTimer, SignalInstance

_EVERY = 5_000
"""Milliseconds."""


class GarbageRounds(QObject):
    """Takes the place of Python's own collecting, which runs in whatever thread makes the most objects.

    A QObject that dies in another thread than its own leaves its timers behind, and Qt calls them (Qt's
    documentation, "Threads and QObjects"): the program would end without a word.

    Args:
        parent: owns it.
        much_made: is emitted where many objects were made. Looked at by portions they hold nobody up; those
            of a hundred thousand servers, all at once, take 60 ms.
    """

    def __init__(self, parent: QObject | None = None, much_made: SignalInstance | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()
        if much_made is not None:
            much_made.connect(collect_what_is_due)


def collect_what_is_due() -> None:
    """Collect the oldest generation that Python itself would collect by now."""
    limits = gc.get_threshold()
    for generation, made in reversed(tuple(enumerate(gc.get_count()))):
        if made > limits[generation]:
            gc.collect(generation)
            return
