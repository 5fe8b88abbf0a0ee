"""Actions sent, followed to their end, and what is told when one does not come to it."""

from collections.abc import Callable

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.demo.web.record import Answer
from launcher.model.errors import ForbiddenError, ServerNotFoundError, ServerNotReadyError
from launcher.model.power import PowerAction
from launcher.model.server import ServerStatus
from tests.ui.power.parts import Room
from tests.ui.profiles.parts import click

START, STOP, SOFT, HARD = PowerAction
ACTION = r"/action$"
CHANGED = b'{"conflictingRequest": {"code": 409, "message": "Instance x is locked"}}'


@pytest.fixture
def slow(make: Callable[..., Room], slow_cloud: DemoCloud) -> Room:
    return make(slow_cloud)


def test_a_start_asks_nobody_and_is_followed_to_its_end(slow: Room) -> None:
    slow.act(START, "web-03")
    assert not slow.questions
    slow.qtbot.waitUntil(lambda: bool(slow.seen))
    assert [one.state_words for one in slow.seen] == ["Shut off · powering on"]
    assert slow.desk.action_under_way(slow.servers["web-03"].key) is START
    slow.cloud.finish_tasks()
    slow.wait_for(1)
    assert [one.state_words for one in slow.seen] == ["Shut off · powering on", "Active"]
    assert slow.done[0].status is ServerStatus.ACTIVE
    assert slow.desk.action_under_way(slow.servers["web-03"].key) is None


def test_several_at_once_each_come_to_their_end(room: Room) -> None:
    names = [server.name for server in room.servers.values() if STOP.fits(server)]
    assert len(names) > 2
    click(room.ask(STOP, *names), "Stop")
    room.wait_for(len(names))
    assert {server.name for server in room.done} == set(names)
    assert {server.status for server in room.done} == {ServerStatus.SHUTOFF}
    assert room.sent() == len(names)


def test_what_is_under_way_is_not_sent_twice(slow: Room) -> None:
    slow.act(START, "web-03")
    slow.act(START, "web-03")
    (question,) = slow.questions
    assert question.rolls[0].topLevelItem(0).text(3) == "is being started already"
    question.reject()
    slow.qtbot.waitUntil(lambda: bool(slow.seen))
    slow.cloud.finish_tasks()
    slow.wait_for(1)
    assert slow.sent() == 1


def test_two_questions_about_one_server_send_one_request(slow: Room) -> None:
    one, other = slow.ask(STOP, "web-01"), slow.ask(STOP, "web-01")
    other.accept()
    one.accept()
    slow.qtbot.waitUntil(lambda: bool(slow.seen))
    slow.cloud.finish_tasks()
    slow.wait_for(1)
    assert slow.sent() == 1


def test_a_hard_reboot_takes_over_from_one_that_hangs(slow: Room) -> None:
    click(slow.ask(SOFT, "web-01"), "Reboot")
    slow.qtbot.waitUntil(lambda: bool(slow.seen))
    slow.desk.act(HARD, slow.seen[-1:])
    click(slow.questions[0], "Hard reboot")
    slow.qtbot.waitUntil(lambda: slow.seen[-1].status is ServerStatus.HARD_REBOOT)
    slow.cloud.finish_tasks()
    slow.wait_for(1)
    assert slow.done[0].status is ServerStatus.ACTIVE
    assert slow.sent() == 2


def test_a_state_that_was_older_is_told_and_the_row_follows(room: Room) -> None:
    room.cloud.set_status(room.servers["web-03"].id, ServerStatus.ACTIVE)
    room.act(START, "web-03")
    room.wait_for(1)
    ((server, error),) = room.failed
    assert isinstance(error, ServerNotReadyError)
    assert error.trouble.what == "web-03 cannot be started in its present state (active)."
    assert (server.name, error.trouble.cloud) == ("web-03", "prod")
    room.qtbot.waitUntil(lambda: bool(room.seen))
    assert room.seen[-1].status is ServerStatus.ACTIVE
    ((trouble, _remedies),) = room.told.values()
    assert trouble == error.trouble


def test_a_refusal_can_be_tried_again(room: Room) -> None:
    room.cloud.answer_next("POST", ACTION, Answer(503))
    room.act(START, "web-03")
    room.wait_for(1)
    ((_trouble, (again,)),) = room.told.values()
    assert again.label == "Try again"
    again.act()
    assert not room.told
    room.wait_for(2)
    assert room.done[0].name == "web-03"


def test_many_refusals_are_one_notice(make: Callable[..., Room], cloud: DemoCloud) -> None:
    room = make(cloud)
    names = [server.name for server in room.servers.values() if STOP.fits(server)][:4]
    refusal = b'{"forbidden": {"code": 403, "message": "Policy does not allow it"}}'
    cloud.answer_next("POST", ACTION, Answer(403, body=refusal), times=3)
    click(room.ask(STOP, *names), "Stop")
    room.wait_for(4)
    assert all(isinstance(error, ForbiddenError) for _, error in room.failed)
    ((trouble, _remedies),) = room.told.values()
    assert trouble.what == "3 of 4 servers were not stopped. This account may not stop this server."
    assert trouble.cloud == "prod"
    for server, _error in room.failed:
        assert server.name in trouble.details


def test_different_refusals_are_told_in_the_details(room: Room) -> None:
    room.cloud.answer_next("POST", ACTION, Answer(409, body=CHANGED), times=1)
    room.cloud.answer_next("POST", ACTION, Answer(503), times=1)
    click(room.ask(STOP, "web-01", "web-02"), "Stop")
    room.wait_for(2)
    ((trouble, _remedies),) = room.told.values()
    assert trouble.what == "2 of 2 servers were not stopped."
    assert "it is locked" in trouble.details
    assert "out of service" in trouble.details


def test_a_server_that_is_gone_leaves(room: Room) -> None:
    server = room.servers["web-03"]
    room.cloud.delete_server(server.id)
    room.act(START, "web-03")
    room.wait_for(1)
    assert isinstance(room.failed[0][1], ServerNotFoundError)
    assert room.vanished == [server.key]


def test_who_leaves_follows_nothing_any_more(slow: Room) -> None:
    slow.act(START, "web-03")
    slow.qtbot.waitUntil(lambda: bool(slow.seen))
    slow.desk.close()
    slow.cloud.finish_tasks()
    slow.qtbot.waitUntil(lambda: slow.runner.idle)
    assert not slow.done
    assert slow.desk.action_under_way(slow.servers["web-03"].key) is None


def test_a_profile_that_is_gone_is_told(room: Room) -> None:
    room.services.book.remove("prod")
    room.act(START, "web-03")
    assert room.failed[0][0].name == "web-03"
