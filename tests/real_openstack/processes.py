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
    """A running service.

    Args:
        name: of its log.
        command: with its arguments.
        environment: all of it.
        log: a folder.
    """

    def __init__(self, name: str, command: list[str], environment: Mapping[str, str], log: Path) -> None:
        self.name, self.log = name, log / f"{name}.log"
        # Tests that are killed take along what they started.
        together = ["setpriv", "--pdeathsig", "TERM", *command]
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                together,
                env=environment,
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def wait(self) -> None:
        """Wait for a command that ends by itself.

        Raises:
            RuntimeError: it failed; says the end of its log.
        """
        if self._process.wait(_PATIENCE):
            raise RuntimeError(self._last_words())

    def wait_for_port(self, port: int) -> None:
        """Wait until somebody listens.

        Raises:
            RuntimeError: the service ended instead, or did not come up; says the end of its log.
        """
        end = time.monotonic() + _PATIENCE
        while not _listens(port):
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(self._last_words())
            time.sleep(0.05)

    def stop(self) -> None:
        """End the service with all its children. What it has is thrown away with it: no farewell."""
        self._signal(signal.SIGKILL)
        self._process.wait()

    @contextmanager
    def stunned(self) -> Iterator[None]:
        """Keep the service from doing anything, as a machine does that hangs."""
        self._signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(self._process.pid, number)

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-30:]
        return "\n".join([f"{self.name} did not come up:", *lines])


def free_ports(names: list[str]) -> dict[str, int]:
    """Choose a free port on loopback for each name."""
    sockets = {name: socket.create_server(("127.0.0.1", 0)) for name in names}
    ports = {name: one.getsockname()[1] for name, one in sockets.items()}
    for one in sockets.values():
        one.close()
    return ports


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
