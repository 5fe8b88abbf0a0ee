"""From a server to its console, on clouds that offer it this way or that."""

import socket
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from launcher.cloud.connection import CloudConnection
from launcher.cloud.remote_consoles import create_remote_console
from launcher.cloud.wire import Timeouts
from launcher.model.console import ConsoleLink, ConsoleProtocol, ConsoleType
from launcher.model.errors import (
    CloudFaultError,
    CloudTimeoutError,
    CloudUnreachableError,
    ComputeServiceSilentError,
    ConsoleUnavailableError,
    ForbiddenError,
    PortholeError,
    RateLimitedError,
    ServerNotFoundError,
    ServerNotReadyError,
    UnexpectedAnswerError,
)
from launcher.model.instant import Instant
from launcher.model.server import ServerKey
from tests.unit.cloud.conftest import Connect
from tests.unit.cloud.replay import Asked, ReplayCloud, Reply

NOVNC, SPICE, SERIAL = ConsoleType.NOVNC, ConsoleType.SPICE_HTML5, ConsoleType.SERIAL
SERVER = "06fdbaf8-a517-470f-9340-c8b767033007"
URL = "http://127.0.0.1:16080/vnc_lite.html?path=%3Ftoken%3D9de66bc3-1e0d-4d73-9ecb-b57bb2afa28b"


def console(connection: CloudConnection, *types: ConsoleType, server_id: str = SERVER) -> ConsoleLink:
    key = ServerKey("prod-id", server_id)
    return create_remote_console(
        connection, key, types or (NOVNC, SPICE, SERIAL), 600.0, server_name="web-01"
    )


def console_at(url: object, console_type: str = "novnc") -> Reply:
    return Reply(200, {"remote_console": {"protocol": "vnc", "type": console_type, "url": url}})


def unavailable(console_type: str) -> Reply:
    message = f"Unavailable console type {console_type}."
    return Reply(400, {"badRequest": {"code": 400, "message": message}}, {"x-openstack-request-id": "req-1"})


def types_asked(cloud: ReplayCloud) -> list[str]:
    return [asked.body["remote_console"]["type"] for asked in cloud.compute_asked()]


def test_a_double_click_is_one_request_when_warm_and_a_login_more_when_cold(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.replies = [console_at(URL), console_at(URL)]
    connection = connect()
    console(connection)
    assert [asked.path for asked in cloud.asked] == [
        "/v3/auth/tokens",
        f"/v2.1/servers/{SERVER}/remote-consoles",
    ]
    cloud.asked.clear()
    console(connection)
    assert len(cloud.asked) == 1
    assert cloud.connections == 1


def test_the_request_is_what_nova_documents(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [console_at(URL)]
    console(connect())
    asked = cloud.asked[-1]
    assert asked.method == "POST"
    assert asked.headers["OpenStack-API-Version"] == "compute 2.6"
    assert asked.headers["X-OpenStack-Nova-API-Version"] == "2.6"
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.headers["User-Agent"].startswith("Porthole/")
    assert asked.body == {"remote_console": {"protocol": "vnc", "type": "novnc"}}


def test_the_link_counts_from_when_it_was_asked_for(cloud: ReplayCloud, connect: Connect) -> None:
    connection = connect()
    connection.endpoint()
    asked_at: list[Instant] = []

    def answer(_: Asked) -> Reply:
        asked_at.append(Instant.now())
        return console_at(URL)

    cloud.script = answer
    before = Instant.now()
    link = console(connection)
    assert before.monotonic <= link.issued_at.monotonic <= asked_at[0].monotonic
    assert link.validity == 600.0
    assert link.server == ServerKey("prod-id", SERVER)
    assert (link.console.type, link.console.protocol) == (NOVNC, ConsoleProtocol.VNC)


def test_an_unavailable_type_is_followed_by_the_next_which_is_remembered(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.replies = [unavailable("vnc"), console_at(URL, "spice-html5"), console_at(URL, "spice-html5")]
    connection = connect()
    assert console(connection).console.type is SPICE
    assert types_asked(cloud) == ["novnc", "spice-html5"]
    cloud.asked.clear()
    assert console(connection).console.protocol is ConsoleProtocol.SPICE
    assert types_asked(cloud) == ["spice-html5"]


def test_a_type_that_a_host_does_not_implement_is_followed_by_the_next(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.replies = [
        Reply(501, {"notImplemented": {"message": "Unable to get vnc console"}}),
        console_at(URL),
    ]
    assert console(connect()).console.type is SPICE


def test_when_no_type_is_left_those_tried_are_named(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [unavailable("vnc"), unavailable("spice-html5"), unavailable("serial")]
    with pytest.raises(ConsoleUnavailableError) as caught:
        console(connect())
    trouble = caught.value.trouble
    assert "novnc, spice-html5, serial" in trouble.what
    assert trouble.details.count("Unavailable console type") == 3
    assert (trouble.cloud, trouble.server, trouble.request_id) == ("prod", "web-01", "req-1")


@pytest.mark.parametrize(
    ("console_type", "action"),
    [
        (NOVNC, {"os-getVNCConsole": {"type": "novnc"}}),
        (SPICE, {"os-getSPICEConsole": {"type": "spice-html5"}}),
        (SERIAL, {"os-getSerialConsole": {"type": "serial"}}),
    ],
)
def test_an_older_cloud_is_asked_by_its_actions_and_remembered(
    cloud: ReplayCloud, connect: Connect, console_type: ConsoleType, action: object
) -> None:
    url = "ws://127.0.0.1:16083/?token=9de66bc3" if console_type is SERIAL else URL
    older = Reply(200, {"console": {"type": console_type, "url": url}})
    cloud.replies = [Reply.recorded("404-console-no-microversion"), older, older]
    connection = connect()
    assert console(connection, console_type).url == url
    cloud.asked.clear()
    assert console(connection, console_type).url == url
    assert [(asked.path, asked.body) for asked in cloud.asked] == [(f"/v2.1/servers/{SERVER}/action", action)]


def test_an_older_cloud_goes_through_the_types_too(cloud: ReplayCloud, connect: Connect) -> None:
    older = Reply(200, {"console": {"type": "spice-html5", "url": URL}})
    cloud.replies = [Reply.recorded("404-console-no-microversion"), unavailable("vnc"), older]
    assert console(connect()).console.type is SPICE
    assert [asked.path.rpartition("/")[2] for asked in cloud.compute_asked()] == [
        "remote-consoles",
        "action",
        "action",
    ]


def test_a_server_that_is_gone_from_an_older_cloud(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply.recorded("404-console-no-microversion"), Reply.recorded("404-server-unknown")]
    with pytest.raises(ServerNotFoundError):
        console(connect())


def test_an_older_cloud_that_fails_is_not_taken_for_one_for_ever(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.replies = [Reply.recorded("404-console-no-microversion"), Reply(503, {}), console_at(URL)]
    connection = connect()
    with pytest.raises(CloudFaultError):
        console(connection)
    assert console(connection).url == URL


@pytest.mark.parametrize(
    "url",
    [
        "https://console.example.com/vnc_auto.html?token=abc&lang=EN",
        "http://10.0.0.1:6080/vnc_lite.html?path=%3Ftoken%3Dabc",
        "https://console.example.com/spice_auto.html?token=abc#fragment",
        "HTTPS://console.example.com/?token=abc",
    ],
)
def test_an_address_is_used_exactly_as_given(cloud: ReplayCloud, connect: Connect, url: str) -> None:
    cloud.replies = [console_at(url)]
    assert console(connect()).url == url


@pytest.mark.parametrize(
    "url",
    [
        "ws://127.0.0.1:6083/?token=secret-token",
        "javascript:alert('secret-token')",
        "file:///etc/passwd?token=secret-token",
        "https:///vnc.html?token=secret-token",
        "http://[broken/?token=secret-token",
        "https://console.example.com/ ?token=secret-token",
        "https://console.example.com/\n?token=secret-token",
        "secret-token",
        "",
    ],
)
def test_an_address_that_is_not_a_web_pages_is_refused_and_not_repeated(
    cloud: ReplayCloud, connect: Connect, url: str
) -> None:
    cloud.replies = [console_at(url)]
    with pytest.raises(UnexpectedAnswerError, match="not a web page's") as caught:
        console(connect())
    assert "secret-token" not in repr(caught.value.trouble)
    assert caught.value.trouble.server == "web-01"


@pytest.mark.parametrize(
    "url", ["ws://127.0.0.1:6083/?token=secret-token", "wss://console.example.com/serial?token=secret-token"]
)
def test_a_serial_console_is_a_websocket(cloud: ReplayCloud, connect: Connect, url: str) -> None:
    cloud.replies = [console_at(url, "serial")]
    link = console(connect(), SERIAL)
    assert (link.url, link.console.type) == (url, SERIAL)


@pytest.mark.parametrize(
    "url", ["https://console.example.com/?token=secret-token", "ws:///?token=secret-token", "secret-token"]
)
def test_a_serial_console_that_is_no_websocket_is_refused_and_not_repeated(
    cloud: ReplayCloud, connect: Connect, url: str
) -> None:
    cloud.replies = [console_at(url, "serial")]
    with pytest.raises(UnexpectedAnswerError, match="not a WebSocket's") as caught:
        console(connect(), SERIAL)
    assert "secret-token" not in repr(caught.value.trouble)


@pytest.mark.parametrize(
    ("reply", "what"),
    [
        (Reply(200, b"<!DOCTYPE html><title>Sign in</title>"), "answered with a web page"),
        (Reply(200, b'{"remote_console": {"url": "https://c/?token=secret-'), "broken off or garbled"),
        (Reply(200, b"\xff\xfe\x00"), "broken off or garbled"),
        (Reply(200, {"remote_console": {"url": 42}}), "in another form than OpenStack's"),
        (Reply(200, ["secret-token"]), "in another form than OpenStack's"),
        (Reply(200, {"remote_console": {"url": "x"}}, cut=20), "broken off or garbled"),
        (Reply(200, {}), "not a web page's"),
    ],
)
def test_an_answer_that_is_not_novas(cloud: ReplayCloud, connect: Connect, reply: Reply, what: str) -> None:
    cloud.script = lambda _: reply
    with pytest.raises(UnexpectedAnswerError, match=what) as caught:
        console(connect())
    assert "secret-" not in repr(caught.value.trouble)
    assert caught.value.trouble.cloud == "prod"


REFUSALS: list[tuple[Reply, type[PortholeError], str, str]] = [
    (
        Reply(403, {"forbidden": {"message": "Policy doesn't allow create to be performed."}}),
        ForbiddenError,
        "This account may not open its console.",
        "the role reader is not enough",
    ),
    (
        Reply(403, {"error": {"code": "Ecs.0001", "message": "Policy doesn't allow it"}}),
        ForbiddenError,
        "may not open its console",
        "role member",
    ),
    (
        Reply(409, {"conflictingRequest": {"message": "Cannot x while it is in task_state power_off"}}),
        ServerNotReadyError,
        "present state (power off)",
        "Wait until it is active",
    ),
    (
        Reply(500, {"computeFault": {"message": "Unexpected"}}),
        CloudFaultError,
        "failed inside",
        "migrates",
    ),
    (
        Reply(500, {"computeFault": {"message": "<class 'oslo_messaging.exceptions.MessagingTimeout'>"}}),
        ComputeServiceSilentError,
        "host this server runs on does not answer",
        "Tell the cloud's operator",
    ),
    (
        Reply(502, b"<title>502 Bad Gateway</title>"),
        CloudFaultError,
        "got no answer",
        "Try again shortly",
    ),
    (Reply(503, b""), CloudFaultError, "out of service", "Try again shortly"),
    (Reply(503, b"", {"Retry-After": "30"}), CloudFaultError, "out of service", "in 30 seconds"),
    (Reply(504, b""), CloudFaultError, "got no answer from it (HTTP 504)", "Try again shortly"),
    (Reply(507, b""), CloudFaultError, "failed (HTTP 507)", "Try again shortly"),
    (Reply(418, b""), UnexpectedAnswerError, "HTTP 418", "details"),
    (
        Reply(301, b"", {"Location": "https://elsewhere.example.com/x"}),
        UnexpectedAnswerError,
        "sends Porthole to https://elsewhere.example.com",
        "new address",
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: f"{case[0].status}-{case[1].__name__}")
def test_each_refusal_has_its_words(
    cloud: ReplayCloud, connect: Connect, case: tuple[Reply, type[PortholeError], str, str]
) -> None:
    reply, kind, what, step = case
    cloud.replies = [reply]
    with pytest.raises(kind) as caught:
        console(connect())
    assert type(caught.value) is kind
    assert what in caught.value.trouble.what
    assert step in caught.value.trouble.next_step
    assert len(cloud.compute_asked()) == 1


def test_a_pause_in_seconds(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [
        Reply(429, {"error_msg": "throttled", "error_code": "APIGW.0308"}, {"Retry-After": "17"})
    ]
    with pytest.raises(RateLimitedError) as caught:
        console(connect())
    assert caught.value.retry_after == 17
    assert caught.value.trouble.next_step == "Try again in 17 seconds."
    assert caught.value.trouble.details == "HTTP 429. APIGW.0308: throttled"


@pytest.mark.parametrize("seconds", ["5400", "99999999999999", "9" * 400])
def test_a_long_pause_is_told_in_minutes_a_day_at_most(
    cloud: ReplayCloud, connect: Connect, seconds: str
) -> None:
    cloud.replies = [Reply(429, {}, {"Retry-After": seconds})]
    with pytest.raises(RateLimitedError) as caught:
        console(connect())
    minutes = 90 if seconds == "5400" else 24 * 60
    assert caught.value.retry_after == minutes * 60
    assert caught.value.trouble.next_step == f"Try again in {minutes} minutes."


def test_a_pause_until_a_date(cloud: ReplayCloud, connect: Connect) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    cloud.replies = [Reply(429, {}, {"Retry-After": until})]
    with pytest.raises(RateLimitedError) as caught:
        console(connect())
    assert 35 < caught.value.retry_after <= 40


@pytest.mark.parametrize(
    "headers", [{}, {"Retry-After": "soon"}, {"Retry-After": "Mon, 1 Jan 2001 00:00:00"}]
)
def test_a_pause_of_unknown_length(cloud: ReplayCloud, connect: Connect, headers: dict[str, str]) -> None:
    cloud.replies = [Reply(413, {"overLimit": {"message": "slow down"}}, headers)]
    with pytest.raises(RateLimitedError) as caught:
        console(connect())
    assert caught.value.retry_after == 0
    assert caught.value.trouble.next_step == "Try again in a minute."


def test_a_connection_that_the_cloud_has_dropped_is_no_error(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [console_at(URL), Reply(drop=True), console_at(URL)]
    connection = connect()
    console(connection)
    assert console(connection).url == URL


def test_a_cloud_that_drops_every_connection_is_told(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.script = lambda _: Reply(drop=True)
    with pytest.raises(CloudUnreachableError, match="closed the connection without an answer") as caught:
        console(connect())
    assert len(cloud.compute_asked()) == 2
    assert (caught.value.trouble.cloud, caught.value.trouble.server) == ("prod", "web-01")


def test_a_connection_given_up_after_a_long_wait_is_not_waited_for_again(
    cloud: ReplayCloud, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("launcher.cloud.http.STALE_SECONDS", 0.0)
    cloud.script = lambda _: Reply(drop=True)
    with pytest.raises(CloudUnreachableError, match="closed the connection without an answer"):
        console(connect())
    assert len(cloud.compute_asked()) == 1


def test_a_cloud_that_takes_the_request_and_keeps_silent(cloud: ReplayCloud, connect: Connect) -> None:
    connection = connect(timeouts=Timeouts(connect=5, read=0.2))
    connection.endpoint()
    let_go = threading.Event()

    def silent(_: Asked) -> Reply:
        let_go.wait(10)
        return Reply(drop=True)

    cloud.script = silent
    try:
        with pytest.raises(CloudTimeoutError, match=r"kept silent for 0\.2 seconds"):
            console(connection)
    finally:
        let_go.set()
    assert len(cloud.compute_asked()) == 1


def test_a_servers_id_stays_within_its_path(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [console_at(URL)]
    console(connect(), server_id="../../os-keypairs?x=")
    assert cloud.asked[-1].path == "/v2.1/servers/..%2F..%2Fos-keypairs%3Fx%3D/remote-consoles"
    assert cloud.asked[-1].query == ""


def test_connections_are_kept_alive(
    cloud: ReplayCloud, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[socket.socket] = []
    original = socket.socket.connect

    def connect_and_remember(self: socket.socket, address: object) -> None:
        made.append(self)
        original(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect_and_remember)
    cloud.replies = [console_at(URL)]
    console(connect())
    assert made[0].getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
