"""What came over the line and is not dealt with yet: a little, so that a flood waits where it comes from."""

from threading import Condition

_MOST = 1 << 20
"""Bytes."""


class Inflow:
    """Hands bytes from the thread that reads to another. Safe to use from any."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._bytes = bytearray()
        self._closed = False

    def put(self, data: bytes) -> bool:
        """Add bytes, once there is room for them; returns whether there were none."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._bytes) < _MOST)
            was_empty = not self._bytes
            if not self._closed:
                self._bytes += data
                self._changed.notify_all()
            return was_empty

    def take(self, most: int) -> bytes:
        """Return the oldest bytes, which may be none. Never waits."""
        with self._changed:
            taken = bytes(self._bytes[:most])
            del self._bytes[:most]
            self._changed.notify_all()
            return taken

    def wait(self) -> bytes:
        """Wait for bytes and return them all; none: it is closed, and there are no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._bytes)
            taken = bytes(self._bytes)
            self._bytes.clear()
            self._changed.notify_all()
            return taken

    def close(self) -> None:
        """Take no more, and let nobody wait."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
