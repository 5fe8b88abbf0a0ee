"""The tray, and the switch for a start at login, which shows what is really there."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from launcher.services.login_start import LoginStarter
from launcher.storage import paths
from launcher.ui.runner import TaskRunner
from launcher.ui.settings.background import BackgroundGroup
from launcher.ui.settings.look import LookGroup
from launcher.ui.settings.window import SettingsWindow
from tests.ui.profiles.parts import click, press, tab_to, texts

BOX = "Start Porthole when I log in"


@pytest.fixture
def group(qtbot: QtBot, runner: TaskRunner, show: Callable[..., SettingsWindow]) -> BackgroundGroup:
    made = BackgroundGroup(LoginStarter(), runner, lambda: True)
    window = show(LookGroup(), made)
    window.shown.connect(made.look)
    made.look()
    qtbot.waitUntil(made.box.isEnabled)
    return made


def test_a_click_switches_it_for_the_desktop_too(qtbot: QtBot, group: BackgroundGroup) -> None:
    assert not group.box.isChecked()
    click(group.window(), BOX)
    qtbot.waitUntil(group.box.isChecked)
    assert paths.autostart_entry().exists()
    assert "In the tray, without its window." in texts(group)
    click(group.window(), BOX)
    qtbot.waitUntil(lambda: not group.box.isChecked())
    assert not paths.autostart_entry().exists()


def test_it_follows_what_happened_elsewhere(qtbot: QtBot, group: BackgroundGroup) -> None:
    LoginStarter().turn(on=True)
    window = group.window()
    press("Esc")
    assert not window.isVisible()
    window.show()
    qtbot.waitUntil(group.box.isChecked)


def test_a_refusal_is_told_below_it_and_it_stays_as_it_is(qtbot: QtBot, group: BackgroundGroup) -> None:
    paths.autostart_entry().parent.parent.mkdir(parents=True, exist_ok=True)
    paths.autostart_entry().parent.write_text("a file where its folder should be")
    tab_to(BOX)
    press("Space")
    qtbot.waitUntil(lambda: "could not be switched" in texts(group))
    assert str(paths.autostart_entry().parent) in texts(group)
    assert not group.box.isChecked()
    assert group.box.hasFocus()


def test_without_a_tray_what_happens_then_is_said(
    qtbot: QtBot, runner: TaskRunner, show: Callable[..., SettingsWindow]
) -> None:
    LoginStarter().turn(on=True)
    group = BackgroundGroup(LoginStarter(), runner, lambda: False)
    group.show_kept(True)
    window = show(group)
    group.look()
    qtbot.waitUntil(lambda: "Minimised." in texts(window))
    assert "There is no tray on this desktop now" in texts(window)
    with qtbot.waitSignal(group.kept) as kept:
        click(window, "Keep Porthole in the tray when its window is closed")
    assert kept.args == [False]
