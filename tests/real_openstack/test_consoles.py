"""From the list to a server's screen, on Nova's own answers and through its own proxy."""

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from launcher.model.console import ConsoleType
from launcher.model.server import Server, ServerStatus
from tests.real_openstack.desk import Desk, desk
from tests.real_openstack.openstack import OpenStack
from tests.real_openstack.services.inventory import LEGACY_REGION, OPERATOR, OTHER_WEB, WEB
from tests.unit.services.parts import services_for


def test_each_server_shows_its_own_screen_after_one_request(on: Desk, openstack: OpenStack) -> None:
    on.open(WEB)
    before = openstack.nova_requests()
    on.open(OTHER_WEB)
    asked = openstack.nova_requests()[len(before) :]
    assert asked == [f"POST /v2.1/servers/{OTHER_WEB.id}/remote-consoles 200"]


def test_the_first_of_all_is_a_login_and_one_request(openstack: OpenStack) -> None:
    services = services_for(openstack.profile(OPERATOR), openstack.passwords.operator)
    nova, logins = len(openstack.nova_requests()), len(openstack.logins())
    services.broker.ask(Server(profile_id=OPERATOR, id=WEB.id, name=WEB.name, status=ServerStatus.ACTIVE))
    assert openstack.nova_requests()[nova:] == [f"POST /v2.1/servers/{WEB.id}/remote-consoles 200"]
    assert openstack.logins()[logins:] == ["POST /v3/auth/tokens"]
    services.connections.close()


def test_a_nova_without_microversions_is_asked_as_it_was_then(
    qapp: QApplication, openstack: OpenStack
) -> None:
    profile = openstack.profile(OPERATOR, LEGACY_REGION)
    with desk(qapp, profile, openstack.passwords.operator) as on:
        on.wait_for_servers(len(openstack.servers))
        on.open(WEB)
        before = openstack.nova_requests()
        on.open(OTHER_WEB)
        (asked,) = openstack.nova_requests()[len(before) :]
        assert asked.startswith("POST /v2/")
        assert asked.endswith(f"/servers/{OTHER_WEB.id}/action 200")


def test_a_type_the_cloud_has_not_is_followed_by_the_next_and_not_tried_again(
    qapp: QApplication, openstack: OpenStack
) -> None:
    types = ConsoleType.SPICE_HTML5, ConsoleType.NOVNC
    profile = replace(openstack.profile(OPERATOR), console_types=types)
    with desk(qapp, profile, openstack.passwords.operator) as on:
        on.wait_for_servers(len(openstack.servers))
        before = len(openstack.nova_requests())
        for entry in (WEB, OTHER_WEB):
            on.open(entry)
        assert [one.rpartition(" ")[2] for one in openstack.nova_requests()[before:]] == ["400", "200", "200"]
