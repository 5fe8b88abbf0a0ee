"""A console's window is one and the same from its first page on: made again, it would flash."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import closing
from threading import Event

import pytest
from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.model.console import ConsoleType
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.console.window import ConsoleWindow
from tests.ui.console.apart import run_apart
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room, make_room
from tests.ui.console.terminal.serial_server import SerialServer

PAINTER = "QT_QUICK_BACKEND"

GONE = {17: "destroyed", 18: "unmapped"}
"""Events of the X protocol, which have the window behind the one they are reported to."""


class Witness(QAbstractNativeEventFilter):
    """Hears from the X server what becomes of the program's windows."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, int]] = []

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes, message: int
    ) -> tuple[bool, int]:
        if bytes(kind.data() if isinstance(kind, QByteArray) else kind) == b"xcb_generic_event_t":
            event = ctypes.string_at(int(message), 12)
            if (what := GONE.get(event[0] & 0x7F)) is not None:
                self.heard.append((what, int.from_bytes(event[8:12], "little")))
        return False, 0


@pytest.fixture
def witness(qapp: QApplication) -> Iterator[Witness]:
    seen = Witness()
    qapp.installNativeEventFilter(seen)
    yield seen
    qapp.removeNativeEventFilter(seen)


def stays(witness: Witness, window: ConsoleWindow, number: int) -> None:
    assert window.winId() == number
    assert not [what for what, one in witness.heard if one == number]


def test_it_stays_from_the_question_to_the_pixels(room: Room, proxy: Proxy, witness: Witness) -> None:
    answer = Event()
    room.lead_to(proxy.url(), until=answer)
    room.open()
    room.wait_for(ConnectionState.ASKING)
    room.qtbot.waitUntil(room.window.isActiveWindow)
    asking = room.window.winId()
    answer.set()
    room.wait_for(ConnectionState.LIVE)
    room.wait_for_pixels()
    stays(witness, room.window, asking)
    room.window.close()
    room.qtbot.waitUntil(lambda: ("destroyed", asking) in witness.heard)


def test_it_stays_for_a_terminal(qtbot: QtBot, cloud: DemoCloud, witness: Witness) -> None:
    server = SerialServer()
    with make_room(qtbot, cloud, console_types=(ConsoleType.SERIAL,)) as room, closing(server):
        answer = Event()
        room.lead_to(server.url, console_type="serial", until=answer)
        room.open()
        room.wait_for(ConnectionState.ASKING)
        qtbot.waitUntil(room.window.isActiveWindow)
        asking = room.window.winId()
        answer.set()
        room.wait_for(ConnectionState.LIVE)
        qtbot.waitUntil(lambda: len(room.colours()) > 1)
        stays(witness, room.window, asking)


def test_it_stays_on_the_wall_and_on_the_whole_display(room: Room, witness: Witness) -> None:
    room.open_live("web-01")
    number = room.window.winId()
    room.open_live("web-02")
    window = room.window
    for turn in (True, False):
        window.toggle_tiles()
        room.qtbot.waitUntil(lambda: all(len(room.colours(tab.view)) > 1 for tab in shown(window)))
        window.toggle_full_screen()
        room.qtbot.waitUntil(lambda turn=turn: window.isFullScreen() is turn)
    stays(witness, window, number)


def test_a_console_taken_out_changes_neither_window(room: Room, proxy: Proxy, witness: Witness) -> None:
    room.lead_to(proxy.url())
    room.open_live("web-01")
    tab = room.open_live("web-02")
    shared = room.window
    number = shared.winId()
    room.desk.windows.take_out(tab)
    own = room.desk.windows.every[1]
    own_number = own.winId()
    room.qtbot.waitUntil(own.isActiveWindow)
    room.wait_for_pixels()
    stays(witness, shared, number)
    stays(witness, own, own_number)


def shown(window: ConsoleWindow) -> list[ConsoleTab]:
    return [tab for tab in window.every_tab if tab.isVisible()]


@pytest.mark.skipif(os.environ.get(PAINTER) == "rhi", reason="this is that other process")
def test_so_it_does_where_there_is_a_graphics_card() -> None:
    """A program chooses once who paints; here, where no card is, Mesa has to pretend to be one."""
    run_apart(__file__, os.environ | {PAINTER: "rhi"}, 100)
