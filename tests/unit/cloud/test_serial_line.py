"""A serial line without a window: what is read and written, and how it ends."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import SimpleQueue

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from launcher.cloud.serial_line import NoLine, SerialLine, SerialLineError, open_serial_line
from launcher.model.profile import Profile

PROFILE = Profile(id="1", name="prod")
Talk = Callable[[ServerConnection], None]


@pytest.fixture
def line_to() -> Iterator[Callable[[Talk], SerialLine]]:
    """Opens a line at whose other end somebody talks."""
    ends: list[Callable[[], None]] = []

    def open_line(talk: Talk) -> SerialLine:
        server = serve(talk, "127.0.0.1", 0, compression=None, max_size=None)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        port = server.socket.getsockname()[1]
        line = open_serial_line(f"ws://127.0.0.1:{port}/?token=secret-token", PROFILE)
        ends.extend([line.close, server.shutdown, thread.join])
        return line

    yield open_line
    for end in ends:
        end()


def test_text_is_bytes_too_and_what_is_empty_is_nothing(line_to: Callable[[Talk], SerialLine]) -> None:
    def talk(other: ServerConnection) -> None:
        other.send(b"")
        other.send("ü")
        other.send(b"\xff\x00")

    line = line_to(talk)
    assert [line.read() for _ in range(3)] == ["ü".encode(), b"\xff\x00", b""]


def test_what_is_written_arrives_in_bytes_and_nothing_is_said_of_a_line_that_is_closed(
    line_to: Callable[[Talk], SerialLine],
) -> None:
    heard: SimpleQueue[str | bytes] = SimpleQueue()

    def talk(other: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            while True:
                heard.put(other.recv())

    line = line_to(talk)
    line.write(b"ls\r")
    line.write("ü".encode())
    line.close()
    line.write(b"later")
    assert line.read() == b""
    assert [heard.get(timeout=5) for _ in range(2)] == [b"ls\r", "ü".encode()]
    assert heard.empty()


def test_whoever_closes_it_wakes_the_one_who_reads(line_to: Callable[[Talk], SerialLine]) -> None:
    line = line_to(lambda other: other.recv() and None)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(line.read()))
    reader.start()
    line.close()
    reader.join(5)
    assert read == [b""]


def test_who_talks_waits_for_one_who_does_not_read(line_to: Callable[[Talk], SerialLine]) -> None:
    sent = [0]
    piece = b"x" * 65_536

    def talk(other: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            for _ in range(2_000):
                other.send(piece)
                sent[0] += len(piece)

    line = line_to(talk)
    began, before = time.monotonic(), -1
    while sent[0] != before and time.monotonic() - began < 20:
        before = sent[0]
        threading.Event().wait(0.3)
    assert 0 < sent[0] < 32 * 2**20, "of 125 MB no more than some buffers hold"
    assert line.read() == piece


def test_an_address_that_is_none_is_told_without_it() -> None:
    with pytest.raises(SerialLineError) as caught:
        open_serial_line("ws://127.0.0.1:1/?token=secret-token", PROFILE)
    assert caught.value.reason is NoLine.REFUSED
    assert "secret" not in caught.value.words
