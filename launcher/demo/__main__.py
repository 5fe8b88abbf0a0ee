"""``python -m launcher.demo``: the demo cloud as a process of its own."""

import contextlib
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import msgspec

from launcher.demo.arguments import read
from launcher.demo.cloud import DemoCloud


def main(arguments: Sequence[str]) -> None:
    """Run the cloud until standard input ends, or SIGTERM or SIGINT comes.

    It writes exactly one line to standard output: a ``DemoAccess`` as JSON.
    """
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(KeyboardInterrupt), DemoCloud(read(arguments)) as cloud:
        sys.stdout.buffer.write(msgspec.json.encode(cloud.access) + b"\n")
        sys.stdout.buffer.flush()
        # Whoever started us holds the other end: when they are gone, so are we.
        while sys.stdin.buffer.read(1024):
            pass


def _leave(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main(sys.argv[1:])
