"""A serial proxy with a certificate of its own making, and a page that is to know nothing."""

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.ui.console.state import ConnectionState
from tests.ui.console.terminal.bench import Bench, make_bench
from tests.ui.console.terminal.serial_server import SerialServer
from tests.ui.console.tls_front import TlsFront
from tests.unit.cloud.authority import Authority

Front = Callable[[ssl.SSLContext], TlsFront]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def front(server: SerialServer) -> Iterator[Front]:
    made: list[TlsFront] = []

    def make(context: ssl.SSLContext) -> TlsFront:
        made.append(TlsFront(context, server.port))
        return made[-1]

    yield make
    for one in made:
        one.close()


def url(tls: TlsFront) -> str:
    return f"wss://127.0.0.1:{tls.port}/?token=secret-token"


def test_an_unknown_certificate_is_shown_before_anything_is_sent_and_can_be_trusted(
    bench: Bench, server: SerialServer, authority: Authority, front: Front
) -> None:
    tls = front(authority.server())
    bench.lead_to(url(tls))
    bench.room.open()
    bench.wait_for(ConnectionState.UNTRUSTED)
    assert f"The certificate of 127.0.0.1:{tls.port} is not trusted" in bench.room.words()
    assert "Porthole test authority" in bench.room.words()
    assert not server.asked
    bench.room.press("Trust for this profile")
    bench.wait_for(ConnectionState.LIVE)
    bench.wait_for_text("hello")
    bench.room.open("web-02")
    bench.room.wait_for(ConnectionState.LIVE, "web-02")


def test_another_certificate_is_asked_about(
    bench: Bench, server: SerialServer, authority: Authority, front: Front
) -> None:
    first, second = front(authority.server()), front(authority.server(ends=2))
    bench.lead_to(url(first), times=1)
    bench.lead_to(url(second))
    bench.room.open()
    bench.wait_for(ConnectionState.UNTRUSTED)
    bench.room.press("Trust for this profile")
    bench.wait_for(ConnectionState.LIVE)
    asked = len(server.asked)
    bench.room.open("web-02")
    bench.room.wait_for(ConnectionState.UNTRUSTED, "web-02")
    assert len(server.asked) == asked


def test_the_profiles_own_authority_needs_no_question(
    qtbot: QtBot, cloud: DemoCloud, authority: Authority, front: Front
) -> None:
    with make_bench(qtbot, cloud, cacert=str(authority.pem)) as bench:
        bench.open_live(url(front(authority.server())))
        bench.wait_for_text("hello")


def test_a_certificate_for_another_host_is_asked_about_whoever_signed_it(
    qtbot: QtBot, cloud: DemoCloud, authority: Authority, front: Front
) -> None:
    with make_bench(qtbot, cloud, cacert=str(authority.pem)) as bench:
        bench.lead_to(url(front(authority.server("console.example"))))
        bench.room.open()
        bench.wait_for(ConnectionState.UNTRUSTED)
        assert "console.example" in bench.room.words()


def test_a_profile_that_verifies_nothing_asks_nothing(
    qtbot: QtBot, cloud: DemoCloud, authority: Authority, front: Front
) -> None:
    with make_bench(qtbot, cloud, verify=False) as bench:
        bench.open_live(url(front(authority.server())))
        bench.wait_for_text("hello")


def test_the_page_knows_neither_address_nor_token(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    seen = bench.evaluate(
        "document.documentElement.outerHTML + location + JSON.stringify(performance.getEntries())"
    )
    assert "secret" not in seen
    assert str(server.port) not in seen


@pytest.mark.parametrize(
    "attempt",
    [
        'fetch("{url}").catch(() => {})',
        'new Image().src = "{url}"',
        'location = "{url}"',
        'open("{url}")',
        'new WebSocket("{url}".replace("http", "ws"))',
        'document.body.append(Object.assign(document.createElement("iframe"), {src: "{url}"}))',
    ],
    ids=["fetch", "image", "location", "window", "websocket", "frame"],
)
def test_the_page_reaches_no_network(bench: Bench, server: SerialServer, attempt: str) -> None:
    bench.open_live(server.url)
    asked = len(server.asked)
    bench.page.runJavaScript(attempt.replace("{url}", f"http://127.0.0.1:{server.port}/out"))
    bench.evaluate(
        f"try {{ {attempt.replace('{url}', f'http://127.0.0.1:{server.port}/out')} }} catch (e) {{}}"
    )
    server.say(b"still here\r\n")
    bench.wait_for_text("still here")
    assert len(server.asked) == asked


def test_what_a_server_says_is_text_and_no_command(bench: Bench, server: SerialServer) -> None:
    bench.open_live(server.url)
    server.say(
        b"\x1b]52;c;c2VjcmV0\x07\x1b]0;<b>title</b>\x07\x1b]8;;http://127.0.0.1/\x07link\x1b]8;;\x07"
        b"<img src=x onerror=alert(1)>\x1b[8;5;20t\r\nend\r\n"
    )
    bench.wait_for_text("link<img src=x onerror=alert(1)>\nend")
    assert bench.evaluate("document.querySelectorAll('img').length") == 0
    assert bench.evaluate("porthole.terminal.cols") > 80
