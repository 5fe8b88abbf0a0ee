"""The demo's web servers towards clients of every kind."""

import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse
from urllib.parse import urlsplit

import pytest


@pytest.fixture
def dial(shared_cloud, make_client):
    """Open a plain connection to the API (or the console proxy)."""
    opened = []
    link = make_client(shared_cloud).console_url("web-01")

    def connect(to="api"):
        address = urlsplit(shared_cloud.auth_url if to == "api" else link)
        opened.append(socket.create_connection((address.hostname, address.port), timeout=10))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


def answer_on(connection, method="GET"):
    answer = HTTPResponse(connection, method=method)
    answer.begin()
    return answer.status, answer.read(), answer


def is_hung_up(connection):
    return connection.recv(1) == b""


EVERYWHERE = pytest.mark.parametrize("to", ["api", "proxy"])


@EVERYWHERE
def test_one_connection_takes_many_requests(dial, to):
    connection = dial(to)
    for _ in range(3):
        connection.sendall(b"GET /identity HTTP/1.1\r\nHost: x\r\n\r\n")
        status, body, _ = answer_on(connection)
        assert status in {300, 404, 503}
        assert body


@EVERYWHERE
def test_a_head_has_no_body_and_leaves_the_connection_in_order(dial, to):
    connection = dial(to)
    for _ in range(2):
        connection.sendall(b"HEAD /nothing HTTP/1.1\r\nHost: x\r\n\r\n")
        status, body, answer = answer_on(connection, "HEAD")
        assert (status, body) == (answer.status, b"")
        assert int(answer.headers["Content-Length"]) > 0
    connection.sendall(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answer_on(connection)[1]


@EVERYWHERE
@pytest.mark.parametrize(
    "request_head",
    [
        b"GET /\r\n\r\n",
        b"good morning, who is there?\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET //[ HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1000000000000\r\n\r\n{}",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 70_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: x\r\n" % number for number in range(200)) + b"\r\n",
    ],
)
def test_nonsense_is_told_so_and_hung_up(dial, to, request_head):
    connection = dial(to)
    connection.sendall(request_head)
    connection.shutdown(socket.SHUT_WR)
    assert answer_on(connection)[0] == 400


@EVERYWHERE
def test_an_endless_request_line_is_not_read_to_the_end(dial, to):
    connection = dial(to)
    connection.sendall(b"GET /" + b"x" * 65_536)
    assert answer_on(connection)[0] == 400


@EVERYWHERE
@pytest.mark.parametrize("head", [b"HTTP/1.1\r\nConnection: close", b"HTTP/1.0"])
def test_whoever_wants_no_more_is_hung_up(dial, to, head):
    connection = dial(to)
    connection.sendall(b"GET /identity " + head + b"\r\n\r\n")
    answer_on(connection)
    assert is_hung_up(connection)


@EVERYWHERE
def test_whoever_says_nothing_and_leaves_costs_nothing(dial, to):
    connection = dial(to)
    connection.shutdown(socket.SHUT_WR)
    assert is_hung_up(connection)


def test_half_a_websocket_is_none(dial):
    connection = dial("proxy")
    connection.sendall(b"GET /?token=x HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
    status, _, answer = answer_on(connection)
    assert (status, answer.headers["Connection"]) == (400, "close")
    assert is_hung_up(connection)


def test_a_body_in_pieces_arrives_whole(dial):
    connection = dial()
    connection.sendall(b"POST /identity/v3/auth/tokens HTTP/1.1\r\nContent-Length: 12\r\n\r\n")
    for piece in (b'{"auth"', b": {}}"):
        connection.sendall(piece)
    status, body, _ = answer_on(connection)
    assert (status, b"required property" in body) == (400, True)


def test_many_clients_at_once(shared_cloud, make_client):
    clients = [make_client(shared_cloud) for _ in range(10)]
    with ThreadPoolExecutor(10) as pool:
        counts = list(pool.map(lambda client: len(client.names()), clients * 5))
    assert set(counts) == {len(shared_cloud.servers())}


def test_nothing_lives_outside_the_services(shared_cloud, make_client):
    root = shared_cloud.auth_url.removesuffix("/identity/v3")
    answer = make_client(shared_cloud).get(f"{root}/identity-not")
    assert (answer.status_code, answer.json()) == (404, {"message": "There is nothing at /identity-not"})
