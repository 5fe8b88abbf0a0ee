from collections.abc import Iterator

import pytest

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.model.console import ConsoleType
from launcher.model.errors import (
    AuthenticationError,
    ComputeServiceSilentError,
    PortholeError,
    ServerMovingError,
    ServerNotFoundError,
    ServerNotReadyError,
)
from launcher.model.instant import Instant
from launcher.model.server import ServerStatus
from tests.unit.services.parts import Services, profile_for, services_for


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud() as running:
        yield running


@pytest.fixture
def services(cloud: DemoCloud) -> Iterator[Services]:
    made = services_for(profile_for(cloud, link_lifetime=90), cloud.access.password)
    yield made
    made.connections.close()


def console_requests(cloud: DemoCloud) -> list[int]:
    return [one.status for one in cloud.requests if one.path.endswith("/remote-consoles")]


def test_a_warm_double_click_is_one_request_with_both_microversion_headers(
    cloud: DemoCloud, services: Services
) -> None:
    server = services.servers()["web-01"]
    services.broker.ask(server)
    cloud.forget_requests()
    link = services.broker.ask(server)
    (request,) = cloud.requests
    assert request.path.endswith(f"/servers/{server.id}/remote-consoles")
    assert request.microversions == ("compute 2.6", "2.6")
    assert link.server == server.key
    assert link.console.type is ConsoleType.NOVNC
    assert 89 < link.remaining(Instant.now()) <= 90


def test_every_link_is_a_fresh_one(services: Services) -> None:
    server = services.servers()["web-01"]
    assert services.broker.ask(server).url != services.broker.ask(server).url


def test_a_revoked_token_means_one_login_and_the_console_comes_all_the_same(
    cloud: DemoCloud, services: Services
) -> None:
    server = services.servers()["web-01"]
    cloud.forget_requests()
    cloud.revoke_tokens()
    assert services.broker.ask(server).url.startswith("http://127.0.0.1:")
    assert console_requests(cloud) == [401, 200]
    assert [one.path.endswith("/auth/tokens") for one in cloud.requests].count(True) == 1


def test_a_building_server_is_told_with_its_state(services: Services) -> None:
    server = services.servers()["build-runner-07"]
    with pytest.raises(ServerNotReadyError) as caught:
        services.broker.ask(server)
    trouble = caught.value.trouble
    assert "build-runner-07" in trouble.what
    assert "building · spawning" in trouble.what
    assert (trouble.cloud, trouble.server) == ("prod", "build-runner-07")
    assert trouble.next_step
    assert trouble.request_id.startswith("req-")


def test_the_state_that_allows_no_console_is_the_present_one(cloud: DemoCloud, services: Services) -> None:
    server = services.servers()["web-01"]
    cloud.set_status(server.id, ServerStatus.SHELVED_OFFLOADED)
    with pytest.raises(ServerNotReadyError) as caught:
        services.broker.ask(server)
    assert "in its present state (shelved (offloaded))" in caught.value.trouble.what


def test_a_server_is_looked_at_as_it_is_now(cloud: DemoCloud, services: Services) -> None:
    server = services.servers()["web-01"]
    cloud.set_status(server.id, ServerStatus.SHUTOFF)
    cloud.forget_requests()
    assert services.broker.look_at(server).status is ServerStatus.SHUTOFF
    assert len(cloud.requests) == 1
    cloud.delete_server(server.id)
    with pytest.raises(ServerNotFoundError) as caught:
        services.broker.look_at(server)
    assert (caught.value.trouble.cloud, caught.value.trouble.server) == ("prod", "web-01")


def test_a_migrating_server_explains_novas_plain_500(services: Services) -> None:
    server = services.servers()["k8s-node-03"]
    with pytest.raises(ServerMovingError, match="on the move") as caught:
        services.broker.ask(server)
    assert caught.value.trouble.next_step == "Try again shortly."
    assert caught.value.trouble.request_id.startswith("req-")


def test_a_silent_compute_host_is_not_mistaken_for_a_move(cloud: DemoCloud, services: Services) -> None:
    server = services.servers()["web-01"]
    body = (
        b'{"computeFault": {"code": 500, "message": "Unexpected API Error. '
        b"<class 'oslo_messaging.exceptions.MessagingTimeout'>\"}}"
    )
    cloud.answer_next("POST", "remote-consoles", Answer(500, {"Content-Type": "application/json"}, body))
    with pytest.raises(ComputeServiceSilentError):
        services.broker.ask(server)


def test_a_server_that_is_gone_is_named(cloud: DemoCloud, services: Services) -> None:
    server = services.servers()["web-01"]
    cloud.delete_server(server.id)
    with pytest.raises(ServerNotFoundError) as caught:
        services.broker.ask(server)
    assert caught.value.trouble.server == "web-01"


def test_the_next_type_is_taken_where_the_first_is_not_to_be_had_and_remembered() -> None:
    options = DemoOptions(servers=3, console_types=(ConsoleType.SPICE_HTML5,))
    with DemoCloud(options) as cloud:
        services = services_for(profile_for(cloud), cloud.access.password)
        server = services.servers()["bastion"]
        assert services.broker.ask(server).console.type is ConsoleType.SPICE_HTML5
        assert console_requests(cloud) == [400, 200]
        services.broker.ask(server)
        assert console_requests(cloud) == [400, 200, 200]
        services.connections.close()


def test_a_cloud_older_than_remote_consoles_is_asked_in_its_own_way() -> None:
    with DemoCloud(DemoOptions(servers=3, max_microversion="2.1")) as cloud:
        services = services_for(profile_for(cloud), cloud.access.password)
        server = services.servers()["bastion"]
        services.broker.ask(server)
        cloud.forget_requests()
        assert services.broker.ask(server).console.type is ConsoleType.NOVNC
        assert [one.path.rpartition("/")[2] for one in cloud.requests] == ["action"]
        services.connections.close()


def test_a_refused_password_is_asked_of_the_cloud_once_only(cloud: DemoCloud) -> None:
    services = services_for(profile_for(cloud), "wrong")
    for _ in range(3):
        with pytest.raises(AuthenticationError) as caught:
            services.servers()
        assert caught.value.trouble.cloud == "prod"
    logins = [one for one in cloud.requests if one.path.endswith("/auth/tokens")]
    assert len(logins) == 1
    services.connections.close()


def test_no_error_text_holds_a_secret(cloud: DemoCloud) -> None:
    services = services_for(profile_for(cloud), "wrong-s3cret")
    with pytest.raises(PortholeError) as caught:
        services.servers()
    assert "s3cret" not in f"{caught.value!r} {caught.value.trouble}"
    services.connections.close()
