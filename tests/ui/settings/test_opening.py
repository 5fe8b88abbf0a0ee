"""The browser for consoles, chosen in the settings."""

from collections.abc import Callable, Iterator

import pytest

from launcher.model.browser import SYSTEM_BROWSER, Browser, BrowserChoice
from launcher.model.settings import Settings
from launcher.services.browsers.opener import BrowserOpener
from launcher.ui.browsers import Browsers
from launcher.ui.runner import TaskRunner
from launcher.ui.settings.opening import OpeningGroup
from launcher.ui.settings.window import SettingsWindow
from tests.ui.profiles.parts import press, tab_to, texts

FOX = Browser("fox", "Fox\u202e", ("fox", "%page%"), ("fox", "-p", "%page%"))
PLAIN = Browser("plain", "Plain", ("plain", "%page%"))


@pytest.fixture
def browsers(runner: TaskRunner) -> Iterator[Browsers]:
    opener = BrowserOpener(cold_start=0)
    made = Browsers(opener, runner)
    made.installed = (FOX, PLAIN)
    yield made
    opener.close()


def offered(group: OpeningGroup) -> list[str]:
    return [group.box.itemText(place) for place in range(group.box.count())]


def test_it_is_chosen_by_keys_and_shown_when_it_was_chosen_elsewhere(
    browsers: Browsers, show: Callable[..., SettingsWindow]
) -> None:
    group = OpeningGroup(browsers)
    show(group)
    assert offered(group) == ["The system's browser", "Fox[U+202E]", "Fox[U+202E], private window", "Plain"]
    tab_to("Open in")
    press("Down", "Down")
    assert browsers.chosen == BrowserChoice("fox", private=True)
    browsers.choose(SYSTEM_BROWSER)
    assert group.box.currentText() == "The system's browser"


def test_one_that_is_gone_is_named_until_another_is_chosen(
    browsers: Browsers, show: Callable[..., SettingsWindow]
) -> None:
    browsers.recall(Settings(browser="lynx"))
    group = OpeningGroup(browsers)
    show(group)
    assert group.box.currentText() == "lynx"
    tab_to("Open in")
    press("Home")
    assert browsers.chosen == SYSTEM_BROWSER
    assert "lynx" not in offered(group)


def test_what_an_organisation_chose_stays(browsers: Browsers, show: Callable[..., SettingsWindow]) -> None:
    browsers.recall(Settings(browser="plain"))
    browsers.lock_settings(frozenset({"browser"}), "Set by Example.")
    group = OpeningGroup(browsers)
    show(group)
    assert "Set by Example." in texts(group)
    tab_to("Open in")
    press("Home", "Up")
    assert browsers.chosen == BrowserChoice("plain")
