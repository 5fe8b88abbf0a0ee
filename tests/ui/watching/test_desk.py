"""Servers asked for one by one, at a pace of their own, on a real cloud."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.web.record import Answer
from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.watching import News, WatchPace
from launcher.ui.runner import TaskRunner
from launcher.ui.watching.desk import Reason, WatchDesk
from tests.unit.services.parts import profile_for, services_for

QUICK = WatchPace(first=0.05, longest=0.2, each=0.0, hardest=0.5)
SLOW = WatchPace(first=3600, longest=3600)


@dataclass
class Room:
    qtbot: QtBot
    cloud: DemoCloud
    desk: WatchDesk
    servers: dict[str, Server]
    news: list[News] = field(default_factory=list)
    vanished: list[ServerKey] = field(default_factory=list)

    def asked_for(self, name: str) -> int:
        return sum(one.path.endswith(f"/servers/{self.servers[name].id}") for one in self.cloud.requests)

    def wait_until_asked_for(self, name: str, times: int = 1) -> None:
        before = self.asked_for(name)
        self.qtbot.waitUntil(lambda: self.asked_for(name) >= before + times, timeout=10_000)

    def watch(self, name: str, reason: Reason = Reason.WISH) -> Server:
        server = self.servers[name]
        self.desk.watch(server.key, reason, name)
        self.desk.see(server)
        return server

    def told(self) -> list[tuple[str, ServerStatus]]:
        return [(one.server.name, one.server.status) for one in self.news]


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud() as running:
        yield running


@pytest.fixture
def make(qtbot: QtBot, cloud: DemoCloud) -> Iterator[Callable[[WatchPace], Room]]:
    services = services_for(profile_for(cloud), cloud.access.password)
    runner = TaskRunner()
    desks = []

    def make(pace: WatchPace = QUICK) -> Room:
        desk = WatchDesk(services.directory.look_at, runner)
        desk.pace = pace
        desks.append(desk)
        room = Room(qtbot, cloud, desk, services.servers())
        desk.news_came.connect(room.news.append)
        desk.server_vanished.connect(room.vanished.append)
        cloud.forget_requests()
        return room

    yield make
    for desk in desks:
        desk.close()
    runner.shut_down()
    services.connections.close()


def test_a_change_is_told_and_only_the_watched_server_is_asked_for(make: Callable[..., Room]) -> None:
    room = make()
    server = room.watch("web-01")
    room.cloud.set_status(server.id, ServerStatus.ERROR)
    room.qtbot.waitUntil(lambda: bool(room.news))
    room.wait_until_asked_for("web-01", 2)
    assert room.told() == [("web-01", ServerStatus.ERROR)]
    assert {one.path.rsplit("/", 1)[-1] for one in room.cloud.requests} == {server.id}


def test_who_wants_to_hear_no_more_has_nobody_asked(make: Callable[..., Room]) -> None:
    room = make()
    key = room.watch("web-01").key
    room.watch("web-02")
    room.wait_until_asked_for("web-01")
    room.desk.leave(key, Reason.WISH)
    room.wait_until_asked_for("web-02")  # what was under way has come to its end by then
    asked = room.asked_for("web-01")
    room.wait_until_asked_for("web-02", 3)
    assert room.asked_for("web-01") == asked
    assert room.desk.keys == {room.servers["web-02"].key}


def test_one_that_is_built_is_watched_until_it_is(make: Callable[..., Room]) -> None:
    room = make()
    building = next(one for one in room.servers.values() if one.status is ServerStatus.BUILD)
    room.watch(building.name, Reason.BUILDING)
    room.wait_until_asked_for(building.name, 2)
    assert not room.news
    room.cloud.set_status(building.id, ServerStatus.ACTIVE)
    room.qtbot.waitUntil(lambda: room.told() == [(building.name, ServerStatus.ACTIVE)])
    assert not room.desk.keys


def test_one_that_is_wished_for_too_goes_on(make: Callable[..., Room]) -> None:
    room = make()
    building = next(one for one in room.servers.values() if one.status is ServerStatus.BUILD)
    room.watch(building.name, Reason.BUILDING)
    room.watch(building.name, Reason.WISH)
    room.cloud.set_status(building.id, ServerStatus.ERROR)
    room.qtbot.waitUntil(lambda: bool(room.news))
    assert room.desk.reasons(building.key) == {Reason.WISH}


def test_what_a_list_says_is_news_too_and_spares_the_question(make: Callable[..., Room]) -> None:
    room = make(SLOW)
    server = room.watch("web-01")
    room.cloud.set_status(server.id, ServerStatus.ERROR)
    room.desk.see(room.desk._look_at(server))
    room.desk.up_to_date("prod")
    assert room.told() == [("web-01", ServerStatus.ERROR)]


def test_a_server_that_is_gone_is_told_and_watched_no_more(make: Callable[..., Room]) -> None:
    room = make()
    server = room.watch("web-01")
    room.cloud.delete_server(server.id)
    room.qtbot.waitUntil(lambda: bool(room.news))
    assert room.news == [News(server, gone=True)]
    assert room.vanished == [server.key]
    assert not room.desk.keys


def test_a_cloud_that_fails_is_asked_again(make: Callable[..., Room]) -> None:
    room = make()
    room.cloud.answer_next("GET", r"/servers/", Answer(503), times=2)
    server = room.watch("web-01")
    room.cloud.set_status(server.id, ServerStatus.ERROR)
    room.qtbot.waitUntil(lambda: bool(room.news), timeout=10_000)
    assert room.asked_for("web-01") >= 3


def test_what_only_a_person_can_heal_waits_for_the_list(make: Callable[..., Room]) -> None:
    room = make()
    room.cloud.answer_next("GET", r"/servers/", Answer(403, body=b'{"forbidden": {"message": "no"}}'))
    room.watch("web-01")
    room.watch("web-02")
    room.qtbot.waitUntil(lambda: room.asked_for("web-01") + room.asked_for("web-02") >= 4)
    refused = min(("web-01", "web-02"), key=room.asked_for)
    assert room.asked_for(refused) == 1
    room.desk.up_to_date("prod")
    room.wait_until_asked_for(refused)


def test_with_nobody_watched_no_timer_runs(make: Callable[..., Room]) -> None:
    room = make()
    assert not room.desk._timer.isActive()
    key = room.watch("web-01").key
    assert room.desk._timer.isActive()
    room.desk.leave(key, Reason.WISH)
    assert not room.desk._timer.isActive()
