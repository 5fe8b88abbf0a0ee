"""The ways into a real Keystone."""

from base64 import b32decode
from time import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from PySide6.QtWidgets import QApplication

from launcher.model.profile import Profile
from launcher.services.checks import CheckState, try_connection
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from tests.end_to_end.hand import wait_until
from tests.real_openstack.administrator import Administrator
from tests.real_openstack.desk import desk
from tests.real_openstack.openstack import OpenStack
from tests.real_openstack.services.inventory import CAREFUL, OPERATOR, WEB


def test_an_application_credential_opens_a_console(
    qapp: QApplication, openstack: OpenStack, administrator: Administrator
) -> None:
    made, secret = administrator.make_application_credential(OPERATOR, openstack.passwords.operator)
    auth = {"auth_url": openstack.auth_url, "application_credential_id": made}
    profile = Profile(id="credential", name="credential", auth_type="v3applicationcredential", auth=auth)
    with desk(qapp, profile, secret) as on:
        on.wait_for_servers(len(openstack.servers))
        on.open(WEB)


def test_a_one_time_code_is_asked_for_and_opens_a_console(
    qapp: QApplication, openstack: OpenStack, administrator: Administrator
) -> None:
    key = administrator.want_one_time_codes(CAREFUL)
    with desk(qapp, openstack.profile(CAREFUL), openstack.passwords.careful) as on:
        on.press("Enter code…")
        wait_until(on.asks_for_a_code, "the question for a code")
        on.hand.type(code(key))
        on.hand.press("Return")
        on.wait_for_servers(len(openstack.servers))
        on.open(WEB)


def test_a_wrong_password_is_told_and_sent_once(qapp: QApplication, openstack: OpenStack) -> None:
    before = len(openstack.logins())
    with desk(qapp, openstack.profile(OPERATOR), "not the password") as on:
        on.wait_for_words("The cloud refused the login of operator.")
        assert openstack.logins()[before:] == ["POST /v3/auth/tokens"]


def test_the_editors_test_goes_the_whole_way(openstack: OpenStack) -> None:
    secret = NewSecret(openstack.passwords.operator)
    steps = list(try_connection(ProfileBook(ProfileFile(), Secrets()), openstack.profile(OPERATOR), secret))
    assert [one.state for one in steps if one.state is not CheckState.RUNNING] == [CheckState.PASSED] * 5


def code(key: str) -> str:
    """Return what the device of the key's owner shows now."""
    made = TOTP(b32decode(key), 6, SHA1(), 30, enforce_key_length=False)  # noqa: S303 - as RFC 6238 has it
    return made.generate(int(time())).decode()
