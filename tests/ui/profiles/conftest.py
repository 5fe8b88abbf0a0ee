"""Real keyrings, a real cloud, and a book on a real file for the dialogs of profiles."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.services.connections import Connections
from launcher.ui.profiles.desk import ProfileDesk
from tests.secret_service import (  # noqa: F401 - fixtures
    empty_keyring,
    locked_keyring,
    meet,
    no_keyring,
    unlocked_keyring,
)
from tests.ui.profiles.parts import Desk, dialogs


@pytest.fixture(autouse=True)
def screen_first(qapp: QApplication) -> None:
    """Meet the display before a keyring's fixture takes it from the environment."""


@pytest.fixture(scope="module")
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=3)) as running:
        yield running


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "site.toml")
    yield made
    made.close()


@pytest.fixture
def door(qtbot: QtBot, desk: Desk) -> Iterator[ProfileDesk]:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield ProfileDesk(desk.book, Connections(desk.book), desk.runner, window)
    for dialog in dialogs(QDialog):
        dialog.done(0)
