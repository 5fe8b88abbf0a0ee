"""How a cloud is reached, in the editor: a proxy with its login, a certificate of one's own."""

from pathlib import Path

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.model.profile import Profile
from launcher.model.secrets import unpacked
from launcher.services.checks import CheckState
from launcher.services.profiles import NewSecret
from launcher.storage.profiles import ProfileFile
from launcher.storage.secret_store import SecretStore
from launcher.ui.profiles.editor import ProfileEditor
from tests.proxies import microsocks, tinyproxy
from tests.ui.profiles.parts import Desk, click, fill_in, press, states, texts, try_out, type_into

PASSWORD = "proxy-password"


@pytest.fixture
def prod(desk: Desk) -> Profile:
    auth = {
        "auth_url": "https://iam.example/v3",
        "username": "alice",
        "user_domain_name": "Default",
        "project_name": "production",
        "project_domain_name": "Default",
    }
    return desk.keep(Profile(id="1", name="prod", auth=auth))


def choose_own(editor: ProfileEditor, address: str, user: str = "", password: str = "") -> None:
    click(editor, "Network")
    editor.form.network.proxy.choice.setFocus()
    press("End")
    rows = editor.form.rows
    type_into(rows["proxy"].target, address)
    type_into(rows["proxy_user"].target, user)
    type_into(rows["proxy_password"].target, password)


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize("kind", [tinyproxy, microsocks])
def test_a_connection_is_tried_through_a_proxy_with_its_login(
    desk: Desk, cloud: DemoCloud, tmp_path: Path, kind
) -> None:
    with kind(tmp_path, user="alice", password=PASSWORD) as proxy:
        editor = desk.editor()
        fill_in(editor, cloud, name="corp")
        choose_own(editor, proxy.url)
        try_out(desk, editor)
        assert states(editor)[0] is CheckState.FAILED
        assert "wants a login" in texts(editor)
        type_into(editor.form.rows["proxy_user"].target, "alice")
        type_into(editor.form.rows["proxy_password"].target, PASSWORD)
        try_out(desk, editor)
        assert states(editor) == [CheckState.PASSED] * 5, texts(editor)
        assert proxy.was_asked_for("127.0.0.1", int(cloud.auth_url.split(":")[2].split("/")[0]))


@pytest.mark.usefixtures("unlocked_keyring")
def test_its_password_goes_into_the_keyring_beside_the_logins(desk: Desk, cloud: DemoCloud) -> None:
    editor = desk.editor()
    fill_in(editor, cloud, name="corp")
    choose_own(editor, "http://proxy.example:3128", "alice", PASSWORD)
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    (saved,) = ProfileFile().read().profiles
    assert (saved.proxy, saved.proxy_user) == ("http://proxy.example:3128", "alice")
    assert PASSWORD not in desk.text()
    both = {"": cloud.access.password, "proxy_password": PASSWORD}
    assert unpacked(SecretStore().get(saved.id)) == both
    # A login's password that is entered anew takes nothing from the proxy's.
    desk.book.enter_secret(saved.id, NewSecret("another"))
    assert unpacked(SecretStore().get(saved.id)) == both | {"": "another"}
    again = desk.editor(saved)
    assert again.form.network.proxy.address.text() == "http://proxy.example:3128"
    type_into(again.form.rows["proxy_password"].target, "newer")
    with desk.qtbot.waitSignal(again.saved):
        click(again, "Save")
    assert unpacked(SecretStore().get(saved.id)) == {"": "another", "proxy_password": "newer"}


@pytest.mark.usefixtures("no_keyring")
def test_the_rows_of_an_address_are_there_where_one_is_entered(desk: Desk, prod: Profile) -> None:
    editor = desk.editor(prod)
    click(editor, "Network")
    rows = editor.form.rows
    assert not rows["proxy"].target.isVisible()
    editor.form.network.proxy.choice.setFocus()
    press("Down")
    assert editor.form.profile.proxy == "direct"
    assert not rows["proxy"].target.isVisible()
    press("Down")
    assert rows["proxy_password"].target.isVisible()
    click(editor, "Save")
    assert "The proxy's address is needed." in texts(editor)


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("proxy.example:3128", "Write it as http://host:port"),
        ("ftp://proxy.example", "Write it as http://host:port"),
        ("http://alice:secret@proxy.example", "Leave user name and password out"),
    ],
)
def test_an_address_that_is_none_is_told_beside_it(
    desk: Desk, prod: Profile, address: str, words: str
) -> None:
    editor = desk.editor(prod)
    choose_own(editor, address)
    click(editor, "Save")
    assert words in texts(editor)


@pytest.mark.usefixtures("no_keyring")
def test_a_client_certificate_is_two_files_or_one(desk: Desk, prod: Profile, tmp_path: Path) -> None:
    for name in ("me.pem", "me.key"):
        (tmp_path / name).write_text("-----BEGIN\n")
    editor = desk.editor(prod)
    click(editor, "Network")
    type_into(editor.form.network.key.line, str(tmp_path / "me.key"))
    click(editor, "Save")
    assert "The certificate of this key is needed." in texts(editor)
    type_into(editor.form.network.cert.line, str(tmp_path / "me.pem"))
    with desk.qtbot.waitSignal(editor.saved):
        click(editor, "Save")
    saved = ProfileFile().read().profiles[0]
    assert (saved.cert, saved.key) == (str(tmp_path / "me.pem"), str(tmp_path / "me.key"))
