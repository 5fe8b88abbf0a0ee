"""The system's browser, told where to go without a console's URL in its arguments."""

import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from launcher.services.browser_start import start_browser
from launcher.storage.redirect import remove_redirect, remove_stale_redirects, write_redirect

COLD_START = 10.0
"""Seconds a browser may take until it reads the page; not even the end of Porthole cuts them short."""

KEPT_FOR = 110.0
"""Further seconds, for a browser that asks something first: which profile, whether to restore tabs."""


class BrowserOpener:
    """Shows a console link in the browser a person has chosen for their system.

    The browser gets a page that leads on to the link, never the link itself: see
    :mod:`launcher.storage.redirect`. Where that page cannot be written nothing is started, and the error
    offers to copy the link. A URL among the arguments would let in every user of the machine for as long
    as the link lives, and a warning to the person at the screen takes none of that back.

    No browser tells when it has read a page: the program that was started may have handed over to one that
    runs already, or may itself stay for days. So each page goes after a while; until then a thread sleeps,
    which wakes nobody.
    """

    def __init__(self, *, cold_start: float = COLD_START, kept_for: float = KEPT_FOR) -> None:
        self._cold_start = cold_start
        self._kept_for = kept_for
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._removers: set[threading.Thread] = set()

    def open(self, url: str) -> None:
        """Open ``url``. Blocks for a few seconds at most, so it belongs into a worker.

        Args:
            url: of a console; it carries a token.

        Raises:
            BrowserUnavailableError: no browser could be started, or nothing could be written for it to read.
            UnexpectedAnswerError: the URL is not http(s).
        """
        remove_stale_redirects(datetime.now(UTC))
        page = write_redirect(url)
        try:
            start_browser(page)
        except BaseException:
            remove_redirect(page)
            raise
        remover = threading.Thread(target=self._remove, args=(page,), name="browser's page", daemon=True)
        with self._lock:
            self._removers.add(remover)
        remover.start()

    def close(self) -> None:
        """Remove the pages that are left, once the last browser has had the time to read its own."""
        self._closing.set()
        with self._lock:
            removers = list(self._removers)
        for remover in removers:
            remover.join()

    def _remove(self, page: Path) -> None:
        time.sleep(self._cold_start)
        self._closing.wait(self._kept_for)
        remove_redirect(page)
        with self._lock:
            self._removers.discard(threading.current_thread())
