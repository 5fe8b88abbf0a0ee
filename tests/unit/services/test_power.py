"""Power actions on a cloud on loopback, followed to their end. Nothing sleeps: the tests let time go by."""

from collections.abc import Callable, Iterator

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.model.errors import (
    ActionUnfinishedError,
    CloudFaultError,
    ForbiddenError,
    PortholeError,
    ServerNotFoundError,
    ServerNotReadyError,
)
from launcher.model.power import PowerAction
from launcher.model.server import Server, ServerStatus
from launcher.services.power import PowerService
from tests.unit.services.parts import Services, profile_for, services_for

START, STOP, SOFT, HARD = PowerAction
SHOW = r"/servers/[^/]+$"


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(task_seconds=3600)) as running:
        yield running


@pytest.fixture
def services(cloud: DemoCloud) -> Iterator[Services]:
    made = services_for(profile_for(cloud), cloud.access.password)
    yield made
    made.connections.close()


@pytest.fixture
def power(services: Services) -> PowerService:
    return PowerService(services.book, services.connections)


class Time:
    """Goes by when somebody waits; then something may happen."""

    def __init__(self, happens: dict[int, Callable[[], object]] | None = None, most: int = 1000) -> None:
        self.pauses: list[float] = []
        self._happens = happens or {}
        self._most = most

    def __call__(self, seconds: float) -> bool:
        self.pauses.append(seconds)
        self._happens.get(len(self.pauses), lambda: None)()
        return len(self.pauses) < self._most


@pytest.mark.parametrize(
    ("name", "action", "steps"),
    [
        ("web-03", START, ["Shut off · powering on", "Active"]),
        ("web-01", STOP, ["Active · powering off", "Shut off"]),
        ("web-01", SOFT, ["Rebooting", "Active"]),
        ("web-01", HARD, ["Rebooting (hard)", "Active"]),
        ("mail-01", HARD, ["Error · rebooting hard", "Active"]),
    ],
)
def test_an_action_is_followed_to_its_end(  # noqa: PLR0913, PLR0917 - the case and its parts
    cloud: DemoCloud,
    services: Services,
    power: PowerService,
    name: str,
    action: PowerAction,
    steps: list[str],
) -> None:
    server = services.servers()[name]
    seen: list[Server] = []
    power.request(server, action)
    time = Time({3: cloud.finish_tasks})
    ended = power.follow(server, action, time, seen.append)
    assert [one.state_words for one in seen] == steps
    assert ended == seen[-1]
    assert ended.status is action.wanted
    assert time.pauses == sorted(time.pauses)
    assert len(time.pauses) == 3


def test_nobody_follows_who_does_not_wait(services: Services, power: PowerService) -> None:
    server = services.servers()["web-01"]
    power.request(server, STOP)
    time = Time(most=2)
    assert power.follow(server, STOP, time, lambda _server: None).task_state == "powering-off"
    assert len(time.pauses) == 2


def test_it_is_not_followed_for_ever(services: Services, power: PowerService) -> None:
    server = services.servers()["web-01"]
    power.request(server, STOP)
    time = Time()
    with pytest.raises(ActionUnfinishedError) as caught:
        power.follow(server, STOP, time, lambda _server: None)
    assert caught.value.trouble.what == "web-01 is still not stopped (active · powering off)."
    assert (caught.value.trouble.cloud, caught.value.trouble.server) == ("prod", "web-01")
    assert 600 <= sum(time.pauses) <= 620
    assert max(time.pauses) == 10


def test_an_error_on_the_way_is_told(cloud: DemoCloud, services: Services, power: PowerService) -> None:
    server = services.servers()["web-03"]
    power.request(server, START)
    time = Time({1: lambda: cloud.set_status(server.id, ServerStatus.ERROR)})
    with pytest.raises(ActionUnfinishedError, match="web-03 is in the state Error instead of being started"):
        power.follow(server, START, time, lambda _server: None)


def test_a_cloud_that_gives_up_is_told(cloud: DemoCloud, services: Services, power: PowerService) -> None:
    server = services.servers()["web-01"]
    power.request(server, STOP)
    time = Time({1: lambda: cloud.set_status(server.id, ServerStatus.ACTIVE)})
    with pytest.raises(ActionUnfinishedError, match="web-01 was not stopped: it is active"):
        power.follow(server, STOP, time, lambda _server: None)


def test_a_server_that_is_deleted_on_the_way_is_gone(
    cloud: DemoCloud, services: Services, power: PowerService
) -> None:
    server = services.servers()["web-01"]
    power.request(server, STOP)
    with pytest.raises(ServerNotFoundError) as caught:
        power.follow(server, STOP, Time({1: lambda: cloud.delete_server(server.id)}), lambda _server: None)
    assert caught.value.trouble.server == "web-01"


def test_a_look_that_is_not_answered_is_not_the_end(
    cloud: DemoCloud, services: Services, power: PowerService
) -> None:
    server = services.servers()["web-01"]
    power.request(server, STOP)
    cloud.answer_next("GET", SHOW, Answer(502), times=3)
    ended = power.follow(server, STOP, Time({4: cloud.finish_tasks}), lambda _server: None)
    assert ended.status is ServerStatus.SHUTOFF
    cloud.answer_next("GET", SHOW, Answer(502), times=4)
    with pytest.raises(CloudFaultError):
        power.follow(server, STOP, Time(), lambda _server: None)


def test_a_cloud_that_wants_a_pause_while_it_is_looked_at_gets_it(
    cloud: DemoCloud, services: Services, power: PowerService
) -> None:
    server = services.servers()["web-01"]
    power.request(server, STOP)
    cloud.answer_next("GET", SHOW, Answer(429, {"Retry-After": "31"}))
    time = Time(most=1)
    power.follow(server, STOP, time, lambda _server: None)
    assert time.pauses == [31.0]


def test_a_refusal_names_cloud_and_server(services: Services, power: PowerService) -> None:
    servers = services.servers()
    with pytest.raises(ServerNotReadyError) as caught:
        power.request(servers["web-03"], STOP)
    assert caught.value.trouble.what == "web-03 cannot be stopped in its present state (stopped)."
    assert (caught.value.trouble.cloud, caught.value.trouble.server) == ("prod", "web-03")


def test_a_reader_may_not(cloud: DemoCloud) -> None:
    reader = cloud.access.reader
    profile = profile_for(cloud)
    profile.auth["username"] = reader.username
    services = services_for(profile, reader.password)
    power = PowerService(services.book, services.connections)
    with pytest.raises(ForbiddenError, match="This account may not hard reboot this server"):
        power.request(services.servers()["web-01"], HARD)
    services.connections.close()


def test_a_cloud_that_is_away_is_named(cloud: DemoCloud, services: Services, power: PowerService) -> None:
    server = services.servers()["web-01"]
    cloud.stop_listening()
    with pytest.raises(PortholeError) as caught:
        power.request(server, STOP)
    assert (caught.value.trouble.cloud, caught.value.trouble.server) == ("prod", "web-01")
