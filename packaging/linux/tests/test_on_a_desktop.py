"""The installed program in the bare Debian, with what a desktop has outside of it: a panel, and a keyring."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress

import pytest
from bare_root import PERSON, BareRoot
from desk import CLOUDS, SERVER, geometry, porthole, windows, write, xdotool
from drawn import place_of
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from launcher.demo.options import DemoOptions
from launcher.demo.process import DemoProcess
from launcher.model.porthole_link import PortholeLink
from tests.end_to_end.hand import Hand, colours_of, wait_until
from tests.end_to_end.panel import Panel, find, panel
from tests.end_to_end.reading import text_on
from tests.end_to_end.trayer import trayer

pytestmark = pytest.mark.timeout(600)
QUESTION = "^Open a console"
SHADES = 16
"""Colours that only an icon has so many of: the panel itself has one."""


@pytest.fixture
def person(installed: BareRoot, keyring: dict[str, str]) -> Iterator[dict[str, str]]:
    """Somebody with a keyring and a profile that leads to a cloud; yields what their programs are told."""
    home = f"/home/{PERSON}/desktop"
    told = {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    told["DBUS_SESSION_BUS_ADDRESS"] = keyring["DBUS_SESSION_BUS_ADDRESS"]
    with DemoProcess(DemoOptions(servers=3)) as access:
        write(installed.home / "desktop" / "clouds.yaml", CLOUDS.format(access=access))
        imported = installed.run("porthole", "import", f"{home}/clouds.yaml", "--all", **told)
        assert imported.returncode == 0, imported.stderr
        yield told
        forgotten = installed.run("porthole", "forget", "--yes", **told)
        assert forgotten.returncode == 0, forgotten.stderr


@pytest.fixture
def icons(person: dict[str, str], qapp: QApplication) -> Iterator[Panel]:
    """The desktop's panel."""
    assert qapp
    with panel(person["DBUS_SESSION_BUS_ADDRESS"]) as one:
        yield one


def test_the_menu_that_is_drawn_in_the_tray_opens_a_console_and_ends_porthole(
    installed: BareRoot, person: dict[str, str], qapp: QApplication
) -> None:
    assert qapp
    id_of(SERVER, installed, person)  # what was listed once is in the menu from then on
    hand = Hand()
    with trayer(), porthole(installed, "--hidden", **person) as process:
        open_menu(hand)
        assert place_of("&Show Porthole", bold=True)
        assert place_of("&Quick connect…")
        while not place_of("demo"):  # its servers are on their way in these first moments
            close_menu(hand)
            open_menu(hand)
        click_entry(hand, "demo")
        click_entry(hand, SERVER)
        assert_console()
        open_menu(hand)
        click_entry(hand, "&Quit")
        assert process.wait(30) == 0
        assert not windows("Porthole")


def test_the_menu_that_a_panel_reads_off_the_bus_opens_a_console_and_ends_porthole(
    installed: BareRoot, person: dict[str, str], icons: Panel
) -> None:
    id_of(SERVER, installed, person)  # what was listed once is in the menu from then on
    with porthole(installed, "--hidden", **person) as process:
        icons.wait_for_icon()
        wait_until(lambda: any(one.label == "demo" for one in icons.menu()), "the profile in the menu")
        assert not windows("Porthole")
        icons.choose(find(find(icons.menu(), "demo").children, SERVER))
        assert_console()
        icons.choose(find(icons.menu(), "Quit"))
        assert process.wait(30) == 0


def test_a_link_that_a_desktop_follows_is_asked_about_and_opens_a_console(
    installed: BareRoot, person: dict[str, str], icons: Panel
) -> None:
    link = PortholeLink("demo", id_of(SERVER, installed, person))
    with porthole(installed, str(link), program="xdg-open", **person) as process:
        wait_until(lambda: windows(QUESTION), "the question", 60)
        (question,) = windows(QUESTION)
        assert not windows(f"^{SERVER} ")
        xdotool("windowactivate", "--sync", question)
        wait_until(lambda: _press("alt+o") or not windows(QUESTION), "the answer")
        assert_console()
        icons.wait_for_icon()
        icons.choose(find(icons.menu(), "Quit"))
        assert process.wait(30) == 0


def id_of(name: str, installed: BareRoot, person: dict[str, str]) -> str:
    listed = json.loads(installed.run("porthole", "list", "--json", **person).stdout)
    return next(str(one["id"]) for one in listed if one["name"] == name)


def open_menu(hand: Hand) -> None:
    """Click the one icon in the panel with the right button."""
    screen = QGuiApplication.primaryScreen()

    def icon() -> QPoint | None:
        # The panel makes room for it, and moves then; clicks count from when it is painted.
        for one in windows("^panel$"):
            place = QRect(*geometry(one))
            image = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage()
            if place.right() == screen.geometry().right() and len(colours_of(image)) > SHADES:
                return place.center()
        return None

    for side in (-4, 4, -4, 4):  # a person clicks again; at the same place it would be a double click
        wait_until(icon, "the icon in the panel", 60)
        place = icon()
        assert place is not None
        hand.click_at(place + QPoint(side, 0), button=3)
        with suppress(TimeoutError):
            wait_until(lambda: place_of("&Quit"), "the menu", 5)
            return
    message = "no click opened the menu"
    raise AssertionError(message)


def close_menu(hand: Hand) -> None:
    hand.press("Escape")
    wait_until(lambda: not place_of("&Quit"), "the menu's end")


def click_entry(hand: Hand, words: str) -> None:
    wait_until(lambda: place_of(words), f"{words} in the menu")
    place = place_of(words)
    assert place is not None
    hand.click_at(place)


def assert_console() -> None:
    screen = QGuiApplication.primaryScreen()

    def login_prompt() -> bool:
        # Looked for each time: the first web view in a window makes Qt build that window again.
        pictures = [screen.grabWindow(int(window)).toImage() for window in windows(f"^{SERVER} ")]
        return any(f"{SERVER} login:" in text_on(one) for one in pictures)

    wait_until(login_prompt, "the server's own pixels", 60)


def _press(key: str) -> None:
    xdotool("key", key)
