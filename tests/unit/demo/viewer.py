"""A small VNC client of our own: RFB 3.8 over a WebSocket, reading text off the pixels."""

import struct
import time
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from websockets.sync.client import ClientConnection, connect

from launcher.demo.guest import font


def open_socket(link: str, **headers: str) -> ClientConnection:
    """Open the WebSocket of a console link, as its page does; ``headers`` in words with underscores."""
    parts = urlsplit(link)
    path = unquote(parts.query.removeprefix("path="))
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return connect(
        f"ws://{parts.netloc}/{path}", compression=None, max_size=None, proxy=None, additional_headers=more
    )


class Viewer:
    """One open console; ``form`` is a PIXEL_FORMAT to ask for."""

    def __init__(
        self, socket: ClientConnection, *, form: bytes = b"", encodings: tuple[int, ...] = (0, 1)
    ) -> None:
        self.socket = socket
        self.received = b""
        self.encodings_seen: list[int] = []
        self.pointer: tuple[int, int, bytes] | None = None
        assert self.read(12) == b"RFB 003.008\n"
        self.socket.send(b"RFB 003.008\n")
        assert self.read(2) == b"\x01\x01"
        self.socket.send(b"\x01")
        assert self.read(4) == b"\0\0\0\0"
        self.socket.send(b"\x01")
        self.width, self.height = struct.unpack(">HH", self.read(4))
        self.read(16)
        (length,) = struct.unpack(">I", self.read(4))
        self.name = self.read(length).decode()
        self.pixel_bytes = form[0] // 8 if form else 4
        if form:
            self.socket.send(b"\0\0\0\0" + form)
        self.socket.send(struct.pack(f">BxH{len(encodings)}i", 2, len(encodings), *encodings))
        self.pixels = [bytearray(self.width * self.pixel_bytes) for _ in range(self.height)]
        self.request(incremental=False)

    def read(self, count: int, timeout: float = 10) -> bytes:
        while len(self.received) < count:
            message = self.socket.recv(timeout=timeout)
            assert isinstance(message, bytes)
            self.received += message
        taken, self.received = self.received[:count], self.received[count:]
        return taken

    def request(self, *, incremental: bool = True) -> None:
        self.socket.send(struct.pack(">BBHHHH", 3, incremental, 0, 0, self.width, self.height))

    def update(self, timeout: float = 10) -> None:
        """Take one update and ask for the next."""
        kind, count = struct.unpack(">BxH", self.read(4, timeout))
        assert kind == 0
        for _ in range(count):
            self._rectangle(*struct.unpack(">HHHHi", self.read(12)))
        self.request()

    def _rectangle(self, x: int, y: int, width: int, height: int, encoding: int) -> None:
        self.encodings_seen.append(encoding)
        size = self.pixel_bytes
        if encoding == 1:
            from_x, from_y = struct.unpack(">HH", self.read(4))
            rows = [
                line[from_x * size : (from_x + width) * size]
                for line in self.pixels[from_y : from_y + height]
            ]
        else:
            data = self.read(width * height * size)
            rows = [bytearray(data[row * width * size : (row + 1) * width * size]) for row in range(height)]
        if encoding == POINTER:
            self.pointer = (width, height, self.read((width + 7) // 8 * height))
            return
        for line, row in zip(self.pixels[y : y + height], rows, strict=True):
            line[x * size : (x + width) * size] = row

    def text(self) -> str:
        """What a person reads."""
        rows = (self.pixels[top : top + font.HEIGHT] for top in range(0, self.height, font.HEIGHT))
        return "\n".join(_text_of(b"".join(row), self.width, self.pixel_bytes) for row in rows)

    def see(self, *words: str, timeout: float = 10) -> str:
        """Wait until all ``words`` can be read."""
        return self.wait_for(lambda text: all(word in text for word in words), timeout)

    def wait_for(self, condition: Callable[[str], bool], timeout: float = 10) -> str:
        """Wait until the text is as wanted; returns it."""
        ends_at = time.monotonic() + timeout
        while not condition(self.text()):
            left = ends_at - time.monotonic()
            assert left > 0, f"it never came; there is:\n{self.text()}"
            self.update(left)
        return self.text()

    def press(self, *keysyms: int) -> None:
        """Press these keys one after the other, release them in reverse."""
        for keysym in keysyms:
            self.socket.send(struct.pack(">BB2xI", 4, 1, keysym))
        for keysym in reversed(keysyms):
            self.socket.send(struct.pack(">BB2xI", 4, 0, keysym))

    def type(self, text: str) -> None:
        for character in text:
            self.press(0xFF0D if character == "\n" else ord(character))


@lru_cache(maxsize=1024)
def _text_of(row: bytes, width: int, size: int) -> str:
    """Read a row of characters off its pixels, of ``size`` bytes each."""
    length = width * size
    lines = [row[start : start + length] for start in range(0, len(row), length)]
    cells = range(0, length, font.WIDTH * size)
    return "".join(
        _character([line[at : at + font.WIDTH * size] for line in lines], size) for at in cells
    ).rstrip()


def _character(lines: list[bytes], size: int) -> str:
    ground = lines[0][:size]
    return GLYPHS.get(tuple(_bits(line, ground) for line in lines), "\N{REPLACEMENT CHARACTER}")


def _bits(line: bytes, ground: bytes) -> int:
    size = len(ground)
    bits = 0
    for place in range(0, len(line), size):
        bits = bits << 1 | (line[place : place + size] != ground)
    return bits


POINTER = -239
"""The pseudo-encoding that gives a viewer its mouse pointer (RFC 6143, section 7.8.1)."""

GLYPHS = {
    font.glyph(code, bold=bold): chr(code)
    for code in (*range(0x20, 0x7F), ord("é"), ord("│"))
    for bold in (True, False)
}
