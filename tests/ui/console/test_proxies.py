"""Consoles that are reached through real proxies, by a name that only these know."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.model.console import OpenIn
from launcher.model.secrets import packed
from launcher.ui.console.state import ConnectionState
from tests.end_to_end.stage import REMOTE_COLOURS
from tests.proxies import INSIDE, RunningProxy, microsocks, tinyproxy
from tests.ui.console.room import Room, make_room

USER, PASSWORD = "alice", "proxy-password"


@pytest.fixture(params=[tinyproxy, microsocks])
def corporate(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningProxy]:
    """A proxy that wants a login."""
    with request.param(tmp_path, user=USER, password=PASSWORD) as running:
        yield running


@pytest.fixture
def secret(cloud: DemoCloud) -> str:
    return packed({"": cloud.access.password, "proxy_password": PASSWORD})


@pytest.fixture
def office(qtbot: QtBot, cloud: DemoCloud, corporate: RunningProxy, secret: str) -> Iterator[Room]:
    with make_room(qtbot, cloud, secret=secret, proxy=corporate.url, proxy_user=USER) as made:
        yield made


def lead_inside(room: Room, name: str) -> int:
    """Let the cloud's links lead to a console by the name that only proxies know; returns the port."""
    url = room.services.broker.ask(room.servers[name]).url.replace("127.0.0.1", INSIDE)
    room.lead_to(url)
    return urlsplit(url).port or 0


def test_a_console_is_seen_through_a_proxy_that_wants_a_login(office: Room, corporate: RunningProxy) -> None:
    port = lead_inside(office, "web-01")
    office.open_live("web-01")
    office.qtbot.waitUntil(lambda: office.colours() >= REMOTE_COLOURS)
    assert corporate.was_asked_for(INSIDE, port)


def test_a_console_is_seen_through_a_proxy_after_one_that_needed_none(
    qtbot: QtBot, cloud: DemoCloud, corporate: RunningProxy, secret: str
) -> None:
    with make_room(qtbot, cloud, secret=secret, proxy="direct") as room:
        room.open_live("web-01")
        profile = room.services.book.get("prod")
        behind = msgspec.structs.replace(profile, proxy=corporate.url, proxy_user=USER)
        room.services.book.save(behind)
        port = lead_inside(room, "web-02")
        room.open_live("web-02")
        qtbot.waitUntil(lambda: room.colours() >= REMOTE_COLOURS)
        assert corporate.was_asked_for(INSIDE, port)
        room.desk.open(room.servers["web-01"], OpenIn.EMBEDDED)
        room.wait_for(ConnectionState.LIVE, "web-01")


def test_a_console_that_its_proxy_does_not_reach_is_told_as_that(office: Room) -> None:
    with socket.socket() as bound:
        # Bound, but not listening.
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    office.lead_to(f"http://{INSIDE}:{port}/vnc_lite.html?path=%3Ftoken%3Dany")
    office.open("web-01")
    office.qtbot.waitUntil(lambda: office.desk.window is not None)
    words = f"{INSIDE} cannot be reached through the proxy."
    office.qtbot.waitUntil(lambda: words in office.words(), timeout=15_000)
    assert PASSWORD not in office.words()
