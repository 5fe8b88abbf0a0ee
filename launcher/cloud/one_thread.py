"""A thread in which asyncio talks over one connection, for threads that just want to wait.

OpenSSL keeps one state for both directions of a connection: where one thread reads while another writes, now
and then both wait for ever (here 1 of 700 lines, as they were opened). In asyncio's hands it has one thread.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from threading import Lock, Thread
from typing import Any, TypeVar

_Result = TypeVar("_Result")


class OneThread:
    """Does in a thread of its own what others ask for. Safe to use from any thread but that one.

    Args:
        name: the thread's.
    """

    def __init__(self, name: str) -> None:
        self._lock = Lock()
        self._closed = False
        self._over = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._run, name=name)
        self._thread.start()

    def do(self, work: Callable[[], Coroutine[Any, Any, _Result]]) -> _Result:
        """Wait for what ``work`` comes to.

        Raises:
            concurrent.futures.CancelledError: it was closed before that.
            Exception: whatever ``work`` raises.
        """
        with self._lock:
            if self._closed:
                raise CancelledError
            asked = asyncio.run_coroutine_threadsafe(work(), self._loop)
        return asked.result()

    def close(self) -> None:
        """Cancel what is still waited for, and end the thread."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._over.wait())
