"""A console's page that wants to wear out the program, the person, the cloud or the computer."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWebEngineWidgets import QWebEngineView

from launcher.demo.novnc import find_pages
from launcher.ui.console import pulse
from launcher.ui.console.state import ConnectionState
from tests.ui.console.hostile import Hostile, windows
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room

LONG = 20_000
"""Milliseconds."""


def process_of(room: Room) -> int:
    """The id of the process that shows the page."""
    view = room.tab.view.findChild(QWebEngineView)
    assert view is not None
    return view.page().renderProcessPid()


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (ProcessLookupError, FileNotFoundError):
        return True


def resident_memory() -> int:
    """Bytes that Porthole's own process has in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def get_stuck(room: Room, hostile: Hostile, proxy: Proxy) -> int:
    """Let the page do something for ever; returns its process."""
    proxy.pages["stuck"] = ""
    hostile.begin("await fetch('/stuck'); await pause(); for (;;);")
    room.qtbot.waitUntil(lambda: "/stuck" in proxy.asked)
    room.wait_for(ConnectionState.CONNECTING)
    return process_of(room)


def behave(proxy: Proxy) -> None:
    """Let the next page be noVNC's."""
    novnc = find_pages()
    page = novnc and novnc.read("vnc_lite.html")
    assert page is not None
    proxy.pages["page.html"] = page.decode()


def test_a_page_that_is_stuck_is_told_and_replaced_at_a_click(
    room: Room, hostile: Hostile, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "_EVERY", 300)
    stuck = get_stuck(room, hostile, proxy)
    room.qtbot.waitUntil(lambda: "The console's page does not answer." in room.words(), timeout=LONG)
    behave(proxy)
    room.press("Reconnect")
    room.wait_for(ConnectionState.LIVE)
    assert "does not answer" not in room.words()
    room.qtbot.waitUntil(lambda: is_gone(stuck))


def test_the_window_can_be_used_and_closed_while_a_page_is_stuck(
    room: Room, hostile: Hostile, proxy: Proxy
) -> None:
    stuck = get_stuck(room, hostile, proxy)
    behave(proxy)
    room.open_live("web-02")
    tabs = room.window.tabs
    tabs.setCurrentIndex(0)
    bar = tabs.tabBar()
    cross = bar.tabButton(0, bar.ButtonPosition.RightSide) or bar.tabButton(0, bar.ButtonPosition.LeftSide)
    room.qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: is_gone(stuck))
    assert room.tab.server.name == "web-02"
    assert room.tab.state is ConnectionState.LIVE


@pytest.mark.parametrize(
    "grow",
    [
        "kept.push(new Uint8Array(16 << 20).fill(7));",
        "kept.push(new Array(1e6).fill(Math.random()));",
    ],
    ids=["buffers", "objects"],
)
def test_a_page_that_takes_all_memory_is_ended(
    room: Room, hostile: Hostile, monkeypatch: pytest.MonkeyPatch, grow: str
) -> None:
    monkeypatch.setattr(pulse, "MOST_MEMORY", 400 << 20)
    monkeypatch.setattr(pulse, "_EVERY", 300)
    hostile.begin(f"const kept = []; const grow = () => {{ {grow} setTimeout(grow); }}; grow();")
    room.wait_for(ConnectionState.CONNECTING)
    process = process_of(room)
    room.wait_for(ConnectionState.FAILED)
    assert "took far more than a console needs" in room.words()
    room.qtbot.waitUntil(lambda: is_gone(process))


def test_a_page_that_fills_the_console_is_ended(room: Room, hostile: Hostile) -> None:
    hostile.begin("for (;;) console.log('x');")
    room.wait_for(ConnectionState.FAILED)
    assert "took far more than a console needs" in room.words()


def test_a_page_that_asks_for_more_than_porthole_can_hold_is_ended_and_no_other(
    room: Room, hostile: Hostile, proxy: Proxy
) -> None:
    before = resident_memory()
    behave(proxy)
    room.open_live("web-02")
    good = process_of(room)
    # Nobody is there, so that nobody has to answer what is left of it either.
    hostile.begin("for (;;) fetch('http://localhost:1/').catch(() => 0);")
    room.wait_for(ConnectionState.FAILED)
    assert "took far more than a console needs" in room.words()
    assert resident_memory() - before < 1 << 30
    assert not is_gone(good)


@pytest.mark.parametrize(
    "script",
    [
        "for (let i = 0; i < 500; i += 1) window.open('/other.html');",
        "for (let i = 0; i < 5000; i += 1) history.pushState(0, '', `#${i}`);",
        "for (let i = 0; i < 500; i += 1) location.hash = i;",
        "for (let i = 0; i < 100; i += 1) { print(); alert(i); }",
    ],
    ids=["windows", "history", "hashes", "dialogs"],
)
def test_a_page_that_does_something_again_and_again_changes_nothing(
    room: Room, hostile: Hostile, script: str
) -> None:
    assert hostile.attempt(script) == "done"
    assert not hostile.asked_for("other")
    assert windows() == 1
    assert room.tab.state is ConnectionState.CONNECTING


def test_a_page_that_opens_way_after_way_does_not_make_porthole_ask_the_cloud_as_often(
    room: Room, hostile: Hostile, proxy: Proxy
) -> None:
    proxy.lets_in = False
    script = """
        for (let i = 0; i < 40; i += 1) await new Promise((go) => {
            new WebSocket(`ws://${location.host}/websockify`).onclose = go;
        });
    """
    assert hostile.attempt(script) == "done"
    looks = [one for one in room.cloud.requests if one.path.rpartition("/")[0].endswith("/servers")]
    assert len(looks) <= 5, "a second lies between two"
