"""Serves a WSGI application of OpenStack's on loopback:  python web.py nova.wsgi.osapi_compute 8774"""

import importlib
import sys

from cheroot.wsgi import Server

THREADS = 8


def main() -> None:
    module, port = sys.argv[1:]
    # The applications read the command line for themselves.
    del sys.argv[1:]
    application = importlib.import_module(module).application
    server = Server(("127.0.0.1", int(port)), application, numthreads=THREADS)
    try:
        server.start()
    except (KeyboardInterrupt, SystemExit):
        server.stop()


if __name__ == "__main__":
    main()
