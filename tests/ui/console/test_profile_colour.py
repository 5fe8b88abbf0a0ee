"""Which cloud a console belongs to is seen on its tab."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from launcher.model.profile import ProfileColour
from launcher.ui.console.state import ConnectionState
from launcher.ui.profile_colours import shade
from launcher.ui.theme import apply_colour_scheme
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room

TEAL = ProfileColour.TEAL


def icon(room: Room, place: int = 0) -> QImage:
    return room.window.tabs.tabIcon(place).pixmap(16).toImage()


def seen(image: QImage) -> set[str]:
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in pixels}


def teal(room: Room) -> str:
    found = shade(TEAL, room.window.palette())
    assert found is not None
    return found.name()


def test_a_tab_follows_the_colour_and_the_name_of_its_profile(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live()
    assert teal(room) not in seen(icon(room))
    room.services.book.set_colour("prod", TEAL)
    room.desk.update_profiles()
    assert teal(room) in seen(icon(room))
    assert room.window.tabs.tabToolTip(0) == "web-01 · prod"
    room.open("bastion")
    room.wait_for(ConnectionState.LIVE, "bastion")
    assert teal(room) in seen(icon(room, 1))
    room.services.book.set_colour("prod", ProfileColour.NONE)
    room.desk.update_profiles()
    assert teal(room) not in seen(icon(room)) | seen(icon(room, 1))


def test_a_tab_follows_light_and_dark(room: Room, proxy: Proxy, qapp: QApplication) -> None:
    room.services.book.set_colour("prod", TEAL)
    room.lead_to(proxy.url())
    room.open_live()
    light = teal(room)
    try:
        apply_colour_scheme(qapp, "dark")
        room.qtbot.waitUntil(lambda: teal(room) != light)
        room.qtbot.waitUntil(lambda: teal(room) in seen(icon(room)))
        assert light not in seen(icon(room))
    finally:
        apply_colour_scheme(qapp, "light")
