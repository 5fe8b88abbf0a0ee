"""What goes on beneath a running Porthole: links and tokens that end, services that come and go."""

from time import monotonic

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from launcher.ui.console.state import ConnectionState
from tests.end_to_end.hand import wait_until
from tests.real_openstack.administrator import Administrator
from tests.real_openstack.configuration import TOKEN_SECONDS
from tests.real_openstack.desk import PATIENCE, Desk, desk
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


def test_a_token_that_nova_refuses_sooner_than_the_profile_says_is_replaced(
    qapp: QApplication, openstack: OpenStack
) -> None:
    profile = replace(openstack.profile(OPERATOR), link_lifetime=600)
    with desk(qapp, profile, openstack.passwords.operator) as on:
        on.wait_for_servers(len(openstack.servers))
        with openstack.proxy.stunned():
            on.click(WEB)
            on.wait_for(ConnectionState.CONNECTING)
            first, asked = on.console.link, monotonic()
            wait_until(lambda: monotonic() > asked + TOKEN_SECONDS, "the token's end", PATIENCE)
        wait_until(lambda: "is invalid or has expired" in openstack.proxy.log, "Nova's refusal", PATIENCE)
        on.wait_for_screen(WEB)
        assert on.console.link is not first


def test_a_live_sessions_link_is_renewed_beneath_it(on: Desk) -> None:
    on.open(WEB)
    first = on.console.link
    on.wait_for_words("session live · link expired", TOKEN_SECONDS + PATIENCE)
    bar = on.console.toolbar
    on.hand.click(bar.widgetForAction(bar.renew))
    wait_until(lambda: on.console.link is not first, "a fresh link")
    assert on.shows(WEB)
    on.wait_for_words("link valid 0:")


def test_a_token_that_was_revoked_means_one_more_login(
    on: Desk, openstack: OpenStack, administrator: Administrator
) -> None:
    on.open(WEB)
    administrator.revoke_tokens(OPERATOR, openstack.passwords.operator)
    nova, logins = len(openstack.nova_requests()), len(openstack.logins())
    on.open(OTHER_WEB)
    consoles = f"POST /v2.1/servers/{OTHER_WEB.id}/remote-consoles"
    assert openstack.nova_requests()[nova:] == [f"{consoles} 401", f"{consoles} 200"]
    assert openstack.logins()[logins:] == ["POST /v3/auth/tokens"]


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
