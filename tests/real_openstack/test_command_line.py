"""``porthole`` at a prompt, or in a script: a process of its own, with the keyring's password."""

import json

import pytest

from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from tests.real_openstack.openstack import OpenStack
from tests.real_openstack.services.inventory import OPERATOR, WEB
from tests.secret_service import meet, unlocked_keyring
from tests.unit.cli.conftest import Terminal

__all__ = ["meet", "unlocked_keyring"]


@pytest.mark.usefixtures("unlocked_keyring")
def test_a_server_that_was_listed_is_a_login_and_one_request(openstack: OpenStack) -> None:
    secret = NewSecret(openstack.passwords.operator)
    ProfileBook(ProfileFile(), Secrets()).save(openstack.profile(OPERATOR), secret)
    terminal = Terminal()
    listed = json.loads(terminal.run("list", "--json").stdout)
    assert sorted(one["name"] for one in listed) == sorted(one.name for one in openstack.servers)
    nova, logins = len(openstack.nova_requests()), len(openstack.logins())
    told = json.loads(terminal.run("connect", WEB.name, "--json").stdout)
    assert openstack.proxy_address in told["url"]
    assert openstack.nova_requests()[nova:] == [f"POST /v2.1/servers/{WEB.id}/remote-consoles 200"]
    assert openstack.logins()[logins:] == ["POST /v3/auth/tokens"]
