"""The question before an action: what it says, and what it takes to go on."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from launcher.demo.cloud import DemoCloud
from launcher.model.power import PowerAction
from launcher.ui.power.question import PowerQuestion
from launcher.ui.power.roll import Roll
from tests.ui.power.parts import Room
from tests.ui.profiles.parts import button, click, press, texts, type_text

START, STOP, SOFT, HARD = PowerAction
MANY = [f"web-{number:02}" for number in (1, 2)]


def lines(roll: Roll) -> list[list[str]]:
    items = [roll.topLevelItem(row) for row in range(roll.topLevelItemCount())]
    return [[item.text(column) for column in (0, 2, 3)] for item in items if item]


def visible_names(question: PowerQuestion) -> list[str]:
    return [name for roll in question.rolls for name, *_ in lines(roll)]


def test_it_names_the_server_and_says_what_happens_to_it(room: Room) -> None:
    question = room.ask(STOP, "web-01")
    assert "Stop web-01?" in texts(question)
    assert "The system is asked to shut down" in texts(question)
    assert "production" not in texts(question)
    assert [lines(roll) for roll in question.rolls] == [[["web-01", "prod", "Active"]]]
    assert not question.band.isVisible()


@pytest.mark.parametrize(
    ("action", "words"),
    [(STOP, "the power is cut after a while"), (SOFT, "in good order"), (HARD, "without asking the system")],
)
def test_each_action_says_what_it_does(room: Room, action: PowerAction, words: str) -> None:
    assert words in texts(room.ask(action, "web-01"))


@pytest.mark.parametrize("action", [STOP, HARD])
def test_enter_and_esc_leave_a_server_alone_that_would_be_cut_off(room: Room, action: PowerAction) -> None:
    for key in ("Return", "Esc"):
        question = room.ask(action, "web-01")
        assert QApplication.focusWidget() is question.cancel_button
        with room.qtbot.assertNotEmitted(question.confirmed):
            press(key)
        assert not room.questions
    assert room.sent() == 0


def test_enter_reboots_in_good_order(room: Room) -> None:
    room.ask(SOFT, "web-01")
    press("Return")
    room.wait_for(1)
    assert not room.questions
    assert room.sent() == 1


def test_the_button_and_its_key_do_it(room: Room) -> None:
    click(room.ask(STOP, "web-01"), "Stop")
    room.wait_for(1)
    room.ask(HARD, "web-02")
    press("Alt+H")
    room.wait_for(2)
    assert room.sent() == 2


def test_those_it_does_not_fit_are_named_with_the_reason(room: Room) -> None:
    question = room.ask(STOP, "web-01", "web-02", "web-03", "cache-01", "k8s-node-02", "build-runner-07")
    assert "Stop 2 servers?" in texts(question)
    assert "4 of the chosen servers are left as they are:" in texts(question)
    fitting, left_out = question.rolls
    assert [name for name, *_ in lines(fitting)] == ["web-01", "web-02"]
    assert lines(left_out) == [
        ["web-03", "prod", "is shut off already"],
        ["cache-01", "prod", "is paused: only a hard reboot works"],
        ["k8s-node-02", "prod", "is busy (rebooting)"],
        ["build-runner-07", "prod", "is busy (spawning)"],
    ]
    click(question, "Stop")
    room.wait_for(2)
    assert {server.name for server in room.done} == {"web-01", "web-02"}
    assert room.sent() == 2


def test_where_it_fits_none_there_is_nothing_to_confirm(room: Room) -> None:
    question = room.ask(START, "web-01")
    assert "web-01 cannot be started now" in texts(question)
    assert lines(question.rolls[0]) == [["web-01", "prod", "is running already"]]
    assert not question.act_button.isVisible()
    press("Return")
    assert not room.questions


def test_a_server_that_is_shut_off_is_started_instead_of_rebooted(room: Room) -> None:
    assert lines(room.ask(SOFT, "web-03").rolls[0]) == [["web-03", "prod", "is shut off: start it instead"]]


def test_many_are_all_named_and_scroll(make: Callable[..., Room], cloud: DemoCloud) -> None:
    room = make(cloud)
    names = [server.name for server in room.servers.values() if HARD.fits(server)]
    assert len(names) > 8
    question = room.ask(HARD, *names)
    assert f"Hard reboot {len(names)} servers?" in texts(question)
    assert visible_names(question) == names
    (roll,) = question.rolls
    bar = roll.verticalScrollBar()
    assert bar.maximum() > 0
    roll.setFocus()
    press("End")
    assert bar.value() > 0
    assert question.height() < 500


def test_a_name_is_shown_as_it_is(room: Room) -> None:
    server = replace(room.servers["web-01"], name="<b>web</b>\u202e")
    room.desk.act(STOP, [server])
    (question,) = room.questions
    assert "Stop <b>web</b>[U+202E]?" in texts(question)
    assert lines(question.rolls[0])[0][0] == "<b>web</b>[U+202E]"


def test_in_production_the_name_is_typed_first(production: Room) -> None:
    question = production.ask(STOP, "web-01")
    assert question.band.isVisible()
    assert question.band.text() == "production · prod"
    assert QApplication.focusWidget() is question.line
    assert not question.act_button.isEnabled()
    type_text("web-0")
    press("Return")
    assert not button(question, "Stop").isEnabled()
    assert production.questions
    type_text("1")
    assert button(question, "Stop").isEnabled()
    press("Return")
    assert production.questions, "Enter leads to the button first"
    assert QApplication.focusWidget() is question.act_button
    press("Return")
    production.wait_for(1)
    assert production.done[0].name == "web-01"


def test_in_production_the_number_of_several_is_typed(production: Room) -> None:
    question = production.ask(STOP, "web-01", "web-02", "web-03")
    assert "Type the number of servers to go on" in texts(question)
    type_text("3")
    assert not question.act_button.isEnabled(), "one of the three is left out"
    press("Backspace")
    type_text("2")
    QTest.mouseClick(question.act_button, Qt.MouseButton.LeftButton)
    production.wait_for(2)


def test_in_production_a_start_is_confirmed_too(production: Room) -> None:
    question = production.ask(START, "web-03")
    assert "The power is switched on" in texts(question)
    type_text(" web-03 ")
    click(question, "Start")
    production.wait_for(1)


def test_who_gives_up_in_production_has_done_nothing(production: Room) -> None:
    production.ask(HARD, "web-01")
    type_text("web-01")
    press("Esc")
    assert not production.questions
    assert production.sent() == 0
