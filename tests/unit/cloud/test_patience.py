"""A cloud that asks for a pause gets it, and a person who does not want to wait is told."""

from collections.abc import Iterator
from contextlib import closing
from threading import Event
from time import monotonic

import pytest

from launcher.cloud.connection import CloudConnection
from launcher.cloud.remote_consoles import create_remote_console
from launcher.cloud.servers import list_servers
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.model.console import ConsoleLink, ConsoleType
from launcher.model.errors import RateLimitedError
from launcher.model.profile import Profile
from launcher.model.server import ServerKey


class Waiting:
    """Lets the time go by, and remembers how much."""

    def __init__(self, *, willing: bool = True) -> None:
        self.willing = willing
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> bool:
        self.seconds.append(seconds)
        return self.willing and not Event().wait(seconds)


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=3)) as running:
        yield running


@pytest.fixture
def connection(cloud: DemoCloud) -> Iterator[CloudConnection]:
    access = cloud.access
    profile = Profile(id="prod-id", name="prod", auth=access.auth(access.projects[0]))
    with closing(CloudConnection(profile, access.password)) as opened:
        yield opened


def console(cloud: DemoCloud, connection: CloudConnection, waiting: Waiting) -> ConsoleLink:
    server = ServerKey("prod-id", cloud.servers()[0].id)
    return create_remote_console(connection, server, (ConsoleType.NOVNC,), 600.0, wait=waiting)


def statuses(cloud: DemoCloud) -> list[int]:
    return [request.status for request in cloud.requests if "/servers" in request.path]


def test_a_console_comes_after_the_pause(cloud: DemoCloud, connection: CloudConnection) -> None:
    cloud.answer_next("POST", "remote-consoles", Answer(429, {"Retry-After": "1"}))
    waiting = Waiting()
    assert console(cloud, connection, waiting).url.startswith("http://127.0.0.1")
    assert waiting.seconds == [1.0]
    assert statuses(cloud) == [429, 200]


def test_nothing_is_sent_during_a_pause(cloud: DemoCloud, connection: CloudConnection) -> None:
    cloud.answer_next("POST", "remote-consoles", Answer(429, {"Retry-After": "40"}))
    for _ in range(3):
        with pytest.raises(RateLimitedError) as refused:
            console(cloud, connection, Waiting(willing=False))
        assert 39 < refused.value.retry_after <= 40
        assert refused.value.trouble.next_step == "Try again in 40 seconds."
    with pytest.raises(RateLimitedError):
        next(list_servers(connection))
    assert statuses(cloud) == [429]


def test_a_person_may_ask_again_a_minute_after_a_cloud_that_wants_a_longer_pause(
    cloud: DemoCloud, connection: CloudConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud.answer_next("POST", "remote-consoles", Answer(429, {"Retry-After": "5400"}))
    with pytest.raises(RateLimitedError) as refused:
        console(cloud, connection, Waiting(willing=False))
    assert refused.value.trouble.next_step == "Try again in 90 minutes."
    with pytest.raises(RateLimitedError):
        console(cloud, connection, Waiting(willing=False))
    now = monotonic()
    monkeypatch.setattr("launcher.cloud.connection.monotonic", lambda: now + 61)
    assert console(cloud, connection, Waiting(willing=False)).console.url
    assert statuses(cloud) == [429, 200]


@pytest.mark.parametrize("headers", [{"Retry-After": "3600"}, {}])
def test_a_pause_that_is_too_long_or_unknown_is_for_the_person_to_decide(
    cloud: DemoCloud, connection: CloudConnection, headers: dict[str, str]
) -> None:
    cloud.answer_next("POST", "remote-consoles", Answer(429, headers))
    waiting = Waiting()
    with pytest.raises(RateLimitedError):
        console(cloud, connection, waiting)
    assert not waiting.seconds


def test_one_pause_after_the_other_ends_in_words(cloud: DemoCloud, connection: CloudConnection) -> None:
    cloud.answer_next("GET", "servers/detail", Answer(429, {"Retry-After": "1"}), times=9)
    waiting = Waiting()
    with pytest.raises(RateLimitedError):
        list(list_servers(connection, wait=waiting))
    assert len(waiting.seconds) == 3
    assert statuses(cloud) == [429] * 4
