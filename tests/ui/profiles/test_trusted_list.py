"""The certificates a profile trusts, in its editor."""

import pytest
from PySide6.QtWidgets import QApplication

from launcher.model.profile import Profile
from tests.ui.profiles.parts import Desk, button, click, press, texts

pytestmark = pytest.mark.usefixtures("no_keyring")

IAM = {"auth_url": "https://iam.example/v3", "username": "ada", "user_domain_name": "Default"}
FIRST, SECOND, THIRD = (f"console{n}.example:6080 {':'.join([f'{n:02X}'] * 32)}" for n in (10, 11, 12))


@pytest.fixture
def prod(desk: Desk) -> Profile:
    return desk.keep(
        Profile(id="1", name="prod", auth=dict(IAM), trusted_certificates=(FIRST, SECOND, THIRD))
    )


def test_most_profiles_trust_none_and_show_no_list(desk: Desk) -> None:
    editor = desk.editor()
    click(editor, "Advanced")
    assert not editor.form.advanced.trusted.isVisible()
    assert "Trusted certificates" not in texts(editor)


def test_each_is_told_by_host_and_fingerprint(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    trusted = editor.form.advanced.trusted.list
    assert trusted.isVisible(), "what differs from the usual is in sight at once"
    assert [trusted.item(row).text() for row in range(3)] == [
        f"console{n}.example:6080  {':'.join([f'{n:02X}'] * 8)}…" for n in (10, 11, 12)
    ]
    assert THIRD.split()[1] in trusted.item(2).toolTip()


def test_they_are_revoked_by_mouse_and_by_key(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    trusted = editor.form.advanced.trusted.list
    trusted.setFocus()
    press("Down", "Del")
    click(editor, "Remove")
    assert desk.book.get("1").trusted_certificates == (FIRST, SECOND, THIRD), "nothing is written before Save"
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    assert desk.book.get("1").trusted_certificates == (FIRST,)
    assert SECOND not in desk.text()


def test_the_last_one_leaves_an_empty_list_with_the_keyboard_in_it(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    trusted = editor.form.advanced.trusted
    for _ in range(3):
        click(editor, "Remove")
    assert trusted.list.isVisible()
    assert not button(editor, "Remove").isEnabled()
    assert QApplication.focusWidget() is trusted.list
    press("Del")
    assert editor.form.profile.trusted_certificates == ()
