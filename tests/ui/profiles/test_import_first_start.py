"""What the first start offers where files with clouds are there already."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from launcher.model.profile import Profile
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.imports import FoundClouds, ImportSource, count_clouds
from launcher.services.listing import ServerListing
from launcher.ui.face import Face
from launcher.ui.servers.faces import FaceChooser
from launcher.ui.servers.loader import ServerLoader
from launcher.ui.servers.remedies import Remedies
from tests.ui.profiles.parts import Desk, click


@pytest.fixture
def remedies() -> Remedies:
    return Remedies()


@pytest.fixture
def clouds(own_directories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with three clouds in its usual place, and one in the current directory; returns that."""
    monkeypatch.delenv("OS_AUTH_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    folder = own_directories / ".config" / "openstack"
    folder.mkdir(parents=True)
    (folder / "clouds.yaml").write_text("clouds: {a: {}, b: {}, c: {}}")
    (tmp_path / "clouds.yaml").write_text("clouds: {trap: {}}")
    return tmp_path / "clouds.yaml"


@pytest.fixture
def chooser(desk: Desk, remedies: Remedies) -> FaceChooser:
    directory = ServerDirectory(desk.book, Connections(desk.book))
    loader = ServerLoader(directory, ServerListing(str, dict), desk.runner, remedies)
    return FaceChooser(desk.book, loader, remedies, remedies)


def face_of(chooser: FaceChooser, qtbot: QtBot) -> Face:
    face = Face()
    qtbot.addWidget(face)
    face.show_content(chooser.choose(None, 0, ""))
    with qtbot.waitExposed(face):
        face.show()
    return face


def test_there_are_three_ways_to_begin(chooser: FaceChooser, remedies: Remedies, qtbot: QtBot) -> None:
    face = face_of(chooser, qtbot)
    assert [one.text() for one in face.findChildren(QPushButton)] == [
        "Add a cloud…",
        "Import clouds.yaml…",
        "Try the demo",
    ]
    assert "Found" not in face.accessibleName()
    with qtbot.waitSignal(remedies.import_requested):
        click(face, "Import clouds.yaml…")


def test_found_files_are_named(chooser: FaceChooser, remedies: Remedies, qtbot: QtBot, clouds: Path) -> None:
    remedies.found = count_clouds()
    face = face_of(chooser, qtbot)
    found = f"Found: ~/.config/openstack/clouds.yaml, 3 clouds; {clouds}"
    assert face.accessibleName().endswith(found)


def test_many_files_are_not_all_named(chooser: FaceChooser, remedies: Remedies, qtbot: QtBot) -> None:
    remedies.found = tuple(FoundClouds(ImportSource(Path(f"/{name}")), 1) for name in "abcde")
    assert face_of(chooser, qtbot).accessibleName().endswith("/a, 1 cloud; /b, 1 cloud; /c, 1 cloud; 2 more")


def test_with_a_profile_nothing_is_offered(
    desk: Desk, chooser: FaceChooser, remedies: Remedies, qtbot: QtBot
) -> None:
    desk.book.add_guest(Profile(id="1", name="prod"), "x")
    remedies.found = (FoundClouds(ImportSource(None), 1),)
    assert "Found" not in face_of(chooser, qtbot).accessibleName()
