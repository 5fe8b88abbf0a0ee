"""The cloud's processes, each with a log of its own; all of them end with the tests."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_PATIENCE = 90.0
"""Seconds a service has to come up; on a quiet machine it takes three."""


class Process:
    """A service, or a command that ends by itself. It may be started again after it was stopped.

    Args:
        command: with its arguments.
        environment: all of it.
        log: a file, to which every run appends.
        port: on loopback, where the service listens; 0 where it listens nowhere.
    """

    def __init__(self, command: list[str], environment: Mapping[str, str], log: Path, port: int = 0) -> None:
        # Tests that are killed take along what they started.
        self._command = ["setpriv", "--pdeathsig", "TERM", *command]
        self._environment, self._log, self._port = environment, log, port
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """What it has said so far."""
        return self._log.read_text(errors="replace")

    def start(self) -> None:
        """Start it, and wait for nothing."""
        with self._log.open("ab") as output:
            streams = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": output}
            self._process = subprocess.Popen(
                self._command, env=self._environment, start_new_session=True, **streams
            )

    def wait_until_up(self) -> None:
        """Wait until the service listens.

        Raises:
            RuntimeError: it ended instead, or took too long; says the end of its log.
        """
        end = time.monotonic() + _PATIENCE
        while not self._listens():
            if self._running.poll() is not None or time.monotonic() > end:
                raise RuntimeError(self._last_words())
            time.sleep(0.05)

    def wait_for_end(self) -> None:
        """Wait for a command that ends by itself.

        Raises:
            RuntimeError: it failed; says the end of its log.
        """
        if self._running.wait(_PATIENCE):
            raise RuntimeError(self._last_words())

    def stop(self) -> None:
        """End it with all its children, where it runs. What it has is thrown away with it: no farewell."""
        if self._process is not None:
            self._signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    @contextmanager
    def stunned(self) -> Iterator[None]:
        """Keep the service from doing anything, as on a machine that hangs."""
        self._signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal(signal.SIGCONT)

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "it was not started"
        return self._process

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(self._running.pid, number)

    def _listens(self) -> bool:
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self._port)) == 0

    def _last_words(self) -> str:
        return "\n".join([f"{self._log.stem} did not come up:", *self.log.splitlines()[-30:]])


def free_ports(names: list[str]) -> dict[str, int]:
    """Choose a free port on loopback for each name."""
    sockets = {name: socket.create_server(("127.0.0.1", 0)) for name in names}
    ports = {name: one.getsockname()[1] for name, one in sockets.items()}
    for one in sockets.values():
        one.close()
    return ports
