"""From a console's link to the first pixels of its server, and what consoles take: beside Debian's Chromium.

Run on a display: ``python -m tests.benchmarks.console [ROUNDS]``. In each round both show the same pages of a
demo cloud, each in fresh processes, in turn one before the other. The same eye looks at the display for both,
every few milliseconds. Porthole's figures stand alone where there is no Chromium.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from tests.benchmarks.consoles.chromium import installed

ROUNDS = 3

Run = dict[str, Any]

_Figure = Callable[[Run], float]
_FIGURES: tuple[tuple[str, str, _Figure], ...] = (
    ("link to pixels, first console", "ms", lambda run: run["first"]),
    ("link to pixels, second console", "ms", lambda run: run["later"][0]),
    ("link to pixels, each later one", "ms", lambda run: statistics.median(run["later"])),
    ("the slowest later one", "ms", lambda run: max(run["later"])),
    ("memory with 1 console", "MiB", lambda run: run["mebibytes"]["1"]),
    ("memory with 10 consoles", "MiB", lambda run: run["mebibytes"]["10"]),
)
_OURS_ALONE: tuple[tuple[str, str, _Figure], ...] = (
    ("memory before the first console", "MiB", lambda run: run["mebibytes"]["0"]),
    ("memory after the last is closed", "MiB", lambda run: run["mebibytes"]["-1"]),
)


def main(rounds: int) -> None:
    """Print the medians of some rounds, and how they compare."""
    contenders = ["porthole", "chromium"] if installed() else ["porthole"]
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name in contenders:
            runs[name].append(_run(name))
        contenders.reverse()
    ours, theirs = runs["porthole"], runs.get("chromium", [])
    print(f"{rounds} rounds, medians{'; both without their sandbox, as root' if os.geteuid() == 0 else ''}")
    if not theirs:
        print("There is no Chromium here to compare with: apt install chromium.")
    for words, unit, figure in _FIGURES:
        mine = statistics.median(map(figure, ours))
        line = f"{words}: Porthole {mine:.0f} {unit}"
        if theirs:
            other = statistics.median(map(figure, theirs))
            pairs = [figure(one) / figure(two) for one, two in zip(ours, theirs, strict=True)]
            line += f", Chromium {other:.0f} {unit}, ratio {statistics.median(pairs):.2f}"
            line += f" ({min(pairs):.2f} to {max(pairs):.2f})"
        print(line)
    for words, unit, figure in _OURS_ALONE:
        print(f"{words}: Porthole {statistics.median(map(figure, ours)):.0f} {unit}")


def _run(contender: str) -> Run:
    command = [sys.executable, "-m", "tests.benchmarks.consoles", contender]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    run: Run = json.loads(done.stdout.splitlines()[-1])
    return run


if __name__ == "__main__":
    if os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --log-level=3")
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
