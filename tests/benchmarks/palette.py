"""Quick connect at ten thousand servers: opening the palette, a keystroke, an arrow.

Run on a display: ``python -m tests.benchmarks.palette``. Each is one event of the keyboard until all that it
changed is painted, by this thread's own time: what else the machine does is not the palette's.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from launcher.app import make_application
from launcher.model.profile import ProfileColour
from launcher.model.server import Server, ServerStatus
from launcher.services.quick import QuickSearch
from launcher.ui.quick.palette import QuickPalette
from tests.end_to_end.hand import wait_until

SERVERS = 10_000
LIMIT = 16.0
PROFILES = {"0": "production", "1": "staging", "2": "customer-lab"}
TYPED = ("web-prod-0012", "wbprd12", "production node 7", "10.3.7.1", "wbe-prdo", "not to be found")


def fleet(count: int) -> list[Server]:
    """Return servers with names as operators give them, and addresses and ids as clouds do."""
    dice = random.Random(1)  # noqa: S311 - the same servers each time
    kinds, places = ("web", "db", "mail", "app", "k8s-node", "ci-runner"), ("prod", "stage", "eu", "us")
    return [
        Server(
            str(number % len(PROFILES)),
            str(UUID(int=dice.getrandbits(128))),
            f"{dice.choice(kinds)}-{dice.choice(places)}-{number:05}",
            dice.choice([ServerStatus.ACTIVE, ServerStatus.SHUTOFF]),
            addresses=(f"10.{number % 7}.{number // 250}.{number % 250}", f"2001:db8::{number:x}"),
        )
        for number in range(count)
    ]


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long ``act`` keeps this thread until all it changed is painted."""
    begun = time.thread_time()
    act()
    QApplication.processEvents()
    return (time.thread_time() - begun) * 1000


def main() -> None:
    """Measure, and print what was found."""
    gc.disable()  # as the program does: see launcher.ui.garbage
    application = make_application(["porthole"])
    servers = fleet(SERVERS)
    keys = [servers[number * 100].key for number in range(20)]
    palette = QuickPalette(lambda _profile: ProfileColour.TEAL)
    opened = []
    for _ in range(5):
        palette.close()
        opened.append(milliseconds(lambda: palette.ask(QuickSearch(servers, PROFILES, keys, keys), "")))
    wait_until(palette.field.hasFocus, "the palette")
    typed: list[float] = []
    for text in TYPED:
        typed += [milliseconds(lambda key=key: QTest.keyClick(palette.field, key)) for key in text]
        back = [Qt.Key.Key_Backspace] * len(text)
        typed += [milliseconds(lambda key=key: QTest.keyClick(palette.field, key)) for key in back]
    QTest.keyClicks(palette.field, "web")
    steps = [milliseconds(lambda: QTest.keyClick(palette.field, Qt.Key.Key_Down)) for _ in range(40)]
    palette.close()
    application.quit()
    print(f"{'servers':>20}: {SERVERS}")
    print(f"{'opening':>20}: {statistics.median(opened):5.1f} ms")
    print(f"{'keystroke':>20}: {statistics.median(typed):5.1f} ms")
    print(f"{'slowest keystroke':>20}: {max(typed):5.1f} ms (limit {LIMIT:.0f})")
    print(f"{'arrow':>20}: {statistics.median(steps):5.1f} ms")


if __name__ == "__main__":
    main()
