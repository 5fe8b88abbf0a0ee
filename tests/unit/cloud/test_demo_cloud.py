"""The whole way, against the demo cloud: every way to log in, every page, every console."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta

import pytest

from launcher.cloud.checks import CheckState, check_connection
from launcher.cloud.connection import CloudConnection
from launcher.cloud.remote_consoles import create_remote_console
from launcher.cloud.servers import list_servers, show_server
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.console import ConsoleLink, ConsoleType
from launcher.model.errors import (
    AuthenticationError,
    CloudUnreachableError,
    ConsoleUnavailableError,
    ForbiddenError,
    NoProjectError,
    PortholeError,
    ServerNotFoundError,
    ServerNotReadyError,
)
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus

EVERY_TYPE = tuple(ConsoleType)
LOGIN = ("POST", "/identity/v3/auth/tokens")

Open = Callable[[Profile, str | None], CloudConnection]


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=24)) as running:
        yield running


@pytest.fixture
def open_connection(demo: DemoCloud) -> Iterator[Open]:
    demo.forget_requests()
    with ExitStack() as stack:
        yield lambda profile, secret: stack.enter_context(closing(CloudConnection(profile, secret)))


@pytest.fixture
def connection(demo: DemoCloud, open_connection: Open) -> CloudConnection:
    return open_connection(password_profile(demo), demo.access.password)


def scope(demo: DemoCloud, project: int = 0) -> dict[str, str]:
    return {
        "auth_url": demo.auth_url,
        "project_name": demo.access.projects[project],
        "project_domain_name": demo.access.project_domain_name,
    }


def user(demo: DemoCloud) -> dict[str, str]:
    return {"username": demo.access.username, "user_domain_name": demo.access.user_domain_name}


def profile_of(auth_type: str, auth: dict[str, str]) -> Profile:
    return Profile(id="demo-id", name="demo", auth_type=auth_type, auth=auth)


def password_profile(demo: DemoCloud, project: int = 0) -> Profile:
    return profile_of("v3password", {**scope(demo, project), **user(demo)})


def asked(demo: DemoCloud) -> list[str]:
    return [f"{request.method} {request.path}" for request in demo.requests]


def logins(demo: DemoCloud) -> int:
    return sum(path.endswith("/auth/tokens") for path in asked(demo))


def every_server(connection: CloudConnection, **options: int) -> list[Server]:
    return [server for page in list_servers(connection, **options) for server in page]


def console(connection: CloudConnection, server: Server) -> ConsoleLink:
    return create_remote_console(connection, server.key, EVERY_TYPE, 600.0, server_name=server.name)


def with_status(connection: CloudConnection, status: ServerStatus) -> Server:
    return next(server for server in every_server(connection) if server.status is status)


def test_with_a_password(demo: DemoCloud, connection: CloudConnection) -> None:
    assert len(every_server(connection)) == len(demo.servers())
    assert logins(demo) == 1


def test_with_an_application_credential(demo: DemoCloud, open_connection: Open) -> None:
    credential = demo.access.application_credential
    profile = profile_of(
        "v3applicationcredential",
        {"auth_url": demo.auth_url, "application_credential_id": credential.id},
    )
    assert len(every_server(open_connection(profile, credential.secret))) == len(demo.servers())


def test_with_a_token(demo: DemoCloud, connection: CloudConnection, open_connection: Open) -> None:
    token = connection._login().current().secrets[0]
    by_token = open_connection(profile_of("v3token", scope(demo, 1)), token)
    assert len(every_server(by_token)) == len(demo.servers(demo.access.projects[1]))


def test_with_a_passcode(demo: DemoCloud, open_connection: Open) -> None:
    by_passcode = open_connection(profile_of("v3totp", {**scope(demo), **user(demo)}), None)
    by_passcode.give_code(demo.access.passcode)
    assert len(every_server(by_passcode)) == len(demo.servers())


@pytest.mark.parametrize(
    ("auth_type", "step"),
    [
        ("v3password", "enter the password again"),
        ("v3token", "token has probably expired"),
    ],
)
def test_a_wrong_secret_is_asked_once_and_told(
    demo: DemoCloud, open_connection: Open, auth_type: str, step: str
) -> None:
    auth = scope(demo) if auth_type == "v3token" else {**scope(demo), **user(demo)}
    wrong = open_connection(profile_of(auth_type, auth), "000000")
    for _ in range(3):
        with pytest.raises(AuthenticationError) as caught:
            every_server(wrong)
    assert step in caught.value.trouble.next_step
    assert logins(demo) == 1


def test_without_a_project_those_to_choose_from_are_named(demo: DemoCloud, open_connection: Open) -> None:
    profile = profile_of("v3password", {"auth_url": demo.auth_url, **user(demo)})
    with pytest.raises(NoProjectError) as caught:
        every_server(open_connection(profile, demo.access.password))
    for name in demo.access.projects:
        assert name in caught.value.trouble.next_step


def test_pages_of_five_hold_every_server_once(demo: DemoCloud, connection: CloudConnection) -> None:
    pages = list(list_servers(connection, page_size=5))
    listed = [server.id for page in pages for server in page]
    assert len(listed) == len(set(listed)) == len(demo.servers())
    assert max(len(page) for page in pages) == 5


def test_servers_are_as_the_cloud_has_them(demo: DemoCloud, connection: CloudConnection) -> None:
    listed = {server.id: server for server in every_server(connection)}
    for machine in demo.servers():
        assert (listed[machine.id].name, listed[machine.id].status) == (machine.name, machine.status)
    active = with_status(connection, ServerStatus.ACTIVE)
    assert active.addresses
    assert active.zone
    assert active.created is not None
    assert show_server(connection, active.id) == active


def test_an_empty_project_is_an_empty_page(demo: DemoCloud, open_connection: Open) -> None:
    empty = open_connection(password_profile(demo, 2), demo.access.password)
    assert list(list_servers(empty)) == [()]


def test_a_warm_double_click_is_exactly_one_request(demo: DemoCloud, connection: CloudConnection) -> None:
    server = with_status(connection, ServerStatus.ACTIVE)
    demo.forget_requests()
    first = console(connection, server)
    assert [path.rpartition("/")[2] for path in asked(demo)] == ["remote-consoles"]
    (request,) = demo.requests
    assert request.microversions == ("compute 2.6", "2.6")
    assert console(connection, server).url != first.url
    assert len(demo.requests) == 2


def test_a_cold_double_click_is_a_login_and_one_request(demo: DemoCloud, connection: CloudConnection) -> None:
    machine = next(machine for machine in demo.servers() if machine.status is ServerStatus.ACTIVE)
    console(connection, Server("demo-id", machine.id, machine.name, machine.status))
    assert [path.rpartition("/")[2] for path in asked(demo)] == ["tokens", "remote-consoles"]


def test_revoked_tokens_cost_one_login_and_the_request_is_repeated(
    demo: DemoCloud, connection: CloudConnection
) -> None:
    server = with_status(connection, ServerStatus.ACTIVE)
    demo.forget_requests()
    demo.revoke_tokens()
    assert console(connection, server).url
    assert [path.rpartition("/")[2] for path in asked(demo)] == [
        "remote-consoles",
        "tokens",
        "remote-consoles",
    ]


def test_twenty_double_clicks_at_once_on_revoked_tokens_cost_one_login(
    demo: DemoCloud, connection: CloudConnection
) -> None:
    server = with_status(connection, ServerStatus.ACTIVE)
    demo.revoke_tokens()
    demo.forget_requests()
    with ThreadPoolExecutor(20) as pool:
        links = list(pool.map(lambda _: console(connection, server), range(20)))
    assert len({link.url for link in links}) == 20
    assert logins(demo) == 1


def test_a_reader_is_told_which_role_is_missing(demo: DemoCloud, open_connection: Open) -> None:
    reader = demo.access.reader
    auth = {**scope(demo), **user(demo), "username": reader.username}
    connection = open_connection(profile_of("v3password", auth), reader.password)
    server = with_status(connection, ServerStatus.ACTIVE)
    with pytest.raises(ForbiddenError, match="may not open its console") as caught:
        console(connection, server)
    assert "member" in caught.value.trouble.next_step


def test_a_building_server_is_not_ready(connection: CloudConnection) -> None:
    server = with_status(connection, ServerStatus.BUILD)
    with pytest.raises(ServerNotReadyError) as caught:
        console(connection, server)
    assert caught.value.trouble.server == server.name
    assert caught.value.trouble.request_id


def test_a_server_deleted_in_the_meantime(demo: DemoCloud, connection: CloudConnection) -> None:
    before = datetime.now(UTC) - timedelta(seconds=5)
    server = with_status(connection, ServerStatus.SHUTOFF)
    demo.delete_server(server.id)
    with pytest.raises(ServerNotFoundError):
        console(connection, server)
    changed = [one for page in list_servers(connection, changes_since=before) for one in page]
    assert [one.status for one in changed if one.id == server.id] == [ServerStatus.DELETED]


def test_a_cloud_without_the_wanted_types(connection: CloudConnection) -> None:
    server = with_status(connection, ServerStatus.ACTIVE)
    with pytest.raises(ConsoleUnavailableError, match="spice-html5, serial"):
        create_remote_console(connection, server.key, (ConsoleType.SPICE_HTML5, ConsoleType.SERIAL), 600.0)


@pytest.fixture
def opened() -> Iterator[Callable[[DemoOptions], tuple[DemoCloud, CloudConnection]]]:
    """Start another demo cloud, with a connection to it."""
    with ExitStack() as stack:

        def start(options: DemoOptions) -> tuple[DemoCloud, CloudConnection]:
            cloud = stack.enter_context(DemoCloud(options))
            connection = CloudConnection(password_profile(cloud), cloud.access.password)
            return cloud, stack.enter_context(closing(connection))

        yield start


def test_a_cloud_older_than_remote_consoles(
    opened: Callable[[DemoOptions], tuple[DemoCloud, CloudConnection]],
) -> None:
    cloud, connection = opened(DemoOptions(max_microversion="2.3"))
    server = with_status(connection, ServerStatus.ACTIVE)
    cloud.forget_requests()
    console(connection, server)
    console(connection, server)
    assert [path.rpartition("/")[2] for path in asked(cloud)] == ["remote-consoles", "action", "action"]


def test_a_cloud_that_goes_away_and_comes_back(
    opened: Callable[[DemoOptions], tuple[DemoCloud, CloudConnection]],
) -> None:
    cloud, connection = opened(DemoOptions())
    server = with_status(connection, ServerStatus.ACTIVE)
    cloud.stop_listening()
    with pytest.raises(CloudUnreachableError, match="refuses the connection"):
        console(connection, server)
    cloud.start_listening()
    assert console(connection, server).url


def test_every_step_of_a_check_passes(connection: CloudConnection) -> None:
    ended = [step for step in check_connection(connection) if step.state is not CheckState.RUNNING]
    assert [step.state for step in ended] == [CheckState.PASSED] * 5
    assert "2.93" in ended[3].words


def test_no_error_of_the_demo_shows_a_token(demo: DemoCloud, connection: CloudConnection) -> None:
    token = connection._login().current().secrets[0]
    server = with_status(connection, ServerStatus.BUILD)
    with pytest.raises(PortholeError) as caught:
        console(connection, server)
    assert token not in repr(caught.value.trouble)
    assert demo.access.password not in repr(caught.value.trouble)
