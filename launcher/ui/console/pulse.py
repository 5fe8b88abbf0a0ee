"""Whether a console's page still answers, and how much memory it takes."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

_EVERY = 3000
"""Milliseconds between two beats."""

_SILENT_AFTER = 2
"""Beats without an answer. Not seconds: while a laptop sleeps nothing answers, and nothing beats."""

MOST_MEMORY = 2 << 30
"""Bytes. A console's page takes 100 MiB; many of one cloud may share a process."""

_MOST_WORDS = 50_000
"""Messages to the console between two beats; noVNC writes a dozen a session."""


_BUSY = 1.0
"""Seconds of a processor between two beats. While more is asked for than consoles need, a page that took them
is the one that asks: Qt tells nobody which it is. To load noVNC takes a third of it."""


class Pulse(QObject):
    """Feels one page's pulse for as long as it lives."""

    silent_changed = Signal(bool)
    """The page does not answer; or it does again."""

    outgrown = Signal()
    """The page's process took more than its share, and is being ended."""

    def __init__(self, page: QWebEnginePage) -> None:
        super().__init__(page)
        self._page = page
        self._unanswered = 0
        self._silent = False
        self._words = 0
        self._worked = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(_EVERY)

    def stop(self) -> None:
        """Feel no more."""
        self._timer.stop()

    def note_word(self) -> None:
        """Take note that the page wrote to its console, which costs Porthole's memory, not its own."""
        self._words += 1
        if self._words > _MOST_WORDS:
            self._end_process()

    def look_for_flood(self) -> None:
        """End the page where it is the one that asks for far more than a console needs."""
        if sys.platform == "linux" and _worked(self._page.renderProcessPid()) - self._worked > _BUSY:
            self._end_process()

    def _on_timeout(self) -> None:
        self._words = 0
        self._worked = _worked(self._page.renderProcessPid()) if sys.platform == "linux" else 0.0
        self._look_at_memory()
        if self._unanswered == 0:
            world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
            self._page.runJavaScript("0", world, self._on_answered)
        elif self._unanswered >= _SILENT_AFTER:
            self._tell(silent=True)
        self._unanswered += 1

    def _on_answered(self, _nothing: object) -> None:
        self._unanswered = 0
        self._tell(silent=False)

    def _tell(self, *, silent: bool) -> None:
        if silent is not self._silent:
            self._silent = silent
            self.silent_changed.emit(silent)

    def _look_at_memory(self) -> None:
        # Chromium moves its own limit for scripts up as it is reached, and has none for their buffers.
        if sys.platform == "linux" and _resident(self._page.renderProcessPid()) > MOST_MEMORY:
            self._end_process()

    def _end_process(self) -> None:
        pid = self._page.renderProcessPid()
        if self._timer.isActive() and pid > 0:
            self.stop()
            self.outgrown.emit()
            # Windows knows SIGTERM alone, and ends a process by it as hard.
            os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


def _worked(pid: int) -> float:
    """Return the seconds a process had a processor; 0 where it is gone (proc(5), ``stat``)."""
    try:
        # The name before it may have blanks and brackets.
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    """Return the bytes a process has in memory; 0 where it is gone (proc(5), ``statm``)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
