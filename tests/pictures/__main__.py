"""Takes the README's pictures from the real program: ``make screenshots``."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMainWindow

from launcher.app import Start, make_application
from launcher.model.profile import Profile
from launcher.services.profiles import NewSecret
from launcher.ui.theme import apply_colour_scheme
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.stage import Stage, empty_home, stage

FOLDER = Path(__file__).parents[2] / "resources" / "pictures"
DEMO = Start(demo=True)


def first_start(on: Stage) -> None:
    """What stands there before the first profile."""
    wait_until(on.porthole.pane.face.isVisible, "the first start's card")
    save(on, on.porthole.window, "first-start")


def lists(on: Stage) -> None:
    """The list with two links counting down, light and dark."""
    on.wait_for_servers()
    for name in ("db-01", "bastion"):
        on.double_click(name)
    on.porthole.consoles.close()
    on.come_forward()
    on.hand.press("ctrl+Home", "Down", "Down")
    save(on, on.porthole.window, "list-light")
    apply_colour_scheme(application(), "dark")
    save(on, on.porthole.window, "list-dark")


def console(on: Stage) -> None:
    """A server's screen with the time its link has left."""
    on.wait_for_servers()
    tab = on.double_click("web-01")
    wait_until(lambda: "login:" in on.read(tab), "the login prompt", 40)
    for line in ("operator", "uptime"):
        on.hand.type(line)
        on.hand.press("Return")
    wait_until(lambda: "load average" in on.read(tab), "the server's answer")
    window = on.porthole.consoles.desk.window
    assert window is not None
    save(on, window, "console")


def an_error(on: Stage) -> None:
    """One cloud of three gives no list, and says what to do."""
    on.wait_for_servers()
    book = on.porthole.book
    lab = Profile(
        id="lab",
        name="lab",
        region_name="RegionOne",
        auth={
            "auth_url": "http://127.0.0.1:9/v3",
            "username": "operator",
            "user_domain_name": "Default",
            "project_name": "lab",
            "project_domain_name": "Default",
        },
    )
    book.save(lab, NewSecret("not needed", remember=False))
    on.porthole.profiles.desk.profile_saved.emit("lab")
    wait_until(lambda: on.porthole.pane.notices.subjects, "the notice")
    save(on, on.porthole.window, "error")


def save(on: Stage, window: QMainWindow, name: str) -> None:
    """Write a window as it stands on the display."""
    window.move(QPoint(60, 60))
    window.raise_()
    window.activateWindow()
    wait_until(window.isActiveWindow, "the window")
    on.hand.point_away()
    settle()
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.png"
    on.eye.look_at(window).save(str(path))
    print(path)


def application() -> QApplication:
    """Return the one there is, or a new one."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else make_application(["porthole"])


def main() -> int:
    """Take every picture; returns the exit code."""
    acts: tuple[tuple[Start, Callable[[Stage], None]], ...] = (
        (Start(), first_start),
        (DEMO, lists),
        (DEMO, console),
        (DEMO, an_error),
    )
    for start, act in acts:
        apply_colour_scheme(application(), "light")
        with empty_home(), stage(start, application()) as on:
            act(on)
    return 0


if __name__ == "__main__":
    sys.exit(main())
