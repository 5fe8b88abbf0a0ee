"""When a server's screen is on the display, whoever shows it.

The eye is a process of its own, ``python -m tests.benchmarks.consoles.screen``: whoever is watched has no
more to do than when nobody looks.
"""

import select
import subprocess
import sys
import time
from typing import NamedTuple

from PySide6.QtGui import QColor, QGuiApplication

from launcher.demo.guest.palette import RGB, Colour
from tests.end_to_end.hand import wait_until

_LOOK_EVERY = 0.004
"""Seconds."""

_LOST_AFTER = 30.0
"""Seconds."""

_BAR = QColor(*RGB[Colour.RUNNING_BAR])
"""The bar at the bottom of a demo machine's screen; no page of noVNC's and no browser has this colour."""


class Column(NamedTuple):
    """Pixels of the display, one below the other."""

    x: int
    y: int
    height: int


def shows_a_server(column: Column) -> bool:
    """Whether the bar of a machine is on the display."""
    x, y, height = column
    image = QGuiApplication.primaryScreen().grabWindow(0, x, y, 1, height).toImage()
    return any(image.pixelColor(0, row) == _BAR for row in range(image.height()))


class Eye:
    """Tells when a machine is seen in a column of the display: another than the one that is there already."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._wish, self._answer = self._process.stdin, self._process.stdout
        self._answer.readline()

    def look_at(self, column: Column) -> None:
        """Begin to look."""
        self._wish.write(" ".join(map(str, column)).encode() + b"\n")

    def moment(self, what: str) -> float:
        """Wait until it is seen; returns the moment, as :func:`time.perf_counter` has it in every process."""
        wait_until(lambda: select.select([self._answer], [], [], 0)[0], what, _LOST_AFTER)
        return float(self._answer.readline())

    def close(self) -> None:
        """End it."""
        self._wish.close()
        self._process.wait()


def _look() -> None:
    QGuiApplication([__name__])
    print("ready", flush=True)
    for wish in sys.stdin:
        column = Column(*map(int, wish.split()))
        for awaited in (False, True):
            while shows_a_server(column) is not awaited:
                time.sleep(_LOOK_EVERY)
        print(time.perf_counter(), flush=True)


if __name__ == "__main__":
    _look()
