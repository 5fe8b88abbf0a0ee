"""A vendor that publishes its profile on loopback, as openstacksdk fetches one, and records who asks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class VendorServer(ThreadingHTTPServer):
    """A vendor that publishes its profile, and records who asks."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _VendorHandler)
        self.paths: list[str] = []
        self.answer = b""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _VendorHandler(BaseHTTPRequestHandler):
    server: VendorServer

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        self.send_response(200 if self.server.answer else 404)
        self.send_header("Content-Length", str(len(self.server.answer)))
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def vendor_server() -> Iterator[VendorServer]:
    """Run a vendor's server."""
    with VendorServer() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
