"""Serves a WSGI application of OpenStack's on loopback, and says who asks what.

python web.py nova.wsgi.osapi_compute 8774
"""

import importlib
import sys
from collections.abc import Callable, Iterable

from cheroot.wsgi import Server

THREADS = 8

Application = Callable[[dict[str, str], Callable[..., object]], Iterable[bytes]]


def told(application: Application) -> Application:
    """Return the application, with a word about every request in the log."""

    def answer(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
        agent = environ.get("HTTP_USER_AGENT", "")
        sys.stderr.write(f"{agent} asks: {environ['REQUEST_METHOD']} {environ['PATH_INFO']}\n")
        return application(environ, start_response)

    return answer


def main() -> None:
    module, port = sys.argv[1:]
    # The applications read the command line for themselves.
    del sys.argv[1:]
    application = importlib.import_module(module).application
    server = Server(("127.0.0.1", int(port)), told(application), numthreads=THREADS)
    try:
        server.start()
    except (KeyboardInterrupt, SystemExit):
        server.stop()


if __name__ == "__main__":
    main()
