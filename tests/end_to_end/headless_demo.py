"""``make demo`` where there is no screen: opens a console with real mouse events, and takes a picture.

Run on a private display: ``python -m tests.end_to_end.headless_demo``.
"""

import os
import sys
from pathlib import Path

from launcher.app import Start
from tests.end_to_end.hand import Eye, wait_until
from tests.end_to_end.stage import Stage, empty_home, stage

PICTURE = Path(__file__).parents[2] / "build" / "demo.png"
SERVER = "web-01"


def main() -> int:
    """Do what the module says; returns the exit code."""
    PICTURE.parent.mkdir(exist_ok=True)
    # The web engine tells at length that there is no graphics card.
    os.environ.setdefault("QT_LOGGING_RULES", "*.info=false;*.warning=false")
    with empty_home():
        try:
            with stage(Start(demo=True)) as on:
                open_console(on)
        except TimeoutError as error:
            print(f"The demo did not get to its end: {error}.")
            return 1
        finally:
            print(f"The screenshot is {PICTURE}")
    return 0


def open_console(on: Stage) -> None:
    """Double-click a server and wait until its screen, and the time its link has left, are there."""
    try:
        on.wait_for_servers()
        print(f"{on.porthole.model.rowCount()} servers are listed. Double-clicking {SERVER}.")
        tab = on.double_click(SERVER)
        print(f"{SERVER} shows its screen; {tab.toolbar.status.link.text()}.")
        wait_until(lambda: "login:" in on.read(tab), "the login prompt", 30)
    finally:
        Eye().screen().save(str(PICTURE))


if __name__ == "__main__":
    sys.exit(main())
