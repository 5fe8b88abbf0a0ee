"""A console proxy on loopback: noVNC's own pages or others, and a bridge to a VNC or SPICE server."""

import socket
import threading
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from launcher.demo.novnc import Pages, find_pages
from launcher.demo.web.exchange import Reply, Request
from launcher.demo.web.listener import Listener, hang_up
from launcher.demo.web.websocket import WebSocket
from launcher.demo.web.wire import encoded, requests_on

_TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}

Page = str | Reply | Callable[[Request], Reply]


class Proxy:
    """What Nova's ``nova-novncproxy`` does, as far as a viewer can tell.

    Attributes:
        pages: what is served in place of such files, by path.
        lets_in: whether a WebSocket leads to the server; otherwise it is opened and let go.
        asked: the target of every request so far.
    """

    def __init__(self, vnc: Path | None = None, files: Pages | None = None) -> None:
        self.pages: dict[str, Page] = {}
        self.lets_in = vnc is not None
        self.asked: list[str] = []
        self._vnc = vnc
        self._closing = threading.Event()
        self._viewers: set[WebSocket] = set()
        self._files = files or find_pages()
        self._listener = Listener(0, self._converse, "test proxy")

    @property
    def port(self) -> int:
        return self._listener.port

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def sessions(self) -> int:
        """How many viewers see the server's screen now."""
        return len(self._viewers)

    def url(self, page: str = "vnc_lite.html") -> str:
        return f"http://{self.host}/{page}"

    def hang_up(self) -> None:
        """End every session without a word, as Nova's proxy does."""
        for viewer in list(self._viewers):
            viewer.cut()

    def held(self, _request: Request) -> Reply:
        """A page that does not come before the proxy closes."""
        self._closing.wait()
        return Reply(503)

    def close(self) -> None:
        self._closing.set()
        self._listener.close()

    def _converse(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as incoming:
            for request in requests_on(connection, incoming):
                self.asked.append(request.target)
                if request.headers.get("upgrade", "").lower() == "websocket":
                    self._bridge(WebSocket(connection, incoming, request))
                    return
                connection.sendall(encoded(self._reply(request)))

    def _reply(self, request: Request) -> Reply:
        name = request.path.lstrip("/")
        page = self.pages.get(name)
        if isinstance(page, Reply):
            return page
        if callable(page):
            return page(request)
        content = page.encode() if page is not None else self._files and self._files.read(name)
        if content is None:
            return Reply(404, b"There is no such page.\n", {"Content-Type": "text/plain"})
        kind = _TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")
        return Reply(200, content, {"Content-Type": kind})

    def _bridge(self, viewer: WebSocket) -> None:
        if not self.lets_in or self._vnc is None:
            viewer.cut()
            return
        with socket.socket(socket.AF_UNIX) as server:
            server.connect(str(self._vnc))
            self._viewers.add(viewer)
            back = threading.Thread(target=_carry_back, args=(server, viewer))
            back.start()
            try:
                while True:
                    server.sendall(viewer.read(1))
            except (EOFError, OSError):
                hang_up(server)
            back.join()
            self._viewers.discard(viewer)


def _carry_back(server: socket.socket, viewer: WebSocket) -> None:
    try:
        while data := server.recv(65_536):
            viewer.write(data)
    except (EOFError, OSError):
        pass
    viewer.cut()
