"""A profile duplicated: an editor on the copy, which is there once it is saved."""

import pytest
from PySide6.QtWidgets import QApplication

from launcher.model.profile import Profile
from launcher.storage.secret_store import SecretStore
from launcher.ui.profiles.desk import ProfileDesk
from launcher.ui.profiles.editor import ProfileEditor
from tests.ui.profiles.parts import Desk, click, dialogs, press, texts, type_text

AUTH = {"auth_url": "https://iam.example/v3", "username": "ada", "user_domain_name": "Default"}


@pytest.fixture
def prod(desk: Desk) -> Profile:
    return desk.keep(Profile(id="1", name="prod", auth=AUTH, region_name="eu-de", production=True), "s3cret")


def opened(desk: Desk) -> ProfileEditor:
    desk.qtbot.waitUntil(lambda: bool(dialogs(ProfileEditor)))
    (editor,) = dialogs(ProfileEditor)
    assert isinstance(editor, ProfileEditor)
    desk.qtbot.waitUntil(editor.isActiveWindow)
    return editor


@pytest.mark.usefixtures("unlocked_keyring", "prod")
def test_the_copy_is_named_by_typing_and_saved_with_the_secret(desk: Desk, door: ProfileDesk) -> None:
    desk.keep(Profile(id="2", name="stage", auth=AUTH))
    door.duplicate("1")
    editor = opened(desk)
    assert editor.windowTitle() == "Add prod copy"
    assert QApplication.focusWidget() is editor.form.name
    type_text("lab")
    with desk.qtbot.waitSignal(door.profile_saved) as saved:
        press("Ctrl+Return")
    lab = desk.book.get(saved.args[0])
    assert [one.name for one in desk.book.profiles] == ["prod", "lab", "stage"]
    assert (lab.auth, lab.region_name, lab.production) == (AUTH, "eu-de", True)
    assert SecretStore().get(lab.id) == "s3cret"
    assert "s3cret" not in desk.text()


@pytest.mark.usefixtures("unlocked_keyring", "prod")
def test_a_copy_that_is_left_is_nowhere(desk: Desk, door: ProfileDesk) -> None:
    before = desk.text()
    door.duplicate("1")
    editor = opened(desk)
    press("Esc")
    assert not editor.isVisible()
    assert desk.text() == before
    assert [one.name for one in desk.book.profiles] == ["prod"]


@pytest.mark.usefixtures("locked_keyring")
def test_a_keyring_that_refuses_does_not_keep_the_copy_away(desk: Desk, door: ProfileDesk) -> None:
    desk.keep(Profile(id="1", name="prod", auth=AUTH))
    door.duplicate("1")
    editor = opened(desk)
    with desk.qtbot.waitSignal(door.profile_saved):
        click(editor, "Save")
    assert [one.name for one in desk.book.profiles] == ["prod", "prod copy"]


@pytest.mark.usefixtures("no_keyring")
def test_a_copy_of_the_sites_profile_says_nothing_of_the_administrator(
    desk: Desk,
    door: ProfileDesk,
) -> None:
    desk.file.site_path.write_text(
        "[clouds.shared.auth]\nauth_url = 'https://iam/v3'\nusername = 'ada'\nuser_domain_name = 'Default'\n"
    )
    desk.book.load()
    door.duplicate("shared")
    editor = opened(desk)
    assert "administrator" not in texts(editor)
    with desk.qtbot.waitSignal(door.profile_saved) as saved:
        click(editor, "Save")
    assert not desk.book.is_from_site(saved.args[0])
    assert desk.book.is_from_site("shared")
