"""A runner, and the window with the groups of the settings."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from launcher.ui.runner import TaskRunner
from launcher.ui.settings.group import Group
from launcher.ui.settings.window import SettingsWindow


@pytest.fixture
def runner(qapp: object) -> Iterator[TaskRunner]:  # noqa: ARG001 - it needs one
    made = TaskRunner()
    yield made
    made.shut_down()


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., SettingsWindow]]:
    """Show groups in the window."""
    windows = []

    def show(*groups: Group) -> SettingsWindow:
        window = SettingsWindow(groups)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
        return window

    yield show
    for window in windows:
        window.close()
