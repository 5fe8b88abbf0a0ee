"""A profile with an access key, from the editor's fields to a login at a gateway that checks signatures."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.secrets import unpacked
from launcher.services.checks import CheckName, CheckState
from launcher.storage.profiles import ProfileFile
from launcher.storage.secret_store import SecretStore
from launcher.ui.profiles.editor import ProfileEditor
from tests.ui.profiles.parts import Desk, choose_method, click, states, texts, try_out, type_into

PASSED, FAILED = CheckState.PASSED, CheckState.FAILED


@pytest.fixture(scope="module")
def huawei() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=3, huawei=True)) as running:
        yield running


def fill_in_key(desk: Desk, cloud: DemoCloud, *, temporary: bool = False) -> ProfileEditor:
    editor = desk.editor()
    key = cloud.access.temporary_key if temporary else cloud.access.access_key
    type_into(editor.form.name, "huawei")
    type_into(editor.form.login.address, cloud.auth_url)
    choose_method(desk, editor, "aksk")
    rows = editor.form.rows
    type_into(rows["access_key"].target, key.id)
    type_into(rows["secret"].target, key.secret)
    if temporary:
        type_into(rows["security_token"].target, key.security_token)
    type_into(rows["project_name"].target, "production")
    return editor


@pytest.mark.usefixtures("no_keyring")
def test_the_access_key_is_seen_and_what_is_secret_is_not(desk: Desk, huawei: DemoCloud) -> None:
    editor = fill_in_key(desk, huawei, temporary=True)
    assert editor.form.login.method.currentText() == "Access key (AK/SK)"
    rows = editor.form.rows
    words = [rows[key].words for key in ("access_key", "secret", "security_token", "project_name")]
    assert words == ["Access key", "Secret key", "Security token", "Project"]
    modes = {key: rows[key].target.echoMode() for key in ("access_key", "secret", "security_token")}
    assert modes == {
        "access_key": QLineEdit.EchoMode.Normal,
        "secret": QLineEdit.EchoMode.Password,
        "security_token": QLineEdit.EchoMode.Password,
    }


@pytest.mark.usefixtures("no_keyring")
def test_what_can_be_left_empty_says_what_counts_then(desk: Desk) -> None:
    editor = desk.editor()
    choose_method(desk, editor, "aksk")
    rows = editor.form.rows
    hints = {key: rows[key].target.placeholderText() for key in ("access_key", "secret", "security_token")}
    assert hints == {"access_key": "needed", "secret": "needed", "security_token": "optional"}
    assert rows["project_name"].target.placeholderText() == "the region's"


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize("temporary", [False, True])
def test_the_connection_is_tried_with_signatures(desk: Desk, huawei: DemoCloud, temporary: bool) -> None:
    editor = fill_in_key(desk, huawei, temporary=temporary)
    try_out(desk, editor)
    assert states(editor) == [PASSED] * 5, texts(editor)
    key = huawei.access.temporary_key if temporary else huawei.access.access_key
    said = editor.test.list.words(CheckName.AUTHENTICATE)
    assert said == f"Logged in as {key.id}, project production."


@pytest.mark.usefixtures("no_keyring")
def test_a_wrong_secret_key_says_what_to_enter_again(desk: Desk, huawei: DemoCloud) -> None:
    editor = fill_in_key(desk, huawei)
    type_into(editor.form.rows["secret"].target, "wrong")
    try_out(desk, editor)
    assert states(editor)[1] is FAILED
    assert "enter its secret key again" in texts(editor)


@pytest.mark.usefixtures("unlocked_keyring")
def test_secret_key_and_token_go_into_the_keyring_and_nowhere_else(desk: Desk, huawei: DemoCloud) -> None:
    editor = fill_in_key(desk, huawei, temporary=True)
    key = huawei.access.temporary_key
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    (saved,) = ProfileFile().read().profiles
    assert saved.auth["access_key"] == key.id
    assert key.secret not in desk.text()
    assert key.security_token not in desk.text()
    assert unpacked(SecretStore().get(saved.id)) == {"": key.secret, "security_token": key.security_token}
