"""The desktop's shortcut in the settings: asked for, changed, given back; or the command in its place."""

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from launcher.services.desktop.bus import SessionBus
from launcher.ui.quick.shortcut import QuickShortcut, Standing
from launcher.ui.runner import TaskRunner
from launcher.ui.settings.look import LookGroup
from launcher.ui.settings.shortcut import ShortcutGroup
from launcher.ui.settings.window import SettingsWindow
from tests.portal import portal
from tests.secret_service import meet, private_bus
from tests.ui.profiles.parts import button, click, press, tab_to, texts

__all__ = ["meet"]

BOX = "Show quick connect with a key of the desktop"
COMMAND = ("/opt/my apps/porthole", "quick")


@pytest.fixture
def make(
    meet, runner: TaskRunner, show: Callable[..., SettingsWindow]
) -> Iterator[Callable[[], ShortcutGroup]]:
    display = os.environ["DISPLAY"]
    with private_bus() as environment:
        meet(environment | {"DISPLAY": display})
        bus = SessionBus()

        def make() -> ShortcutGroup:
            group = ShortcutGroup(QuickShortcut(bus, runner), lambda: COMMAND, runner)
            window = show(LookGroup(), group)
            window.shown.connect(group.look)
            group.look()
            return group

        yield make
        runner.shut_down()
        bus.close()


def standing(group: ShortcutGroup) -> Standing:
    return group._shortcut.standing


def test_a_tick_asks_the_desktop_and_shows_the_key_it_gave(qtbot: QtBot, make: Callable[..., ShortcutGroup]):
    with portal() as desktop:
        group = make()
        qtbot.waitUntil(group.box.isEnabled)
        assert not group.box.isChecked()
        with qtbot.waitSignal(group.switched) as switched:
            click(group.window(), BOX)
        assert switched.args == [True]
        qtbot.waitUntil(lambda: "Ctrl+Alt+K" in texts(group))
        assert desktop.hear()["window"] == f"x11:{int(group.window().winId()):x}"
        click(group.window(), "Change…")
        assert desktop.hear() == {"configured": True}
        desktop.do("change Super+K")
        qtbot.waitUntil(lambda: "Super+K" in texts(group))
        with qtbot.waitSignal(group._shortcut.pressed):
            desktop.do("press")
        click(group.window(), BOX)
        assert desktop.hear() == {"closed": "session"}
        assert not group.box.isChecked()
        assert "Super+K" not in texts(group)


def test_who_says_no_sees_it_off(qtbot: QtBot, make: Callable[..., ShortcutGroup]):
    with portal() as desktop:
        group = make()
        qtbot.waitUntil(group.box.isEnabled)
        desktop.do("refuse 1")
        desktop.hear()
        tab_to(BOX)
        press("Space")
        qtbot.waitUntil(lambda: "No key was given." in texts(group))
        assert not group.box.isChecked()


def test_a_question_that_waits_can_be_taken_back(qtbot: QtBot, make: Callable[..., ShortcutGroup]):
    with portal() as desktop:
        group = make()
        qtbot.waitUntil(group.box.isEnabled)
        desktop.do("hold")
        desktop.hear()
        click(group.window(), BOX)
        qtbot.waitUntil(lambda: "asks you for the key" in texts(group))
        click(group.window(), BOX)
        assert desktop.hear() == {"closed": "request"}
        qtbot.waitUntil(lambda: standing(group) is Standing.OFF)


def test_a_portal_that_was_started_anew_is_asked_again(qtbot: QtBot, make: Callable[..., ShortcutGroup]):
    with portal() as desktop:
        group = make()
        qtbot.waitUntil(group.box.isEnabled)
        click(group.window(), BOX)
        qtbot.waitUntil(lambda: standing(group) is Standing.ON)
        desktop.end()
    seen: list[Standing] = []
    group._shortcut.changed.connect(lambda: seen.append(standing(group)))
    with portal() as desktop:
        qtbot.waitUntil(lambda: seen == [Standing.ASKING, Standing.ON])
        with qtbot.waitSignal(group._shortcut.pressed):
            desktop.do("press")


def test_where_the_desktop_gives_none_the_command_is_there_to_copy(
    qtbot: QtBot, make: Callable[..., ShortcutGroup]
):
    group = make()
    qtbot.waitUntil(lambda: group.command.isVisible() and bool(group.command.text()))
    assert not group.box.isVisible()
    assert group.command.text() == "'/opt/my apps/porthole' quick"
    click(group.window(), "Copy")
    assert QGuiApplication.clipboard().text() == "'/opt/my apps/porthole' quick"
    assert button(group, "Copied")
    with portal():
        group.look()
        qtbot.waitUntil(group.box.isVisible)
        assert not group.command.isVisible()
