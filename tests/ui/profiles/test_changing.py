"""Changing a profile: what stays, what is asked, what a person may lose."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QScrollArea, QWidget

from launcher.demo.cloud import DemoCloud
from launcher.model.console import ConsoleType, OpenIn
from launcher.model.profile import ComputeApi, Profile, ProfileColour
from launcher.storage.profiles import ProfileFile
from launcher.storage.secret_store import SecretStore
from tests.ui.profiles.parts import (
    Desk,
    button,
    choose_method,
    click,
    press,
    profile_for,
    tab_to,
    texts,
    type_into,
    type_text,
)

IAM = {"auth_url": "https://iam.example/v3", "username": "ada", "user_domain_name": "Default"}


@pytest.fixture
def prod(desk: Desk) -> Profile:
    return desk.keep(Profile(id="1", name="prod", auth=dict(IAM)))


@pytest.mark.usefixtures("no_keyring")
def test_comments_and_unknown_keys_survive(desk: Desk) -> None:
    desk.file.path.parent.mkdir(parents=True)
    desk.file.path.write_text(
        "schema = 1\n# mine\n\n[clouds.prod] # the big one\nowner = 'Eve'\n"
        "[clouds.prod.auth]\nauth_url = 'https://iam.example/v3' # by VPN\n"
        "username = 'ada'\nuser_domain_name = 'Default'\n"
    )
    desk.book.load()
    editor = desk.editor(desk.book.profiles[0])
    type_into(editor.form.region, "eu-nl")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    for kept in ("# mine", "# the big one", "owner = 'Eve'", "# by VPN", 'region_name = "eu-nl"'):
        assert kept in desk.text()


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_secret_that_is_not_typed_anew_stays(desk: Desk) -> None:
    prod = desk.keep(Profile(id="1", name="prod", auth=dict(IAM)), "kept")
    editor = desk.editor(prod)
    assert editor.form.login.secret_line.line.placeholderText() == "unchanged"
    type_into(editor.form.name, "production")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    assert desk.book.get("1").name == "production"
    assert SecretStore().get("1") == "kept"


@pytest.mark.usefixtures("no_keyring")
def test_another_method_brings_other_fields_and_what_was_typed_comes_back(desk: Desk) -> None:
    editor = desk.editor()
    type_into(editor.form.rows["username"].target, "ada")
    type_into(editor.form.rows["project_name"].target, "production")
    choose_method(desk, editor, "v3applicationcredential")
    assert "username" not in {key for key, row in editor.form.rows.items() if row.target.isVisible()}
    type_into(editor.form.rows["application_credential_id"].target, "abc")
    choose_method(desk, editor, "v3password")
    assert editor.form.profile.auth["username"] == "ada"
    assert editor.form.profile.auth["project_name"] == "production"
    assert "application_credential_id" not in editor.form.profile.auth
    choose_method(desk, editor, "v3applicationcredential")
    assert editor.form.profile.auth["application_credential_id"] == "abc"


@pytest.mark.usefixtures("no_keyring")
def test_tab_goes_from_top_to_bottom_after_a_change_of_method_too(desk: Desk) -> None:
    editor = desk.editor()
    choose_method(desk, editor, "v3applicationcredential")
    for name in (
        "Credential ID",
        "Secret",
        "Show what is typed",
        "Region",
        "Interface",
        "Network",
        "Advanced",
        "Save",
    ):
        tab_to(name)
    editor.form.name.setFocus()
    order = []
    while QApplication.focusWidget() is not editor.foot.save_button:
        order.append(QApplication.focusWidget())
        press("Tab")
    heights = [one.mapTo(editor, one.rect().topLeft()).y() for one in order]
    assert heights == sorted(heights)


@pytest.mark.usefixtures("no_keyring")
def test_another_method_wants_another_secret(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    choose_method(desk, editor, "v3token")
    click(editor, "Save")
    assert "What is kept belongs to another method: enter this one." in texts(editor)
    assert QApplication.focusWidget() is editor.form.login.secret_line.line


@pytest.mark.usefixtures("no_keyring")
def test_a_one_time_code_is_for_a_test_and_never_kept(desk: Desk) -> None:
    editor = desk.editor()
    choose_method(desk, editor, "v3totp")
    assert "For a test only. It is not kept: Porthole asks at each login." in texts(editor)
    type_into(editor.form.rows["code"].target, "123 456")
    assert editor.form.login.code == "123456"
    assert editor.form.secret is None
    assert not editor.form.keep.isVisible()


@pytest.mark.usefixtures("no_keyring")
def test_what_most_leave_alone_is_written_as_chosen(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    assert not editor.form.advanced.isVisible()
    click(editor, "Advanced")
    click(editor, "Network")
    assert "pose as it" not in texts(editor)
    click(editor, "Verify the cloud's certificate")
    assert "pose as it" in texts(editor)
    type_into(editor.form.network.endpoints["compute_endpoint_override"], "https://nova.example/v2.1")
    editor.form.network.compute_api.setFocus()
    press("Down", "Down")
    types = editor.form.advanced.console_types.list
    types.setFocus()
    press("Home", "Down", "Down", "Space", "Alt+Up", "Alt+Up")
    type_into(editor.form.advanced.link_lifetime, "120")
    editor.form.advanced.open_in.setFocus()
    press("Down")
    click(editor, "This cloud ends a session when its link ends")
    click(editor, "Production: confirm power actions by typing")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    saved = ProfileFile().read().profiles[0]
    assert not saved.verify
    assert saved.compute_api is ComputeApi.ECS
    assert saved.compute_endpoint_override == "https://nova.example/v2.1"
    assert saved.console_types == (ConsoleType.SERIAL, ConsoleType.NOVNC, ConsoleType.SPICE_HTML5)
    assert saved.link_lifetime == 120
    assert saved.open_in is OpenIn.BROWSER
    assert saved.sessions_end_with_link
    assert saved.production
    again = desk.editor(saved)
    assert again.form.advanced.isVisible()
    assert again.form.network.isVisible()


@pytest.mark.usefixtures("no_keyring")
def test_no_type_of_console_is_a_problem(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    click(editor, "Advanced")
    editor.form.advanced.console_types.list.setFocus()
    press("Home", "Space", "Down", "Space")
    assert "At least one type is needed." in texts(editor)
    click(editor, "Advanced")
    click(editor, "Save")
    assert editor.form.advanced.isVisible()
    assert QApplication.focusWidget() is editor.form.advanced.console_types.list


@pytest.mark.usefixtures("no_keyring")
def test_a_certificate_file_is_chosen_and_has_to_be_there(desk: Desk, prod: Profile) -> None:
    authority = desk.file.path.parent / "ca.pem"
    authority.write_text("-----BEGIN CERTIFICATE-----\n")
    editor = desk.editor(prod)
    click(editor, "Network")
    type_into(editor.form.network.cacert.line, "/no/such/file")
    press("Tab")
    assert "There is no such file." in texts(editor)
    click(editor, "Choose…")
    chooser = editor.findChild(QFileDialog)
    assert chooser is not None
    desk.qtbot.waitUntil(chooser.isVisible)
    chooser.selectFile(str(authority))
    chooser.accept()
    assert editor.form.profile.cacert == str(authority)
    assert "There is no such file." not in texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_a_colour_is_chosen_by_keys_and_kept(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    click(editor, "Advanced")
    tab_to("Colour")
    type_text("t")
    assert editor.form.advanced.colour.currentText() == "Teal"
    with desk.qtbot.waitSignal(editor.saved):
        press("Ctrl+Return")
    assert desk.book.get("1").colour is ProfileColour.TEAL
    again = desk.editor(desk.book.get("1"))
    assert again.form.advanced.colour.currentText() == "Teal"
    assert again.form.advanced.colour.isVisible()
    assert not again.changed


@pytest.mark.usefixtures("no_keyring")
def test_esc_closes_what_was_not_changed(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    press("Esc")
    assert not editor.isVisible()


@pytest.mark.usefixtures("no_keyring")
def test_changes_are_not_lost_without_a_question(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    type_text(" and more")
    press("Esc")
    assert editor.isVisible()
    assert "You have unsaved changes." in texts(editor)
    press("Esc")
    assert "You have unsaved changes." not in texts(editor)
    assert QApplication.focusWidget() is editor.form.name
    editor.close()
    assert editor.isVisible()
    click(editor, "Discard")
    assert not editor.isVisible()
    assert desk.book.get("1") == prod


@pytest.mark.usefixtures("no_keyring")
def test_the_question_offers_to_save(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    type_into(editor.form.name, "renamed")
    press("Esc")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    assert desk.book.get("1").name == "renamed"


@pytest.mark.usefixtures("no_keyring")
def test_the_wheel_scrolls_and_changes_nothing(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    click(editor, "Advanced")
    for field in (editor.form.interface, editor.form.login.method, editor.form.advanced.link_lifetime):
        assert not turn_wheel(field)
    assert editor.form.profile == prod
    editor.form.interface.setFocus()
    assert turn_wheel(editor.form.interface)
    assert editor.form.profile.interface == "internal"


def turn_wheel(field: QWidget) -> bool:
    """Turn the wheel down by a notch; returns whether the field took it for itself."""
    place = QPointF(field.rect().center())
    event = QWheelEvent(
        place,
        field.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)
    return event.isAccepted()


@pytest.mark.usefixtures("no_keyring")
def test_a_site_profile_becomes_ones_own_at_save(desk: Desk) -> None:
    site = desk.file.site_path
    site.write_text(
        "schema = 1\n[clouds.shared.auth]\nauth_url = 'https://iam/v3'\n"
        "username = 'ada'\nuser_domain_name = 'Default'\n"
    )
    desk.book.load()
    (shared,) = desk.book.profiles
    assert desk.book.is_from_site(shared.id)
    editor = desk.editor(shared)
    assert "a copy of your own" in texts(editor)
    type_into(editor.form.region, "eu-nl")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    assert not desk.book.is_from_site(shared.id)
    assert desk.book.get(shared.id).region_name == "eu-nl"
    assert "eu-nl" not in site.read_text()


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_guest_stays_a_guest(desk: Desk, cloud: DemoCloud) -> None:
    desk.book.add_guest(profile_for(cloud, "demo"), "first")
    editor = desk.editor(desk.book.get("demo"))
    assert "lives for this run only" in texts(editor)
    type_into(editor.form.name, "demo 2")
    type_into(editor.form.rows["secret"].target, "second")
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    assert desk.book.get("demo").name == "demo 2"
    assert desk.book.secret(desk.book.get("demo")) == "second"
    assert desk.text() == ""


@pytest.mark.usefixtures("no_keyring")
def test_a_method_that_is_not_installed_is_told_and_loses_nothing(desk: Desk) -> None:
    odd = desk.keep(Profile(id="1", name="odd", auth_type="v3kerberos", auth={"auth_url": "https://iam/v3"}))
    editor = desk.editor(odd)
    click(editor, "Save")
    assert "This login method is not installed here." in texts(editor)
    assert editor.form.profile == odd


@pytest.mark.usefixtures("no_keyring")
def test_no_two_access_keys_are_the_same(desk: Desk) -> None:
    for auth_type in ("v3password", "v3applicationcredential", "v3token", "v3totp", "v3oidcpassword"):
        editor = desk.editor()
        choose_method(desk, editor, auth_type)
        click(editor, "Advanced")
        click(editor, "Network")
        shown = [*editor.findChildren(QLabel), *editor.findChildren(QAbstractButton)]
        labels = [one.text() for one in shown if one.isVisible() and "&" in one.text()]
        keys = [label[label.index("&") + 1].lower() for label in labels]
        assert sorted(keys) == sorted(set(keys)), labels
        editor.done(0)


@pytest.mark.usefixtures("no_keyring")
def test_every_field_has_a_name(desk: Desk) -> None:
    editor = desk.editor()
    click(editor, "Advanced")
    click(editor, "Network")
    for key, row in editor.form.rows.items():
        named = row.target.accessibleName() or getattr(row.target, "text", str)()
        assert named, key
    assert button(editor, "Save").isEnabled()


@pytest.mark.usefixtures("no_keyring")
def test_the_editor_grows_with_what_it_shows(desk: Desk) -> None:
    editor = desk.editor()
    height = editor.height()
    click(editor, "Advanced")
    (scrolled,) = editor.findChildren(QScrollArea)
    desk.qtbot.waitUntil(lambda: editor.height() > height + 100)
    desk.qtbot.waitUntil(lambda: scrolled.verticalScrollBar().maximum() == 0)


@pytest.mark.usefixtures("no_keyring")
def test_on_a_small_screen_the_form_is_scrolled_and_the_buttons_stay(desk: Desk) -> None:
    editor = desk.editor()
    editor.setMaximumHeight(editor.minimumHeight())
    desk.qtbot.waitUntil(lambda: editor.height() == editor.minimumHeight())
    assert editor.minimumHeight() <= 400
    window = editor.rect()
    for name in ("Project domain", "Interface", "Save"):
        tab_to(name)
        focused = QApplication.focusWidget()
        place = focused.mapTo(editor, focused.rect().center())
        assert window.contains(place), name
        assert editor.childAt(place) is focused, name


@pytest.mark.usefixtures("no_keyring")
def test_a_path_may_begin_at_home(desk: Desk, prod: Profile, own_directories: Path) -> None:
    (own_directories / "ca.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    editor = desk.editor(prod)
    click(editor, "Network")
    type_into(editor.form.network.cacert.line, "~/ca.pem")
    press("Tab")
    assert "There is no such file." not in texts(editor)
    assert editor.form.profile.cacert == str(own_directories / "ca.pem")


@pytest.mark.usefixtures("no_keyring")
def test_options_that_few_need_are_shown_where_they_are_set(desk: Desk) -> None:
    rare = desk.keep(Profile(id="1", name="rare", auth={**IAM, "trust_id": "abc", "own_option": "kept"}))
    editor = desk.editor(rare)
    assert editor.form.rows["trust_id"].target.isVisible()
    assert editor.form.profile == rare
    click(editor, "More login options")
    assert not editor.form.rows["trust_id"].target.isVisible()
