"""Pictures of the icon in the tray, and of its menu."""

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from launcher.model.profile import ProfileColour
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.stage import Stage
from tests.end_to_end.trayer import open_menu, trayer
from tests.pictures.camera import come_forward, save_with_popup, write

_MARGIN = 24
"""Pixels around the menu."""


def tray(on: Stage) -> None:
    """The menu: favourites, recent servers, profiles, and two links that live."""
    on.wait_for_servers()
    for name in ("web-01", "db-01"):
        on.double_click(name)
    on.porthole.consoles.close()
    book = on.porthole.book
    for profile, colour in zip(book.profiles, (ProfileColour.RED, ProfileColour.TEAL), strict=False):
        book.save(msgspec.structs.replace(profile, colour=colour, production=colour is ProfileColour.RED))
    on.porthole.show_profiles()
    wanted = ("web-01", "web-02", "bastion")
    marked = {one.name: one.key for one in on.porthole.listing.known if one.profile_id == book.profiles[0].id}
    on.porthole.bookmarks.set_favourites([marked[name] for name in wanted], True)
    on.porthole.marks_changed.emit()
    with trayer():
        _stand_in_the_corner(on)
        menu = open_menu(on)
        on.hand.point_away()
        wait_until(lambda: menu.activeAction() is None, "no entry under the pointer")
        settle()
        screen = on.eye.screen()
        corner = (menu.geometry().topLeft() - QPoint(_MARGIN, _MARGIN)) * screen.devicePixelRatio()
        write(screen.copy(QRect(corner, screen.rect().bottomRight())), "tray")
        menu.close()


def a_farewell(on: Stage) -> None:
    """The window is closed where the desktop has no tray."""
    come_forward(on.porthole.window)
    on.hand.press("alt+F4")
    wait_until(lambda: QApplication.activeModalWidget() is not None, "the question")
    save_with_popup(on, on.porthole.window, "farewell")
    on.hand.press("Escape")


def _stand_in_the_corner(on: Stage) -> None:
    """Put the window behind the menu."""
    window, screen = on.porthole.window, QGuiApplication.primaryScreen().geometry()
    on.come_forward()
    window.move(screen.width() - window.frameGeometry().width(), screen.height() - window.height() - 60)
    settle()
