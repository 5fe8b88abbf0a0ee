"""The ways to consoles, straight and through proxies, in one program."""

import socket
from contextlib import closing

import socks

from launcher.model.console import ConsoleLink, ConsoleType, RemoteConsole
from launcher.model.instant import Instant
from launcher.model.proxy import Proxy
from launcher.model.server import ServerKey
from launcher.services.console_ways import ConsoleWays

TOKEN = "9de66bc3-1e0d-4d73-9ecb-b57bb2afa28b"


def link_to(url: str, via: Proxy | None = None) -> ConsoleLink:
    console = RemoteConsole(ConsoleType.NOVNC, ConsoleType.NOVNC.protocol, url)
    return ConsoleLink(ServerKey("prod", "1"), console, Instant.now(), 600.0, via)


def test_what_was_opened_straight_still_is_once_others_go_through_a_proxy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, closing(ConsoleWays()) as ways:
        place = listening.getsockname()
        assert ways.lead(link_to(f"http://127.0.0.1:{place[1]}/vnc.html?token={TOKEN}")) is None
        port = ways.lead(link_to("https://console.example/", Proxy.read("http://127.0.0.1:1")))
        through = socks.create_connection(
            place, timeout=10, proxy_type=socks.SOCKS5, proxy_addr="127.0.0.1", proxy_port=port
        )
        with through, listening.accept()[0] as reached:
            reached.sendall(b"hello")
            assert through.recv(5) == b"hello"


def test_no_token_is_kept_of_a_console_that_goes_straight() -> None:
    ways = ConsoleWays()
    ways.lead(link_to(f"https://console.example/vnc.html?token={TOKEN}"))
    assert TOKEN not in repr(vars(ways))
