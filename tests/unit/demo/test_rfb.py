"""What a VNC client may ask for, and what ends its session."""

import struct

import pytest
from websockets.exceptions import ConnectionClosed

from tests.unit.demo.viewer import POINTER


@pytest.mark.parametrize(
    "form",
    [
        struct.pack(">BBBBHHHBBB3x", 8, 8, 0, 1, 7, 7, 3, 0, 3, 6),
        struct.pack(">BBBBHHHBBB3x", 16, 16, 1, 1, 31, 63, 31, 11, 5, 0),
        struct.pack(">BBBBHHHBBB3x", 32, 24, 1, 1, 255, 255, 255, 0, 8, 16),
    ],
    ids=["8 bits", "16 bits, big-endian", "32 bits, big-endian, blue first"],
)
def test_viewers_choose_their_pixels(still, look, form):
    look(still, form=form).see("cache-01 login:")


@pytest.mark.parametrize(
    "form",
    [
        struct.pack(">BBBBHHHBBB3x", 8, 8, 0, 0, 0, 0, 0, 0, 0, 0),
        struct.pack(">BBBBHHHBBB3x", 24, 24, 0, 1, 255, 255, 255, 16, 8, 0),
        struct.pack(">BBBBHHHBBB3x", 8, 8, 0, 1, 255, 255, 255, 16, 8, 0),
    ],
    ids=["colour map", "24 bits", "more than fits"],
)
def test_pixels_we_cannot_paint_end_the_session(still, look, form):
    with pytest.raises(ConnectionClosed):
        look(still, form=form).see("cache-01 login:")


def test_a_viewer_gets_a_pointer_where_it_can_show_one(still, look):
    viewer = look(still, encodings=(0, POINTER))
    viewer.see("cache-01 login:")
    width, height, mask = viewer.pointer
    assert (width, height) == (11, 18)
    assert mask[0] == 0b1000_0000


def test_moving_the_mouse_and_pasting_do_no_harm(still, look):
    viewer = look(still)
    viewer.socket.send(struct.pack(">BBHH", 5, 1, 10, 20))
    viewer.socket.send(struct.pack(">B3xi", 6, 5) + b"paste")
    viewer.socket.send(struct.pack(">B3xi", 6, -4) + b"\0\0\0\x01")
    viewer.request(incremental=False)
    viewer.see("cache-01 login:")


def test_a_ping_is_answered_and_is_no_part_of_the_talk(still, look):
    viewer = look(still)
    viewer.see("cache-01 login:")
    assert viewer.socket.ping(b"\x03 a request in disguise").wait(10)
    viewer.request(incremental=False)
    viewer.update()


def test_a_message_may_come_in_pieces_and_several_in_one(still, look):
    viewer = look(still)
    viewer.see("cache-01 login:")
    request = struct.pack(">BBHHHH", 3, 0, 0, 0, viewer.width, viewer.height)
    for byte in request:
        viewer.socket.send(bytes([byte]))
    viewer.update()
    viewer.socket.send(request * 3)
    viewer.update()


@pytest.mark.parametrize("greeting", [b"RFB 003.003\n", b"GET / HTTP/1"])
def test_whoever_speaks_another_protocol_is_dropped(still, knock, greeting):
    socket = knock(still)
    assert socket.recv(timeout=10) == b"RFB 003.008\n"
    socket.send(greeting)
    with pytest.raises(ConnectionClosed):
        socket.recv(timeout=10)


def test_an_unknown_message_ends_the_session(still, look):
    viewer = look(still)
    viewer.see("cache-01 login:")
    viewer.socket.send(b"\xfe")
    with pytest.raises(ConnectionClosed):
        viewer.see("never to be seen")


def test_a_viewer_that_leaves_politely_is_let_go(still, look):
    viewer = look(still)
    viewer.see("cache-01 login:")
    viewer.socket.close()
    assert viewer.socket.close_code == 1000
