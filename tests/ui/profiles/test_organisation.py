"""Profiles of an organisation: what it locked is shown as locked, and a person adds who they are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from launcher.model.errors import ProfileError, SecretMissingError, Trouble
from launcher.model.profile import Profile, ProfileColour
from launcher.storage.secret_store import SecretStore
from launcher.ui.profiles.form import Row
from tests.ui.profiles.parts import Desk, click, press, texts, type_into, type_text

SITE = """\
[organisation]
name = "Example GmbH"
contact = "it@example.com"
locked = ["auth.auth_url", "open_in", "verify", "colour"]

[organisation.defaults]
open_in = "browser"
link_lifetime = 900

[clouds.prod]
id = "prod-id"

[clouds.prod.auth]
auth_url = "https://iam.example/v3"
user_domain_name = "Default"
project_name = "production"
project_domain_name = "Default"
"""


@pytest.fixture
def prod(desk: Desk) -> Profile:
    desk.file.site_path.write_text(SITE)
    assert desk.book.load() == ()
    return desk.book.get("prod-id")


def is_locked(row: Row) -> bool:
    field = row.target
    return field.isReadOnly() if isinstance(field, QLineEdit) else not field.isEnabled()


@pytest.mark.usefixtures("no_keyring")
def test_locked_fields_cannot_be_changed_and_say_who_set_them(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    for section in editor.form._sections:
        section.open()
    rows = editor.form.rows
    locked = {key for key, row in rows.items() if is_locked(row)}
    assert locked == {"auth_url", "open_in", "verify", "colour"}
    for key in locked:
        assert rows[key].note.text == "Set by Example GmbH."
        assert rows[key].target.accessibleDescription() == "Set by Example GmbH."
    assert "It comes from Example GmbH: saving makes a copy of your own. Questions: it@example.com" in texts(
        editor
    )
    address = rows["auth_url"].target
    address.setFocus()
    type_text("x")
    assert isinstance(address, QLineEdit)
    assert address.text() == "https://iam.example/v3"
    # It can be read by keyboard and copied all the same.
    press("Ctrl+A")
    assert address.selectedText() == "https://iam.example/v3"


@pytest.mark.usefixtures("no_keyring")
def test_another_login_method_keeps_the_locks(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    method = editor.form.rows["auth_type"].target
    assert isinstance(method, QComboBox)
    method.setCurrentIndex(method.findData("v3applicationcredential"))
    assert is_locked(editor.form.rows["auth_url"])


@pytest.mark.usefixtures("unlocked_keyring")
def test_what_is_saved_is_ones_own_with_the_locks_in_force(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    type_into(editor.form.rows["username"].target, "ada")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    assert desk.book.get("prod-id").user == "ada"
    again = desk.editor(desk.book.get("prod-id"))
    assert "It comes from Example GmbH. Questions" in texts(again)
    assert is_locked(again.form.rows["auth_url"])


@pytest.mark.usefixtures("no_keyring")
def test_a_new_cloud_begins_with_the_defaults(desk: Desk, prod: Profile) -> None:
    editor = desk.editor()
    assert editor.form.profile.link_lifetime == 900
    assert not any(section.opened for section in editor.form._sections)
    rows = editor.form.rows
    # Of a cloud that is none of the organisation's it locks only what it has a value for.
    assert {key for key, row in rows.items() if is_locked(row)} == {"open_in"}
    assert prod.auth_url


@pytest.mark.usefixtures("unlocked_keyring")
def test_the_first_login_asks_who_one_is_and_for_the_secret(desk: Desk, prod: Profile) -> None:
    dialog = desk.prompt(prod, SecretMissingError(Trouble("There is none.")))
    assert dialog.user_line.hasFocus()
    type_text("ada")
    assert not dialog.ok_button.isEnabled()
    press("Tab")
    type_text("s3cret")
    with desk.qtbot.waitSignal(dialog.entered):
        press("Return")
    assert SecretStore().get("prod-id") == "s3cret"
    assert desk.book.get("prod-id").user == "ada"
    assert 'username = "ada"' in desk.text()
    assert "s3cret" not in desk.text()


@pytest.mark.usefixtures("unlocked_keyring")
def test_who_is_known_is_not_asked(desk: Desk, prod: Profile) -> None:
    desk.file.site_path.write_text(SITE.replace("project_name", 'username = "ada"\nproject_name'))
    desk.book.load()
    dialog = desk.prompt(desk.book.get(prod.id))
    assert not dialog.user_line.isVisible()
    assert dialog.secret_line.line.hasFocus()


@pytest.mark.usefixtures("no_keyring")
def test_all_that_is_said_of_the_keyring_can_be_read(desk: Desk, prod: Profile) -> None:
    dialog = desk.prompt(prod)
    note = dialog.keep.note
    desk.qtbot.waitUntil(lambda: "no keyring" in note.text)
    desk.qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()))


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_copy_of_ones_own_gives_way_to_the_organisations(desk: Desk, prod: Profile) -> None:
    removal = desk.removal(prod)
    assert "Example GmbH, who keeps it for everybody here: ask them. Questions: it@example.com" in texts(
        removal
    )
    desk.keep(prod, "s3cret")
    removal = desk.removal(prod)
    assert "The profile is there again then as Example GmbH has it." in texts(removal)
    with desk.qtbot.waitSignal(removal.removed):
        click(removal, "Remove")
    assert desk.book.is_from_site("prod-id")


@pytest.mark.usefixtures("no_keyring")
def test_a_locked_colour_is_refused_with_whom_to_ask(desk: Desk, prod: Profile) -> None:
    with pytest.raises(ProfileError) as caught:
        desk.book.set_colour(prod.id, ProfileColour.TEAL)
    assert caught.value.trouble.what == "The colour is set by Example GmbH."
    assert "it@example.com" in caught.value.trouble.next_step
    assert desk.text() == ""


@pytest.mark.usefixtures("no_keyring")
def test_a_click_on_a_locked_box_does_nothing(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    editor.form._sections[0].open()
    box = editor.form.network.verify
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert editor.form.profile.verify
