"""The question before a profile is removed, and what comes of it."""

import pytest
from PySide6.QtWidgets import QApplication

from launcher.demo.cloud import DemoCloud
from launcher.model.errors import SecretMissingError
from launcher.model.profile import Profile
from launcher.storage.secret_store import SecretStore
from tests.secret_service import lock_keyring
from tests.ui.profiles.parts import Desk, button, click, hanging_keyring, press, profile_for, tab_to, texts

AUTH = {"auth_url": "https://iam.example/v3"}


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_profile_goes_and_its_secret_with_it(desk: Desk) -> None:
    profile = desk.keep(Profile(id="1", name="prod", auth=AUTH), "s3cret")
    dialog = desk.removal(profile)
    for words in ("Remove prod?", "its secret from your keyring", "the servers stay as they are"):
        assert words in texts(dialog)
    tab_to("Remove")
    with desk.qtbot.waitSignal(dialog.removed) as removed:
        press("Return")
    assert removed.args == ["1"]
    assert not dialog.isVisible()
    assert desk.book.profiles == ()
    assert "prod" not in desk.text()
    with pytest.raises(SecretMissingError):
        SecretStore().get("1")


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize("key", ["Return", "Esc"])
def test_enter_and_esc_keep_it(desk: Desk, key: str) -> None:
    profile = desk.keep(Profile(id="1", name="prod", auth=AUTH))
    dialog = desk.removal(profile)
    assert QApplication.focusWidget() is dialog.cancel_button
    press(key)
    assert not dialog.isVisible()
    assert desk.book.profiles == (profile,)


@pytest.mark.usefixtures("no_keyring")
def test_a_name_is_shown_as_it_is(desk: Desk) -> None:
    dialog = desk.removal(desk.keep(Profile(id="1", name="<b>prod</b>\u202e", auth=AUTH)))
    assert "Remove <b>prod</b>[U+202E]?" in texts(dialog)


@pytest.mark.usefixtures("no_keyring")
def test_a_site_profile_cannot_be_removed(desk: Desk) -> None:
    desk.file.site_path.write_text("schema = 1\n[clouds.shared.auth]\nauth_url = 'https://iam/v3'\n")
    desk.book.load()
    dialog = desk.removal(desk.book.profiles[0])
    assert "shared cannot be removed here" in texts(dialog)
    assert "administrator" in texts(dialog)
    assert not dialog.remove_button.isVisible()
    click(dialog, "Close")
    assert not dialog.isVisible()


@pytest.mark.usefixtures("no_keyring")
def test_a_file_that_cannot_be_changed_is_told(desk: Desk) -> None:
    profile = desk.keep(Profile(id="1", name="prod", auth=AUTH))
    desk.file.path.write_text("[clouds.prod\n")
    dialog = desk.removal(profile)
    click(dialog, "Remove")
    desk.qtbot.waitUntil(lambda: str(desk.file.path) in texts(dialog))
    assert button(dialog, "Remove").isEnabled()
    assert desk.text() == "[clouds.prod\n"
    with desk.qtbot.assertNotEmitted(dialog.removed):
        press("Esc")


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_secret_that_stays_behind_is_told(desk: Desk) -> None:
    profile = desk.keep(Profile(id="1", name="prod", auth=AUTH), "s3cret")
    lock_keyring()
    dialog = desk.removal(profile)
    click(dialog, "Remove")
    desk.qtbot.waitUntil(lambda: "Its secret is still in the keyring." in texts(dialog))
    assert "prod is removed" in texts(dialog)
    assert "Unlock it, then try again." in texts(dialog)
    assert button(dialog, "Try again").isEnabled()
    assert desk.book.profiles == ()
    with desk.qtbot.waitSignal(dialog.removed):
        click(dialog, "Close")


@pytest.mark.usefixtures("no_keyring")
def test_a_guest_goes(desk: Desk, cloud: DemoCloud) -> None:
    desk.book.add_guest(profile_for(cloud, "demo"), "s3cret")
    dialog = desk.removal(desk.book.get("demo"))
    assert "lives for this run only" in texts(dialog)
    with desk.qtbot.waitSignal(dialog.removed):
        click(dialog, "Remove")
    assert desk.book.profiles == ()


def test_a_keyring_that_hangs_does_not_hold_the_dialog(desk: Desk, unlocked_keyring: dict[str, str]) -> None:
    profile = desk.keep(Profile(id="1", name="prod", auth=AUTH), "s3cret")
    dialog = desk.removal(profile)
    with hanging_keyring(unlocked_keyring["DBUS_SESSION_BUS_ADDRESS"]):
        click(dialog, "Remove")
        desk.qtbot.waitUntil(lambda: desk.book.profiles == ())
        assert dialog.isVisible()
        with desk.qtbot.waitSignal(dialog.removed):
            press("Esc")
        assert not dialog.isVisible()
    desk.qtbot.waitUntil(lambda: desk.runner.idle)
    with pytest.raises(SecretMissingError):
        SecretStore().get("1")
