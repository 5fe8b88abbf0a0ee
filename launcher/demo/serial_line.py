"""A serial line: bytes to and from a guest's text console, with nothing around them."""

import codecs
import re
import threading
from collections.abc import Iterator

from launcher.demo.guest.guest import Guest
from launcher.demo.guest.keys import UNICODE, Key, Stroke
from launcher.demo.rfb import Stream

_SEQUENCES = {"\x1b[A": Key.UP, "\x1bOA": Key.UP, "\x1b[B": Key.DOWN, "\x1bOB": Key.DOWN}
_CHARACTERS = {"\r": Key.RETURN, "\x7f": Key.BACK_SPACE, "\b": Key.BACK_SPACE}
_PARTS = re.compile(r"\x1b[\[O][\d;]*[ -/]*[@-~]|[^\x1b]", re.DOTALL)
_BEGUN = re.compile(r"\x1b([\[O][\d;]{0,8})?")
_LAST_CONTROL = 0x1A


class SerialSession:
    """Connects one terminal with one guest. Reads on the caller's thread, speaks on its own."""

    def __init__(self, stream: Stream, guest: Guest) -> None:
        self._stream = stream
        self._guest = guest
        self._over = False

    def run(self) -> None:
        """Serve until the other side leaves or the guest goes off.

        Raises:
            EOFError: the other side has left.
        """
        speaker = threading.Thread(target=self._speak, name=f"demo line of {self._guest.name}", daemon=True)
        speaker.start()
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        typed = ""
        try:
            while True:
                typed += decoder.decode(self._stream.read(1))
                if not _is_unfinished(typed):
                    for stroke in strokes(typed):
                        self._guest.press(stroke)
                    typed = ""
        finally:
            with self._guest.changed:
                self._over = True
                self._guest.changed.notify_all()
            speaker.join()

    def _speak(self) -> None:
        mark = 0
        try:
            while self._wait_for_more(mark):
                text, mark = self._guest.said_since(mark)
                self._stream.write(text.encode())
        except EOFError:
            pass  # the reading side has noticed too
        finally:
            # Where the guest went off, the reading side does not know yet.
            self._stream.cut()

    def _wait_for_more(self, mark: int) -> bool:
        changed = self._guest.changed
        with changed:
            while self._guest.is_on and not self._over:
                if self._guest.said_since(mark)[0]:
                    return True
                changed.wait(self._guest.seconds_to_next())
        return False


def strokes(typed: str) -> Iterator[Stroke]:
    """Yield the keys that a terminal's text stands for (ECMA-48), without those that mean nothing here."""
    for part in _PARTS.findall(typed):
        keysym = _SEQUENCES.get(part) or _CHARACTERS.get(part)
        if keysym is not None:
            yield Stroke(keysym)
        elif len(part) == 1 and 1 <= ord(part) <= _LAST_CONTROL:
            yield Stroke(ord(part) + 0x60, control=True)
        elif len(part) == 1:
            yield Stroke(ord(part) | UNICODE)


def _is_unfinished(typed: str) -> bool:
    return not typed or _BEGUN.fullmatch(typed) is not None
