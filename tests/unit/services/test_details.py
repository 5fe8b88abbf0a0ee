"""The parts of one server, looked up by profile."""

from collections.abc import Iterator

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.model.errors import ProfileError, ServerNotFoundError
from launcher.services.details import ServerDetails
from tests.unit.services.parts import Services, profile_for, services_for


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud() as running:
        yield running


@pytest.fixture
def services(cloud: DemoCloud) -> Iterator[Services]:
    made = services_for(profile_for(cloud), cloud.access.password)
    yield made
    made.connections.close()


def test_a_part_is_one_request_and_each_volumes_name_one_more(cloud: DemoCloud, services: Services) -> None:
    server = services.servers()["db-01"]
    details = ServerDetails(services.connections)
    cloud.forget_requests()
    assert details.particulars(server).id == server.id
    assert details.flavor(server).name == server.flavor
    assert len(details.volumes(server)) == 2
    assert len(details.security_groups(server)) == 2
    assert [one.action for one in details.actions(server)] == ["create"]
    assert "login:" in details.console_log(server)
    assert len(cloud.requests) == 6 + 2


def test_a_server_that_is_gone_is_named(cloud: DemoCloud, services: Services) -> None:
    server = services.servers()["web-01"]
    cloud.delete_server(server.id)
    with pytest.raises(ServerNotFoundError) as caught:
        ServerDetails(services.connections).volumes(server)
    assert (caught.value.trouble.cloud, caught.value.trouble.server) == ("prod", "web-01")


def test_a_profile_that_was_removed_is_told(services: Services) -> None:
    server = services.servers()["web-01"]
    services.book.remove("prod")
    with pytest.raises(ProfileError):
        ServerDetails(services.connections).actions(server)
