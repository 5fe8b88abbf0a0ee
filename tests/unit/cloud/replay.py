"""A cloud on loopback that says what it is told to say, and remembers what it was asked."""

import json
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

RECORDED = Path(__file__).parents[2] / "recorded-nova"

TOKEN = "gAAAAABreplayed-token-that-nobody-may-see"
DOMAIN = {"id": "default", "name": "Default"}
PROJECT = {"id": "8cded20fb31242ea89cb4701c4506bc9", "name": "demo", "domain": DOMAIN}


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: Any


@dataclass
class Reply:
    """What to answer: JSON or, where ``body`` is bytes, just that."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    cut: int = 0

    @classmethod
    def recorded(cls, name: str) -> "Reply":
        case = recorded(name)
        kept = {"openstack-api-version", "x-openstack-request-id", "x-compute-request-id", "www-authenticate"}
        headers = {key: value for key, value in case["headers"].items() if key.lower() in kept}
        return cls(case["status"], case["body"], headers)


def recorded(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((RECORDED / f"{name}.json").read_text())
    return loaded


Script = Callable[[Asked], Reply]


class ReplayCloud:
    """An HTTP server whose every answer a test decides; a login is let in unless a test says otherwise."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        self.replies: list[Reply] = []
        self.login: list[Reply] = []
        self.script: Script | None = None
        self.login_script: Script | None = None
        self.compute_path = "/v2.1"
        self.connections = 0
        cloud = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self) -> None:
                super().setup()
                cloud.connections += 1

            def do_GET(self) -> None:
                cloud._answer(self)

            do_POST = do_GET  # noqa: N815 - the library's name

            def log_message(self, *_: object) -> None:
                pass

        self._server = _Server(("127.0.0.1", 0), Handler)
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.scheme = "https" if tls else "http"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="replay")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.close_clients()
        self._server.server_close()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def auth_url(self) -> str:
        return f"{self.url}/v3"

    def compute_asked(self) -> list[Asked]:
        return [asked for asked in self.asked if asked.path.startswith(("/v2", "/compute"))]

    def logins(self) -> list[Asked]:
        return [asked for asked in self.asked if asked.path == "/v3/auth/tokens"]

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        path, _, query = handler.path.partition("?")
        length = int(handler.headers.get("Content-Length", 0))
        raw = handler.rfile.read(length)
        asked = Asked(handler.command, path, query, dict(handler.headers.items()), _decoded(raw))
        self.asked.append(asked)
        self._send(handler, self._reply(asked))

    def _reply(self, asked: Asked) -> Reply:
        if asked.path.endswith("/auth/tokens") and self.login_script:
            return self.login_script(asked)
        if asked.path.endswith("/auth/tokens"):
            return self.login.pop(0) if self.login else self.logged_in()
        if self.script:
            return self.script(asked)
        return self.replies.pop(0)

    def logged_in(self, **changes: Any) -> Reply:
        token = {
            "methods": ["password"],
            "user": {"id": "6edb11479f2e4e9ba23c85593388d4fc", "name": "alice", "domain": DOMAIN},
            "expires_at": "2999-11-24T15:54:20.000000Z",
            "issued_at": "2026-11-24T14:54:20.000000Z",
            "project": PROJECT,
            "catalog": self.catalog(),
            **changes,
        }
        headers = {"X-Subject-Token": f"{TOKEN}-{len(self.logins())}", "x-openstack-request-id": "req-login"}
        return Reply(
            201, {"token": {key: value for key, value in token.items() if value is not None}}, headers
        )

    def catalog(
        self, url: str | None = None, interface: str = "public", region: str = "RegionOne"
    ) -> list[Any]:
        endpoint = {
            "id": "0607c16975b141d1b587f41a904a5efd",
            "interface": interface,
            "region_id": region,
            "region": region,
            "url": url or f"{self.url}{self.compute_path}",
        }
        return [{"type": "compute", "name": "nova", "id": "30dfb", "endpoints": [endpoint]}]

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.drop:
            handler.close_connection = True
            return
        body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        handler.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body) + reply.cut))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = handler.close_connection or bool(reply.cut)


def _decoded(raw: bytes) -> Any:
    """Return a body's JSON, or the text of a form."""
    try:
        return json.loads(raw or b"null")
    except ValueError:
        return raw.decode()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    # Many tests knock with twenty threads at once; the library's 5 would make some of them wait a second.
    request_queue_size = 64

    def __init__(self, *args: Any) -> None:
        self._clients: set[Any] = set()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._clients.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._clients.discard(request)
        super().shutdown_request(request)

    def handle_error(self, _request: Any, _client_address: Any) -> None:
        """Say nothing: a client that leaves in the midst of a handshake is what some tests are about."""

    def close_clients(self) -> None:
        """Wake the threads that wait for another request on a kept connection."""
        for client in tuple(self._clients):
            # One that its own thread closes at this moment is no longer there.
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
