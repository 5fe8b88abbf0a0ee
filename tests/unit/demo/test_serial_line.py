"""A guest's text console as a serial line: what it says, and what it makes of a terminal's keys."""

import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from launcher.demo.serial_line import strokes
from launcher.model.console import ConsoleType
from launcher.model.server import ServerStatus


@pytest.fixture
def serial_cloud(make_cloud):
    return make_cloud(console_types=(ConsoleType.SERIAL,))


@pytest.fixture
def line(serial_cloud, make_client, server_id):
    """The serial line of web-01."""
    client = make_client(serial_cloud)
    wanted = {"remote_console": {"protocol": "serial", "type": "serial"}}
    path = f"/servers/{server_id(serial_cloud, 'web-01')}/remote-consoles"
    url = client.nova("POST", path, "2.6", wanted).json()["remote_console"]["url"]
    with connect(url, subprotocols=["binary"], compression=None, proxy=None) as socket:
        yield socket


def read_until(line, words):
    heard = b""
    while words.encode() not in heard:
        heard += line.recv(timeout=20)
    return heard.decode()


def test_it_boots_and_lets_one_log_in_and_type(line):
    booted = read_until(line, "web-01 login: ")
    assert "Linux version" in booted
    assert "\n" not in booted.replace("\r\n", "")
    line.send(b"root\r")
    assert "Welcome, root" in read_until(line, "root@web-01:~$ ")
    line.send(b"echo caf\xc3")
    line.send(b"\xa9\x7f\xc3\xa9 ok\r")
    assert "\r\ncafé ok\r\n" in read_until(line, "café ok\r\n")
    line.send(b"\x1b[")
    line.send(b"A")
    assert read_until(line, "echo café ok")
    line.send(b"\x03")
    assert read_until(line, "^C")


def test_whoever_comes_later_sees_what_was_said(serial_cloud, line, make_client, server_id):
    read_until(line, "web-01 login: ")
    client = make_client(serial_cloud)
    wanted = {"remote_console": {"protocol": "serial", "type": "serial"}}
    path = f"/servers/{server_id(serial_cloud, 'web-01')}/remote-consoles"
    url = client.nova("POST", path, "2.6", wanted).json()["remote_console"]["url"]
    with connect(url, compression=None, proxy=None) as second:
        assert "Linux version" in read_until(second, "web-01 login: ")
        second.send(b"adm")
        assert read_until(line, "adm")


def test_it_is_dropped_without_a_word_when_the_server_goes_off(serial_cloud, line, server_id):
    read_until(line, "login: ")
    serial_cloud.set_status(server_id(serial_cloud, "web-01"), ServerStatus.SHUTOFF)
    with pytest.raises(ConnectionClosedError) as caught:
        read_until(line, "what is never said")
    assert caught.value.rcvd is None


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("ab", ["a", "b"]),
        ("\x1b[15~x", ["x"]),
        ("\x1bx", ["x"]),
        ("ü€", ["ü", "€"]),
    ],
)
def test_keys_that_mean_nothing_here_are_left_out(typed, texts):
    assert [stroke.text for stroke in strokes(typed)] == texts
