"""The demo cloud as a child process."""

import io
import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

import launcher
from launcher.demo.access import DemoAccess
from launcher.demo.arguments import written
from launcher.demo.options import DemoOptions
from launcher.model.errors import CloudTimeoutError, CloudUnreachableError, Trouble

START_SECONDS = 10.0
STOP_SECONDS = 5.0
_DETAILS_CHARACTERS = 2000


class DemoProcess:
    """Runs ``python -m launcher.demo``; use it as a context manager, or call ``start`` and ``stop``.

    The way in, passwords included, comes through a pipe and stands nowhere else. The child ends with
    us, however we end: it reads a pipe that closes then.
    """

    def __init__(self, options: DemoOptions | None = None) -> None:
        """Prepare a cloud with these options; nothing runs yet."""
        self._options = options or DemoOptions()
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, timeout: float = START_SECONDS) -> DemoAccess:
        """Start it and return the way in; waits ``timeout`` seconds at most.

        Raises:
            CloudTimeoutError: it said nothing for that long.
            CloudUnreachableError: it ended without a word.
        """
        with tempfile.TemporaryFile() as complaints:
            self._child = _run(self._options, complaints)
            line = _first_line(self._child, timeout)
            if line:
                return msgspec.json.decode(line, type=DemoAccess)
            self.stop()
            complaints.seek(0)
            details = complaints.read().decode(errors="replace")[-_DETAILS_CHARACTERS:]
        if line is None:
            raise CloudTimeoutError(
                _trouble(f"The demo cloud said nothing for {timeout:g} seconds.", details)
            )
        raise CloudUnreachableError(_trouble("The demo cloud ended as soon as it was started.", details))

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        child, self._child = self._child, None
        if child is None:
            return
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def __enter__(self) -> DemoAccess:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _run(options: DemoOptions, complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module, our own arguments
        [*_itself(), *written(options)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        # Where our own package is found, the child finds it too, installed or not.
        cwd=Path(launcher.__file__).parent.parent,
        # On Windows a console window would open beside ours.
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _itself() -> list[str]:
    """Return the demo's own command: a frozen program is no Python that runs modules, but knows this word."""
    return (
        [sys.executable, "__demo"]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-m", "launcher.demo"]
    )


def _first_line(child: subprocess.Popen[bytes], timeout: float) -> bytes | None:
    """Return the first line, empty where the child ended; kill it and return None after ``timeout``."""
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    output = child.stdout or io.BytesIO()
    reader = threading.Thread(target=lambda: lines.put(output.readline()), name="demo's first line")
    reader.start()
    try:
        return lines.get(timeout=timeout)
    except queue.Empty:
        child.kill()
        return None
    finally:
        reader.join()


def _trouble(what: str, details: str) -> Trouble:
    return Trouble(what, "Try once more; the details have its own words.", details=details.strip())
