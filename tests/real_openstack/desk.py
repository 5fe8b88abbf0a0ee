"""A person who has one profile on the cloud, in front of the real window."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from launcher.app import Start
from launcher.model.profile import Profile
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.profiles.code_prompt import CodePrompt
from launcher.ui.servers.freshness import Pace
from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import Stage, stage
from tests.real_openstack.services.inventory import Entry

PATIENCE = 30
"""Seconds; Nova has two processors at most, and others want them too."""


class Desk(Stage):
    """What a person does there, and reads."""

    def click(self, entry: Entry, times: int = 2) -> None:
        """Click a server, by default twice."""
        self.come_forward()
        row = self.row_of(entry)
        assert row is not None, f"{entry.name} is not in the list"
        self.hand.click_row(self.porthole.pane.table, row, times=times)

    def row_of(self, entry: Entry) -> int | None:
        """Return where a server stands in the list, if it does."""
        visible = self.porthole.listing.visible
        return next((row for row, server in enumerate(visible) if server.id == entry.id), None)

    def asks_for_a_code(self) -> bool:
        """Tell whether the question for a one-time code is there and has the keyboard."""
        return any(isinstance(one, CodePrompt) and one.isActiveWindow() for one in self._windows())

    def open(self, entry: Entry) -> ConsoleTab:
        """Double-click a server, and wait for its remote pixels."""
        self.click(entry)
        self.wait_for_screen(entry)
        return self.console

    def wait_for_screen(self, entry: Entry) -> None:
        """Wait until the server's screen is shown: it has a colour that no other has."""
        wait_until(lambda: self.tab is not None and self.tab.server.id == entry.id, "its console", PATIENCE)
        self.wait_for(ConnectionState.LIVE)
        wait_until(lambda: self.shows(entry), "remote pixels", PATIENCE)

    def shows(self, entry: Entry) -> bool:
        """Tell whether what stands on the display is the server's screen."""
        return entry.colour in self.eye.colours(self.console.view)

    def wait_for(self, state: ConnectionState, seconds: float = PATIENCE) -> None:
        """Wait for a state of the console that is shown."""
        wait_until(lambda: self.tab is not None and self.tab.state is state, f"{state}", seconds)

    def wait_for_words(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait until something is written in the window that has the keyboard."""
        wait_until(lambda: words in self.words(), f"{words!r}, where it says: {self.words()}", seconds)

    def words(self) -> str:
        """Return everything that is written in the windows just now."""
        labels = [one for window in self._windows() for one in window.findChildren(QLabel)]
        return "\n".join(one.text() for one in labels if one.isVisible() and one.text())

    def press(self, label: str) -> None:
        """Click the button that says so."""

        def found() -> list[QPushButton]:
            buttons = [one for window in self._windows() for one in window.findChildren(QPushButton)]
            return [one for one in buttons if one.isVisible() and one.text().replace("&", "") == label]

        wait_until(found, f"a button {label!r}, where it says: {self.words()}", PATIENCE)
        button = found()[0]
        button.window().raise_()
        button.window().activateWindow()
        wait_until(button.window().isActiveWindow, "its window")
        self.hand.click(button)

    @property
    def console(self) -> ConsoleTab:
        """The console that is shown."""
        assert self.tab is not None, "there is no console"
        return self.tab

    def _windows(self) -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


@contextmanager
def desk(application: QApplication, profile: Profile, secret: str) -> Iterator[Desk]:
    """Start Porthole with one profile, whose secret is known for this run."""
    with stage(Start(), application) as on:
        porthole = on.porthole
        wait_until(lambda: porthole.runner.idle, "the profiles")
        porthole.book.add_guest(profile, secret)
        # What the list asks by itself would be among the requests that are counted.
        porthole.pane.freshness.pace = Pace(rest=3600)
        porthole.show_profiles(profile.id)
        yield Desk(porthole)
