"""What an organisation decided cannot be chosen otherwise in a menu."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from launcher.model.browser import Browser, BrowserChoice
from launcher.model.settings import Settings
from launcher.services.browsers.opener import BrowserOpener
from launcher.ui.browser_menu import BrowserMenu
from launcher.ui.browsers import Browsers
from launcher.ui.console.keys.habits import KeyHabits
from launcher.ui.console.keys.send_menu import SendMenu
from launcher.ui.runner import TaskRunner

FOX = Browser("fox", "Fox", ("fox", "%page%"), ("fox", "-p", "%page%"))
PLAIN = Browser("plain", "Plain", ("plain", "%page%"))


@pytest.fixture
def browsers(qapp: object) -> Iterator[Browsers]:
    assert qapp
    runner, opener = TaskRunner(), BrowserOpener(cold_start=0)
    made = Browsers(opener, runner)
    made.installed = (FOX, PLAIN)
    made.recall(Settings(browser="fox", browser_private=True))
    yield made
    opener.close()
    runner.shut_down()


@pytest.mark.parametrize(
    ("locked", "left"),
    [
        ({"browser", "browser_private"}, ["Fox, private window"]),
        ({"browser"}, ["Fox", "Fox, private window"]),
        ({"browser_private"}, ["Fox, private window"]),
        (set(), ["The &system's browser", "Fox", "Fox, private window", "Plain"]),
    ],
)
def test_only_what_is_left_to_choose_can_be_chosen(
    browsers: Browsers, qtbot: QtBot, locked: set[str], left: list[str]
) -> None:
    browsers.lock_settings(frozenset(locked), "Set by Example GmbH.")
    menu = BrowserMenu(browsers)
    qtbot.addWidget(menu)
    choices = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in choices if action.isEnabled()] == left
    told = {action.toolTip() for action in choices if not action.isEnabled()}
    assert told == ({"Set by Example GmbH."} if locked else set())
    assert menu.toolTipsVisible() is bool(locked)
    assert browsers.chosen == BrowserChoice("fox", private=True)


def test_the_desktops_own_keys_go_where_it_was_decided(qtbot: QtBot) -> None:
    habits = KeyHabits()
    habits.system_keys_lock = "Set by Example GmbH."
    menu = SendMenu(habits)
    qtbot.addWidget(menu)
    menu.can_grab = True
    menu.aboutToShow.emit()
    (entry,) = [one for one in menu.actions() if "own keys too" in one.text()]
    assert entry.isChecked()
    assert not entry.isEnabled()
    assert entry.toolTip() == "Set by Example GmbH."
