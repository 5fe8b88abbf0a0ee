"""Ten and a hundred thousand servers: keystroke, scroll step, sort, groups, refresh; memory over no servers.

Run on a display: ``python -m tests.benchmarks.ten_thousand``. A keystroke is a key event into the
filter until the window has painted what it changed, a sort the same of a click on a title. A refresh comes in
steps: each is one visit of the loader's in Qt's thread, from its callback until what it changed is painted.
Memory is the process's proportional set size.
"""

import gc
import json
import statistics
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from launcher.app import Porthole, Start, make_application
from launcher.model.server import Server, ServerStatus
from launcher.services.columns import Column
from launcher.services.directory import Changes
from launcher.services.groups import Grouping, GroupKind
from launcher.storage.list_cache import CachedList
from launcher.ui.garbage import GarbageRounds
from tests.end_to_end.hand import settle, wait_until

SERVERS = (10_000, 100_000)

TYPED = "web-1 status:active ip:10.0 -locked:yes"

PAGE = 1000


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


class AtHand:
    """A directory and a runner whose lists are there already: what is left is Porthole's own work."""

    def __init__(self) -> None:
        self.listed: list[Server] = []
        self.changed: tuple[Server, ...] = ()
        self.kept: CachedList | None = None
        self.callbacks: deque[Callable[[], object]] = deque()

    def pages(self, *_whose: object) -> Iterator[list[Server]]:
        for first in range(0, len(self.listed), PAGE):
            yield self.listed[first : first + PAGE]

    def changes(self, *_whose: object) -> Changes:
        return Changes(self.changed)

    def cached(self, _profile_id: str) -> CachedList | None:
        return self.kept

    def forget(self, _profile_id: str) -> None:
        """Nothing is kept."""

    def run(
        self,
        work: Callable[[Any], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[Any], None],
        progress: Callable[[Any], None] = print,
    ) -> Any:
        del failed
        report = lambda step: self.callbacks.append(lambda: progress(step))  # noqa: E731
        task = SimpleNamespace(cancelled=False, pause=None, cancel=lambda: None, report=report)
        result = work(task)
        self.callbacks.append(lambda: done(result))
        return task


def refreshes(porthole: Porthole) -> dict[str, float]:
    """Return the slowest step of each kind of refresh."""
    loader, listing, at_hand = porthole.loader, porthole.listing, AtHand()
    loader._directory = loader._runner = at_hand
    profile_id = max(porthole.book.profiles, key=lambda one: len(listing.ids(one.id))).id
    table = porthole.pane.table
    table.select(listing.visible[len(listing) // 2].key)
    known = [server for server in listing.visible if server.profile_id == profile_id]
    newcomers = [msgspec.structs.replace(one, id=f"{one.id}-2", name=f"{one.name}-2") for one in known[:PAGE]]

    def slowest(begin: Callable[[], object]) -> float:
        settle()
        steps = [milliseconds(begin)]
        while at_hand.callbacks or loader.asks_for(profile_id):
            steps.append(milliseconds(at_hand.callbacks.popleft() if at_hand.callbacks else lambda: None))
        return max(steps)

    def change(servers: Iterable[Server]) -> tuple[Server, ...]:
        return tuple(msgspec.structs.replace(one, status=ServerStatus.VERIFY_RESIZE) for one in servers)

    at_hand.changed = tuple(known[:100])
    found = {"quiet refresh, no change": slowest(lambda: loader.freshen(profile_id))}
    at_hand.listed = known
    found["whole refresh, no change"] = slowest(lambda: loader.refresh([profile_id]))
    at_hand.changed = change(known[:: len(known) * 100 // len(listing)])
    found["quiet refresh, 1 % changed"] = slowest(lambda: loader.freshen(profile_id))
    at_hand.listed = [listing.server(one.key) or one for one in known] + newcomers
    found["whole refresh, 1,000 new"] = slowest(lambda: loader.refresh([profile_id]))
    at_hand.kept = CachedList(tuple(at_hand.listed), datetime.now(UTC))
    loader.forget(profile_id)
    found["list of the last run"] = slowest(lambda: loader.refresh([profile_id]))
    return found


def groupings(porthole: Porthole) -> dict[str, float]:
    """Return how long the sidebar takes to count and show each kind of group."""
    chosen = porthole.sidebar.grouping_chosen
    ways = [Grouping(kind, "owner" if kind is GroupKind.METADATA else "") for kind in GroupKind]
    return {f"groups by {way.kind}": milliseconds(lambda way=way: chosen.emit(way)) for way in ways}


def measure(servers: int) -> dict[str, float]:
    """Measure a window with so many servers; with none only its memory."""
    application = make_application(["porthole"])
    porthole = Porthole(application, Start(demo=bool(servers), demo_servers=servers * 4 // 5))
    porthole.window.resize(1920, 1000)
    porthole.begin()
    gc.freeze()
    GarbageRounds(porthole, porthole.loader.listing_changed)
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
    sorts = {
        f"{column.name} {order.name}": milliseconds(
            # As a click does it: sortByColumn() sorts twice.
            lambda column=column, order=order: table.horizontalHeader().setSortIndicator(column, order)
        )
        for column in Column
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    }
    table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
    grouped = groupings(porthole)
    refreshed = refreshes(porthole)
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
        "sort": statistics.median(sorts.values()),
        f"slowest: {max(sorts, key=sorts.__getitem__)}": max(sorts.values()),
        **grouped,
        **refreshed,
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
            print(f"{name:>30}: {value:9.1f}")
        print(f"{'over the empty window':>30}: {full['memory'] - empty['memory']:9.1f} MiB\n")


if __name__ == "__main__":
    main()
