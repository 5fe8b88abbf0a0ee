"""What Nova is doing to servers just now: each task comes to its end by itself after a while."""

import threading
from collections.abc import Callable


class Tasks:
    """Ends tasks after a fixed time. Safe to use from any thread."""

    def __init__(self, seconds: float) -> None:
        """Let a task take so many seconds; with 0 each ends as it begins."""
        self._seconds = seconds
        self._lock = threading.Lock()
        self._under_way: dict[str, tuple[threading.Timer, Callable[[], None]]] = {}

    def begin(self, server_id: str, end: Callable[[], None]) -> None:
        """Begin a server's task in place of the one it had; ``end`` is called when its time is over."""
        timer = threading.Timer(self._seconds, lambda: self._end(server_id, timer))
        timer.daemon = True
        with self._lock:
            before = self._under_way.get(server_id)
            self._under_way[server_id] = timer, end
        if before is not None:
            before[0].cancel()
        if self._seconds > 0:
            timer.start()
        else:
            self._end(server_id, timer)

    def finish(self) -> None:
        """End every task now."""
        for end in self._cancelled():
            end()

    def drop(self) -> None:
        """Forget every task, and leave the servers as they are."""
        self._cancelled()

    def _cancelled(self) -> list[Callable[[], None]]:
        with self._lock:
            tasks, self._under_way = list(self._under_way.values()), {}
        for timer, _ in tasks:
            timer.cancel()
        return [end for _, end in tasks]

    def _end(self, server_id: str, timer: threading.Timer) -> None:
        with self._lock:
            found = self._under_way.get(server_id)
            if found is None or found[0] is not timer:
                return
            del self._under_way[server_id]
        found[1]()
