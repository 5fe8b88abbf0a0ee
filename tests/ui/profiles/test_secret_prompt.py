"""The question for a secret that is missing or was refused."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from launcher.model.errors import (
    AuthenticationError,
    SecretMissingError,
    SecretStoreLockedError,
    Trouble,
)
from launcher.model.profile import Profile
from launcher.model.secrets import MAIN, unpacked
from launcher.storage.secret_store import SecretStore
from launcher.storage.secrets import Secrets
from tests.ui.profiles.parts import Desk, button, click, press, texts, type_text

AUTH = {"auth_url": "https://iam.example:5000/v3", "username": "ada"}
PROD = Profile(id="1", name="prod", auth=AUTH)


@pytest.mark.usefixtures("unlocked_keyring")
def test_it_says_whose_and_why_and_keeps_what_is_typed(desk: Desk) -> None:
    dialog = desk.prompt(PROD)
    assert "Password for prod" in texts(dialog)
    assert "as ada at iam.example:5000" in texts(dialog)
    assert "None is kept yet." in texts(dialog)
    desk.qtbot.waitUntil(lambda: "Kept in GNOME Keyring (Secret Service)." in texts(dialog))
    assert not dialog.ok_button.isEnabled()
    type_text("s3cret")
    with desk.qtbot.waitSignal(dialog.entered) as entered:
        press("Return")
    assert entered.args == ["1"]
    assert not dialog.isVisible()
    assert SecretStore().get("1") == "s3cret"


@pytest.mark.usefixtures("no_keyring")
def test_enter_with_nothing_typed_does_nothing(desk: Desk) -> None:
    dialog = desk.prompt(PROD)
    press("Return")
    assert dialog.isVisible()
    assert desk.runner.idle or not dialog.progress.isVisible()


@pytest.mark.usefixtures("unlocked_keyring")
def test_what_is_typed_can_be_seen(desk: Desk) -> None:
    dialog = desk.prompt(PROD)
    assert dialog.secret_line.line.echoMode() is QLineEdit.EchoMode.Password
    click(dialog, "Show")
    assert dialog.secret_line.line.echoMode() is QLineEdit.EchoMode.Normal


@pytest.mark.usefixtures("unlocked_keyring")
def test_one_need_not_remember(desk: Desk) -> None:
    dialog = desk.prompt(PROD)
    type_text("s3cret")
    click(dialog, "Remember")
    with desk.qtbot.waitSignal(dialog.entered):
        click(dialog, "Log in")
    assert desk.book.secret(PROD) == "s3cret"
    with pytest.raises(SecretMissingError):
        Secrets().get("1")


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_it_is_for_this_run(desk: Desk) -> None:
    dialog = desk.prompt(PROD)
    desk.qtbot.waitUntil(lambda: "There is no keyring here" in texts(dialog))
    type_text("s3cret")
    with desk.qtbot.waitSignal(dialog.entered):
        press("Return")
    assert desk.book.secret(PROD) == "s3cret"


@pytest.mark.usefixtures("locked_keyring")
def test_a_locked_keyring_is_told_and_one_can_go_on(desk: Desk) -> None:
    dialog = desk.prompt(PROD)
    type_text("s3cret")
    press("Return")
    desk.qtbot.waitUntil(lambda: "The keyring is locked" in texts(dialog))
    assert button(dialog, "Log in").isEnabled()
    with desk.qtbot.waitSignal(dialog.entered):
        click(dialog, "Keep it for this run only")
    assert desk.book.secret(PROD) == "s3cret"


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize(
    ("auth_type", "words"),
    [
        ("v3applicationcredential", "Application credential secret for prod"),
        ("v3token", "Token for prod"),
        ("v3oidcclientcredentials", "Client secret for prod"),
    ],
)
def test_each_method_has_its_own_words(desk: Desk, auth_type: str, words: str) -> None:
    dialog = desk.prompt(Profile(id="1", name="prod", auth_type=auth_type, auth=AUTH))
    assert words in texts(dialog)


@pytest.mark.usefixtures("no_keyring")
def test_esc_closes(desk: Desk) -> None:
    dialog = desk.prompt(PROD)
    assert QApplication.focusWidget() is dialog.secret_line.line
    type_text("s3cr")
    with desk.qtbot.assertNotEmitted(dialog.entered):
        press("Esc")
    assert not dialog.isVisible()


@pytest.mark.usefixtures("no_keyring")
def test_it_says_that_the_cloud_refused_the_one_there_was(desk: Desk) -> None:
    dialog = desk.prompt(PROD, AuthenticationError(Trouble("The cloud refused the login of ada.")))
    assert "The cloud refused the one it was given to log in as ada at iam.example:5000." in texts(dialog)
    assert "None is kept" not in texts(dialog)


@pytest.mark.usefixtures("no_keyring")
def test_it_says_what_became_of_the_keyring(desk: Desk) -> None:
    dialog = desk.prompt(PROD, SecretStoreLockedError(Trouble("The keyring is locked.")))
    assert "Needed to log in as ada at iam.example:5000. The keyring is locked." in texts(dialog)


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_method_with_two_secrets_asks_for_both_and_keeps_what_is_not_typed(desk: Desk) -> None:
    profile = desk.keep(Profile(id="1", name="corp", auth_type="v3oidcpassword", auth=AUTH))
    missing = desk.prompt(profile, SecretMissingError(Trouble("There is none.")))
    type_text("mine")
    press("Tab", "Tab")
    type_text("the client's")
    with desk.qtbot.waitSignal(missing.entered):
        press("Return")
    assert unpacked(SecretStore().get("1")) == {MAIN: "mine", "client_secret": "the client's"}
    refused = desk.prompt(profile, AuthenticationError(Trouble("No.")))
    assert refused.lines["client_secret"].line.placeholderText() == "unchanged"
    type_text("changed")
    with desk.qtbot.waitSignal(refused.entered):
        press("Return")
    assert unpacked(SecretStore().get("1")) == {MAIN: "changed", "client_secret": "the client's"}
