"""What a person is told for each answer that a real OpenStack gave."""

from collections.abc import Callable
from pathlib import Path

import pytest

from launcher.cloud.connection import CloudConnection
from launcher.cloud.remote_consoles import create_remote_console
from launcher.cloud.servers import list_servers, show_server
from launcher.model.console import ConsoleLink, ConsoleType
from launcher.model.errors import (
    AuthenticationError,
    ConsoleUnavailableError,
    NoProjectError,
    PortholeError,
    ProfileError,
    ServerNotFoundError,
    ServerNotReadyError,
    UnexpectedAnswerError,
)
from launcher.model.server import ServerKey, ServerStatus
from tests.unit.cloud.conftest import PASSWORD, Connect
from tests.unit.cloud.replay import RECORDED, TOKEN, ReplayCloud, Reply, recorded

SERVER = "06fdbaf8-a517-470f-9340-c8b767033007"


def console(connection: CloudConnection, server_id: str = SERVER) -> ConsoleLink:
    return create_remote_console(
        connection, ServerKey("prod-id", server_id), (ConsoleType.NOVNC,), 600.0, server_name="web-01"
    )


def trouble_of(kind: type[PortholeError], work: Callable[[], object]) -> PortholeError:
    with pytest.raises(kind) as caught:
        work()
    trouble = caught.value.trouble
    assert type(caught.value) is kind
    assert trouble.cloud == "prod"
    assert trouble.next_step
    for text in (trouble.what, trouble.next_step, trouble.details):
        assert "failed to" not in text.lower()
        assert TOKEN not in text
        assert PASSWORD not in text
        assert len(text) <= 500
        assert text.isprintable()
    return caught.value


CONSOLES = {
    "ok-console": "9de66bc3",
    "ok-console-2.93": "211db30d",
    "ok-console-admin-other-project": "a7cfe8e8",
    "ok-console-appcred": "d7428c2a",
    "console-error-state": "cb78f888",
    "console-paused": "15b1cdac",
    "console-shutoff": "17417cf9",
    "console-suspended": "041b7c60",
}


@pytest.mark.parametrize("name", CONSOLES)
def test_a_console_is_a_link_exactly_as_the_cloud_gave_it(
    cloud: ReplayCloud, connect: Connect, name: str
) -> None:
    cloud.replies = [Reply.recorded(name)]
    link = console(connect())
    assert link.url == recorded(name)["body"]["remote_console"]["url"]
    assert CONSOLES[name] in link.url
    assert CONSOLES[name] not in repr(link)


CONSOLE_REFUSALS: dict[str, tuple[type[PortholeError], str]] = {
    "400-console-bad-body": (ConsoleUnavailableError, "no console of the types novnc"),
    "400-console-protocol-mismatch": (ConsoleUnavailableError, "no console of the types novnc"),
    "400-console-rdp": (ConsoleUnavailableError, "no console of the types novnc"),
    "400-console-serial-disabled": (ConsoleUnavailableError, "no console of the types novnc"),
    "400-console-spice-disabled": (ConsoleUnavailableError, "no console of the types novnc"),
    "400-console-vnc-unavailable": (ConsoleUnavailableError, "no console of the types novnc"),
    "400-console-xvpvnc": (ConsoleUnavailableError, "no console of the types novnc"),
    "400-microversion-malformed": (ConsoleUnavailableError, "no console of the types novnc"),
    "404-server-not-a-uuid": (ServerNotFoundError, "gone, or belongs to another project"),
    "404-server-of-another-project": (ServerNotFoundError, "gone, or belongs to another project"),
    "404-server-unknown": (ServerNotFoundError, "gone, or belongs to another project"),
    "console-deleted": (ServerNotFoundError, "gone, or belongs to another project"),
    "console-deleting": (ServerNotFoundError, "gone, or belongs to another project"),
    "409-console-building": (ServerNotReadyError, "present state does not let you open its console"),
    "409-stop-a-stopped": (ServerNotReadyError, "present state (stopped) does not let you open its console"),
}


@pytest.mark.parametrize("name", CONSOLE_REFUSALS)
def test_a_refused_console_says_why_in_plain_words(cloud: ReplayCloud, connect: Connect, name: str) -> None:
    kind, words = CONSOLE_REFUSALS[name]
    cloud.replies = [Reply.recorded(name)]
    trouble = trouble_of(kind, lambda: console(connect())).trouble
    assert words in trouble.what
    assert trouble.server == "web-01"
    assert trouble.request_id == recorded(name)["headers"]["x-openstack-request-id"]
    (said,) = recorded(name)["body"].values()
    assert said["message"] in trouble.details


@pytest.mark.parametrize(
    "name", ["404-console-microversion-2.5", "404-console-no-microversion", "406-microversion-too-high"]
)
def test_a_cloud_older_than_remote_consoles_is_asked_by_the_action(
    cloud: ReplayCloud, connect: Connect, name: str
) -> None:
    cloud.replies = [Reply.recorded(name), Reply.recorded("ok-console-legacy-2.1")]
    link = console(connect())
    assert link.url == recorded("ok-console-legacy-2.1")["body"]["console"]["url"]
    asked = cloud.compute_asked()[-1]
    assert asked.path == f"/v2.1/servers/{SERVER}/action"
    assert asked.body == {"os-getVNCConsole": {"type": "novnc"}}
    assert not [header for header in asked.headers if "API-Version" in header]


def test_a_cloud_that_knows_neither_way_to_a_console_says_so(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply.recorded("404-console-no-microversion"), Reply.recorded("console-legacy-at-2.6")]
    trouble = trouble_of(UnexpectedAnswerError, lambda: console(connect())).trouble
    assert "does not know the request to open its console" in trouble.what
    assert "/v2.1" in trouble.next_step


@pytest.mark.parametrize("name", ["401-nova-bad-token", "401-nova-no-token", "401-nova-revoked-token"])
def test_a_token_that_nova_refuses_twice_is_told_after_one_more_login(
    cloud: ReplayCloud, connect: Connect, name: str
) -> None:
    cloud.replies = [Reply.recorded(name), Reply.recorded(name)]
    trouble = trouble_of(AuthenticationError, lambda: list(list_servers(connect()))).trouble
    assert "does not accept the login" in trouble.what
    assert trouble.request_id == recorded(name)["headers"]["x-openstack-request-id"]
    assert len(cloud.logins()) == 2


LOGIN_REFUSALS: dict[str, tuple[type[PortholeError], str]] = {
    "400-malformed-auth": (ProfileError, "user, domain and project"),
    "401-bad-password": (AuthenticationError, "enter the password again"),
    "401-project-without-role": (AuthenticationError, "Check user, domain and project"),
    "401-unknown-user": (AuthenticationError, "Check user, domain and project"),
}


@pytest.mark.parametrize("name", LOGIN_REFUSALS)
def test_a_refused_login_says_what_to_check(cloud: ReplayCloud, connect: Connect, name: str) -> None:
    kind, step = LOGIN_REFUSALS[name]
    cloud.login = [Reply.recorded(name)]
    trouble = trouble_of(kind, lambda: list(list_servers(connect()))).trouble
    assert step in trouble.next_step
    assert trouble.request_id == recorded(name)["headers"]["x-openstack-request-id"]
    assert not cloud.compute_asked()


CREDENTIAL_REFUSALS = {
    "401-appcred-bad-secret": "Check the application credential's id, then enter its secret again.",
    "401-appcred-unknown-id": "Check the application credential's id: it may have been deleted.",
    "401-appcred-with-scope": "Take project and domain out of the profile: the credential has its own.",
}


@pytest.mark.parametrize("name", CREDENTIAL_REFUSALS)
def test_a_refused_application_credential_says_what_to_check(
    cloud: ReplayCloud, connect: Connect, name: str
) -> None:
    cloud.login = [Reply.recorded(name)]
    auth = {"auth_url": cloud.auth_url, "application_credential_id": "66e53ea444f54f208edd4aec2071ba61"}
    connection = connect(auth_type="v3applicationcredential", auth=auth)
    trouble = trouble_of(AuthenticationError, connection.endpoint).trouble
    assert trouble.next_step == CREDENTIAL_REFUSALS[name]


@pytest.mark.parametrize("name", ["ok-auth", "ok-auth-appcred", "token-example"])
def test_a_login_finds_the_compute_endpoint_in_the_real_catalog(
    cloud: ReplayCloud, connect: Connect, name: str
) -> None:
    case = recorded(name)
    body = case.get("body", case)
    cloud.login = [Reply(201, body, {"X-Subject-Token": TOKEN})]
    assert connect().endpoint() == "http://127.0.0.1:18774/v2.1"
    assert len(cloud.logins()) == 1


def test_a_login_without_a_project_names_those_that_may_be_chosen(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.login = [Reply(201, recorded("ok-auth-unscoped")["body"], {"X-Subject-Token": TOKEN})]
    # Were Nova asked, it would answer 200 and an empty list.
    cloud.script = lambda asked: Reply.recorded(
        "ok-auth-projects" if asked.path == "/v3/auth/projects" else "nova-unscoped-token"
    )
    trouble = trouble_of(NoProjectError, lambda: list(list_servers(connect()))).trouble
    assert "for no project" in trouble.what
    assert trouble.next_step == "Name a project in the profile. This account has: demo, other."
    assert not cloud.compute_asked()


@pytest.mark.parametrize("name", ["400-list-bad-limit", "400-list-bad-marker"])
def test_a_refused_list_shows_the_clouds_own_words(cloud: ReplayCloud, connect: Connect, name: str) -> None:
    cloud.replies = [Reply.recorded(name)]
    trouble = trouble_of(UnexpectedAnswerError, lambda: list(list_servers(connect()))).trouble
    assert "refused to list servers (HTTP 400)" in trouble.what
    assert recorded(name)["body"]["badRequest"]["message"] in trouble.details


@pytest.mark.parametrize("name", ["ok-list-page", "ok-list-page-291", "ok-list-reader"])
def test_a_page_of_servers_and_its_marker(cloud: ReplayCloud, connect: Connect, name: str) -> None:
    cloud.replies = [Reply.recorded(name), Reply.recorded("nova-unscoped-token")]
    first, last = list_servers(connect())
    assert [server.name for server in first] == [one["name"] for one in recorded(name)["body"]["servers"]]
    assert last == ()
    assert cloud.asked[-1].query == f"limit=1000&marker={first[-1].id}"


def test_one_server(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(200, {"server": recorded("server-example")})]
    server = show_server(connect(), "0a68b609-6d4f-4ab4-920d-21ccd80fe4f7")
    assert (server.name, server.status, server.task_state) == ("desk5-32", ServerStatus.BUILD, "scheduling")
    assert cloud.asked[-1].path == "/v2.1/servers/0a68b609-6d4f-4ab4-920d-21ccd80fe4f7"


def test_a_server_that_is_gone(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply.recorded("404-server-show-unknown")]
    trouble = trouble_of(ServerNotFoundError, lambda: show_server(connect(), SERVER)).trouble
    assert trouble.next_step == "Refresh the list."


@pytest.mark.parametrize("name", ["200-nova-v21", "300-nova-versions"])
def test_the_newest_microversion(cloud: ReplayCloud, connect: Connect, name: str) -> None:
    cloud.replies = [Reply.recorded(name)]
    connection = connect()
    assert connection.max_microversion() == (2, 93)
    assert [asked.path for asked in cloud.compute_asked()] == ["/v2.1/"]


# Creating an application credential is nothing that Porthole asks for.
NEVER_ASKED = ("ok-appcred-create",)


def test_every_recorded_answer_is_tried_above() -> None:
    tried = Path(__file__).read_text()
    assert [path.stem for path in RECORDED.glob("*.json") if f'"{path.stem}"' not in tried] == []
