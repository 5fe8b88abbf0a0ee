"""From process start to a usable window, against a bare PySide6 window with an empty table.

Run: ``python -m tests.benchmarks.start``. Each start is a process of its own, both in turn;
Porthole is started as its command does, with no profile yet. The
time runs from just before the process is made until its event loop is idle with the window exposed.
"""

import statistics
import subprocess
import sys
import time

from tests.end_to_end.stage import empty_home

ROUNDS = 12

_TELL = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
stay = QApplication.exec
def exec():
    def tell():
        if any(window.isExposed() for window in QGuiApplication.topLevelWindows()):
            print(time.monotonic(), flush=True)
            QApplication.closeAllWindows()
        else:
            QTimer.singleShot(0, tell)
    QTimer.singleShot(0, tell)
    return stay()
QApplication.exec = exec
"""

_BARE = (
    _TELL
    + """
from PySide6.QtWidgets import QMainWindow, QTableView
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1040, 640)
window.show()
QApplication.exec()
"""
)

_PORTHOLE = (
    _TELL
    + """
from launcher.cli.main import run
run([])
"""
)


def seconds_to_window(program: str) -> float:
    """Return the seconds from before the process was made until its window was usable."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60
    )
    return float(done.stdout) - begun


def main() -> None:
    """Print both times and their ratio, pair by pair."""
    with empty_home():
        seconds_to_window(_BARE)
        seconds_to_window(_PORTHOLE)
        pairs = [(seconds_to_window(_BARE), seconds_to_window(_PORTHOLE)) for _ in range(ROUNDS)]
    bare = statistics.median(pair[0] for pair in pairs)
    ours = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    print(
        f"start to usable window: bare {bare * 1000:.0f} ms, Porthole {ours * 1000:.0f} ms, ratio {ratio:.2f}"
    )


if __name__ == "__main__":
    main()
