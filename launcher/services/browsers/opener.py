"""The system's browser, told where to go without a console's URL in its arguments."""

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from launcher.model.browser import SYSTEM_BROWSER, Browser, BrowserChoice
from launcher.model.errors import BrowserUnavailableError, Trouble
from launcher.services.browsers.installed import installed_browsers
from launcher.services.browsers.starting import start_browser, start_chosen_browser
from launcher.storage.redirect import remove_redirect, remove_stale_redirects, write_redirect

COLD_START = 10.0
"""Seconds a browser may take until it reads the page; not even the end of Porthole cuts them short."""

KEPT_FOR = 110.0
"""Further seconds, for a browser that asks something first: which profile, whether to restore tabs."""


class BrowserOpener:
    """Shows a console link in the browser a person has chosen for consoles, or for their system.

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

    def open(self, url: str, choice: BrowserChoice = SYSTEM_BROWSER) -> None:
        """Open ``url``. Blocks for a few seconds at most, so it belongs into a worker.

        Args:
            url: of a console; it carries a token.
            choice: the browser a person wants it in.

        Raises:
            BrowserUnavailableError: no browser could be started, the chosen one is not there, or nothing
                could be written for it to read.
            UnexpectedAnswerError: the URL is not http(s).
        """
        page = _show(url, choice)
        remover = threading.Thread(target=self._remove, args=(page,), name="browser's page", daemon=True)
        with self._lock:
            self._removers.add(remover)
        remover.start()

    def open_and_leave(self, url: str, choice: BrowserChoice = SYSTEM_BROWSER) -> None:
        """Open ``url`` and see to it that its page goes, though this program ends at once.

        Args:
            url: as for :meth:`open`.
            choice: as for :meth:`open`.

        Raises:
            BrowserUnavailableError: as :meth:`open`.
            UnexpectedAnswerError: as :meth:`open`.
        """
        _remove_later(_show(url, choice), self._cold_start, self._kept_for)

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


def _show(url: str, choice: BrowserChoice) -> Path:
    """Start the browser; returns the page it is to read."""
    remove_stale_redirects(datetime.now(UTC))
    page = write_redirect(url)
    try:
        if choice.id:
            start_chosen_browser(_installed(choice.id), page, private=choice.private)
        else:
            start_browser(page)
    except BaseException:
        remove_redirect(page)
        raise
    return page


def _installed(browser_id: str) -> Browser:
    for browser in installed_browsers():
        if browser.id == browser_id:
            return browser
    what = "The browser that was chosen for consoles is not installed any more."
    raise BrowserUnavailableError(
        Trouble(what, "Choose another one, copy the link, or open the console here.")
    )


# The shell in between goes at once, and leaves the one that waits to init.
_WAIT_AND_REMOVE = '(sleep "$2"; rm -f -- "$1"; rmdir -- "${1%/*}") >/dev/null 2>&1 </dev/null &'


def _remove_later(page: Path, cold_start: float, kept_for: float) -> None:
    if sys.platform == "win32":
        time.sleep(cold_start)
        remove_redirect(page)
        return
    command = ["/bin/sh", "-c", _WAIT_AND_REMOVE, "sh", str(page), f"{cold_start + kept_for:.0f}"]
    subprocess.run(command, check=False, start_new_session=True)  # noqa: S603 - our own line, the page as $1
