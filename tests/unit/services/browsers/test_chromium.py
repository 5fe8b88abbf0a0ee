"""A real browser follows the page to the console, and changes nothing about the link."""

import os
import select
import signal
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import pytest

from launcher.model.browser import BrowserChoice
from launcher.services.browsers import starting
from launcher.services.browsers.opener import BrowserOpener

TOKEN = "5d8c4a0e-7c1f-4c5e-9b57-a7e6f2b7c0de"

_CHROMIUM = """#!/bin/sh
echo $$ > {pid}
exec chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \\
    --disable-component-update --disable-dev-shm-usage --user-data-dir={profile} "$@"
"""


class Visit(NamedTuple):
    target: str
    referrer: str | None


class Console(HTTPServer):
    """Where consoles are served; remembers who came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.visits: SimpleQueue[Visit] = SimpleQueue()


class _Page(BaseHTTPRequestHandler):
    server: Console
    timeout = 1  # seconds: Chromium opens a connection to spare, and says nothing on it

    def do_GET(self) -> None:
        if "favicon" not in self.path:
            self.server.visits.put(Visit(self.path, self.headers["Referer"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has above
        pass


@pytest.fixture
def console() -> Iterator[Console]:
    with Console() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def chromium(desktop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Debian's Chromium as this person's browser."""
    pid = tmp_path / "pid"
    program = desktop / "my-chromium"
    program.write_text(_CHROMIUM.format(pid=pid, profile=tmp_path / "profile"))
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    monkeypatch.setattr(starting, "PATIENCE", 0.5)
    yield
    _end(int(pid.read_text()))


def _end(pid: int) -> None:
    running = os.pidfd_open(pid)
    os.kill(pid, signal.SIGTERM)
    ended, _, _ = select.select([running], [], [], 20)
    os.close(running)
    assert ended, "Chromium goes on"


@pytest.mark.usefixtures("chromium")
@pytest.mark.parametrize(
    "target",
    [f"/vnc_auto.html?token={TOKEN}&lang=EN", f"/vnc_lite.html?path=%3Ftoken%3D{TOKEN}&title=a%20%26+b"],
)
def test_chromium_comes_to_the_console(console: Console, target: str, own_directories: Path) -> None:
    with closing(BrowserOpener(cold_start=0)) as opener:
        opener.open(f"http://127.0.0.1:{console.server_port}{target}")
        assert console.visits.get(timeout=60) == Visit(target, referrer=None)
        assert _command_lines_with(TOKEN) == []
    assert list(own_directories.rglob("porthole-*.html")) == []


@pytest.mark.usefixtures("chromium")
def test_a_private_window_comes_there_too(
    console: Console, own_directories: Path, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = own_directories / "data" / "applications" / "chosen.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_text(
        f"[Desktop Entry]\nType=Application\nName=Chosen\nExec={desktop / 'my-chromium'} %U\n"
        "MimeType=x-scheme-handler/https;\n"
    )
    monkeypatch.setenv("XDG_DATA_HOME", str(own_directories / "data"))
    with closing(BrowserOpener(cold_start=0)) as opener:
        opener.open(
            f"http://127.0.0.1:{console.server_port}/vnc_lite.html?token={TOKEN}",
            BrowserChoice("chosen.desktop", private=True),
        )
        assert console.visits.get(timeout=60).target == f"/vnc_lite.html?token={TOKEN}"
        assert _command_lines_with("--incognito")
        assert _command_lines_with(TOKEN) == []


def _command_lines_with(text: str) -> list[str]:
    lines = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                lines.append((process / "cmdline").read_bytes().decode(errors="replace"))
            except OSError:
                continue
    return [line for line in lines if text in line]
