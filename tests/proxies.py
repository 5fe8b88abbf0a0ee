"""Real proxies on loopback: tinyproxy and microsocks (SOCKS5). They know a name that nobody else does."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

INSIDE = "inside.corp.example"
"""A name of this machine that the proxies alone can look up (by Debian's libnss-wrapper)."""

_LIBRARY = "libnss_wrapper.so"


@dataclass(frozen=True)
class RunningProxy:
    """A proxy that listens, and says where each connection went."""

    scheme: str
    port: int
    log: Path = field(repr=False)

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        return self.log.read_text()

    def was_asked_for(self, host: str, port: int) -> bool:
        """Whether something went through it to this host and port."""
        if self.scheme == "http":
            return f"{host}:{port}" in self.said
        # microsocks: "client[4] 127.0.0.1: connected to HOST:PORT"
        return f"connected to {host}:{port}" in self.said


@contextmanager
def tinyproxy(directory: Path, *, user: str = "", password: str = "") -> Iterator[RunningProxy]:
    """Run an HTTP proxy; one with a user wants a login."""
    port, log = _free_port(), directory / "tinyproxy.log"
    login = f"BasicAuth {user} {password}" if user else ""
    config = directory / "tinyproxy.conf"
    lines = (
        f"Port {port}",
        "Listen 127.0.0.1",
        "Allow 127.0.0.1",
        "LogLevel Connect",
        "MaxClients 50",
        login,
    )
    config.write_text("\n".join((*lines, "Timeout 60", "")))
    with _running(["tinyproxy", "-d", "-c", str(config)], port, log, directory):
        yield RunningProxy("http", port, log)


@contextmanager
def microsocks(directory: Path, *, user: str = "", password: str = "") -> Iterator[RunningProxy]:
    """Run a SOCKS5 proxy; one with a user wants a login."""
    port, log = _free_port(), directory / "microsocks.log"
    login = ["-u", user, "-P", password] if user else []
    with _running(["microsocks", "-i", "127.0.0.1", "-p", str(port), *login], port, log, directory):
        yield RunningProxy("socks5", port, log)


@contextmanager
def _running(command: list[str], port: int, log: Path, directory: Path) -> Iterator[None]:
    hosts = directory / "hosts"
    hosts.write_text(f"127.0.0.1 {INSIDE}\n")
    environment = {**os.environ, "LD_PRELOAD": _LIBRARY, "NSS_WRAPPER_HOSTS": str(hosts)}
    with (
        log.open("wb") as output,
        subprocess.Popen(command, env=environment, stdout=output, stderr=output) as process,
    ):
        try:
            _wait_for(port, process)
            yield
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = monotonic() + 10
    while monotonic() < end and process.poll() is None:
        with socket.socket() as knocking:
            if knocking.connect_ex(("127.0.0.1", port)) == 0:
                return
    message = f"{process.args!r} does not listen"
    raise AssertionError(message)


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
    return port
