"""What goes on beneath a running Porthole: links and tokens that end, services that come and go."""

from launcher.ui.console.state import ConnectionState
from tests.end_to_end.hand import wait_until
from tests.real_openstack.administrator import Administrator
from tests.real_openstack.configuration import TOKEN_SECONDS
from tests.real_openstack.desk import PATIENCE, Desk
from tests.real_openstack.openstack import OpenStack
from tests.real_openstack.services.inventory import OPERATOR, OTHER_WEB, WEB


def test_a_session_outlives_its_link_and_comes_back_with_a_fresh_one(on: Desk, openstack: OpenStack) -> None:
    on.open(WEB)
    first = on.console.link
    on.wait_for_words("session live · link expired", TOKEN_SECONDS + PATIENCE)
    assert on.shows(WEB)
    openstack.proxy.stop()
    openstack.proxy.start()
    openstack.proxy.wait_until_up()
    wait_until(lambda: on.console.link is not first, "a fresh link", PATIENCE)
    on.wait_for_screen(WEB)


def test_a_token_that_was_revoked_means_one_more_login(
    on: Desk, openstack: OpenStack, administrator: Administrator
) -> None:
    on.open(WEB)
    administrator.revoke_tokens(OPERATOR)
    nova, keystone = len(openstack.nova_requests()), len(openstack.keystone_requests())
    on.open(OTHER_WEB)
    consoles = f"POST /v2.1/servers/{OTHER_WEB.id}/remote-consoles"
    assert openstack.nova_requests()[nova:] == [f"{consoles} 401", f"{consoles} 200"]
    assert openstack.keystone_requests()[keystone:].count("POST /v3/auth/tokens") == 1


def test_an_api_that_was_restarted_is_asked_as_if_nothing_had_been(on: Desk, openstack: OpenStack) -> None:
    on.open(WEB)
    openstack.api.stop()
    openstack.api.start()
    openstack.api.wait_until_up()
    on.open(OTHER_WEB)


def test_an_api_that_is_away_is_told_and_tried_again(on: Desk, openstack: OpenStack) -> None:
    openstack.api.stop()
    try:
        on.click(WEB)
        on.wait_for(ConnectionState.REFUSED)
        assert "127.0.0.1" in on.words()
    finally:
        openstack.api.start()
        openstack.api.wait_until_up()
    on.press("Try again")
    on.wait_for_screen(WEB)
