"""One connection, many threads: who logs in, when, and how often."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from launcher.cloud.connection import CloudConnection
from launcher.cloud.servers import list_servers
from launcher.model.errors import (
    AuthenticationError,
    CloudFaultError,
    EndpointMissingError,
    ForbiddenError,
    NoProjectError,
    OneTimeCodeError,
    PortholeError,
    ProfileError,
    UnexpectedAnswerError,
)
from tests.unit.cloud.conftest import PASSWORD, Connect
from tests.unit.cloud.replay import TOKEN, Asked, ReplayCloud, Reply, recorded

EMPTY = Reply(200, {"servers": []})


def listed(connection: CloudConnection) -> list[object]:
    return list(list_servers(connection))


def at_once(count: int, work: Callable[[], object]) -> list[object]:
    """Run the same in many threads that start together; returns results and errors."""
    together = threading.Barrier(count)

    def run() -> object:
        together.wait(10)
        try:
            return work()
        except PortholeError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return [future.result(20) for future in [pool.submit(run) for _ in range(count)]]


def test_nothing_is_sent_until_something_is_asked(cloud: ReplayCloud, connect: Connect) -> None:
    connect()
    assert cloud.asked == []


def test_the_login_sends_user_project_and_password(cloud: ReplayCloud, connect: Connect) -> None:
    connect().endpoint()
    (login,) = cloud.logins()
    assert login.body["auth"]["identity"]["password"]["user"]["name"] == "alice"
    assert login.body["auth"]["identity"]["password"]["user"]["password"] == PASSWORD
    assert login.body["auth"]["scope"]["project"]["name"] == "demo"
    assert login.headers["User-Agent"].startswith("Porthole/")


def test_twenty_threads_at_once_cause_one_login(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.script = lambda _: EMPTY
    connection = connect()
    assert at_once(20, lambda: listed(connection)) == [[()]] * 20
    assert len(cloud.logins()) == 1
    assert len(cloud.compute_asked()) == 20


def refuse_token(number: int) -> Callable[[Asked], Reply]:
    """Refuse the token of the n-th login as revoked, accept all others."""

    def answer(asked: Asked) -> Reply:
        revoked = asked.headers["X-Auth-Token"] == f"{TOKEN}-{number}"
        return Reply.recorded("401-nova-revoked-token") if revoked else EMPTY

    return answer


def test_a_revoked_token_causes_one_login_and_the_request_is_repeated(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.script = refuse_token(1)
    assert listed(connect()) == [()]
    assert [asked.path for asked in cloud.asked] == [
        "/v3/auth/tokens",
        "/v2.1/servers/detail",
        "/v3/auth/tokens",
        "/v2.1/servers/detail",
    ]


def test_twenty_threads_with_one_revoked_token_cause_one_more_login(
    cloud: ReplayCloud, connect: Connect
) -> None:
    connection = connect()
    connection.endpoint()
    cloud.script = refuse_token(1)
    assert at_once(20, lambda: listed(connection)) == [[()]] * 20
    assert len(cloud.logins()) == 2


def test_a_refused_password_is_never_sent_again(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.login = [Reply.recorded("401-bad-password")]
    connection = connect()
    for _ in range(3):
        with pytest.raises(AuthenticationError, match="refused the login of alice"):
            listed(connection)
    assert len(cloud.logins()) == 1


def test_twenty_threads_with_a_wrong_password_send_it_once(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.login = [Reply.recorded("401-bad-password")]
    connection = connect()
    errors = at_once(20, lambda: listed(connection))
    assert {type(error) for error in errors} == {AuthenticationError}
    assert len({id(error) for error in errors}) == 20
    assert len(cloud.logins()) == 1


def test_a_new_connection_with_a_new_password_asks_again(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.login = [Reply.recorded("401-bad-password")]
    with pytest.raises(AuthenticationError):
        connect().endpoint()
    connect(secret="another").endpoint()
    assert len(cloud.logins()) == 2


def test_those_who_waited_for_a_login_share_its_failure(cloud: ReplayCloud, connect: Connect) -> None:
    connection = connect()
    entered, leave = threading.Event(), threading.Event()
    failing = Reply(503, {"error": {"message": "maintenance"}})

    def slow(_: Asked) -> Reply:
        entered.set()
        assert leave.wait(10)
        return failing

    cloud.login_script = slow
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(listed, connection)
        assert entered.wait(10)
        others = [pool.submit(listed, connection) for _ in range(3)]
        leave.set()
        for future in (first, *others):
            assert isinstance(future.exception(20), CloudFaultError)


def test_a_failure_that_is_no_refusal_is_tried_again(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.login = [Reply(503, {"error": {"message": "maintenance"}})]
    cloud.replies = [EMPTY]
    connection = connect()
    with pytest.raises(CloudFaultError, match="out of service for now"):
        listed(connection)
    assert listed(connection) == [()]


def test_the_region_is_honoured(cloud: ReplayCloud, connect: Connect) -> None:
    catalog = cloud.catalog(f"{cloud.url}/compute/one/v2.1", region="one")
    catalog[0]["endpoints"] += cloud.catalog(f"{cloud.url}/compute/two/v2.1", region="two")[0]["endpoints"]
    cloud.login = [cloud.logged_in(catalog=catalog)]
    assert connect(region_name="two").endpoint() == f"{cloud.url}/compute/two/v2.1"


def test_a_region_that_is_not_there_names_those_that_are(connect: Connect) -> None:
    with pytest.raises(EndpointMissingError) as caught:
        connect(region_name="eu-nl").endpoint()
    assert caught.value.trouble.what == "The catalog has no public compute endpoint in region eu-nl."
    assert "There are: RegionOne (public)." in caught.value.trouble.next_step
    assert caught.value.trouble.cloud == "prod"


def test_an_interface_that_is_not_there_names_those_that_are(connect: Connect) -> None:
    with pytest.raises(EndpointMissingError, match="no internal compute endpoint in any region"):
        connect(interface="internal").endpoint()


@pytest.mark.parametrize("catalog", [[], [{"type": "compute", "name": "nova", "endpoints": []}]])
def test_a_catalog_without_compute_says_so(
    cloud: ReplayCloud, connect: Connect, catalog: list[object]
) -> None:
    cloud.login = [cloud.logged_in(catalog=catalog)]
    with pytest.raises(EndpointMissingError, match="no compute service for this project") as caught:
        connect().endpoint()
    assert "compute_endpoint_override" in caught.value.trouble.next_step


@pytest.mark.parametrize(
    ("override", "endpoint"),
    [
        ("https://nova.example.com:8774/v2.1/", "https://nova.example.com:8774/v2.1"),
        ("https://nova.example.com/compute", "https://nova.example.com/compute/v2.1"),
        ("https://ecs.example.com/v2.1/$(project_id)s", "https://ecs.example.com/v2.1/8cded20fb3"),
        ("https://ecs.example.com/v2/%(tenant_id)s", "https://ecs.example.com/v2/8cded20fb3"),
    ],
)
def test_an_endpoint_override_wins_over_the_catalog(
    cloud: ReplayCloud, connect: Connect, override: str, endpoint: str
) -> None:
    cloud.login = [cloud.logged_in(catalog=[])]
    assert connect(compute_endpoint_override=override).endpoint().startswith(endpoint)


def test_an_unversioned_endpoint_needs_no_request_more(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.compute_path = "/compute"
    cloud.replies = [EMPTY]
    listed(connect())
    assert [asked.path for asked in cloud.asked] == ["/v3/auth/tokens", "/compute/v2.1/servers/detail"]


def test_the_version_is_asked_without_the_projects_id_and_once(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.compute_path = "/v2.1/8cded20fb31242ea89cb4701c4506bc9"
    cloud.replies = [Reply.recorded("200-nova-v21")]
    connection = connect()
    assert connection.max_microversion() == (2, 93)
    assert connection.max_microversion() == (2, 93)
    assert [asked.path for asked in cloud.compute_asked()] == ["/v2.1/"]


@pytest.mark.parametrize("body", [{"version": {"id": "v2.0", "version": ""}}, {"versions": []}, {}])
def test_a_cloud_that_names_no_microversion_has_the_oldest(
    cloud: ReplayCloud, connect: Connect, body: object
) -> None:
    cloud.replies = [Reply(200, body)]
    connection = connect()
    assert connection.max_microversion() == (2, 1)


def test_a_version_document_that_is_none(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(404, b"<html><title>404 Not Found</title></html>")]
    with pytest.raises(UnexpectedAnswerError, match="read the version of its interface") as caught:
        connect().max_microversion()
    assert caught.value.trouble.details == "HTTP 404. 404 Not Found"


def test_the_projects_are_asked_where_the_profile_says(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.login = [cloud.logged_in(project=None)]
    cloud.replies = [Reply.recorded("ok-auth-projects")]
    with pytest.raises(NoProjectError, match="for no project"):
        connect(identity_endpoint_override=f"{cloud.url}/identity").endpoint()
    assert cloud.asked[-1].path == "/identity/v3/auth/projects"


@pytest.mark.parametrize("reply", [Reply(403, {}), Reply(200, b"<html>"), Reply(drop=True)])
def test_projects_that_cannot_be_listed_do_not_hide_the_error(
    cloud: ReplayCloud, connect: Connect, reply: Reply
) -> None:
    cloud.login = [cloud.logged_in(project=None)]
    cloud.script = lambda _: reply
    with pytest.raises(NoProjectError) as caught:
        connect().endpoint()
    assert caught.value.trouble.next_step.startswith("Name a project in the profile (project_name")


def test_of_many_projects_the_first_few_are_named(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.login = [cloud.logged_in(project=None)]
    cloud.replies = [Reply(200, {"projects": [{"name": f"team-{number}"} for number in range(40)]})]
    with pytest.raises(NoProjectError) as caught:
        connect().endpoint()
    assert caught.value.trouble.next_step.endswith("team-0, team-1, team-2, team-3, team-4, ….")


@pytest.mark.parametrize(
    "reply",
    [
        Reply(404, b"<html><title>404 Not Found</title></html>"),
        Reply(200, b"<html>Welcome to the hotel</html>"),
        Reply(200, {"hello": "world"}),
        Reply(201, {"token": {}}),
        Reply(201, None),
        Reply(405, {}),
    ],
)
def test_an_auth_url_where_no_keystone_answers(cloud: ReplayCloud, connect: Connect, reply: Reply) -> None:
    cloud.login = [reply]
    with pytest.raises(UnexpectedAnswerError, match="No identity service answers at http") as caught:
        connect().endpoint()
    assert "/v3" in caught.value.trouble.next_step


def test_a_login_is_never_redirected(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.login = [Reply(307, b"", {"Location": "https://elsewhere.example.com/v3/auth/tokens"})]
    with pytest.raises(UnexpectedAnswerError, match=r"sends Porthole to https://elsewhere\.example\.com,"):
        connect().endpoint()
    assert len(cloud.asked) == 1


def test_a_failing_identity_service_is_told_as_such(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.login = [Reply(500, {"error": {"message": "An unexpected error"}})]
    with pytest.raises(CloudFaultError, match=r"127.0.0.1:\d+ failed inside") as caught:
        connect().endpoint()
    assert "migrates" not in caught.value.trouble.next_step


@pytest.mark.parametrize(
    ("message", "step"),
    [
        ("The password is expired and needs to be changed for user: 1.", "has expired"),
        ("The account is locked for user: 1.", "account is locked"),
        ("User is disabled", "account is disabled"),
    ],
)
def test_a_refusal_that_says_more_is_understood(
    cloud: ReplayCloud, connect: Connect, message: str, step: str
) -> None:
    cloud.login = [Reply(401, {"error": {"code": 401, "message": message}})]
    with pytest.raises(AuthenticationError) as caught:
        connect().endpoint()
    assert step in caught.value.trouble.next_step
    assert message in caught.value.trouble.details


def wants(*rules: list[str]) -> Reply:
    receipt = {"methods": ["password"], "expires_at": "2999-11-24T15:54:20.000000Z"}
    body = {"receipt": receipt, "required_auth_methods": list(rules)}
    return Reply(401, body, {"Openstack-Auth-Receipt": "receipt"})


def test_an_account_with_a_factor_that_cannot_be_given_is_told_of_a_way_in(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.login = [wants(["password", "kerberos"], ["password", "totp", "kerberos"])]
    with pytest.raises(AuthenticationError) as caught:
        connect().endpoint()
    assert "another factor" in caught.value.trouble.what
    assert "application credential" in caught.value.trouble.next_step
    assert "kerberos or kerberos and totp" in caught.value.trouble.details


def test_a_receipt_that_says_little_of_itself_will_do(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.login = [wants(["password", "kerberos"], ["password", "totp"])]
    connection = connect()
    with pytest.raises(OneTimeCodeError):
        connection.endpoint()
    cloud.login = [wants(["password", "totp"]), recorded("ok-auth")]
    connection.give_code("123456")
    assert connection.endpoint()
    last = cloud.logins()[-1]
    assert last.headers["Openstack-Auth-Receipt"] == "receipt"
    user = last.body["auth"]["identity"]["totp"]["user"]
    assert user == {"name": "alice", "domain": {"name": "Default"}, "passcode": "123456"}


def test_a_gateways_own_request_id_is_kept(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(403, {"error_msg": "denied"}, {"X-Request-Id": "gateway-17"})]
    with pytest.raises(ForbiddenError) as caught:
        listed(connect())
    assert caught.value.trouble.request_id == "gateway-17"


def test_a_login_that_cannot_be_done_says_why(cloud: ReplayCloud, connect: Connect) -> None:
    auth = {"auth_url": cloud.auth_url, "user_id": "1", "project_id": "2", "domain_id": "3"}
    with pytest.raises(ProfileError, match="cannot be done as the profile says") as caught:
        connect(auth=auth).endpoint()
    assert "multiple targets" in caught.value.trouble.details
    assert cloud.asked == []


def test_a_closed_connection_logs_in_anew_when_asked_again(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [EMPTY, EMPTY]
    connection = connect()
    listed(connection)
    connection.close()
    connection.close()
    listed(connection)
    assert len(cloud.logins()) == 2


def test_who_is_logged_in(connect: Connect) -> None:
    assert connect().authenticate() == "alice, project demo"


def test_neither_repr_nor_error_shows_the_secret(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.login = [Reply(401, {"error": {"message": f"bad password {PASSWORD}"}})]
    connection = connect()
    with pytest.raises(AuthenticationError) as caught:
        connection.endpoint()
    assert PASSWORD not in repr(connection)
    assert caught.value.trouble.details == "HTTP 401. bad password •••"


def test_a_token_in_an_answer_is_not_repeated(cloud: ReplayCloud, connect: Connect) -> None:
    connection = connect()
    cloud.script = lambda asked: Reply(500, {"e": {"message": f"debug: {asked.headers['X-Auth-Token']}"}})
    with pytest.raises(CloudFaultError) as caught:
        listed(connection)
    assert caught.value.trouble.details == "HTTP 500. debug: •••"


def test_without_an_identity_service(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(200, {}), EMPTY]
    connection = connect(auth_type="none", auth={"endpoint": f"{cloud.url}/v2.1"}, secret=None)
    assert connection.reach() == f"127.0.0.1:{cloud.port}"
    assert connection.authenticate() == ""
    assert listed(connection) == [()]
    assert not cloud.logins()


def test_a_generic_login_finds_the_version_of_keystone(cloud: ReplayCloud, connect: Connect) -> None:
    document = {"versions": {"values": [{"id": "v3.14", "status": "stable", "links": []}]}}
    document["versions"]["values"][0]["links"] = [{"rel": "self", "href": cloud.auth_url}]
    cloud.script = lambda asked: Reply(300, document) if asked.path == "/" else EMPTY
    auth = {"auth_url": cloud.url, "username": "alice", "user_domain_name": "Default", "project_name": "demo"}
    assert listed(connect(auth_type="password", auth=auth)) == [()]


def test_a_generic_login_where_no_keystone_answers(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.script = lambda _: Reply(404, {})
    auth = {"auth_url": cloud.url, "username": "alice", "user_domain_name": "Default", "project_name": "demo"}
    with pytest.raises(UnexpectedAnswerError, match="No identity service answers"):
        connect(auth_type="password", auth=auth).endpoint()


def test_recorded_token_that_has_run_out_is_renewed_at_the_next_request(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.login = [cloud.logged_in(expires_at=recorded("token-example")["token"]["issued_at"])]
    cloud.replies = [EMPTY, EMPTY]
    connection = connect()
    listed(connection)
    listed(connection)
    assert len(cloud.logins()) == 2
