"""The real program on a display, in a home of its own, for everything that looks at it from outside."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from launcher.app import Porthole, Start, make_application
from launcher.demo.guest.palette import RGB, Colour
from launcher.services.browsers.opener import BrowserOpener
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.tab import ConsoleTab
from tests.end_to_end.hand import Eye, Hand, settle, wait_until
from tests.end_to_end.reading import text_on

REMOTE_COLOURS = {"#{:02x}{:02x}{:02x}".format(*RGB[colour]) for colour in (Colour.BLACK, Colour.RUNNING_BAR)}
"""What a running server of the demo cloud paints, and Porthole does not."""

STAGING = "demo-staging"
"""The profile of the demo's small project."""


@contextmanager
def empty_home() -> Iterator[Path]:
    """Keep the program out of the person's own files."""
    with tempfile.TemporaryDirectory(prefix="porthole-home-") as name:
        kept = {key: value for key, value in os.environ.items() if key == "HOME" or key.startswith("XDG_")}
        for key in kept:
            if key != "XDG_RUNTIME_DIR":
                del os.environ[key]
        os.environ["HOME"] = name
        try:
            yield Path(name)
        finally:
            os.environ.update(kept)


@dataclass
class Stage:
    """A running Porthole, with a hand and an eye."""

    porthole: Porthole
    hand: Hand = field(default_factory=Hand)
    eye: Eye = field(default_factory=Eye)

    def wait_for_servers(self, at_least: int = 1) -> None:
        """Wait until the list is there and complete."""
        wait_until(lambda: self.porthole.model.rowCount() >= at_least, "the servers")
        wait_until(lambda: not self.porthole.loader.loading, "the end of the list")
        settle()

    def double_click(self, name: str) -> ConsoleTab:
        """Double-click a server by its name, and wait for its remote pixels.

        Of two the one that is not staging's: those have serial lines.
        """
        visible = self.porthole.listing.visible
        rows = [row for row, server in enumerate(visible) if server.name == name]
        row = next((row for row in rows if visible[row].profile_id != STAGING), rows[0])
        key = visible[row].key
        self.come_forward()
        self.hand.click_row(self.porthole.pane.table, row)
        wait_until(lambda: (tab := self.tab) is not None and tab.key == key, "the console window")
        assert self.tab is not None
        self.wait_for_remote_pixels(self.tab)
        return self.tab

    def wait_for_remote_pixels(self, tab: ConsoleTab) -> None:
        """Wait until a console shows what only the server can have painted."""
        wait_until(lambda: tab.state is ConnectionState.LIVE, "a live session", 30)
        wait_until(lambda: self.shows_remote_pixels(tab), "remote pixels")

    def shows_remote_pixels(self, tab: ConsoleTab) -> bool:
        """Whether a console shows what only the server can have painted."""
        return self.eye.colours(tab.view) >= REMOTE_COLOURS

    def read(self, tab: ConsoleTab) -> str:
        """Return the text that stands on a console, read off the display."""
        return text_on(self.eye.look_at(tab.view), tab.devicePixelRatio())

    def come_forward(self) -> None:
        """Bring the window with the list before all others."""
        window = self.porthole.window
        window.raise_()
        window.activateWindow()
        wait_until(window.isActiveWindow, "the window with the list")
        # A console lets go of the desktop's keyboard now: the X server is to know it before a key is pressed.
        QGuiApplication.sync()

    @property
    def tab(self) -> ConsoleTab | None:
        """The console that is shown."""
        window = self.porthole.consoles.desk.window
        return window.current if window is not None else None


@contextmanager
def stage(
    start: Start, application: QApplication | None = None, browser: BrowserOpener | None = None
) -> Iterator[Stage]:
    """Run Porthole as long as it is needed.

    Args:
        start: as on the command line.
        application: where there is one already.
        browser: in place of the one that gives a real browser its time.
    """
    application = application or make_application(["porthole"])
    porthole = Porthole(application, start, browser)
    porthole.begin()
    try:
        wait_until(porthole.window.isActiveWindow, "the window")
        yield Stage(porthole)
    finally:
        application.closeAllWindows()
        settle()
        porthole.end()
