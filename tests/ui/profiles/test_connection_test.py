"""Trying a connection from the editor, against a real cloud on loopback."""

from collections.abc import Iterator

import pytest
import requests
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.services.checks import CheckName, CheckState
from tests.ui.profiles.parts import (
    Desk,
    button,
    choose_method,
    click,
    fill_in,
    profile_for,
    states,
    texts,
    try_out,
    type_into,
)

PASSED, FAILED, SKIPPED = CheckState.PASSED, CheckState.FAILED, CheckState.SKIPPED


@pytest.mark.usefixtures("unlocked_keyring")
def test_all_five_steps_pass_and_nothing_is_written(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud, name="")
    try_out(desk, editor)
    assert states(editor) == [PASSED] * 5
    assert "The connection works" in texts(editor)
    for words in ("answers.", f"Logged in as {cloud.access.username}", "up to 2.93", "The first server is"):
        assert words in texts(editor)
    assert editor.test.trouble is None
    assert desk.text() == ""
    assert desk.book.profiles == ()


@pytest.mark.usefixtures("no_keyring")
def test_each_step_is_seen_while_it_is_under_way(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud)
    cloud.answer_next("POST", r"auth/tokens", Answer(503, delay=0.3))
    click(editor, "Test connection")
    desk.qtbot.waitUntil(lambda: states(editor)[1] is CheckState.RUNNING)
    assert states(editor) == [PASSED, CheckState.RUNNING, None, None, None]
    assert editor.test.progress.isVisible()
    desk.qtbot.waitUntil(lambda: not editor.test.running)
    assert not editor.test.progress.isVisible()


@pytest.mark.usefixtures("no_keyring")
def test_a_wrong_password_fails_the_login_and_says_what_to_do(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud)
    type_into(editor.form.rows["secret"].target, "wrong")
    try_out(desk, editor)
    assert states(editor) == [PASSED, FAILED, SKIPPED, SKIPPED, SKIPPED]
    assert f"The cloud refused the login of {cloud.access.username}." in texts(editor)
    assert "enter the password again" in texts(editor)
    assert "not tried" in texts(editor)
    assert "Request id" not in texts(editor)
    click(editor, "Details")
    assert "The cloud's own words" in texts(editor)
    assert button(editor, "Copy details").isVisible()
    type_into(editor.form.rows["secret"].target, cloud.access.password)
    try_out(desk, editor)
    assert states(editor) == [PASSED] * 5
    assert "refused the login" not in texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_a_cloud_that_does_not_answer_fails_the_first_step(desk: Desk, cloud: DemoCloud) -> None:
    with DemoCloud(DemoOptions(servers=1)) as gone:
        pass
    editor = desk.editor()
    fill_in(editor, cloud)
    type_into(editor.form.login.address, gone.access.auth_url)
    try_out(desk, editor)
    assert states(editor) == [FAILED, SKIPPED, SKIPPED, SKIPPED, SKIPPED]
    assert "refuses the connection." in texts(editor)
    assert "Check the port in the address" in texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_a_region_that_is_not_there_fails_the_third_step_and_names_those_that_are(
    desk: Desk, cloud: DemoCloud
) -> None:
    editor = desk.editor()
    fill_in(editor, cloud)
    type_into(editor.form.region, "mars")
    try_out(desk, editor)
    assert states(editor) == [PASSED, PASSED, FAILED, SKIPPED, SKIPPED]
    assert editor.test.trouble is not None
    assert "mars" in editor.test.trouble.what
    assert cloud.access.region_name in editor.test.trouble.next_step


@pytest.fixture
def silent(cloud: DemoCloud) -> Iterator[DemoCloud]:
    """A cloud whose next list takes its time."""
    cloud.answer_next("GET", r"servers/detail", Answer(503, delay=2.0))
    return cloud


@pytest.mark.usefixtures("no_keyring")
def test_a_test_can_be_stopped(desk: Desk, silent: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, silent)
    click(editor, "Test connection")
    desk.qtbot.waitUntil(lambda: states(editor)[4] is CheckState.RUNNING)
    click(editor, "Stop the test")
    assert not editor.test.running
    assert states(editor) == [PASSED] * 4 + [SKIPPED]
    assert "The test was stopped" in texts(editor)
    assert button(editor, "Test connection").isEnabled()
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    assert "The test was stopped" in texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_closing_the_editor_stops_the_test(desk: Desk, silent: DemoCloud) -> None:
    editor = desk.editor(profile_for(silent, "prod"))
    desk.book.add_guest(profile_for(silent, "prod"), silent.access.password)
    click(editor, "Test connection")
    desk.qtbot.waitUntil(lambda: states(editor)[4] is CheckState.RUNNING)
    editor.close()
    assert not editor.isVisible()
    assert not editor.test.running
    desk.qtbot.waitUntil(lambda: desk.runner.idle)


@pytest.mark.usefixtures("unlocked_keyring")
def test_the_kept_secret_is_used_where_none_is_typed(desk: Desk, cloud: DemoCloud) -> None:
    profile = desk.keep(profile_for(cloud, "prod"), cloud.access.password)
    editor = desk.editor(profile)
    try_out(desk, editor)
    assert states(editor) == [PASSED] * 5


@pytest.mark.usefixtures("locked_keyring")
def test_a_locked_keyring_is_told_before_any_step(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor(profile_for(cloud, "prod"))
    try_out(desk, editor)
    assert states(editor) == [SKIPPED] * 5
    assert "The keyring is locked" in texts(editor)
    assert "Unlock it and try again" in texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_what_a_test_lacks_is_told_beside_the_field(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud, name="")
    type_into(editor.form.rows["secret"].target, "")
    click(editor, "Test connection")
    assert not editor.test.running
    assert "Needs attention: Password" in texts(editor)
    assert "The profile needs a name." not in texts(editor)
    assert editor.form.login.secret_line.line.hasFocus()


@pytest.mark.usefixtures("no_keyring")
def test_a_secret_is_wanted_for_a_test_and_not_for_saving(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud)
    type_into(editor.form.rows["secret"].target, "")
    click(editor, "Test connection")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")


@pytest.mark.usefixtures("no_keyring")
def test_a_changed_form_marks_the_test_as_one_of_before(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud)
    try_out(desk, editor)
    type_into(editor.form.name, "another name")
    assert "before your last change" not in texts(editor)
    type_into(editor.form.region, "mars")
    assert "The connection works (before your last change)" in texts(editor)
    type_into(editor.form.region, "")
    assert "before your last change" not in texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_a_test_can_be_put_away(qtbot: QtBot, desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud)
    try_out(desk, editor)
    assert editor.test.isVisible()
    editor.test.close_button.click()
    assert not editor.test.isVisible()
    type_into(editor.form.region, "mars")
    try_out(desk, editor)
    assert editor.test.isVisible()
    qtbot.waitUntil(lambda: button(editor, "✕").isVisible())
    click(editor, "✕")
    assert not editor.test.isVisible()


def credentials(cloud: DemoCloud) -> dict[str, tuple[dict[str, str], str]]:
    """What to type for each method: the fields, and the secret."""
    access = cloud.access
    user = {"username": access.username, "project_name": "production"}
    return {
        "v3password": (user, access.password),
        "v3applicationcredential": (
            {"application_credential_id": access.application_credential.id},
            access.application_credential.secret,
        ),
        "v3token": ({"project_name": "production"}, token_of(cloud)),
        "v3totp": (user, access.passcode),
    }


def token_of(cloud: DemoCloud) -> str:
    """Log in as a client does, and return the token."""
    access = cloud.access
    user = {
        "name": access.username,
        "password": access.password,
        "domain": {"name": access.user_domain_name},
    }
    body = {"auth": {"identity": {"methods": ["password"], "password": {"user": user}}}}
    answer = requests.post(f"{access.auth_url}/auth/tokens", json=body, timeout=10)
    return answer.headers["X-Subject-Token"]


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize("auth_type", ["v3password", "v3applicationcredential", "v3token", "v3totp"])
def test_every_method_logs_in(desk: Desk, cloud: DemoCloud, auth_type: str) -> None:
    fields, secret = credentials(cloud)[auth_type]
    editor = desk.editor()
    type_into(editor.form.login.address, cloud.access.auth_url)
    choose_method(desk, editor, auth_type)
    for name, text in fields.items():
        type_into(editor.form.rows[name].target, text)
    type_into(editor.form.rows["code" if auth_type == "v3totp" else "secret"].target, secret)
    try_out(desk, editor)
    assert states(editor) == [PASSED] * 5, texts(editor)
    assert editor.test.list.words(CheckName.AUTHENTICATE).endswith("project production.")
