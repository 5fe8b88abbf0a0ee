"""A panel of the old kind (XEmbed), as many light desktops have one, and a hand at its icon."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import Stage

_NEAR = 12
"""Pixels from the corner in which the panel stands."""


@contextmanager
def trayer(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run one in the lower right corner."""
    place = ["--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", "30"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(["trayer", *place, *options], stdout=quiet, stderr=quiet) as process:
        try:
            wait_until(QSystemTrayIcon.isSystemTrayAvailable, "the panel")
            yield process
        finally:
            process.terminate()
            process.wait()
            wait_until(lambda: not QSystemTrayIcon.isSystemTrayAvailable(), "the panel's end")


def wait_for_icon(on: Stage) -> QSystemTrayIcon:
    """Wait until Porthole's icon stands in the panel."""
    tray = on.porthole.tray
    wait_until(lambda: tray.icon.findChildren(QSystemTrayIcon), "the icon")
    (icon,) = tray.icon.findChildren(QSystemTrayIcon)
    # The panel makes room for it first, and moves.
    corner = QGuiApplication.primaryScreen().geometry().bottomRight()
    wait_until(lambda: (corner - icon.geometry().bottomRight()).manhattanLength() < _NEAR, "it in the panel")
    return icon


_sides = cycle((QPoint(-4, 0), QPoint(4, 0)))
"""Pixels aside; two clicks at one place are a double click where the first was not long ago."""


def click_icon(on: Stage, *, button: int = 1) -> None:
    """Click the icon; button 3 opens its menu."""
    on.hand.click_at(wait_for_icon(on).geometry().center() + next(_sides), button=button)


def open_menu(on: Stage) -> QMenu:
    """Open the icon's menu."""
    click_icon(on, button=3)
    menu = on.porthole.tray.menu
    wait_until(menu.isVisible, "the menu")
    return menu


def entry(menu: QMenu, words: str) -> QAction:
    """Return the entry whose words begin like this."""
    found = [one for one in menu.actions() if one.text().replace("&", "").startswith(words)]
    assert found, f"no {words!r} among {[one.text() for one in menu.actions()]}"
    return found[0]


def choose(on: Stage, words: str) -> None:
    """Open the icon's menu, and click an entry."""
    menu = open_menu(on)
    on.hand.click_action(menu, entry(menu, words))
