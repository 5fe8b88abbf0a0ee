"""The question before a link from outside opens a console."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus
from launcher.ui.link_question import LinkQuestion
from tests.ui.profiles.parts import click, press, texts

ID = "0b1f2d3c-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
SERVER = Server("prod", ID, "web-01", ServerStatus.ACTIVE)
PROFILE = Profile(id="prod", name="prod", auth={"project_name": "shop"}, region_name="eu-de")

Ask = Callable[..., LinkQuestion]


@pytest.fixture
def ask(qtbot: QtBot) -> Ask:
    def ask(server: Server = SERVER, profile: Profile = PROFILE) -> LinkQuestion:
        question = LinkQuestion(server, profile)
        qtbot.addWidget(question)
        with qtbot.waitActive(question):
            question.open()
        return question

    return ask


def test_it_names_server_and_profile(ask: Ask) -> None:
    said = texts(ask())
    assert "Open the console of web-01?" in said
    assert ID in said
    assert "prod · shop · eu-de" in said
    assert "A link from a page or a ticket asks for it." in said
    assert "production" not in said


def test_a_name_without_an_end_does_not_take_the_display(ask: Ask) -> None:
    question = ask(Server("prod", ID, "web" * 85, ServerStatus.ACTIVE))
    assert question.width() < 700
    assert "webweb" in texts(question)
    assert "…" in texts(question)


def test_production_has_its_band(ask: Ask) -> None:
    profile = Profile(id="prod", name="prod", production=True)
    question = ask(profile=profile)
    assert question.band.isVisible()
    assert "production · prod" in texts(question)


@pytest.mark.parametrize("keys", [("Return",), ("Enter",), ("Esc",), ("Space",)])
def test_what_somebody_presses_without_reading_opens_nothing(
    qtbot: QtBot, ask: Ask, keys: tuple[str, ...]
) -> None:
    question = ask()
    assert QApplication.focusWidget() is question.leave_button
    with qtbot.assertNotEmitted(question.accepted), qtbot.waitSignal(question.rejected):
        press(*keys)


def test_a_click_that_was_under_way_is_no_answer(qtbot: QtBot, ask: Ask) -> None:
    question = ask()
    with qtbot.assertNotEmitted(question.accepted):
        click(question, "Open console")
    assert question.isVisible()
    qtbot.waitUntil(question.open_button.isEnabled)
    with qtbot.waitSignal(question.accepted):
        click(question, "Open console")


def test_the_keyboard_opens_it(qtbot: QtBot, ask: Ask) -> None:
    question = ask()
    qtbot.waitUntil(question.open_button.isEnabled)
    with qtbot.waitSignal(question.accepted):
        press("Shift+Tab", "Return")


def test_a_server_whose_name_is_not_known_is_named_as_soon_as_it_is(ask: Ask) -> None:
    question = ask(Server("prod", ID, ID, ServerStatus.UNKNOWN))
    assert "Open the console of this server?" in texts(question)
    question.show_server(SERVER)
    assert "Open the console of web-01?" in texts(question)


def test_no_name_can_pretend_to_be_something_else(ask: Ask) -> None:
    question = ask(
        Server("prod", ID, "<b>web</b>\u202e-01", ServerStatus.ACTIVE), Profile(id="p", name="<i>p</i>")
    )
    said = texts(question)
    assert "<b>web</b>[U+202E]-01" in said
    labels = [label for label in question.findChildren(QLabel) if "<" in label.text()]
    assert len(labels) == 3
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
