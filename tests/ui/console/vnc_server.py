"""Debian's TigerVNC as the screen of a server, with known colours on it and a keyboard that can be read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.ui.console import guest

SIZE = (640, 480)


class VncServer:
    """Listens on a socket in the file system: no port to collide with, and nobody else's to reach."""

    def __init__(self, socket: Path, keys: Path, environment: dict[str, str]) -> None:
        self.socket = socket
        self._keys = keys
        self._environment = environment

    def ring(self) -> None:
        """Let the server sound its bell."""
        subprocess.run(["xkbbell"], env=self._environment, check=True)

    @property
    def keys(self) -> list[str]:
        """Every key that arrived, as Qt writes it: ``A``, ``Ctrl+Alt+Del``."""
        return [line for line in self._lines if line != "ready" and not line.startswith(guest.CLICK)]

    @property
    def clicks(self) -> list[tuple[int, int]]:
        """Where every click arrived, in pixels of the screen."""
        places = (line.removeprefix(guest.CLICK) for line in self._lines if line.startswith(guest.CLICK))
        return [(int(x), int(y)) for x, y in (place.split(",") for place in places)]

    @property
    def is_painted(self) -> bool:
        return "ready" in self._lines

    @property
    def _lines(self) -> list[str]:
        return self._keys.read_text().splitlines()


@contextmanager
def running(command: list[str], **more: object) -> Iterator[subprocess.Popen[bytes]]:
    # A test that is killed takes along what it started.
    together = ["setpriv", "--pdeathsig", "TERM", *command]
    process = subprocess.Popen(together, stdin=subprocess.DEVNULL, **more)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def vnc_server(directory: Path) -> Iterator[VncServer]:
    socket, keys = directory / "vnc", directory / "keys"
    with ExitStack() as stack:
        environment = stack.enter_context(display_on(socket))
        output = stack.enter_context(keys.open("wb"))
        stack.enter_context(running([sys.executable, guest.__file__], env=environment, stdout=output))
        yield VncServer(socket, keys, environment)


@contextmanager
def display_on(socket: Path, *options: str) -> Iterator[dict[str, str]]:
    """Start a display that viewers see over a socket; gives the environment of the programs on it."""
    reading, writing = os.pipe()
    command = ["Xtigervnc", "-displayfd", str(writing), "-rfbport", "-1", "-rfbunixpath", str(socket)]
    command += [
        "-SecurityTypes",
        "None",
        "-geometry",
        "{}x{}".format(*SIZE),
        "-depth",
        "24",
        "-nolisten",
        "tcp",
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command += options
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with running(command, pass_fds=[writing], **quiet):
        os.close(writing)
        with os.fdopen(reading) as pipe:
            display = f":{pipe.readline().strip()}"
        yield os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
