"""A console window on two displays, in a process and on a screen of its own. Says, in JSON, where it stood.

A screen whose displays are others in the midst of a run is nothing that the tests after this one should meet.
"""

import json
import subprocess
import sys

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from launcher.ui.console.window import ConsoleWindow
from tests.end_to_end.hand import wait_until

DISPLAYS = {"left": QRect(0, 0, 960, 1080), "right": QRect(960, 0, 960, 1080)}
STANDS = QRect(120, 140, 600, 400)


def make_two() -> None:
    """Make two displays of the one there is."""
    for name, output in (("left", "screen"), ("right", "none")):
        area = DISPLAYS[name]
        geometry = f"{area.width()}/254x{area.height()}/285+{area.x()}+0"
        subprocess.run(["xrandr", "--setmonitor", name, geometry, output], check=True, capture_output=True)


def main() -> None:
    make_two()
    application = QApplication(sys.argv)
    window = ConsoleWindow()
    window.setGeometry(STANDS)
    window.show()
    wait_until(window.isActiveWindow, "the window")
    seen = {"displays": [one.name() for one in application.screens()]}
    for step, display, place, full in (
        ("right", "right", DISPLAYS["right"], True),
        ("left", "left", DISPLAYS["left"], True),
        ("back", "left", STANDS, False),
        ("here", "", DISPLAYS["left"], True),
        ("back again", "", STANDS, False),
    ):
        window.show_full_screen(display)
        try:
            # The window manager tells of size and state one after the other.
            wait_until(
                lambda place=place, full=full: window.geometry() == place and window.isFullScreen() is full,
                step,
                5,
            )
        except TimeoutError:
            seen["failed"] = [step, str(window.geometry()), str(window.isFullScreen())]
            break
        seen[step] = [str(window.isFullScreen()), window.screen().name()]
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main()
