"""From process start to a usable window, against a bare PySide6 window with an empty table.

Run: ``python -m tests.benchmarks.start``. Each start is a process of its own, both in turn; the
time runs from just before the process is made until its event loop is idle with the window exposed.
"""

import statistics
import subprocess
import sys
import time

ROUNDS = 12

_IDLE = """
from PySide6.QtCore import QTimer
def tell():
    if window.windowHandle().isExposed():
        print(time.monotonic(), flush=True)
        QApplication.quit()
    else:
        QTimer.singleShot(0, tell)
QTimer.singleShot(0, tell)
QApplication.exec()
"""

_BARE = (
    """
import time
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1040, 640)
window.show()
"""
    + _IDLE
)

_PORTHOLE = (
    """
import time
from PySide6.QtWidgets import QApplication
from launcher.app import Porthole, Start, make_application
application = make_application(["porthole"])
porthole = Porthole(application, Start())
porthole.begin()
window = porthole.window
"""
    + _IDLE
    + "porthole.end()\n"
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
