"""How often a person's password goes to the cloud: once, and never again once it was refused."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import msgspec
import pytest

from launcher.demo.cloud import DemoCloud
from launcher.model.errors import AuthenticationError, OneTimeCodeError
from launcher.model.profile import ProfileColour
from launcher.model.server import Server, ServerStatus
from launcher.services.details import ServerDetails
from launcher.services.profiles import NewSecret
from tests.unit.services.parts import Services, profile_for, services_for

WRONG = "mistyped"


@pytest.fixture
def serve(cloud: DemoCloud) -> Iterator[Callable[[str], Services]]:
    made: list[Services] = []

    def start(password: str) -> Services:
        made.append(services_for(profile_for(cloud), password))
        return made[-1]

    yield start
    for one in made:
        one.connections.close()


def logins(cloud: DemoCloud) -> int:
    return sum(request.path.endswith("/auth/tokens") for request in cloud.requests)


def some_server(cloud: DemoCloud) -> Server:
    machine = next(machine for machine in cloud.servers() if machine.status is ServerStatus.ACTIVE)
    return Server("prod", machine.id, machine.name, machine.status)


def every_way(services: Services, server: Server) -> list[Callable[[], object]]:
    """All that a person, a timer or the details ask a cloud for."""
    details = ServerDetails(services.connections)
    return [
        services.servers,
        lambda: services.directory.changes("prod", datetime.now(UTC), lambda: False),
        lambda: services.directory.look_at(server),
        lambda: services.broker.ask(server),
        lambda: services.broker.look_at(server),
        lambda: details.particulars(server),
        lambda: details.console_log(server),
    ]


def test_two_refreshes_and_a_console_are_one_login(
    cloud: DemoCloud, serve: Callable[[str], Services]
) -> None:
    services = serve(cloud.access.password)
    services.servers()
    services.servers()
    assert services.broker.ask(some_server(cloud)).url
    assert logins(cloud) == 1


def test_everything_at_once_is_one_login(cloud: DemoCloud, serve: Callable[[str], Services]) -> None:
    services = serve(cloud.access.password)
    ways = every_way(services, some_server(cloud)) * 3
    with ThreadPoolExecutor(len(ways)) as pool:
        assert all(one.result(20) is not None for one in [pool.submit(way) for way in ways])
    assert logins(cloud) == 1


def test_a_refused_password_is_sent_once_whoever_asks(
    cloud: DemoCloud, serve: Callable[[str], Services]
) -> None:
    services = serve(WRONG)
    for way in every_way(services, some_server(cloud)) * 2:
        with pytest.raises(AuthenticationError) as caught:
            way()
        assert caught.value.trouble.what == f"The cloud refused the login of {cloud.access.username}."
        assert caught.value.trouble.cloud == "prod"
    assert logins(cloud) == 1


def test_a_refused_password_is_sent_once_by_many_at_once(
    cloud: DemoCloud, serve: Callable[[str], Services]
) -> None:
    services = serve(WRONG)
    ways = every_way(services, some_server(cloud)) * 3
    with ThreadPoolExecutor(len(ways)) as pool:
        errors = [one.exception(20) for one in [pool.submit(way) for way in ways]]
    assert {type(error) for error in errors} == {AuthenticationError}
    assert logins(cloud) == 1


def test_another_name_or_colour_is_no_reason_to_send_it_again(
    cloud: DemoCloud, serve: Callable[[str], Services]
) -> None:
    services = serve(WRONG)
    for change in ({"name": "production"}, {"colour": ProfileColour.RED}, {"production": True}):
        services.book.save(msgspec.structs.replace(services.book.get("prod"), **change))
        with pytest.raises(AuthenticationError):
            services.servers()
    assert logins(cloud) == 1


def test_another_name_or_colour_costs_no_login(cloud: DemoCloud, serve: Callable[[str], Services]) -> None:
    services = serve(cloud.access.password)
    services.servers()
    services.book.save(msgspec.structs.replace(services.book.get("prod"), name="production"))
    services.connections.compare("prod")
    services.servers()
    assert services.connections.of("prod").profile.name == "production"
    assert logins(cloud) == 1


def test_another_password_is_tried_and_so_is_the_same_one_a_person_enters_again(
    cloud: DemoCloud, serve: Callable[[str], Services]
) -> None:
    services = serve(WRONG)
    for count in (1, 2):
        with pytest.raises(AuthenticationError):
            services.servers()
        assert logins(cloud) == count
        services.book.save(services.book.get("prod"), NewSecret(WRONG, remember=False))
        services.connections.compare("prod")
    services.book.enter_secret("prod", NewSecret(cloud.access.password, remember=False))
    services.connections.compare("prod")
    assert len(services.servers()) == 3
    assert logins(cloud) == 3


def test_a_new_password_of_a_login_that_works_is_used_from_then_on(
    cloud: DemoCloud, serve: Callable[[str], Services]
) -> None:
    services = serve(cloud.access.password)
    services.servers()
    services.book.enter_secret("prod", NewSecret(WRONG, remember=False))
    services.connections.compare("prod")
    with pytest.raises(AuthenticationError):
        services.servers()


def test_a_dropped_connection_begins_anew(cloud: DemoCloud, serve: Callable[[str], Services]) -> None:
    services = serve(cloud.access.password)
    first = services.connections.of("prod")
    services.servers()
    services.connections.drop("prod")
    services.servers()
    assert services.connections.of("prod") is not first
    assert logins(cloud) == 2


def test_a_code_logs_in_once_for_all(cloud: DemoCloud) -> None:
    access = cloud.access.guarded
    auth = profile_for(cloud).auth | {"username": access.username}
    services = services_for(profile_for(cloud, auth=auth), access.password)
    for way in every_way(services, some_server(cloud)):
        with pytest.raises(OneTimeCodeError):
            way()
    assert logins(cloud) == 1
    services.connections.log_in("prod", access.passcode)
    for way in every_way(services, some_server(cloud)):
        assert way() is not None
    assert logins(cloud) == 2
    services.connections.close()
