"""From process start to a usable window, against a bare PySide6 window with an empty table.

Run: ``python -m tests.benchmarks.start``. Each start is a process of its own, in turn; Porthole is started
as its command does: with no profile yet, and with one whose last list had 10,000 servers and whose cloud
is silent. Both have their byte code, as an installation has it. The time runs from just before the process
is made until its event loop is idle with the window exposed, and with rows where there is a list.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus
from launcher.storage.list_cache import CachedList, ListCache
from launcher.storage.profiles import ProfileFile
from tests.end_to_end.stage import empty_home

ROUNDS = 12
SERVERS = 10_000

_TELL = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTableView
stay = QApplication.exec
def exposed():
    return any(window.isExposed() for window in QGuiApplication.topLevelWindows())
def filled():
    tables = (table for window in QApplication.topLevelWidgets() for table in window.findChildren(QTableView))
    return exposed() and any(table.model().rowCount() for table in tables)
usable, step = exposed, 0
def exec():
    def tell():
        print(time.monotonic(), flush=True)
        QApplication.closeAllWindows()
    def look():
        QTimer.singleShot(0, tell) if usable() else QTimer.singleShot(step, look)
    QTimer.singleShot(0, look)
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

# Looking without a rest would take the worker's time that reads the list.
_PORTHOLE_WITH_LIST = _TELL + "usable, step = filled, 2" + _PORTHOLE.removeprefix(_TELL)


def remember_list(auth_url: str) -> None:
    """Leave behind what an earlier run would have: a profile, and its last list."""
    # It has no secret that a keyring would have to give.
    auth = {"auth_url": auth_url, "project_name": "production", "project_domain_id": "default"}
    profile = Profile(id="prod", name="production", auth_type="v3tokenlessauth", auth=auth)
    servers = tuple(
        Server(
            "prod",
            str(UUID(int=number)),
            f"web-{number}",
            ServerStatus.ACTIVE if number % 5 else ServerStatus.SHUTOFF,
            addresses=(f"10.0.{number // 250}.{number % 250}",),
            zone="eu-de-01",
            created=datetime.now(UTC),
            updated=datetime.now(UTC),
            power="Running",
            flavor="s3.large",
            image=str(UUID(int=number % 7)),
            metadata=(("env", "prod"),),
        )
        for number in range(SERVERS)
    )
    ProfileFile().save(profile)
    ListCache().write(profile, CachedList(servers, datetime.now(UTC)))


def seconds_to_window(program: str) -> float:
    """Return the seconds from before the process was made until its window was usable."""
    # A source tree may have none, and may be told to write none.
    compiled = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path.home() / "code")}
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60, env=compiled
    )
    return float(done.stdout) - begun


def compare(what: str, program: str) -> None:
    """Print both times and their ratio, pair by pair."""
    seconds_to_window(_BARE)
    seconds_to_window(program)
    pairs = [(seconds_to_window(_BARE), seconds_to_window(program)) for _ in range(ROUNDS)]
    bare = statistics.median(pair[0] for pair in pairs)
    ours = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    print(f"start to {what}: bare {bare * 1000:.0f} ms, Porthole {ours * 1000:.0f} ms, ratio {ratio:.2f}")


def main() -> None:
    """Measure the start without a profile, and with a list of an earlier run."""
    with empty_home():
        compare("usable window", _PORTHOLE)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            remember_list(f"http://127.0.0.1:{silent.getsockname()[1]}/v3")
            compare(f"usable window with {SERVERS:,} servers of the last run", _PORTHOLE_WITH_LIST)


if __name__ == "__main__":
    main()
