"""Pictures of consoles."""

from launcher.ui.console.page_troubles import answered_with
from launcher.ui.console.window import ConsoleWindow
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.stage import Stage
from tests.pictures.camera import save


def console(on: Stage) -> None:
    """A server's screen with the time its link has left."""
    on.wait_for_servers()
    tab = on.double_click("web-01")
    wait_until(lambda: "login:" in on.read(tab), "the login prompt", 40)
    for line in ("operator", "uptime"):
        on.hand.type(line)
        on.hand.press("Return")
    wait_until(lambda: "load average" in on.read(tab), "the server's answer")
    save(on, window_of(on), "console")


def a_wall(on: Stage) -> None:
    """Four consoles side by side."""
    on.wait_for_servers()
    for name in ("web-01", "web-02", "db-01", "bastion"):
        on.double_click(name)
    window = window_of(on)
    window.toggle_tiles()
    for tab in window.every_tab:
        wait_until(lambda tab=tab: on.shows_remote_pixels(tab), "all screens", 40)
    save(on, window, "wall")


def a_lost_one(on: Stage) -> None:
    """The console proxy is down; Porthole tries again, and says when."""
    on.wait_for_servers()
    tab = on.double_click("web-01")
    for _ in range(2):
        tab.course.page_failed(answered_with("console.example.com", 503))
        tab.course.comeback.stop()
    tab.course.page_failed(answered_with("console.example.com", 503))
    settle()
    save(on, window_of(on), "console-lost")


def window_of(on: Stage) -> ConsoleWindow:
    """Return the console window."""
    window = on.porthole.consoles.desk.window
    assert window is not None
    return window
