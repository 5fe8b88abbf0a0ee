"""A filter that is not to be understood, as a person meets it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from launcher.model.profile import Profile
from launcher.model.server import ServerKey
from tests.ui.servers.parts import Pane, fleet, make_pane


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[Pane]:
    with make_pane(qtbot, [(Profile(id="prod", name="production"), "secret")]) as made:
        made.listing.update(fleet(20))
        made.widget.show_listing()
        yield made


def type_in(qtbot: QtBot, pane: Pane, text: str) -> None:
    qtbot.keyClicks(pane.widget.bar.box, text)


def test_a_person_who_is_still_typing_is_not_corrected(qtbot: QtBot, pane: Pane) -> None:
    seen = []
    for letter in 'status:"shut off"':
        type_in(qtbot, pane, letter)
        seen.append(pane.widget.bar.problem.isVisible())
    assert not any(seen)
    assert pane.names() == ["web-0", "web-5", "web-10", "web-15"]


def test_what_is_wrong_is_said_beside_the_box_and_the_rest_is_looked_for(qtbot: QtBot, pane: Pane) -> None:
    type_in(qtbot, pane, "web-1 age:soon")
    problem = pane.widget.bar.problem
    qtbot.waitUntil(problem.isVisible)
    assert problem.text() == "age takes a time: age:<2d or age:>3h"
    assert "status:" in problem.toolTip()
    assert pane.widget.bar.box.accessibleDescription() == problem.text()
    assert pane.names() == ["web-1", *(f"web-{number}" for number in range(10, 20))]
    assert QApplication.activeModalWidget() is None


def test_a_field_that_nobody_knows_is_no_word_either(qtbot: QtBot, pane: Pane) -> None:
    type_in(qtbot, pane, "web-1 colour")
    assert pane.names() == []
    type_in(qtbot, pane, ":")
    assert pane.names() == ["web-1", *(f"web-{number}" for number in range(10, 20))]


def test_it_goes_with_what_was_wrong(qtbot: QtBot, pane: Pane) -> None:
    type_in(qtbot, pane, "age:<2")
    qtbot.waitUntil(pane.widget.bar.problem.isVisible)
    type_in(qtbot, pane, "d")
    assert not pane.widget.bar.problem.isVisible()
    assert pane.widget.bar.box.accessibleDescription() == ""


def test_enter_says_it_at_once_and_opens_nothing(qtbot: QtBot, pane: Pane) -> None:
    type_in(qtbot, pane, 'name:"web-1')
    with qtbot.assertNotEmitted(pane.widget.server_activated):
        qtbot.keyClick(pane.widget.bar.box, Qt.Key.Key_Return)
    assert pane.widget.bar.problem.isVisible()
    with qtbot.waitSignal(pane.widget.server_activated) as activated:
        type_in(qtbot, pane, '"')
        qtbot.keyClick(pane.widget.bar.box, Qt.Key.Key_Return)
    assert activated.args is not None
    assert activated.args[0].key == ServerKey("prod", "id-1")


def test_in_a_small_window_it_gives_way_to_the_box(qtbot: QtBot, pane: Pane) -> None:
    pane.widget.resize(pane.widget.minimumSizeHint())
    narrow = pane.widget.width()
    type_in(qtbot, pane, "age:soon")
    qtbot.waitUntil(pane.widget.bar.problem.isVisible)
    assert pane.widget.width() == narrow
    assert pane.widget.minimumSizeHint().width() == narrow
    assert pane.widget.bar.box.width() >= pane.widget.fontMetrics().averageCharWidth() * 12
