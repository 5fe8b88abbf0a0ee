"""Tabs and the window go, and nothing of the web engine stays."""

import os
from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room


def renderers() -> int:
    """How many of the web engine's page processes are ours."""
    count = 0
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = status.read_bytes()
            parents = (status.parent / "status").read_text()
        except OSError:
            continue
        count += b"--type=renderer" in command and f"PPid:\t{os.getpid()}" in parents
    return count


def test_a_closed_tab_ends_its_session_and_no_other(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    first = room.open_live("web-01")
    room.open_live("web-02")
    room.window.tabs.tabCloseRequested.emit(1)
    assert room.tab is first
    assert room.window.tabs.count() == 1
    room.qtbot.waitUntil(lambda: proxy.sessions == 1)
    room.wait_for_pixels()


def test_the_last_tab_takes_the_window_along(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live("web-01")
    room.qtbot.keyClick(room.window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert room.desk.window is None
    assert room.desk.windows.place
    room.qtbot.waitUntil(lambda: proxy.sessions == 0)
    room.qtbot.waitUntil(lambda: renderers() == 0)
    assert not room.keeper.ticking


def test_a_window_closed_with_three_consoles_opens_again_where_it_stood(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    names = ("web-01", "web-02", "bastion")
    for name in names:
        room.open_live(name)
    assert room.window.tabs.count() == 3
    room.window.resize(900, 700)
    room.qtbot.waitUntil(lambda: room.window.width() == 900)
    room.window.close()
    room.qtbot.waitUntil(lambda: proxy.sessions == 0)
    for name in names:
        room.open_live(name)
        room.wait_for_pixels()
    assert (room.window.width(), room.window.height()) == (900, 700)
