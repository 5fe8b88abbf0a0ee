"""Consoles in a company's network: its authority among the system's, and a certificate that says who asks."""

import ssl
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.ui.console.state import ConnectionState
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import make_room
from tests.ui.console.tls_front import TlsFront
from tests.unit.cloud.authority import Authority


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def url(front: TlsFront) -> str:
    return f"https://127.0.0.1:{front.port}/vnc_lite.html"


def test_an_authority_that_the_system_believes_is_believed_by_consoles(
    qtbot: QtBot, cloud: DemoCloud, proxy: Proxy, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where OpenSSL, and with it every request of ours, finds the system's authorities.
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.pem))
    front = TlsFront(authority.server(), proxy.port)
    with make_room(qtbot, cloud) as room:
        room.lead_to(url(front))
        room.open_live("web-01")
        room.wait_for_pixels()
    front.close()


def asking(authority: Authority) -> ssl.SSLContext:
    """Return the context of a server that wants to know who asks."""
    context = authority.server()
    context.load_verify_locations(authority.pem)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def test_a_console_is_shown_the_profiles_own_certificate(
    qtbot: QtBot, cloud: DemoCloud, proxy: Proxy, authority: Authority
) -> None:
    front = TlsFront(asking(authority), proxy.port)
    own = {"cacert": str(authority.pem), "cert": str(authority.pair("alice.example"))}
    with make_room(qtbot, cloud, **own) as room:
        room.lead_to(url(front))
        room.open_live("web-01")
        room.wait_for_pixels()
    front.close()


def test_without_one_the_console_does_not_come(
    qtbot: QtBot, cloud: DemoCloud, proxy: Proxy, authority: Authority
) -> None:
    front = TlsFront(asking(authority), proxy.port)
    with make_room(qtbot, cloud, cacert=str(authority.pem)) as room:
        room.lead_to(url(front))
        room.open("web-01")
        qtbot.waitUntil(lambda: room.desk.window is not None)
        qtbot.waitUntil(lambda: room.tab.state is not ConnectionState.CONNECTING, timeout=15_000)
        qtbot.waitUntil(lambda: "127.0.0.1" in room.words(), timeout=15_000)
        assert room.tab.state is not ConnectionState.LIVE
        assert not proxy.asked
    front.close()
