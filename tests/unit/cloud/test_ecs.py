"""Clouds that have Huawei's ECS beside Nova, or in its place."""

import pytest

from launcher.cloud.checks import CheckState, check_connection
from launcher.cloud.remote_consoles import create_remote_console
from launcher.cloud.server_power import begin_power_action
from launcher.cloud.servers import list_servers, show_server
from launcher.model.console import ConsoleType
from launcher.model.errors import EndpointMissingError, UnexpectedAnswerError
from launcher.model.power import PowerAction
from launcher.model.profile import ComputeApi
from launcher.model.server import Server, ServerKey, ServerStatus
from tests.unit.cloud.conftest import Connect
from tests.unit.cloud.contracts.documented import reply
from tests.unit.cloud.replay import PROJECT, Asked, ReplayCloud, Reply

V1 = f"/v1/{PROJECT['id']}"
SERVER = "47bc79ae-df61-4ade-9197-283a74e5d70e"
UNPUBLISHED = "huawei-gateway-unpublished"


def service(cloud: ReplayCloud, kind: str, path: str) -> dict[str, object]:
    endpoint = {"id": kind, "interface": "public", "region_id": "eu-de", "region": "eu-de"}
    return {"type": kind, "name": kind, "id": kind, "endpoints": [endpoint | {"url": cloud.url + path}]}


@pytest.fixture
def both(cloud: ReplayCloud) -> ReplayCloud:
    """A cloud whose catalog has Nova and ECS, and whose gateway no longer knows Nova."""
    catalog = [service(cloud, "compute", f"/v2.1/{PROJECT['id']}"), service(cloud, "ecs", V1)]
    cloud.login_script = lambda _: cloud.logged_in(catalog=catalog)
    cloud.script = without_nova
    return cloud


def without_nova(asked: Asked) -> Reply:
    if not asked.path.startswith("/v1/"):
        return reply(UNPUBLISHED)
    return reply("huawei-ecs-console" if asked.path.endswith("remote_console") else "otc-ecs-servers")


def open_console(connection, *types: ConsoleType):
    key = ServerKey("prod-id", SERVER)
    return create_remote_console(connection, key, types or (ConsoleType.NOVNC,), 600.0)


def paths(cloud: ReplayCloud) -> list[str]:
    return [asked.path for asked in cloud.asked if not asked.path.startswith("/v3")]


def test_a_cloud_without_nova_is_found_out_once_and_then_asked_by_ecs_alone(
    both: ReplayCloud, connect: Connect
) -> None:
    connection = connect()
    assert "vnc_auto.html" in open_console(connection).url
    assert [path.rsplit("/", 1)[-1] for path in paths(both)] == [
        "remote-consoles",
        "action",
        "remote_console",
    ]
    both.asked.clear()
    open_console(connection)
    assert paths(both) == [f"{V1}/cloudservers/{SERVER}/remote_console"]


def test_a_list_without_nova_is_found_out_once_too(both: ReplayCloud, connect: Connect) -> None:
    connection = connect()
    assert sum(len(page) for page in list_servers(connection)) == 4
    assert paths(both) == [f"/v2.1/{PROJECT['id']}/servers/detail", f"{V1}/cloudservers/detail"]
    both.asked.clear()
    list(list_servers(connection))
    assert paths(both) == [f"{V1}/cloudservers/detail"]


def test_where_both_answer_nova_is_asked_and_nothing_else(both: ReplayCloud, connect: Connect) -> None:
    both.script = lambda asked: reply("otc-console" if asked.method == "POST" else "otc-servers")
    connection = connect()
    open_console(connection)
    list(list_servers(connection))
    assert not [path for path in paths(both) if path.startswith("/v1/")]


def test_the_profile_has_the_last_word(both: ReplayCloud, connect: Connect) -> None:
    open_console(connect(compute_api=ComputeApi.ECS))
    assert paths(both) == [f"{V1}/cloudservers/{SERVER}/remote_console"]
    both.asked.clear()
    with pytest.raises(UnexpectedAnswerError):
        open_console(connect(compute_api=ComputeApi.NOVA))
    assert not [path for path in paths(both) if path.startswith("/v1/")]


def test_a_cloud_whose_catalog_has_ecs_alone_is_asked_by_it_at_once(
    both: ReplayCloud, connect: Connect
) -> None:
    both.login_script = lambda _: both.logged_in(catalog=[service(both, "ecs", V1)])
    connection = connect()
    open_console(connection)
    list(list_servers(connection))
    assert all(path.startswith(f"{V1}/cloudservers") for path in paths(both))


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1.1", f"/v1/{PROJECT['id']}/"])
def test_the_project_stands_in_the_path_however_the_catalog_writes_it(
    both: ReplayCloud, connect: Connect, ending: str
) -> None:
    both.login_script = lambda _: both.logged_in(catalog=[service(both, "ecs", ending)])
    open_console(connect())
    assert paths(both) == [f"{V1}/cloudservers/{SERVER}/remote_console"]


def test_an_address_of_ones_own_serves_ecs_too(both: ReplayCloud, connect: Connect) -> None:
    open_console(
        connect(compute_api=ComputeApi.ECS, compute_endpoint_override=f"{both.url}/v1/%(project_id)s")
    )
    open_console(connect(compute_api=ComputeApi.ECS, compute_endpoint_override=both.url))
    assert paths(both) == [f"{V1}/cloudservers/{SERVER}/remote_console"] * 2


def test_a_catalog_with_neither_says_so(both: ReplayCloud, connect: Connect) -> None:
    both.login_script = lambda _: both.logged_in(catalog=[service(both, "vpc", "/v1")])
    with pytest.raises(EndpointMissingError):
        connect(compute_api=ComputeApi.ECS).endpoint()


def bodies(first: int, count: int) -> list[dict[str, str]]:
    return [{"id": f"{number:04d}", "name": f"ecs-{number}"} for number in range(first, first + count)]


def test_pages_go_by_their_number_until_all_that_were_counted_are_there(
    both: ReplayCloud, connect: Connect
) -> None:
    def pages(asked: Asked) -> Reply:
        number = int(asked.query.rpartition("=")[2])
        # It gives fewer than it was asked for, as one that allows 25 does.
        return Reply(200, {"count": 60, "servers": bodies(25 * (number - 1), min(25, 85 - 25 * number))})

    both.script = pages
    found = list(list_servers(connect(compute_api=ComputeApi.ECS)))
    assert [len(page) for page in found] == [25, 25, 10]
    queries = [asked.query for asked in both.asked if "detail" in asked.path]
    assert queries == [f"limit=1000&offset={number}" for number in (1, 2, 3)]


def test_a_server_that_moved_to_the_next_page_while_pages_came_is_listed_once(
    both: ReplayCloud, connect: Connect
) -> None:
    both.replies = [
        Reply(200, {"count": 4, "servers": bodies(0, 2)}),
        Reply(200, {"count": 5, "servers": bodies(1, 2)}),
        Reply(200, {"count": 5, "servers": bodies(3, 1)}),
        Reply(200, {"count": 5, "servers": []}),
    ]
    both.script = None
    found = [server.id for page in list_servers(connect(compute_api=ComputeApi.ECS)) for server in page]
    assert found == ["0000", "0001", "0002", "0003"]


def test_a_list_that_is_not_counted_ends_with_an_empty_page(both: ReplayCloud, connect: Connect) -> None:
    both.replies = [Reply(200, {"servers": bodies(0, 3)}), Reply(200, {"servers": []})]
    both.script = None
    assert [len(page) for page in list_servers(connect(compute_api=ComputeApi.ECS))] == [3]


def test_an_empty_project_is_one_empty_page(both: ReplayCloud, connect: Connect) -> None:
    both.script = lambda _: Reply(200, {"count": 0, "servers": []})
    assert list(list_servers(connect(compute_api=ComputeApi.ECS))) == [()]


def test_cancelling_stops_between_two_pages(both: ReplayCloud, connect: Connect) -> None:
    both.script = lambda _: Reply(200, {"count": 60, "servers": bodies(0, 25)})
    pages = list_servers(connect(compute_api=ComputeApi.ECS), cancelled=lambda: len(both.asked) > 1)
    assert len(list(pages)) == 1
    assert len([path for path in paths(both) if "detail" in path]) == 1


@pytest.mark.parametrize(
    ("action", "body"),
    [
        (PowerAction.START, {"os-start": {"servers": [{"id": SERVER}]}}),
        (PowerAction.STOP, {"os-stop": {"type": "SOFT", "servers": [{"id": SERVER}]}}),
        (PowerAction.REBOOT_HARD, {"reboot": {"type": "HARD", "servers": [{"id": SERVER}]}}),
    ],
)
def test_power_goes_by_ecs_where_the_list_did(
    both: ReplayCloud, connect: Connect, action: PowerAction, body: object
) -> None:
    connection = connect()
    list(list_servers(connection))
    both.script = lambda _: Reply(200, {"job_id": "ff80808288d415d80189901d8eb81cbb"})
    begin_power_action(connection, Server("prod-id", SERVER, "web-01", ServerStatus.ACTIVE), action)
    assert (both.asked[-1].path, both.asked[-1].body) == (f"{V1}/cloudservers/action", body)


def test_a_server_is_looked_at_by_ecs_where_the_list_was(both: ReplayCloud, connect: Connect) -> None:
    connection = connect()
    list(list_servers(connection))
    both.script = lambda _: reply("otc-ecs-server")
    assert show_server(connection, "a/b").name == "ecs-1f30"
    assert both.asked[-1].path == f"{V1}/cloudservers/a%2Fb"


@pytest.mark.parametrize(
    ("api", "words"),
    [
        ("ecs", "The cloud is asked by its ECS, which has no microversions."),
        ("", "Nova does not say which microversions it speaks; the cloud has its ECS too."),
    ],
)
@pytest.mark.usefixtures("both")
def test_a_connection_test_comes_to_its_end(connect: Connect, api: str, words: str) -> None:
    connection = connect(compute_api=ComputeApi(api))
    steps = [step for step in check_connection(connection) if step.state is not CheckState.RUNNING]
    assert [step.state for step in steps] == [CheckState.PASSED] * 5
    assert [step.words for step in steps][3:] == [words, "The first server is ecs-5e70."]
