"""Porthole in the tray with no window: how often it wakes the processor, and what it holds in memory.

``packaging/setup/with-display python -m tests.benchmarks.idle``
"""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.benchmarks.start import SERVERS, remember_list
from tests.end_to_end.hand import wait_until
from tests.end_to_end.panel import panel
from tests.end_to_end.stage import empty_home
from tests.secret_service import private_bus

SETTLING = 12.0
"""Seconds until a start has come to rest."""

WATCHED = 30.0
"""Seconds."""


def wake_ups(pid: int) -> int:
    """Return how often the threads of a process have given the processor back, to be woken up again."""
    found = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        status = (thread / "status").read_text().splitlines()
        found += sum(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))
    return found


def children(pid: int) -> list[str]:
    """Return the names of the processes that a process has started."""
    look = ["ps", "--ppid", str(pid), "-o", "comm="]
    return subprocess.run(look, check=False, capture_output=True, text=True).stdout.split()


def megabytes(pid: int) -> float:
    """Return the memory that a process has for itself, with its share of what several use (PSS)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def rest(seconds: float) -> None:
    """Let the panel, which lives in this process, do its work for a while."""
    end = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() > end, "the time", seconds + 5)


def main() -> None:
    """Measure a hidden start that has a list of an earlier run to offer."""
    QApplication([])
    display = os.environ["DISPLAY"]
    with (
        empty_home(),
        private_bus() as environment,
        panel(environment["DBUS_SESSION_BUS_ADDRESS"]) as tray,
        socket.create_server(("127.0.0.1", 0)) as silent,
    ):
        remember_list(f"http://127.0.0.1:{silent.getsockname()[1]}/v3")
        command = [sys.executable, "-m", "launcher", "--hidden"]
        home = {"HOME": os.environ["HOME"], "DISPLAY": display}
        with subprocess.Popen(command, env={**os.environ, **environment, **home}) as porthole:
            tray.wait_for_icon()
            rest(SETTLING)
            before = wake_ups(porthole.pid)
            rest(WATCHED)
            woken = (wake_ups(porthole.pid) - before) / WATCHED
            own = children(porthole.pid) or "none"
            print(f"in the tray with {SERVERS:,} servers known: {woken:.2f} wake-ups a second")
            print(f"memory {megabytes(porthole.pid):.0f} MB, processes of its own: {own}")
            porthole.terminate()


if __name__ == "__main__":
    main()
