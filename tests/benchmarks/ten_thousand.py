"""Ten and a hundred thousand servers: filter keystroke, scroll step, sort, and memory over the empty window.

Run on a display: ``python -m tests.benchmarks.ten_thousand``. A keystroke is a key event into the
filter until the window has painted what it changed. Memory is the process's proportional set size.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from launcher.app import Porthole, Start, make_application
from launcher.services.listing import Column
from tests.end_to_end.hand import settle, wait_until

SERVERS = (10_000, 100_000)

TYPED = "web-1 status:active ip:10.0 -locked:yes"


def pss_mib() -> float:
    """Return this process's proportional set size, MiB."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long ``act`` takes until all it changed is painted."""
    begun = time.perf_counter()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def measure(servers: int) -> dict[str, float]:
    """Measure a window with so many servers; with none only its memory."""
    application = make_application(["porthole"])
    porthole = Porthole(application, Start(demo=bool(servers), demo_servers=servers * 4 // 5))
    porthole.window.resize(1920, 1000)
    porthole.begin()
    if not servers:
        wait_until(lambda: porthole.runner.idle, "the empty window")
        settle()
        found = {"memory": pss_mib()}
        porthole.end()
        return found
    begun = time.perf_counter()
    wait_until(lambda: porthole.model.rowCount() > 0, "the first row", 60)
    first = time.perf_counter() - begun
    wait_until(lambda: porthole.listing.visible and not porthole.loader.loading, "the last row", 60)
    last = time.perf_counter() - begun
    settle()
    box, table = porthole.pane.bar.box, porthole.pane.table
    memory = pss_mib()
    keys = [milliseconds(lambda key=key: QTest.keyClick(box, key)) for key in TYPED]
    keys += [milliseconds(lambda: QTest.keyClick(box, Qt.Key.Key_Backspace)) for _ in TYPED]
    bar = table.verticalScrollBar()
    steps = [milliseconds(lambda: bar.setValue(bar.value() + 240)) for _ in range(40)]
    sorts = [
        milliseconds(lambda order=order: table.sortByColumn(Column.ADDRESSES, order))
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    ]
    porthole.end()
    return {
        "rows": len(porthole.listing),
        "first row": first,
        "last row": last,
        "memory": memory,
        "keystroke": statistics.median(keys),
        "slowest keystroke": max(keys),
        "scroll step": statistics.median(steps),
        "slowest scroll step": max(steps),
        "sort": max(sorts),
    }


def main() -> None:
    """Measure both windows, each in a process of its own, and print what was found."""
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
        return
    found = []
    for servers in (0, *SERVERS):
        command = [sys.executable, "-m", "tests.benchmarks.ten_thousand", str(servers)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=200)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    empty, *filled = found
    for full in filled:
        for name, value in full.items():
            print(f"{name:>21}: {value:9.1f}")
        print(f"{'over the empty window':>21}: {full['memory'] - empty['memory']:9.1f} MiB\n")


if __name__ == "__main__":
    main()
