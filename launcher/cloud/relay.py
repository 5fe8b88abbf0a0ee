"""The web engine's way to consoles: a small SOCKS5 server on loopback (RFC 1928), for Porthole alone.

Chromium knows one proxy for the whole program, and no login for a SOCKS proxy; profiles have a proxy each,
and its password is not to be the web engine's. So every console goes to this server, which knows what leads
where. On Linux it serves this user alone; whoever else on another system finds its port gets no further than
to the hosts of consoles that were opened, and those want a link's token.
"""

import asyncio
import logging
import socket
import threading
from asyncio import StreamReader, StreamWriter
from contextlib import closing, suppress
from typing import NamedTuple

from launcher.cloud.neighbours import is_ours
from launcher.cloud.route import connect, place_of
from launcher.model.proxy import Proxy

_VERSION, _NO_LOGIN, _NO_METHOD, _CONNECT = 5, 0, 0xFF, 1
_DONE, _NOT_ALLOWED, _UNREACHABLE, _NOT_SUPPORTED = 0, 2, 4, 7
_IPV4, _NAME, _IPV6 = 1, 3, 4
_NOWHERE = bytes((_IPV4, 0, 0, 0, 0, 0, 0))
"""The address that the answer to a client has room for."""

_DIAL_SECONDS = 20.0
_CHUNK = 65_536
_log = logging.getLogger(__name__)


class _Place(NamedTuple):
    host: str
    port: int


class Relay:
    """Leads connections to the hosts it was told of, each through its own proxy."""

    def __init__(self) -> None:
        self._ways: dict[_Place, Proxy | None] = {}
        self._over = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="console relay", daemon=True)

    def lead(self, url: str, proxy: Proxy | None) -> None:
        """Let the host of an address be reached, through a proxy or straight; the last word counts."""
        self._ways[_Place(*place_of(url))] = proxy

    def open(self) -> int:
        """Listen on loopback, once; returns the port."""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread.start()
        port: int = self._listening.getsockname()[1]
        return port

    def close(self) -> None:
        """End everything. Waits for a connection that is being made, some seconds at most."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._over.set)
            self._thread.join()
        self._loop.close()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._listen())

    async def _listen(self) -> None:
        server = await asyncio.start_server(self._serve, sock=self._listening)
        await self._over.wait()
        server.close()

    async def _serve(self, client_reads: StreamReader, client_writes: StreamWriter) -> None:
        with closing(client_writes), suppress(OSError, EOFError):
            ends = (client_writes.get_extra_info(name) for name in ("peername", "sockname"))
            if not await asyncio.to_thread(is_ours, *ends):
                _log.warning("somebody else on this machine was refused the way to consoles")
                return
            place = await _asked_for(client_reads, client_writes)
            if place is None:
                return
            if place not in self._ways:
                client_writes.write(_answer(_NOT_ALLOWED))
                return
            try:
                dialled = await asyncio.to_thread(connect, *place, self._ways[place], _DIAL_SECONDS)
            except OSError as error:
                _log.info("a console's host cannot be reached: %s", type(error).__name__)
                client_writes.write(_answer(_UNREACHABLE))
                return
            dialled.setblocking(False)
            server_reads, server_writes = await asyncio.open_connection(sock=dialled)
            with closing(server_writes):
                client_writes.write(_answer(_DONE))
                await asyncio.gather(_pump(client_reads, server_writes), _pump(server_reads, client_writes))


async def _asked_for(reads: StreamReader, writes: StreamWriter) -> _Place | None:
    """Return where a client wants to go; None: it speaks something else, and was told so."""
    version, count = await reads.readexactly(2)
    methods = await reads.readexactly(count)
    fits = version == _VERSION and _NO_LOGIN in methods
    writes.write(bytes((_VERSION, _NO_LOGIN if fits else _NO_METHOD)))
    if not fits:
        return None
    _, command, _, kind = await reads.readexactly(4)
    if command != _CONNECT or kind not in {_IPV4, _NAME, _IPV6}:
        writes.write(_answer(_NOT_SUPPORTED))
        return None
    if kind == _NAME:
        length = (await reads.readexactly(1))[0]
        host = (await reads.readexactly(length)).decode("ascii", "replace").lower()
    else:
        family, size = (socket.AF_INET, 4) if kind == _IPV4 else (socket.AF_INET6, 16)
        host = socket.inet_ntop(family, await reads.readexactly(size))
    return _Place(host, int.from_bytes(await reads.readexactly(2)))


async def _pump(reads: StreamReader, writes: StreamWriter) -> None:
    try:
        while data := await reads.read(_CHUNK):
            writes.write(data)
            await writes.drain()
    finally:
        # Whoever is at the other end learns of it, and the pump the other way ends, too.
        writes.close()


def _answer(code: int) -> bytes:
    return bytes((_VERSION, code, 0)) + _NOWHERE
