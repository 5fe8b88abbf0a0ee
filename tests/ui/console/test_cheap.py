"""What consoles take of this computer, shown and hidden."""

import re
from contextlib import suppress

import psutil
import pytest
from PySide6.QtWebEngineWidgets import QWebEngineView

from launcher.ui.console.state import ConnectionState
from tests.ui.console.hostile import Hostile
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room
from tests.ui.console.vnc_server import VncServer

COUNTING = """
    let frames = 0;
    const paint = () => { frames += 1; requestAnimationFrame(paint); };
    paint();
    setInterval(() => fetch(`/frames?${document.hidden}.${frames}`), 100);
    await new Promise(() => 0);
"""


BEEP = """
    const context = new AudioContext();
    const beep = context.createOscillator();
    beep.connect(context.destination);
    beep.start();
"""


def frames(proxy: Proxy, *, hidden: bool) -> list[int]:
    """How many the page said it had painted, each time it said so while shown, or hidden."""
    said = re.compile(rf"/frames\?{str(hidden).lower()}\.(\d+)")
    return [int(found[1]) for one in proxy.asked if (found := said.fullmatch(one))]


def test_a_hidden_tab_paints_nothing(room: Room, hostile: Hostile, proxy: Proxy) -> None:
    hostile.begin(COUNTING)
    room.wait_for(ConnectionState.CONNECTING)
    room.qtbot.waitUntil(lambda: len(set(frames(proxy, hidden=False))) > 3)
    room.open("web-02")
    room.qtbot.waitUntil(lambda: room.window.tabs.count() == 2)
    room.qtbot.waitUntil(lambda: len(frames(proxy, hidden=True)) > 3, timeout=15_000)
    still = frames(proxy, hidden=True)
    assert still[-1] - still[0] <= 1


def test_no_process_stays_with_the_last_console_but_those_that_make_others(room: Room, proxy: Proxy) -> None:
    room.lead_to(proxy.url())
    room.open_live("web-01")
    room.wait_for_pixels()
    room.window.close()
    room.qtbot.waitUntil(lambda: kinds_of_children() <= {"zygote"})


@pytest.mark.parametrize("sounded_by", ["a bell", "its page"])
def test_none_stays_either_where_one_has_sounded(
    room: Room, proxy: Proxy, vnc: VncServer, sounded_by: str
) -> None:
    room.lead_to(proxy.url("vnc.html"))
    room.open_live("web-01")
    room.wait_for_pixels()
    (view,) = room.tab.view.findChildren(QWebEngineView)
    before = vnc.clicks
    if sounded_by == "a bell":
        room.click_screen()  # it sounds only for somebody who is there
        room.qtbot.waitUntil(lambda: vnc.clicks != before)
        vnc.ring()
    else:
        view.page().runJavaScript(BEEP)
    room.qtbot.waitUntil(view.page().recentlyAudible)
    room.window.close()
    room.qtbot.waitUntil(lambda: kinds_of_children() <= {"zygote"})


def kinds_of_children() -> set[str]:
    """What the web engine's processes below this one are there for."""
    commands = []
    for one in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            commands.append(" ".join(one.cmdline()))
    return {found[1] for command in commands if (found := re.search(r"--type=(\S+)", command))}


def test_a_hidden_session_goes_on_and_its_screen_is_right_when_it_is_shown_again(
    room: Room, proxy: Proxy
) -> None:
    room.lead_to(proxy.url())
    first = room.open_live("web-01")
    room.wait_for_pixels()
    room.open_live("web-02")
    room.wait_for_pixels()
    assert proxy.sessions == 2
    room.window.bring_forward(first)
    room.wait_for_pixels()
    assert proxy.sessions == 2
    assert room.links_asked == 2
