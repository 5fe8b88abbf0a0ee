"""Every login method that is installed, in the editor: its options, its secrets, and what it lacks."""

from contextlib import suppress

import pytest
from PySide6.QtWidgets import QLineEdit

from launcher.cloud.auth_plugins import load_plugin
from launcher.demo.cloud import DemoCloud
from launcher.model.errors import ProfileError
from launcher.model.profile import Profile
from launcher.model.secrets import MAIN, unpacked
from launcher.services.checks import CheckState, auth_options, auth_types, secret_options
from launcher.services.connections import kept_secret
from launcher.storage.profiles import ProfileFile
from launcher.storage.secret_store import SecretStore
from launcher.ui.profiles.editor import ProfileEditor
from tests.ui.profiles.parts import (
    Desk,
    choose_method,
    click,
    press,
    states,
    texts,
    try_out,
    type_into,
)

METHODS = ("v3password", "v3totp")


def factors(auth_type: str) -> tuple[str, ...]:
    return METHODS if auth_type == "v3multifactor" else ()


def tick(editor: ProfileEditor, *names: str) -> None:
    for name in names:
        editor.form.login.factors.boxes[name].setFocus()
        press("Space")


def value_for(name: str) -> str:
    if name == "auth_url" or "endpoint" in name:
        return "https://cloud.example/v3"
    return "7"


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize("auth_type", auth_types())
def test_every_method_is_filled_in_whole_saved_and_built(desk: Desk, auth_type: str) -> None:
    options = auth_options(auth_type, factors(auth_type))
    asked = {option.name for option in options} - {"auth_methods"}
    editor = desk.editor()
    choose_method(desk, editor, auth_type)
    tick(editor, *factors(auth_type))
    type_into(editor.form.name, "rare")
    editor.form.login.more.open()
    rows = editor.form.rows
    desk.qtbot.waitUntil(lambda: all(row.target.isVisible() for key, row in rows.items() if key in asked))
    for option in options:
        if option.secret or option.name == "auth_methods":
            continue
        line = rows[option.name].target
        assert isinstance(line, QLineEdit)
        line.setText("")
        type_into(line, value_for(option.name))
        assert line.toolTip() == ("" if option.name == "auth_url" else option.help)
    secrets = secret_options(auth_type, factors(auth_type))
    for number, option in enumerate(secrets):
        type_into(rows["secret" if number == 0 else option.name].target, f"secret {number}")
    desk.qtbot.waitUntil(lambda: not secrets or "There is no keyring here" in texts(editor))
    click(editor, "Save")
    desk.qtbot.waitUntil(lambda: not editor.isVisible(), timeout=5000)
    (saved,) = ProfileFile().read().profiles
    assert saved.auth_type == auth_type
    assert set(saved.auth) == {option.name for option in options if not option.secret}
    assert "secret 0" not in desk.text()
    assert load_plugin(saved, kept_secret(desk.book, saved)) is not None


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize("auth_type", auth_types())
def test_every_method_left_empty_names_what_is_needed_or_can_be_saved(desk: Desk, auth_type: str) -> None:
    editor = desk.editor()
    choose_method(desk, editor, auth_type)
    type_into(editor.form.name, "rare")
    if any(option.name == "auth_url" for option in auth_options(auth_type)):
        type_into(editor.form.login.address, "https://cloud.example/v3")
    click(editor, "Save")
    desk.qtbot.waitUntil(lambda: not editor.isVisible() or "Needs attention" in texts(editor), timeout=5000)
    if not editor.isVisible():
        (saved,) = ProfileFile().read().profiles
        with suppress(ProfileError):
            load_plugin(saved, "x")


@pytest.mark.usefixtures("unlocked_keyring")
def test_two_secrets_are_kept_in_one_entry_and_each_can_be_changed_alone(desk: Desk) -> None:
    auth = {
        "auth_url": "https://cloud.example/v3",
        "identity_provider": "corp",
        "protocol": "openid",
        "username": "ada",
        "discovery_endpoint": "https://corp.example/",
    }
    desk.keep(Profile(id="1", name="corp", auth_type="v3oidcpassword", auth=auth), "mine")
    assert SecretStore().get("1") == "mine"
    editor = desk.editor(desk.book.get("1"))
    rows = editor.form.rows
    assert rows["client_secret"].target.placeholderText() == "unchanged"
    type_into(rows["client_secret"].target, "the client's")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    assert unpacked(SecretStore().get("1")) == {MAIN: "mine", "client_secret": "the client's"}
    again = desk.editor(desk.book.get("1"))
    type_into(again.form.rows["secret"].target, "mine, changed")
    with desk.qtbot.waitSignal(again.saved):
        click(again, "Save")
    assert unpacked(SecretStore().get("1")) == {MAIN: "mine, changed", "client_secret": "the client's"}


@pytest.mark.usefixtures("no_keyring")
def test_several_factors_show_the_fields_of_those_that_are_ticked(desk: Desk) -> None:
    editor = desk.editor()
    choose_method(desk, editor, "v3multifactor")
    assert not {"secret", "code", "username"} & editor.form.rows.keys()
    type_into(editor.form.name, "both")
    type_into(editor.form.login.address, "https://cloud.example/v3")
    click(editor, "Save")
    assert "Choose at least one." in texts(editor)
    tick(editor, "v3totp")
    assert {"code", "username"} <= editor.form.rows.keys()
    tick(editor, "v3password")
    assert editor.form.rows["secret"].words == "Password"
    assert editor.form.login.auth["auth_methods"] == "v3totp, v3password"
    tick(editor, "v3totp", "v3token")
    assert "code" not in editor.form.rows
    assert editor.form.rows["token"].words == "Token"


@pytest.mark.usefixtures("no_keyring")
def test_several_factors_log_in(desk: Desk, cloud: DemoCloud) -> None:
    access = cloud.access
    editor = desk.editor()
    type_into(editor.form.login.address, access.auth_url)
    choose_method(desk, editor, "v3multifactor")
    tick(editor, *METHODS)
    rows = editor.form.rows
    type_into(rows["username"].target, access.guarded.username)
    type_into(rows["project_name"].target, "production")
    type_into(rows["secret"].target, access.guarded.password)
    try_out(desk, editor)
    assert "needs a one-time code" in texts(editor)
    code = access.guarded.passcode
    type_into(rows["code"].target, f" {code[:3]} {code[3:]} ")
    try_out(desk, editor)
    assert states(editor) == [CheckState.PASSED] * 5, texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_a_code_that_only_the_cloud_knows_of_can_be_entered_for_a_test(desk: Desk, cloud: DemoCloud) -> None:
    access = cloud.access
    editor = desk.editor()
    rows = editor.form.rows
    type_into(editor.form.login.address, access.auth_url)
    type_into(rows["username"].target, access.guarded.username)
    type_into(rows["project_name"].target, "production")
    type_into(rows["secret"].target, access.guarded.password)
    assert "code" not in rows
    try_out(desk, editor)
    assert "needs a one-time code" in texts(editor)
    line = editor.form.rows["code"].target
    desk.qtbot.waitUntil(line.isVisible)
    type_into(line, access.guarded.passcode)
    try_out(desk, editor)
    assert states(editor) == [CheckState.PASSED] * 5, texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_a_number_is_a_number(desk: Desk) -> None:
    editor = desk.editor()
    choose_method(desk, editor, "v3websso")
    editor.form.login.more.open()
    port = editor.form.rows["redirect_port"].target
    assert isinstance(port, QLineEdit)
    assert port.placeholderText() == "9990"
    type_into(port, "high")
    click(editor, "Save")
    assert "This must be a whole number." in texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_older_names_of_options_stand_in_their_fields_and_are_saved_under_todays(desk: Desk) -> None:
    auth = {"auth_url": "https://cloud.example/v3", "user_name": "ada", "tenant_name": "web"}
    desk.keep(Profile(id="1", name="old", auth_type="password", auth=auth))
    editor = desk.editor(desk.book.get("1"))
    assert editor.form.rows["username"].target.text() == "ada"
    type_into(editor.form.rows["project_domain_name"].target, "Default")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    (saved,) = ProfileFile().read().profiles
    assert saved.auth["username"] == "ada"
    assert saved.auth["project_name"] == "web"
    assert "user_name" not in saved.auth
