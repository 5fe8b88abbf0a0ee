"""From a console's link to the first pixels of its server, the first time and later.

Run on a display: ``python -m tests.benchmarks.console``. The demo cloud is a process of its own. The time
runs from when the link is in the Qt thread until the server's screen is on the display, which is looked
at every few milliseconds. Each console stays open, a tab of one window.
Memory is what Porthole and its processes take, each page that several share counted in parts (PSS, proc(5)).
"""

import os
import statistics
import time
from contextlib import suppress

import psutil
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QColor, QGuiApplication

from launcher.app import make_application
from launcher.demo.access import DemoAccess
from launcher.demo.guest.palette import RGB, Colour
from launcher.demo.process import DemoProcess
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus
from launcher.services.broker import ConsoleBroker
from launcher.services.browsers.opener import BrowserOpener
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.browsers import Browsers
from launcher.ui.console.desk import ConsoleDesk
from launcher.ui.links import LinkKeeper
from launcher.ui.runner import TaskRunner
from tests.end_to_end.hand import wait_until

CONSOLES = 10
LOOK_EVERY = 4
"""Milliseconds."""
LOST_AFTER = 20.0
"""Seconds."""
BAR = QColor(*RGB[Colour.RUNNING_BAR])
"""The bar at the bottom of a demo machine's screen; no page of noVNC's has this colour."""


class Watcher:
    """Opens consoles and measures."""

    def __init__(self, access: DemoAccess) -> None:
        auth = {
            "auth_url": access.auth_url,
            "username": access.username,
            "user_domain_name": access.user_domain_name,
            "project_name": access.projects[0],
            "project_domain_name": access.project_domain_name,
        }
        book = ProfileBook(ProfileFile(), Secrets())
        profile = Profile(id="demo", name="demo", region_name=access.region_name, auth=auth)
        book.add_guest(profile, access.password)
        self._connections = Connections(book)
        self._directory = ServerDirectory(book, self._connections)
        self._runner = TaskRunner()
        self._keeper = LinkKeeper()
        broker = ConsoleBroker(book, self._connections)
        self._desk = ConsoleDesk(
            broker, book, self._keeper, self._runner, Browsers(BrowserOpener(), self._runner)
        )
        self._keeper.changed.connect(self._on_link_changed)
        self._linked_at = 0.0

    def servers(self) -> list[Server]:
        """Return those that have a moving screen."""
        listed = [server for page in self._directory.pages("demo", lambda: False) for server in page]
        return [server for server in listed if server.status is ServerStatus.ACTIVE and not server.task_state]

    def seconds_to_pixels(self, server: Server) -> float:
        """Open a server's console; returns the seconds from its link to its pixels."""
        self._linked_at = 0.0
        self._desk.open(server)
        looking = QTimer(interval=LOOK_EVERY)
        seen: list[float] = []
        looking.timeout.connect(
            lambda: seen or not self._is_there(server) or seen.append(time.perf_counter())
        )
        looking.start()
        wait_until(lambda: seen, f"the screen of {server.name}", LOST_AFTER)
        looking.stop()
        return seen[0] - self._linked_at

    def close_consoles(self) -> None:
        """Close the window with the consoles, and wait for the end of their processes."""
        self._desk.close()
        wait_until(lambda: not _has_renderer(), "the end of the pages")

    def close(self) -> None:
        """Close everything."""
        self._desk.close()
        self._runner.shut_down()
        self._connections.close()

    def _on_link_changed(self) -> None:
        self._linked_at = self._linked_at or time.perf_counter()

    def _is_there(self, server: Server) -> bool:
        """Whether the bar of the machine is on the display: one column of pixels tells."""
        tab = self._desk.window.current if self._desk.window else None
        if not self._linked_at or tab is None or tab.server.key != server.key:
            return False
        place = tab.view.mapToGlobal(QPoint(tab.view.width() // 2, 0))
        screen = QGuiApplication.primaryScreen()
        column = screen.grabWindow(0, place.x(), place.y(), 1, tab.view.height()).toImage()
        return any(column.pixelColor(0, y) == BAR for y in range(column.height()))


def _has_renderer() -> bool:
    for one in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "--type=renderer" in one.cmdline():
                return True
    return False


def memory() -> str:
    """Return what Porthole takes, and what of it is not its main process."""
    me = psutil.Process()
    engine = [one for one in me.children(recursive=True) if "QtWebEngine" in one.name()]
    parts = [one.memory_full_info().pss / (1 << 20) for one in (me, *engine)]
    return f"{sum(parts):.0f} MiB ({sum(parts[1:]):.0f} of them in {len(engine)} processes of the web engine)"


def main() -> None:
    """Print the time of the first console, and of those after it; and what they take."""
    application = make_application(["porthole"])
    with DemoProcess() as access:
        watcher = Watcher(access)
        first, *others = watcher.servers()[:CONSOLES]
        print(f"memory before the first console: {memory()}")
        times = [watcher.seconds_to_pixels(first) * 1000]
        print(f"memory with one console: {memory()}")
        times += [watcher.seconds_to_pixels(one) * 1000 for one in others]
        print(f"memory with {len(times)}: {memory()}")
        watcher.close_consoles()
        print(f"memory after the last is closed: {memory()}")
        watcher.close()
    application.processEvents()
    later = times[1:]
    print(f"link to remote pixels: the first console {times[0]:.0f} ms")
    print(
        f"the {len(later)} after it: median {statistics.median(later):.0f} ms, "
        f"slowest {max(later):.0f} ms, fastest {min(later):.0f} ms"
    )


if __name__ == "__main__":
    if os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --log-level=3")
    main()
