"""Consoles in Porthole's own window."""

import time
from contextlib import suppress

import psutil
from PySide6.QtCore import QPoint

from launcher.model.server import Server
from launcher.services.browsers.opener import BrowserOpener
from launcher.ui.browsers import Browsers
from launcher.ui.console.desk import ConsoleDesk
from launcher.ui.links import LinkKeeper
from launcher.ui.runner import TaskRunner
from tests.benchmarks.consoles.cloud import Cloud
from tests.benchmarks.consoles.memory import mebibytes
from tests.benchmarks.consoles.screen import Column, Eye
from tests.end_to_end.hand import wait_until


class Porthole:
    """Opens consoles as a double click does; each stays open, a tab of one window."""

    def __init__(self, cloud: Cloud, eye: Eye) -> None:
        self._eye = eye
        self._runner = TaskRunner()
        self._keeper = LinkKeeper()
        browsers = Browsers(BrowserOpener(), self._runner)
        self._desk = ConsoleDesk(cloud.broker, cloud.book, self._keeper, self._runner, browsers)
        self._keeper.changed.connect(self._on_link_changed)
        self._linked_at = 0.0

    def show(self, server: Server) -> float:
        """Open a server's console; returns the seconds from its link to its pixels."""
        self._linked_at = 0.0
        is_first = self._desk.window is None
        if not is_first:
            self._eye.look_at(self._middle)
        self._desk.open(server)
        if is_first:
            wait_until(lambda: self._desk.window, "the window")
            self._eye.look_at(self._middle)
        return self._eye.moment(f"the screen of {server.name}") - self._linked_at

    def memory(self) -> float:
        """Return the MiB it takes."""
        return mebibytes(psutil.Process(), lambda one: "QtWebEngine" in one.name())

    def close_consoles(self) -> None:
        """Close the window with the consoles, and wait for the end of their processes."""
        self._desk.close()
        wait_until(lambda: not _has_renderer(), "the end of the pages")

    def close(self) -> None:
        """End it."""
        self._desk.close()
        self._runner.shut_down()

    @property
    def _middle(self) -> Column:
        window = self._desk.window
        assert window is not None
        top = window.mapToGlobal(QPoint(window.width() // 2, 0))
        return Column(top.x(), top.y(), window.height())

    def _on_link_changed(self) -> None:
        self._linked_at = self._linked_at or time.perf_counter()


def _has_renderer() -> bool:
    for one in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "--type=renderer" in one.cmdline():
                return True
    return False
