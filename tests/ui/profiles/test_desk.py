"""The door to the dialogs: which of them opens, and who is told what came of it."""

import pytest

from launcher.model.profile import Profile
from launcher.ui.profiles.desk import ProfileDesk
from launcher.ui.profiles.editor import ProfileEditor
from launcher.ui.profiles.remove_profile import RemoveProfile
from launcher.ui.profiles.secret_prompt import SecretPrompt
from tests.ui.profiles.parts import Desk, click, dialogs, press, type_into, type_text

AUTH = {"auth_url": "https://iam.example/v3", "username": "ada", "user_domain_name": "Default"}

pytestmark = pytest.mark.usefixtures("no_keyring")


def test_adding_twice_opens_one_editor_and_tells_what_was_saved(desk: Desk, door: ProfileDesk) -> None:
    door.add()
    door.add()
    desk.qtbot.waitUntil(lambda: desk.runner.idle and bool(dialogs(ProfileEditor)))
    (editor,) = dialogs(ProfileEditor)
    assert isinstance(editor, ProfileEditor)
    type_into(editor.form.name, "prod")
    type_into(editor.form.login.address, AUTH["auth_url"])
    type_into(editor.form.rows["username"].target, "ada")
    with desk.qtbot.waitSignal(door.profile_saved) as saved:
        click(editor, "Save")
    assert saved.args == [desk.book.profiles[0].id]
    door.add()
    desk.qtbot.waitUntil(lambda: bool(dialogs(ProfileEditor)))


def test_each_profile_has_an_editor_of_its_own(desk: Desk, door: ProfileDesk) -> None:
    desk.keep(Profile(id="1", name="prod", auth=AUTH))
    door.edit("1")
    desk.qtbot.waitUntil(lambda: bool(dialogs(ProfileEditor)))
    (editor,) = dialogs(ProfileEditor)
    assert editor.windowTitle() == "Edit prod"


def test_removing_tells_who_is_gone(desk: Desk, door: ProfileDesk) -> None:
    desk.keep(Profile(id="1", name="prod", auth=AUTH))
    door.remove("1")
    (dialog,) = dialogs(RemoveProfile)
    with desk.qtbot.waitSignal(door.profile_removed) as removed:
        click(dialog, "Remove")
    assert removed.args == ["1"]


def test_a_secret_that_was_entered_is_told(desk: Desk, door: ProfileDesk) -> None:
    prod = desk.keep(Profile(id="1", name="prod", auth=AUTH))
    door.ask_secret("1")
    (dialog,) = dialogs(SecretPrompt)
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    type_text("s3cret")
    with desk.qtbot.waitSignal(door.secret_entered) as entered:
        press("Return")
    assert entered.args == ["1"]
    assert desk.book.secret(prod) == "s3cret"
