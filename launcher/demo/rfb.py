"""A small VNC server: RFB 3.8 (RFC 6143) with security type None."""

import struct
import threading
from typing import Protocol

from launcher.demo.guest.guest import Guest
from launcher.demo.guest.keys import Keyboard
from launcher.demo.painter import HEIGHT, PLAIN, WIDTH, PixelFormat
from launcher.demo.screen import Picture
from launcher.demo.updates import COPY_RECT, CURSOR, pointer, rectangles, update

_VERSION = b"RFB 003.008\n"
_NO_SECURITY = 1


class Stream(Protocol):
    """Bytes to and from a viewer. Either end may go away: then both raise ``EOFError``."""

    def read(self, count: int) -> bytes:
        """Wait for exactly ``count`` bytes."""

    def write(self, data: bytes) -> None:
        """Send ``data``."""

    def cut(self) -> None:
        """End the connection; whoever waits in ``read`` wakes up."""


class RfbSession:
    """Shows one guest to one viewer. Reads on the caller's thread, paints on its own."""

    def __init__(self, stream: Stream, guest: Guest) -> None:
        self._stream = stream
        self._guest = guest
        self._keyboard = Keyboard()
        # All below are shared with the painting thread, under the guest's lock.
        self._form = PLAIN
        self._may_copy = False
        self._wants_pointer = False
        self._shown: Picture | None = None
        self._requested = False
        self._over = False

    def run(self) -> None:
        """Serve until the viewer leaves or the guest goes off.

        Raises:
            EOFError: the viewer has left.
        """
        self._shake_hands()
        painter = threading.Thread(target=self._paint, name=f"demo screen of {self._guest.name}", daemon=True)
        painter.start()
        try:
            while self._take_message():
                pass
        finally:
            with self._guest.changed:
                self._over = True
                self._guest.changed.notify_all()
            painter.join()

    # What the viewer says.

    def _shake_hands(self) -> None:
        self._stream.write(_VERSION)
        if self._stream.read(len(_VERSION)) != _VERSION:
            message = "the viewer does not speak RFB 3.8"
            raise EOFError(message)
        self._stream.write(bytes([1, _NO_SECURITY]))
        self._stream.read(1)
        self._stream.write(struct.pack(">I", 0))
        # Nova's proxy sends an empty message here: whoever reads messages, not a stream, stumbles.
        self._stream.write(b"")
        self._stream.read(1)  # ClientInit: every session here is shared
        name = self._guest.name.encode()
        self._stream.write(struct.pack(">HH16sI", WIDTH, HEIGHT, PLAIN.encoded(), len(name)) + name)

    def _take_message(self) -> bool:
        """Take one message; returns whether it was one we know."""
        take = {
            0: self._set_pixel_format,
            2: self._set_encodings,
            3: self._request_update,
            4: self._press_key,
            5: self._move_pointer,
            6: self._cut_text,
        }.get(self._stream.read(1)[0])
        if take is not None:
            take()
        return take is not None

    def _set_pixel_format(self) -> None:
        form = PixelFormat.decoded(self._stream.read(19)[3:])
        with self._guest.changed:
            self._form = form
            self._shown = None

    def _set_encodings(self) -> None:
        (count,) = struct.unpack(">xH", self._stream.read(3))
        encodings = struct.unpack(f">{count}i", self._stream.read(4 * count))
        with self._guest.changed:
            self._may_copy = COPY_RECT in encodings
            self._wants_pointer = CURSOR in encodings

    def _request_update(self) -> None:
        incremental = self._stream.read(9)[0]
        with self._guest.changed:
            self._requested = True
            if not incremental:
                self._shown = None
            self._guest.changed.notify_all()

    def _press_key(self) -> None:
        down, keysym = struct.unpack(">B2xI", self._stream.read(7))
        stroke = self._keyboard.take(keysym, down=bool(down))
        if stroke is not None:
            self._guest.press(stroke)

    def _move_pointer(self) -> None:
        self._stream.read(5)

    def _cut_text(self) -> None:
        (length,) = struct.unpack(">3xi", self._stream.read(7))
        self._stream.read(abs(length))

    # What we say.

    def _paint(self) -> None:
        try:
            while data := self._next_update():
                self._stream.write(data)
        except EOFError:
            pass  # the reading side has noticed too
        finally:
            # Where the guest went off, the reading side does not know yet.
            self._stream.cut()

    def _next_update(self) -> bytes:
        """Wait until one was asked for and there is something new; empty when the session is over."""
        changed = self._guest.changed
        with changed:
            while self._guest.is_on and not self._over:
                if not self._requested:
                    changed.wait()
                    continue
                picture = self._guest.picture()
                if picture != self._shown:
                    return self._update(picture)
                changed.wait(self._guest.seconds_to_next())
        return b""

    def _update(self, picture: Picture) -> bytes:
        parts = list(rectangles(self._shown, picture, self._form, may_copy=self._may_copy))
        if self._wants_pointer:
            parts.append(pointer(self._form))
            self._wants_pointer = False
        self._shown = picture
        self._requested = False
        return update(parts)
