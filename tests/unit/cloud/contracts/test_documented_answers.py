"""What Porthole makes of the answers that the documents of the field's clouds show."""

from pathlib import Path

import pytest

from launcher.cloud.connection import CloudConnection
from launcher.cloud.remote_consoles import create_remote_console
from launcher.cloud.server_details import show_flavor, show_particulars
from launcher.cloud.servers import list_servers, show_server
from launcher.model.console import ConsoleLink, ConsoleType
from launcher.model.details import FlavorSize
from launcher.model.errors import (
    AuthenticationError,
    ConsoleUnavailableError,
    ForbiddenError,
    PortholeError,
    RateLimitedError,
    ServerNotFoundError,
    ServerNotReadyError,
    UnexpectedAnswerError,
)
from launcher.model.profile import ComputeApi
from launcher.model.server import ServerKey, ServerStatus
from tests.unit.cloud.conftest import Connect
from tests.unit.cloud.contracts.documented import DOCUMENTED, documented, reply
from tests.unit.cloud.replay import Asked, ReplayCloud, Reply

SERVER = "47bc79ae-df61-4ade-9197-283a74e5d70e"
TYPES = (ConsoleType.NOVNC, ConsoleType.SPICE_HTML5)


def console(connection: CloudConnection, *types: ConsoleType) -> ConsoleLink:
    key = ServerKey("prod-id", SERVER)
    return create_remote_console(connection, key, types or (ConsoleType.NOVNC,), 600.0, server_name="web-01")


@pytest.mark.parametrize("name", ["otc-console", "nova-console-novnc", "nova-console-ipv6"])
def test_a_link_is_the_documented_one_to_the_letter_for_the_documented_request(
    cloud: ReplayCloud, connect: Connect, name: str
) -> None:
    cloud.replies = [reply(name)]
    case = documented(name)
    assert console(connect()).url == case["body"]["remote_console"]["url"]
    asked = cloud.compute_asked()[-1]
    assert (asked.method, asked.body) == (case["request"]["method"], case["request"]["body"])
    assert asked.path.endswith("/remote-consoles")


ACTIONS = {
    "huawei-console-action": ConsoleType.NOVNC,
    "nova-console-spice-action": ConsoleType.SPICE_HTML5,
    "nova-console-serial-action": ConsoleType.SERIAL,
}


@pytest.mark.parametrize("name", ACTIONS)
def test_an_older_clouds_link_is_the_documented_one_for_the_documented_action(
    cloud: ReplayCloud, connect: Connect, name: str
) -> None:
    unknown = Reply(404, {"itemNotFound": {"code": 404, "message": "The resource could not be found."}})
    cloud.replies = [unknown, reply(name)]
    case = documented(name)
    assert console(connect(), ACTIONS[name]).url == case["body"]["console"]["url"]
    assert cloud.compute_asked()[-1].body == case["request"]["body"]


def test_huaweis_own_link_is_the_documented_one_for_the_documented_request(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.replies = [reply("huawei-ecs-console")]
    case = documented("huawei-ecs-console")
    connection = connect(compute_api=ComputeApi.ECS)
    assert console(connection).url == case["body"]["remote_console"]["url"]
    asked = cloud.asked[-1]
    assert asked.path == f"/v1/8cded20fb31242ea89cb4701c4506bc9/cloudservers/{SERVER}/remote_console"
    assert asked.body == case["request"]["body"]


def test_a_console_of_a_kind_porthole_does_not_show_is_used_as_the_page_it_is(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.replies = [reply("nova-console-webmks")]
    link = console(connect())
    assert link.url == documented("nova-console-webmks")["body"]["remote_console"]["url"]


def test_the_microversion_is_said_in_both_headers_as_older_ecs_reads_only_one(
    cloud: ReplayCloud, connect: Connect
) -> None:
    def old_ecs(asked: Asked) -> Reply:
        """Take the header that Open Telekom Cloud's document names first, and know no other."""
        wanted = asked.headers.get("X-OpenStack-Nova-API-Version")
        return reply("otc-console") if wanted == "2.6" else Reply(404, {})

    cloud.script = old_ecs
    assert console(connect()).url.endswith("&lang=EN")
    assert cloud.asked[-1].headers["OpenStack-API-Version"] == "compute 2.6"


def test_open_telekom_clouds_list(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [reply("otc-servers")]
    ((server,),) = list_servers(connect())
    assert (server.name, server.status, server.addresses) == (
        "new-server-test",
        ServerStatus.ACTIVE,
        ("192.168.0.3",),
    )
    assert (server.flavor, server.image, server.tags) == ("s3.xlarge.2", "", ())


@pytest.mark.parametrize("left_out", ["tenant_id", "links", "user_id", "hostId", "metadata", "flavor"])
def test_a_server_of_which_something_is_left_out_is_listed_all_the_same(
    cloud: ReplayCloud, connect: Connect, left_out: str
) -> None:
    body = documented("otc-servers")["body"]
    del body["servers"][0][left_out]
    body["servers"][0]["an_attribute:of_another_vendor"] = {"nested": [1, None]}
    cloud.replies = [Reply(200, body)]
    ((server,),) = list_servers(connect())
    assert server.name == "new-server-test"


def test_the_list_of_ecs(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [reply("otc-ecs-servers")]
    (page,) = list_servers(connect(compute_api=ComputeApi.ECS))
    assert [server.name for server in page] == ["ecs-5e70", "ecs-f680", "ecs-3993", "ecs-1f30"]
    last = page[-1]
    assert (last.status, last.power, last.zone) == (ServerStatus.ACTIVE, "Running", "az1-dc1")
    assert (last.flavor, last.addresses, last.locked) == ("c3.large.2", ("192.168.20.197",), False)
    assert last.updated is not None
    assert cloud.asked[-1].path == "/v1/8cded20fb31242ea89cb4701c4506bc9/cloudservers/detail"
    assert cloud.asked[-1].query == "limit=1000&offset=1"


def test_one_server_of_ecs_and_its_details_with_numbers_that_are_texts(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.script = lambda _: reply("otc-ecs-server")
    connection = connect(compute_api=ComputeApi.ECS)
    server = show_server(connection, "e3d3f219-b445-4a7a-8f00-e31412481f8c")
    assert (server.name, server.status) == ("ecs-1f30", ServerStatus.ACTIVE)
    particulars = show_particulars(connection, server)
    assert [one.ip for one in particulars.addresses] == ["192.168.20.197"]
    assert [one.version for one in particulars.addresses] == [4]
    assert show_flavor(connection, server) == FlavorSize(name="c3.large.2", vcpus=2, ram=1024, disk=0)


REFUSALS: dict[str, tuple[type[PortholeError], str, str]] = {
    "otc-error-0005": (ConsoleUnavailableError, "no console of the types novnc", "Ecs.0005"),
    "huawei-error-0214": (ConsoleUnavailableError, "no console of the types novnc", "Ecs.0214"),
    "huawei-error-0114": (ServerNotFoundError, "gone, or belongs to another project", "Ecs.0114"),
    "otc-error-0114": (ServerNotFoundError, "gone, or belongs to another project", "Ecs.0114"),
    "huawei-error-0003": (ForbiddenError, "may not open its console", "Ecs.0003"),
    "huawei-gateway-unpublished": (UnexpectedAnswerError, "does not know the request", "APIGW.0101"),
    "huawei-gateway-throttled": (RateLimitedError, "asks for a pause", "APIGW.0308"),
    "huawei-gateway-token": (AuthenticationError, "does not accept the login", "decrypt token fail"),
    "nova-error-404": (ServerNotFoundError, "gone, or belongs to another project", "could not be found"),
    "nova-error-409": (ServerNotReadyError, "present state does not let you", "is not ready"),
}


@pytest.mark.parametrize("api", ["nova", "ecs"])
@pytest.mark.parametrize("name", REFUSALS)
def test_each_clouds_way_of_saying_no_is_understood_and_its_own_words_are_kept(
    cloud: ReplayCloud, connect: Connect, name: str, api: str
) -> None:
    cloud.script = lambda _: reply(name)
    kind, what, own_words = REFUSALS[name]
    with pytest.raises(kind) as caught:
        console(connect(compute_api=ComputeApi(api)))
    trouble = caught.value.trouble
    assert type(caught.value) is kind
    assert what in trouble.what
    assert own_words in trouble.details
    assert (trouble.cloud, trouble.server) == ("prod", "web-01")


def test_every_document_is_tried_and_named() -> None:
    tried = Path(__file__).read_text()
    files = sorted(DOCUMENTED.glob("*.json"))
    assert [path.stem for path in files if f'"{path.stem}"' not in tried] == []
    assert [path.stem for path in files if not documented(path.stem)["document"]] == []
