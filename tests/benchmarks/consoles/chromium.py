"""The same consoles in Debian's Chromium, with nothing else in it."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import psutil

from launcher.model.server import Server
from tests.benchmarks.consoles.cloud import Cloud
from tests.benchmarks.consoles.memory import mebibytes
from tests.benchmarks.consoles.screen import Column, Eye

_WIDTH, _HEIGHT = 1200, 1000
"""Room for a text console of 1024 x 768, below tabs and address."""

_FLAGS = (
    "--disable-gpu",  # as Porthole's engine here: there is no graphics card
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--password-store=basic",
    "--remote-debugging-port=0",
)


def installed() -> bool:
    """Whether there is one."""
    return shutil.which("chromium") is not None


class Chromium:
    """Shows the first console by starting the browser, and each other one as a tab, without its command line.

    A tab is asked for over the DevTools protocol. A link from elsewhere starts a process more, which hands it
    over; that is not counted against the browser.
    """

    def __init__(self, cloud: Cloud, eye: Eye) -> None:
        self._eye = eye
        self._cloud = cloud
        self._folder = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        self._process: subprocess.Popen[bytes] | None = None

    def show(self, server: Server) -> float:
        """Show a server's console; returns the seconds from its link to its pixels."""
        url = self._cloud.broker.ask(server, lambda _seconds: True).url
        self._eye.look_at(Column(_WIDTH // 2, 0, _HEIGHT))
        linked_at = time.perf_counter()
        if self._process is None:
            self._start(url)
        else:
            self._open_tab(url)
        return self._eye.moment(f"the screen of {server.name}") - linked_at

    def memory(self) -> float:
        """Return the MiB it takes."""
        assert self._process is not None
        return mebibytes(psutil.Process(self._process.pid))

    def close(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
        self._folder.cleanup()

    def _start(self, url: str) -> None:
        place = ("--window-position=0,0", f"--window-size={_WIDTH},{_HEIGHT}")
        sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
        self._process = subprocess.Popen(
            ["chromium", *_FLAGS, *sandbox, *place, f"--user-data-dir={self._folder.name}", url],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _open_tab(self, url: str) -> None:
        port = (Path(self._folder.name) / "DevToolsActivePort").read_text().split()[0]
        request = Request(f"http://127.0.0.1:{port}/json/new?{quote(url, safe='')}", method="PUT")
        with urlopen(request, timeout=10) as answer:  # noqa: S310 - a port of this machine
            answer.read()
