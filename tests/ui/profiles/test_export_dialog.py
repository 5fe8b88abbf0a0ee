"""Writing profiles for other programs, by mouse and keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from launcher.model.profile import Profile
from launcher.services.connections import Connections
from launcher.ui.profiles.desk import ProfileDesk
from launcher.ui.profiles.export_dialog import ExportDialog
from tests.ui.profiles.parts import Desk, button, click, press, texts

AUTH = {"auth_url": "https://iam.example/v3", "username": "ada", "user_domain_name": "Default"}

pytestmark = pytest.mark.usefixtures("no_keyring")


@pytest.fixture
def door(qtbot: QtBot, desk: Desk) -> ProfileDesk:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return ProfileDesk(desk.book, Connections(desk.book), desk.runner, window)


@pytest.fixture
def dialog(desk: Desk, door: ProfileDesk) -> Iterator[ExportDialog]:
    for name in ("prod", "stage"):
        desk.keep(Profile(id=name, name=name, auth=AUTH))
    desk.book.add_guest(Profile(id="demo", name="demo"), "x")
    door.export_clouds()
    (opened,) = door.parent().findChildren(ExportDialog)
    desk.qtbot.waitUntil(opened.isActiveWindow)
    yield opened
    for left in door.parent().findChildren(ExportDialog):
        left.done(0)


def test_chosen_profiles_are_written(
    desk: Desk, door: ProfileDesk, dialog: ExportDialog, tmp_path: Path
) -> None:
    assert dialog.chosen == ("prod", "stage")
    press("Down", "Space")
    click(dialog, "Save as…")
    (chooser,) = dialog.findChildren(QFileDialog)
    desk.qtbot.waitUntil(chooser.isActiveWindow)
    (line,) = chooser.findChildren(QLineEdit)
    line.setFocus()
    line.setText(str(tmp_path / "mine"))
    with desk.qtbot.waitSignal(door.profiles_exported) as told:
        press("Return")
    assert told.args == [str(tmp_path / "mine.yaml")]
    text = (tmp_path / "mine.yaml").read_text()
    assert "prod:" in text
    assert "stage:" not in text


def test_without_a_choice_there_is_nothing_to_save(dialog: ExportDialog) -> None:
    press("Space", "Down", "Space")
    assert dialog.chosen == ()
    assert not button(dialog, "Save as…").isEnabled()


def test_a_place_that_cannot_be_written_is_told(desk: Desk, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.save_to(str(tmp_path))
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    assert "could not be written" in texts(dialog)
    assert dialog.isVisible()
    assert button(dialog, "Save as…").isEnabled()
