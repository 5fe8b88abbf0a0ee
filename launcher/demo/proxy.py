"""The console proxy: noVNC's pages, and the WebSockets behind them and of serial lines.

Nova's ``nova-novncproxy`` and ``nova-serialproxy``.
"""

import contextlib
import html
import mimetypes
import socket
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from launcher.demo import novnc
from launcher.demo.console_links import ConsoleLinks
from launcher.demo.guests import Guests
from launcher.demo.rfb import RfbSession
from launcher.demo.serial_line import SerialSession
from launcher.demo.web.exchange import Reply, Request
from launcher.demo.web.listener import LOOPBACK, Listener
from launcher.demo.web.websocket import WebSocket
from launcher.demo.web.wire import encoded, requests_on
from launcher.model.console import ConsoleProtocol

_INDEX = "vnc_lite.html"
_SESSIONS: dict[ConsoleProtocol, type[RfbSession] | type[SerialSession]] = {
    ConsoleProtocol.VNC: RfbSession,
    ConsoleProtocol.SERIAL: SerialSession,
}
# The system's table may say otherwise, and a module of another type is not run.
_TYPES = {".js": "text/javascript", ".html": "text/html; charset=utf-8", ".json": "application/json"}


class ConsoleProxy:
    """Shows the guests to whoever has a good link."""

    def __init__(self, links: ConsoleLinks, guests: Guests) -> None:
        self._links = links
        self._guests = guests
        self._listener: Listener | None = None
        self._port = 0

    @property
    def address(self) -> str:
        """``host:port``, the same after a pause."""
        return f"{LOOPBACK}:{self._port}"

    def open(self) -> None:
        """Listen, after a pause on the same port as before."""
        self._listener = Listener(self._port, self._converse, "demo console")
        self._port = self._listener.port

    def close(self) -> None:
        """Stop listening and end all sessions."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _converse(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as incoming:
            for request in requests_on(connection, incoming):
                if request.headers.get("upgrade", "").lower() == "websocket":
                    with contextlib.suppress(EOFError, ValueError):
                        self._show(WebSocket(connection, incoming, request), request)
                    return
                connection.sendall(encoded(self._page(request), head_only=request.method == "HEAD"))

    def _show(self, viewer: WebSocket, request: Request) -> None:
        # The page has loaded and the WebSocket is open: only now does the proxy look at the token, and
        # where it does not like what it sees it just lets go, as Nova's does.
        opening = self._links.opening_of(request.query.get("token", [""])[-1])
        if opening is not None and _is_from_our_page(request):
            guest = self._guests.of(opening.server_id)
            session = _SESSIONS.get(opening.protocol)
            if guest is not None and session is not None:
                session(viewer, guest).run()
        viewer.cut()

    def _page(self, request: Request) -> Reply:
        if self._pages is None:
            return _explanation()
        name = unquote(request.path).lstrip("/") or _INDEX
        content = self._pages.read(name) if request.method in {"GET", "HEAD"} else None
        if content is None:
            return Reply(404, b"There is no such page.\n", {"Content-Type": "text/plain"})
        headers = {"Content-Type": _type_of(name), "Cache-Control": "max-age=3600"}
        return Reply(200, content, headers)

    @cached_property
    def _pages(self) -> novnc.Pages | None:
        return novnc.find_pages()


def _is_from_our_page(request: Request) -> bool:
    """Return whether the page that opens the WebSocket came from this host; no ``Origin`` is fine."""
    origin = request.headers.get("origin")
    host = request.headers.get("host", "")
    return origin is None or urlsplit(origin).hostname == urlsplit(f"//{host}").hostname


def _type_of(name: str) -> str:
    known = _TYPES.get(PurePosixPath(name).suffix)
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _explanation() -> Reply:
    what, step = html.escape(novnc.MISSING.what), html.escape(novnc.MISSING.next_step)
    page = f"<!doctype html><title>No noVNC</title><h1>{what}</h1><p>{step}</p>\n"
    return Reply(503, page.encode(), {"Content-Type": "text/html; charset=utf-8"})
