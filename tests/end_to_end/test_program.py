"""The program as a process: how it starts, and how it ends."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.end_to_end.hand import wait_until

PORTHOLE = [sys.executable, "-m", "launcher"]
ENDS_WITHIN = 10
"""Seconds; a request that is under way waits for 75."""

TOLD_AS_ITS_WINDOW_APPEARS = """
import os, sys
from PySide6.QtWidgets import QMainWindow
from launcher.__main__ import main
from launcher.ui.main_window import MainWindow

number = int(sys.argv.pop())

def appear(window, event):
    QMainWindow.showEvent(window, event)
    os.kill(os.getpid(), number)

MainWindow.showEvent = appear
main()
"""


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start the program and wait for its window."""
    pipe = subprocess.PIPE
    with subprocess.Popen([*PORTHOLE, *arguments], stdout=pipe, stderr=pipe, text=True) as process:
        try:
            look = [
                "xdotool",
                "search",
                "--sync",
                "--all",
                "--onlyvisible",
                "--pid",
                str(process.pid),
                "--name",
                "Porthole",
            ]
            subprocess.run(look, check=True, capture_output=True, timeout=20)
            yield process
        finally:
            process.kill()


@pytest.fixture
def silent_cloud() -> Iterator[socket.socket]:
    """A cloud that takes requests and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(20)
        yield listening


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("qapp")
def test_ctrl_c_ends_it_and_its_demo_cloud(number: signal.Signals) -> None:
    with running("--demo") as porthole:
        cloud = demo_cloud_of(porthole.pid)
        porthole.send_signal(number)
        out, err = porthole.communicate(timeout=ENDS_WITHIN)
        assert porthole.returncode == 0
        assert not out
        assert "Traceback" not in err
        assert not Path(f"/proc/{cloud}").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("qapp")
def test_it_ends_too_where_it_is_told_as_its_window_appears(number: signal.Signals) -> None:
    program = [sys.executable, "-c", TOLD_AS_ITS_WINDOW_APPEARS, "--demo", str(int(number))]
    done = subprocess.run(program, check=False, capture_output=True, text=True, timeout=ENDS_WITHIN)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_does_not_wait_for_a_silent_cloud(own_directories: Path, silent_cloud: socket.socket) -> None:
    folder = own_directories / "config" / "porthole"
    folder.mkdir(parents=True)
    port = silent_cloud.getsockname()[1]
    (folder / "profiles.toml").write_text(
        f'[clouds.silent]\nauth_type = "none"\nauth.endpoint = "http://127.0.0.1:{port}/v2.1"\n'
    )
    with running() as porthole:
        request, _ = silent_cloud.accept()
        with request:
            assert b"/servers/detail" in request.recv(4096)
            porthole.send_signal(signal.SIGTERM)
            porthole.communicate(timeout=ENDS_WITHIN)
    assert porthole.returncode == 0


@pytest.mark.usefixtures("qapp")
def test_it_ends_with_its_session_though_there_is_something_to_lose() -> None:
    with running() as porthole:
        subprocess.run(["xdotool", "key", "--delay", "20", "ctrl+n"], check=True)
        editor = ["--all", "--onlyvisible", "--pid", str(porthole.pid), "--name", "cloud"]
        look = ["xdotool", "search", "--sync", *editor, "windowfocus", "--sync"]
        subprocess.run(look, check=True, capture_output=True, timeout=20)
        subprocess.run(["xdotool", "type", "--delay", "8", "a name"], check=True)
        subprocess.run(["xdotool", "key", "--delay", "20", "ctrl+a", "ctrl+c"], check=True)
        wait_until(lambda: QGuiApplication.clipboard().text() == "a name", "what was typed")
        porthole.send_signal(signal.SIGTERM)
        porthole.communicate(timeout=ENDS_WITHIN)
        assert porthole.returncode == 0


def test_its_version_is_told_without_qt() -> None:
    program = [sys.executable, "-X", "importtime", "-m", "launcher", "--version"]
    done = subprocess.run(program, check=True, capture_output=True, text=True, timeout=20)
    assert done.stdout.startswith("Porthole ")
    assert "PySide6" not in done.stderr


def demo_cloud_of(pid: int) -> int:
    look = ["pgrep", "--parent", str(pid), "--full", "launcher.demo"]
    wait_until(lambda: subprocess.run(look, check=False, capture_output=True).returncode == 0, "the cloud")
    return int(subprocess.run(look, check=True, capture_output=True, text=True).stdout.split()[0])
