"""Adding a profile: what is typed, what is told, what is written."""

import tomllib

import pytest
from PySide6.QtWidgets import QApplication

from launcher.demo.cloud import DemoCloud
from launcher.model.errors import SecretMissingError
from launcher.model.profile import Profile
from launcher.services.profiles import NewSecret
from launcher.storage.secret_store import SecretStore
from launcher.storage.secrets import Secrets
from tests.ui.profiles.parts import (
    Desk,
    button,
    choose_method,
    click,
    fill_in,
    hanging_keyring,
    press,
    tab_to,
    texts,
    type_into,
    type_text,
)


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_profile_is_added_with_the_keyboard_alone(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    access = cloud.access
    type_text("prod")
    for name, text in (
        ("Identity URL", access.auth_url),
        ("User name", access.username),
        ("Password", access.password),
        ("Project", "production"),
        ("Region", access.region_name),
    ):
        tab_to(name)
        type_text(text)
    tab_to("Save")
    with desk.qtbot.waitSignal(editor.saved) as saved:
        press("Return")
    assert saved.args is not None
    (profile,) = desk.book.profiles
    assert saved.args == [profile]
    assert not editor.isVisible()
    table = tomllib.loads(desk.text())["clouds"]["prod"]
    assert table["region_name"] == access.region_name
    assert table["auth"] == {
        "auth_url": access.auth_url,
        "username": access.username,
        "user_domain_name": "Default",
        "project_name": "production",
        "project_domain_name": "Default",
    }
    assert access.password not in desk.text()
    assert SecretStore().get(profile.id) == access.password


@pytest.mark.usefixtures("unlocked_keyring")
def test_enter_in_a_field_saves_nothing_and_ctrl_enter_saves(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud)
    press("Return")
    assert editor.isVisible()
    assert desk.runner.idle or desk.text() == ""
    with desk.qtbot.waitSignal(editor.saved):
        press("Ctrl+Return")


@pytest.mark.usefixtures("no_keyring")
def test_what_is_missing_is_told_at_save_and_the_first_of_it_gets_the_keyboard(desk: Desk) -> None:
    editor = desk.editor()
    assert "needed" not in texts(editor)
    click(editor, "Save")
    assert "The profile needs a name." in texts(editor)
    assert "The cloud's identity address is needed." in texts(editor)
    assert "Needs attention: Name, Identity URL, User name" in texts(editor)
    assert QApplication.focusWidget() is editor.form.name
    type_text("prod")
    assert "The profile needs a name." not in texts(editor)
    assert "Needs attention" not in texts(editor)
    assert desk.text() == ""


@pytest.mark.usefixtures("no_keyring")
def test_a_problem_is_told_when_the_field_is_left_and_not_before(desk: Desk) -> None:
    editor = desk.editor()
    type_into(editor.form.login.address, "iam.example.com/v3")
    assert "no https://" not in texts(editor)
    press("Tab")
    assert "This has no https:// in front." in texts(editor)
    assert "The profile needs a name." not in texts(editor)
    click(editor, "Put https:// in front")
    assert editor.form.login.address.text() == "https://iam.example.com/v3"
    assert "no https://" not in texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_a_name_that_is_taken_is_told(desk: Desk) -> None:
    desk.keep(Profile(id="1", name="prod"))
    editor = desk.editor()
    type_into(editor.form.name, "prod")
    press("Tab")
    assert "Another profile is called so." in texts(editor)
    type_into(editor.form.name, "prod 2")
    assert "Another profile is called so." not in texts(editor)


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_name_that_only_the_file_knows_is_told_and_leaves_no_secret(desk: Desk, cloud: DemoCloud) -> None:
    desk.file.path.parent.mkdir(parents=True)
    desk.file.path.write_text('schema = 1\n\n[clouds.prod]\nverify = "perhaps"\n')
    before = desk.text()
    editor = desk.editor()
    fill_in(editor, cloud)
    click(editor, "Save")
    desk.qtbot.waitUntil(lambda: "There is already a profile called prod." in texts(editor))
    assert "Choose another name." in texts(editor)
    assert desk.text() == before
    with pytest.raises(SecretMissingError):
        SecretStore().get(editor.form.profile.id)
    type_into(editor.form.name, "prod 2")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    assert SecretStore().get(desk.book.profiles[0].id) == cloud.access.password


@pytest.mark.usefixtures("unlocked_keyring")
def test_where_the_secret_is_kept_is_told(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    desk.qtbot.waitUntil(lambda: "Kept in GNOME Keyring (Secret Service)." in texts(editor))
    fill_in(editor, cloud)
    click(editor, "Remember")
    assert "Kept for this run only" in texts(editor)
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    (profile,) = desk.book.profiles
    assert desk.book.secret(profile) == cloud.access.password
    with pytest.raises(SecretMissingError):
        Secrets().get(profile.id)


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_one_goes_on_for_this_run(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    desk.qtbot.waitUntil(lambda: "There is no keyring here" in texts(editor))
    assert "Kept for this run only" in texts(editor)
    assert not editor.form.keep.box.isEnabled()
    fill_in(editor, cloud)
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    (profile,) = desk.book.profiles
    assert desk.book.secret(profile) == cloud.access.password
    assert cloud.access.password not in desk.text()


@pytest.mark.usefixtures("locked_keyring")
def test_a_locked_keyring_is_told_and_one_can_go_on_for_this_run(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud)
    click(editor, "Save")
    desk.qtbot.waitUntil(lambda: "The keyring is locked" in texts(editor))
    assert "Unlock it and try again" in texts(editor)
    assert desk.text() == ""
    assert editor.form.isEnabled()
    assert button(editor, "Save").isEnabled()
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Keep it for this run only")
    assert desk.book.secret(desk.book.profiles[0]) == cloud.access.password


@pytest.mark.parametrize("way_out", ["Esc", "Cancel"])
def test_saving_can_be_given_up_and_then_nothing_is_written(
    desk: Desk, cloud: DemoCloud, unlocked_keyring: dict[str, str], way_out: str
) -> None:
    editor = desk.editor()
    fill_in(editor, cloud)
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    with hanging_keyring(unlocked_keyring["DBUS_SESSION_BUS_ADDRESS"]):
        click(editor, "Save")
        assert "Saving." in texts(editor)
        assert not editor.form.isEnabled()
        assert not button(editor, "Save").isEnabled()
        if way_out == "Esc":
            press("Esc")
        else:
            click(editor, "Cancel")
        assert editor.isVisible()
        assert editor.form.isEnabled()
        assert "Saving." not in texts(editor)
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    assert desk.text() == ""
    with pytest.raises(SecretMissingError):
        SecretStore().get(editor.form.profile.id)
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")


@pytest.mark.usefixtures("empty_keyring")
def test_a_keyring_without_a_place_for_secrets_is_told(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud)
    click(editor, "Save")
    desk.qtbot.waitUntil(lambda: "The keyring has no place for secrets yet" in texts(editor))
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Keep it for this run only")


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_file_that_cannot_be_written_is_told_and_the_old_secret_stays(desk: Desk) -> None:
    profile = desk.keep(
        Profile(id="1", name="prod", auth_type="v3token", auth={"auth_url": "https://iam/v3"}), "old"
    )
    desk.file.path.write_text("schema = 1\n[clouds.prod\n")
    editor = desk.editor(profile)
    type_into(editor.form.rows["secret"].target, "new")
    click(editor, "Save")
    desk.qtbot.waitUntil(lambda: bool(editor.board.subjects))
    assert str(desk.file.path) in texts(editor)
    assert SecretStore().get("1") == "old"
    assert editor.form.secret == NewSecret("new")
    assert desk.text() == "schema = 1\n[clouds.prod\n"


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("ftp://iam.example/v3", "Only https:// and http:// lead to a cloud."),
        ("https://", "This is no web address."),
        ("https://iam.example:port/v3", "This is no web address."),
        ("https://iam example/v3", "This is no web address."),
        ("https://ada:pw@iam.example/v3", "Leave user name and password out of the address."),
    ],
)
def test_an_address_that_leads_nowhere_is_told(desk: Desk, address: str, problem: str) -> None:
    editor = desk.editor()
    type_into(editor.form.login.address, address)
    press("Tab")
    assert problem in texts(editor)
    assert "Put https:// in front" not in texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_the_projects_domain_follows_the_users_until_it_is_another(desk: Desk) -> None:
    editor = desk.editor()
    type_into(editor.form.rows["user_domain_name"].target, "acme")
    assert editor.form.profile.auth["project_domain_name"] == "acme"
    type_into(editor.form.rows["project_domain_name"].target, "other")
    type_into(editor.form.rows["user_domain_name"].target, "acme2")
    assert editor.form.profile.auth["project_domain_name"] == "other"


@pytest.mark.usefixtures("no_keyring")
def test_a_rare_method_has_its_own_fields_and_says_which_it_needs(desk: Desk) -> None:
    editor = desk.editor()
    choose_method(desk, editor, "v3oidcpassword")
    type_into(editor.form.name, "prod")
    type_into(editor.form.login.address, "https://iam.example/v3")
    click(editor, "Save")
    assert "Needs attention: Identity provider, Protocol" in texts(editor)
    choose_method(desk, editor, "none")
    assert not editor.form.login.address.isVisible()
    assert "secret" not in editor.form.rows
