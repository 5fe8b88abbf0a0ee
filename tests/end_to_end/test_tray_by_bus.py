"""Porthole in the tray of a panel that shows icons by D-Bus (StatusNotifier), each a process of its own."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication

from launcher.demo.process import DemoProcess
from launcher.model.bookmarks import Marked, MarkedServer
from launcher.model.profile import Profile
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.bookmarks import BookmarksFile
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from tests.end_to_end.hand import Eye, wait_until
from tests.end_to_end.panel import Entry, Panel, find, panel
from tests.end_to_end.stage import REMOTE_COLOURS
from tests.end_to_end.test_one_instance import start_again, windows
from tests.end_to_end.test_program import ENDS_WITHIN, PORTHOLE

AWKWARD = "a_b && c_d & <b>e</b>\u202e"
"""A server may be called anything."""


@pytest.fixture
def own_panel(desktop: QApplication) -> Iterator[Panel]:  # noqa: ARG001 - its keyring is met
    """A desktop with a panel, and a cloud that a profile of the person's own file leads to."""
    with DemoProcess() as cloud, panel(os.environ["DBUS_SESSION_BUS_ADDRESS"]) as one:
        auth = cloud.auth(cloud.projects[0])
        profile = Profile(
            id="own", name="own", region_name=cloud.region_name, auth=auth, production=True, link_lifetime=62
        )
        ProfileBook(ProfileFile(), Secrets()).save(profile, NewSecret(cloud.password))
        favourites = (MarkedServer("own", id_of("web-01"), "web-01"), MarkedServer("own", "gone", AWKWARD))
        BookmarksFile().change(lambda _theirs: Marked(favourites))
        yield one


def id_of(name: str) -> str:
    """Return a server's id as the command line tells it, which keeps the list for the window."""
    command = [*PORTHOLE, "list", "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=30)
    return next(str(one["id"]) for one in json.loads(done.stdout) if one["name"] == name)


@contextmanager
def hidden(panel: Panel) -> Iterator[subprocess.Popen[bytes]]:
    """Start Porthole as a session does, and wait for its icon."""
    with subprocess.Popen([*PORTHOLE, "--hidden"]) as process:
        try:
            panel.wait_for_icon()
            yield process
        finally:
            process.kill()


def menu_with(panel: Panel, words: str, *, announced: bool = True) -> tuple[Entry, ...]:
    """Open the menu until an entry begins with these words; returns all of it."""
    last: list[tuple[Entry, ...]] = []

    def found() -> bool:
        last.append(panel.menu(announced=announced))
        return any(entry.label.startswith(words) for entry in last[-1])

    wait_until(found, f"{words!r} in the menu")
    return last[-1]


def test_a_favourite_shows_its_screen_and_its_link_counts_down_in_the_menu(own_panel: Panel) -> None:
    with hidden(own_panel) as porthole:
        # A panel that never announces its menu finds it right all the same.
        entries = menu_with(own_panel, "web-01 · production", announced=False)
        assert find(entries, "a_b && c_d & <b>e</b>[U+202E] · production")
        assert not windows(porthole.pid, "")
        own_panel.choose(find(entries, "web-01 · production"))
        wait_until(lambda: windows(porthole.pid, "web-01"), "the console", 30)
        wait_until(lambda: colours() >= REMOTE_COLOURS, "remote pixels", 30)
        assert not windows(porthole.pid, "^Porthole$")

        menu_with(own_panel, "web-01 · link valid", announced=False)
        wait_until(lambda: "about to end" in tooltip(own_panel), "the badge")
        ending = "web-01 · link valid less than a minute"
        link = find(menu_with(own_panel, ending, announced=False), ending)
        assert [one.label for one in link.children] == ["Open console", "Renew link", "Copy link"]
        own_panel.choose(find(link.children, "Renew link"))
        wait_until(lambda: "about to end" not in tooltip(own_panel), "the badge's end")


def test_a_hidden_start_is_there_to_be_clicked_and_ends_with_its_session(own_panel: Panel) -> None:
    with hidden(own_panel) as porthole:
        assert start_again(arguments=("--hidden",)).returncode == 0
        assert not windows(porthole.pid, "")
        own_panel.click()
        wait_until(lambda: windows(porthole.pid), "the window")
        entries = menu_with(own_panel, "own")
        assert len(find(entries, "own · production").children) == 24
        own_panel.choose(find(entries, "Settings…"))
        wait_until(lambda: windows(porthole.pid, "Settings"), "the settings")
        porthole.terminate()
        assert porthole.wait(ENDS_WITHIN) == 0


def test_a_panel_that_starts_anew_has_the_icon_again_and_one_that_stays_away_leaves_a_window(
    own_panel: Panel,
) -> None:
    with hidden(own_panel) as porthole:
        own_panel.stop()
        own_panel.start()
        own_panel.wait_for_icon()
        assert not windows(porthole.pid, "")
        own_panel.stop()
        every = ["xdotool", "search", "--all", "--pid", str(porthole.pid), "--name", "^Porthole$"]
        wait_until(
            lambda: subprocess.run(every, check=False, capture_output=True).stdout, "the minimised window"
        )


def test_a_panel_that_comes_late_has_the_icon_too(own_panel: Panel) -> None:
    own_panel.stop()
    with subprocess.Popen(PORTHOLE) as porthole:
        try:
            wait_until(lambda: windows(porthole.pid), "the window")
            own_panel.start()
            own_panel.wait_for_icon()
            own_panel.choose(find(own_panel.menu(), "Quit"))
            assert wait_for_end(porthole) == 0
        finally:
            porthole.kill()


def wait_for_end(process: subprocess.Popen[bytes]) -> int:
    wait_until(lambda: process.poll() is not None, "the end", ENDS_WITHIN)
    return process.returncode


def tooltip(panel: Panel) -> str:
    _icon, _pixmaps, title, _text = panel.property("ToolTip")
    return str(title)


def colours() -> set[str]:
    image = Eye().screen()
    step = range(0, image.width(), 4), range(0, image.height(), 4)
    return {image.pixelColor(x, y).name() for x in step[0] for y in step[1]}
