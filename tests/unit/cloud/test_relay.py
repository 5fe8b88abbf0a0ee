"""The web engine's way to consoles: where it leads, where it does not, and what it leaves behind."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import socks

from launcher.cloud.relay import Relay
from launcher.model.proxy import Proxy
from tests.proxies import INSIDE, RunningProxy, microsocks, tinyproxy


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that says everything twice; returns its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    while data := connection.recv(65_536):
                        connection.sendall(data + data)

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.fixture
def relay() -> Iterator[tuple[Relay, int]]:
    running = Relay()
    port = running.open()
    yield running, port
    running.close()


def through(port: int, host: str, to: int) -> socket.socket:
    """Connect as the web engine does: by name, without a login."""
    return socks.create_connection(
        (host, to), timeout=5, proxy_type=socks.SOCKS5, proxy_addr="127.0.0.1", proxy_port=port
    )


def talk(connection: socket.socket) -> bytes:
    with connection:
        connection.sendall(b"hello")
        heard = b""
        while len(heard) < 10:
            heard += connection.recv(64)
        return heard


def test_it_leads_straight_where_no_proxy_is_wanted(relay: tuple[Relay, int], echo: int) -> None:
    running, port = relay
    running.lead(f"https://LOCALHOST:{echo}/vnc.html?token=secret", None)
    assert talk(through(port, "localhost", echo)) == b"hellohello"


@pytest.mark.parametrize("kind", [tinyproxy, microsocks])
def test_it_leads_through_a_proxy_and_logs_in_to_it(
    relay: tuple[Relay, int], echo: int, tmp_path: Path, kind
) -> None:
    running, port = relay
    with kind(tmp_path, user="alice", password="proxy-password") as proxy:
        running.lead(f"wss://{INSIDE}:{echo}/", Proxy.read(proxy.url, "alice", "proxy-password"))
        assert talk(through(port, INSIDE, echo)) == b"hellohello"
        assert proxy.was_asked_for(INSIDE, echo)


def test_each_host_has_its_own_proxy_at_the_same_time(
    relay: tuple[Relay, int], echo: int, tmp_path: Path
) -> None:
    running, port = relay
    with ExitStack() as stack:
        proxies: list[RunningProxy] = []
        for number, kind in enumerate((tinyproxy, microsocks)):
            directory = tmp_path / str(number)
            directory.mkdir()
            proxies.append(stack.enter_context(kind(directory)))
        first, second = proxies
        running.lead(f"https://{INSIDE}:{echo}/", Proxy.read(first.url))
        running.lead(f"https://127.0.0.1:{echo}/", Proxy.read(second.url))
        one, other = through(port, INSIDE, echo), through(port, "127.0.0.1", echo)
        assert talk(other) if not talk(one) else True
        other.close()
        assert first.was_asked_for(INSIDE, echo)
        assert second.was_asked_for("127.0.0.1", echo)


def test_whatever_it_was_not_told_of_stays_out_of_reach(relay: tuple[Relay, int], echo: int) -> None:
    running, port = relay
    running.lead(f"https://localhost:{echo + 1}/", None)
    for host in ("localhost", "127.0.0.1"):
        with pytest.raises(socks.ProxyError, match="not allowed by ruleset"):
            through(port, host, echo)


def test_a_host_that_cannot_be_reached_is_told_as_that(relay: tuple[Relay, int]) -> None:
    running, port = relay
    running.lead("https://127.0.0.1:1/", None)
    with pytest.raises(socks.ProxyError, match="Host unreachable"):
        through(port, "127.0.0.1", 1)


@pytest.mark.parametrize(
    "words", [b"GET / HTTP/1.1\r\n\r\n", b"\x05\x01\x02", b"\x05\x01\x00\x05\x02\x00\x01", b""]
)
def test_who_speaks_something_else_is_hung_up(relay: tuple[Relay, int], words: bytes) -> None:
    with closing(socket.create_connection(("127.0.0.1", relay[1]), 5)) as connection:
        connection.sendall(words)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(64):
            pass


# Bash speaks TCP, and can be run by anybody, wherever our own Python is.
KNOCK = 'exec 3<>/dev/tcp/127.0.0.1/$0; printf "\\5\\1\\0" >&3; head -c 2 <&3 | wc -c'


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell whose a connection is")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize(("user", "answered"), [(None, b"2"), ("nobody", b"0")])
def test_it_answers_nobody_elses_programs(
    relay: tuple[Relay, int], caplog: pytest.LogCaptureFixture, user: str | None, answered: bytes
) -> None:
    command = ["bash", "-c", KNOCK, str(relay[1])]
    groups = None if user is None else ()
    done = subprocess.run(
        command, check=True, capture_output=True, cwd="/", user=user, extra_groups=groups, timeout=10
    )
    assert done.stdout.strip() == answered, done.stderr
    assert ("was refused" in caplog.text) == (user is not None)


def test_closing_ends_what_goes_through_it(echo: int) -> None:
    running = Relay()
    running.lead(f"https://localhost:{echo}/", None)
    port = running.open()
    with through(port, "localhost", echo) as connection:
        connection.sendall(b"hello")
        assert connection.recv(5)
        running.close()
        while connection.recv(64):
            pass
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), 5)


def test_one_that_was_never_opened_is_closed(echo: int) -> None:
    running = Relay()
    running.lead(f"https://localhost:{echo}/", None)
    running.close()
