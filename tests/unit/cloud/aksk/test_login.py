"""Logging in with an access key, against a gateway that checks every signature."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from launcher.cloud.checks import CheckState, check_connection
from launcher.cloud.connection import CloudConnection
from launcher.cloud.remote_consoles import create_remote_console
from launcher.cloud.servers import list_servers, show_server
from launcher.demo.access import DemoAccessKey
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.model.console import ConsoleType
from launcher.model.errors import (
    AuthenticationError,
    ClockError,
    EndpointMissingError,
    NoProjectError,
    SecretMissingError,
)
from launcher.model.profile import ComputeApi, Profile
from launcher.model.secrets import packed
from launcher.storage.secret_names import is_secret_name

Open = Callable[..., CloudConnection]
PROJECTS = ("GET", "/identity/v3/projects")
CATALOG = ("GET", "/identity/v3/auth/catalog")


@pytest.fixture
def demo() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=60, huawei=True)) as running:
        yield running


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def log_in(demo: DemoCloud, stack: ExitStack) -> Open:
    """Connect with the operator's key, or another, or as the profile's fields say."""
    return lambda **more: connected(demo, stack, **more)


def connected(
    demo: DemoCloud,
    stack: ExitStack,
    *,
    key: DemoAccessKey | None = None,
    secret: str | None = None,
    auth: dict[str, str] | None = None,
    **fields: Any,
) -> CloudConnection:
    key = key or demo.access.access_key
    auth = {"project_name": "production"} if auth is None else auth
    auth = {"auth_url": demo.auth_url, "access_key": key.id, **auth}
    profile = Profile(id="hw", name="huawei", auth_type="aksk", auth=auth, **fields)
    kept = secret or packed({"": key.secret, "security_token": key.security_token})
    return stack.enter_context(closing(CloudConnection(profile, kept)))


def asked(demo: DemoCloud) -> list[tuple[str, str]]:
    return [(one.method, one.path) for one in demo.requests]


def test_a_list_and_a_console_with_nothing_but_signatures(demo: DemoCloud, log_in: Open) -> None:
    connection = log_in()
    servers = [server for page in list_servers(connection) for server in page]
    assert len(servers) == 60
    first = servers[0]
    link = create_remote_console(connection, first.key, (ConsoleType.NOVNC,), 600.0)
    assert "token" in link.url
    assert show_server(connection, first.id) == first
    assert not [one for one in demo.requests if "auth/tokens" in one.path]


def test_a_double_click_is_one_request_when_warm(demo: DemoCloud, log_in: Open) -> None:
    connection = log_in()
    (server, *_), *_ = list_servers(connection)
    create_remote_console(connection, server.key, (ConsoleType.NOVNC,), 600.0)
    demo.forget_requests()
    create_remote_console(connection, server.key, (ConsoleType.NOVNC,), 600.0)
    assert [path.rsplit("/", 1)[-1] for _, path in asked(demo)] == ["remote_console"]


def test_the_project_is_the_regions_where_none_is_named(demo: DemoCloud, log_in: Open) -> None:
    # The demo's region is eu-de: it plays one that is called as a project.
    connection = log_in(auth={}, region_name="staging", compute_endpoint_override=f"{demo.auth_url}/x")
    assert connection.authenticate() == f"{demo.access.access_key.id}, project staging"
    assert demo.requests[0].query == {"name": ["staging"]}


def test_a_project_by_its_id_is_not_looked_for(demo: DemoCloud, log_in: Open) -> None:
    project_id = demo.servers()[0].project_id
    connection = log_in(auth={"project_id": project_id}, region_name="eu-de")
    assert sum(len(page) for page in list_servers(connection)) == 60
    assert PROJECTS not in asked(demo)


def test_a_project_that_is_not_there_names_those_that_are(log_in: Open) -> None:
    with pytest.raises(NoProjectError) as caught:
        log_in(auth={"project_name": "missing"}).endpoint()
    trouble = caught.value.trouble
    assert trouble.what == "The access key is good, and it has no project called missing."
    assert trouble.next_step.endswith("This key has: production, staging, sandbox.")
    assert trouble.cloud == "huawei"


def test_where_nothing_is_said_the_projects_are_named(log_in: Open) -> None:
    with pytest.raises(NoProjectError, match="not known which project is meant"):
        log_in(auth={}).endpoint()


def test_a_temporary_key_has_its_token_with_it(demo: DemoCloud, log_in: Open) -> None:
    assert sum(len(page) for page in list_servers(log_in(key=demo.access.temporary_key))) == 60


def test_a_temporary_key_without_its_token_is_told_as_that(demo: DemoCloud, log_in: Open) -> None:
    key = demo.access.temporary_key
    with pytest.raises(AuthenticationError) as caught:
        log_in(key=key, secret=key.secret).endpoint()
    assert "temporary one: enter its security token" in caught.value.trouble.next_step


def test_a_wrong_secret_key_is_refused_once_and_not_sent_again(demo: DemoCloud, log_in: Open) -> None:
    connection = log_in(secret="wrong-secret-key")
    for _ in range(3):
        with pytest.raises(AuthenticationError) as caught:
            connection.endpoint()
    assert caught.value.trouble.what == "The cloud refused the access key."
    assert "enter its secret key again" in caught.value.trouble.next_step
    assert "verify aksk signature fail" in caught.value.trouble.details
    assert "wrong-secret-key" not in str(caught.value.trouble)
    assert asked(demo) == [PROJECTS]


def test_an_access_key_that_is_not_there_is_told_as_that(log_in: Open) -> None:
    with pytest.raises(AuthenticationError) as caught:
        log_in(key=DemoAccessKey(id="GONE", secret="any")).endpoint()
    assert "may have been deleted" in caught.value.trouble.next_step


@pytest.mark.parametrize(
    ("ahead", "words"), [(1800.0, "30 minutes behind"), (-3600.0, "60 minutes ahead of")]
)
def test_a_clock_that_is_wrong_is_the_reason(stack: ExitStack, ahead: float, words: str) -> None:
    demo = stack.enter_context(DemoCloud(DemoOptions(huawei=True, clock_ahead=ahead)))
    connection = connected(demo, stack)
    with pytest.raises(ClockError) as caught:
        connection.endpoint()
    assert caught.value.trouble.what == f"This machine's clock is {words} the cloud's."
    assert "15 minutes" in caught.value.trouble.next_step
    # The key is not at fault: it is tried again once the clock is right.
    assert not connection.is_refused


@pytest.mark.parametrize("ahead", [-600.0, 600.0])
def test_a_clock_that_is_a_little_wrong_does_no_harm(stack: ExitStack, ahead: float) -> None:
    demo = stack.enter_context(DemoCloud(DemoOptions(huawei=True, clock_ahead=ahead)))
    assert connected(demo, stack).endpoint()


def test_a_connection_test_names_key_and_project(demo: DemoCloud, log_in: Open) -> None:
    steps = [step for step in check_connection(log_in()) if step.state is not CheckState.RUNNING]
    assert [step.state for step in steps] == [CheckState.PASSED] * 5
    assert steps[1].words == f"Logged in as {demo.access.access_key.id}, project production."
    assert steps[4].words == "The first server is bastion."


def test_a_cloud_that_gives_no_catalog_to_a_key_is_reached_by_the_address_in_the_profile(
    demo: DemoCloud, log_in: Open
) -> None:
    root = demo.auth_url.removesuffix("/identity/v3")
    demo.answer_next("GET", "auth/catalog", Answer(404, body=b'{"error_code": "APIGW.0101"}'), times=3)
    with pytest.raises(EndpointMissingError, match="no compute service"):
        log_in().endpoint()
    connection = log_in(compute_endpoint_override=f"{root}/ecs/v1", compute_api=ComputeApi.ECS)
    assert sum(len(page) for page in list_servers(connection)) == 60


def test_without_a_secret_key_nothing_is_sent(demo: DemoCloud) -> None:
    profile = Profile(
        id="hw", name="huawei", auth_type="aksk", auth={"auth_url": demo.auth_url, "access_key": "AK"}
    )
    with closing(CloudConnection(profile, None)) as connection, pytest.raises(SecretMissingError) as caught:
        connection.endpoint()
    assert caught.value.trouble.what == "There is no secret key for huawei yet."
    assert asked(demo) == []


def test_no_profile_holds_a_secret_key_or_a_security_token() -> None:
    assert is_secret_name("secret_key")
    assert is_secret_name("security_token")
    assert not is_secret_name("access_key")


def test_other_programs_find_the_plugin_by_its_name() -> None:
    text = (Path(__file__).parents[4] / "pyproject.toml").read_text()
    points = tomllib.loads(text)["project"]["entry-points"]["keystoneauth1.plugin"]
    module, _, name = points["aksk"].partition(":")
    loader = getattr(import_module(module), name)()
    assert loader.load_from_options(auth_url="https://iam.example/v3", access_key="AK", secret_key="SK")
