"""Which notifications come, and whether anybody shows them."""

from collections.abc import Callable

import msgspec
from pytestqt.qtbot import QtBot

from launcher.model.settings import Settings
from launcher.ui.runner import TaskRunner
from launcher.ui.settings.notifications import NotificationsGroup
from launcher.ui.settings.window import SettingsWindow
from tests.ui.profiles.parts import button, press, tab_to, texts

CONSOLES = "A console could not be opened"


def test_each_kind_is_switched_by_keys(
    qtbot: QtBot, runner: TaskRunner, show: Callable[..., SettingsWindow]
) -> None:
    group = NotificationsGroup(lambda: True, runner)
    group.show_settings(msgspec.structs.replace(Settings(), tell_of_servers=False))
    window = show(group)
    assert button(window, CONSOLES).isChecked()
    tab_to(CONSOLES)
    with qtbot.waitSignal(group.switched) as first:
        press("Space")
    press("Tab")
    with qtbot.waitSignal(group.switched) as second:
        press("Space")
    assert (first.args, second.args) == (["tell_of_consoles", False], ["tell_of_servers", True])


def test_a_desktop_that_shows_none_is_said_each_time_anew(
    qtbot: QtBot, runner: TaskRunner, show: Callable[..., SettingsWindow]
) -> None:
    there = [False, True]
    group = NotificationsGroup(lambda: there.pop(0), runner)
    window = show(group)
    assert "right-click" in texts(window)
    group.look()
    qtbot.waitUntil(lambda: "This desktop shows no notifications" in texts(window))
    group.look()
    qtbot.waitUntil(lambda: "right-click" in texts(window))


def test_a_kind_that_an_organisation_decided_on_is_locked_and_the_other_is_not(
    runner: TaskRunner, show: Callable[..., SettingsWindow]
) -> None:
    group = NotificationsGroup(lambda: True, runner)
    group.show_settings(msgspec.structs.replace(Settings(), tell_of_consoles=False))
    group.lock_kinds({"tell_of_consoles", "colour_scheme"}, "Set by Example GmbH.")
    window = show(group)
    assert not button(window, CONSOLES).isEnabled()
    assert button(window, CONSOLES).accessibleDescription() == "Set by Example GmbH."
    assert button(window, "A server I watch has changed, or one I started or stopped").isEnabled()
    assert "Set by Example GmbH." in texts(window)
