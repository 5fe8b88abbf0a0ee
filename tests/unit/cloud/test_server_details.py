"""The parts of one server, as clouds old and new tell of them."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from threading import Event

import pytest

from launcher.cloud.connection import CloudConnection
from launcher.cloud.server_details import (
    list_actions,
    list_security_groups,
    list_volumes,
    read_console_log,
    show_flavor,
    show_particulars,
)
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.details import (
    Address,
    AttachedVolume,
    Fault,
    FlavorSize,
    SecurityGroup,
    SecurityRule,
)
from launcher.model.errors import (
    CloudFaultError,
    ConsoleUnavailableError,
    ForbiddenError,
    PortholeError,
    RateLimitedError,
    ServerNotFoundError,
    ServerNotReadyError,
    UnexpectedAnswerError,
)
from launcher.model.server import Server, ServerStatus
from tests.unit.cloud.conftest import Connect
from tests.unit.cloud.replay import ReplayCloud, Reply
from tests.unit.services.parts import profile_for

SERVER = Server("prod-id", "7baf4b03", "web-01", ServerStatus.ACTIVE)
NOT_FOUND = Reply(404, {"itemNotFound": {"code": 404, "message": "The resource could not be found."}})


def show(**fields: object) -> Reply:
    return Reply(200, {"server": {"id": SERVER.id, **fields}})


def test_what_a_cloud_says_of_a_server(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [
        show(
            name="web-01",
            status="ERROR",
            created="2026-11-24T14:41:28Z",
            hostId="f00d",
            tenant_id="8cded2",
            user_id="6edb11",
            image={"id": "06e4b04b"},
            description="the front door",
            addresses={
                "front": [
                    {
                        "addr": "10.0.3.4",
                        "version": 4,
                        "OS-EXT-IPS:type": "fixed",
                        "OS-EXT-IPS-MAC:mac_addr": "fa:16:3e:01:02:03",
                    },
                    {"addr": "80.158.1.2", "version": 4, "OS-EXT-IPS:type": "floating"},
                ],
                "back": [{"addr": "fd00::7", "version": 6}, {"version": 4}],
            },
            metadata={"owner": "web", "env": "prod"},
            tags=["web", "blue"],
            fault={"code": 500, "message": "No valid host was found.", "created": "2026-11-24T14:42:00Z"},
        )
    ]
    found = show_particulars(connect(), SERVER)
    assert found.addresses == (
        Address("front", "10.0.3.4", 4, floating=False, mac="fa:16:3e:01:02:03"),
        Address("front", "80.158.1.2", 4, floating=True),
        Address("back", "fd00::7", 6),
    )
    assert (found.host_id, found.project_id, found.image_id) == ("f00d", "8cded2", "06e4b04b")
    assert (found.status, found.description) == (ServerStatus.ERROR, "the front door")
    assert found.metadata == (("env", "prod"), ("owner", "web"))
    assert found.tags == ("blue", "web")
    moment = datetime(2026, 11, 24, 14, 42, tzinfo=UTC)
    assert found.fault == Fault("No valid host was found.", 500, moment)


def test_a_server_of_which_hardly_anything_is_told(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [
        show(name=None, status=None, addresses=None, metadata=None, created="yesterday", image="")
    ]
    found = show_particulars(connect(), SERVER)
    assert (found.name, found.status, found.created) == (SERVER.id, ServerStatus.UNKNOWN, None)
    assert (found.addresses, found.metadata, found.tags, found.fault) == ((), (), None, None)


def test_a_flavor_that_comes_with_the_server_is_one_request(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [
        show(flavor={"original_name": "s3.large", "vcpus": 2, "ram": 4096, "disk": 40, "swap": 512})
    ]
    assert show_flavor(connect(), SERVER) == FlavorSize("s3.large", 2, 4096, 40, 0, 512)
    assert len(cloud.compute_asked()) == 1


def test_an_older_clouds_flavor_is_looked_up_by_its_id(cloud: ReplayCloud, connect: Connect) -> None:
    flavor = {"id": "42", "name": "m1.tiny", "vcpus": 1, "ram": 512, "disk": 1, "swap": ""}
    cloud.replies = [
        show(flavor={"id": "42", "links": []}),
        Reply(200, {"flavor": flavor | {"OS-FLV-EXT-DATA:ephemeral": 5}}),
    ]
    assert show_flavor(connect(), SERVER) == FlavorSize("m1.tiny", 1, 512, 1, 5, 0)
    assert cloud.asked[-1].path == "/v2.1/flavors/42"


def test_a_flavor_that_was_deleted_since_is_called_by_its_id(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [show(flavor={"id": "42"}), NOT_FOUND]
    assert show_flavor(connect(), SERVER) == FlavorSize("42")


def test_volumes(cloud: ReplayCloud, connect: Connect) -> None:
    attachment = {"id": "a1", "volumeId": "v1", "device": "/dev/vdb", "delete_on_termination": True}
    cloud.replies = [
        Reply(200, {"volumeAttachments": [attachment, {"volumeId": "v2", "device": None}]}),
        Reply(200, {"volume": {"id": "v1", "displayName": "data", "size": 50}}),
        Reply(200, {"volume": {"id": "v2", "displayName": None, "size": 10}}),
    ]
    assert list_volumes(connect(), SERVER) == (
        AttachedVolume("v1", "/dev/vdb", goes_with_server=True, name="data", size=50),
        AttachedVolume("v2", size=10),
    )


@pytest.mark.parametrize("refusal", [NOT_FOUND, Reply(403, {"forbidden": {"message": "no"}}), Reply(503)])
def test_volumes_whose_names_are_refused_are_told_by_their_ids(
    cloud: ReplayCloud, connect: Connect, refusal: Reply
) -> None:
    cloud.replies = [Reply(200, {"volumeAttachments": [{"volumeId": "v1"}, {"volumeId": "v2"}]}), refusal]
    assert list_volumes(connect(), SERVER) == (AttachedVolume("v1"), AttachedVolume("v2"))


@pytest.mark.parametrize("refusal", [NOT_FOUND, Reply(403, {"forbidden": {"message": "no"}})])
def test_where_volumes_may_not_be_listed_the_server_names_them(
    cloud: ReplayCloud, connect: Connect, refusal: Reply
) -> None:
    cloud.replies = [refusal, show(**{"os-extended-volumes:volumes_attached": [{"id": "v1"}]})]
    assert list_volumes(connect(), SERVER) == (AttachedVolume("v1"),)


def test_a_security_group_of_two_ports_is_one(cloud: ReplayCloud, connect: Connect) -> None:
    rules = [
        {
            "ip_protocol": "TCP",
            "from_port": 22,
            "to_port": 22,
            "ip_range": {"cidr": "10.0.0.0/8"},
            "group": {},
        },
        {"ip_protocol": None, "from_port": -1, "to_port": -1, "ip_range": {}, "group": {"name": "web"}},
    ]
    group = {"id": "g1", "name": "default", "description": "Default", "rules": rules}
    cloud.replies = [Reply(200, {"security_groups": [group, group, {"name": "bare"}]})]
    assert list_security_groups(connect(), SERVER) == (
        SecurityGroup(
            "default",
            "g1",
            "Default",
            (SecurityRule("tcp", 22, 22, "10.0.0.0/8"), SecurityRule("", None, None, "web")),
        ),
        SecurityGroup("bare"),
    )


def test_actions_come_newest_first_in_utc(cloud: ReplayCloud, connect: Connect) -> None:
    actions = [
        {"action": "create", "request_id": "req-1", "start_time": "2026-11-24T14:41:28.000000"},
        {
            "action": "reboot",
            "request_id": "req-2",
            "start_time": "2026-11-24T15:00:00.5",
            "message": "Error",
        },
        {"action": "lock", "request_id": "req-0", "start_time": None, "message": None},
    ]
    cloud.replies = [Reply(200, {"instanceActions": actions})]
    found = list_actions(connect(), SERVER)
    assert [(one.action, one.request_id, one.message) for one in found] == [
        ("reboot", "req-2", "Error"),
        ("create", "req-1", ""),
        ("lock", "req-0", ""),
    ]
    assert found[1].started == datetime(2026, 11, 24, 14, 41, 28, tzinfo=UTC)


def test_a_console_log_comes_as_it_was_written(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(200, {"output": "\x1b[1mhello\x1b[0m\r\n"}), Reply(200, {"output": None})]
    connection = connect()
    assert read_console_log(connection, SERVER, lines=7) == "\x1b[1mhello\x1b[0m\r\n"
    assert cloud.asked[-1].body == {"os-getConsoleOutput": {"length": 7}}
    assert read_console_log(connection, SERVER) == ""


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, "Guest does not have a console available."),
        (404, "The resource could not be found."),
        (501, "Unable to get console log, functionality not implemented"),
    ],
)
def test_a_host_that_keeps_no_log(cloud: ReplayCloud, connect: Connect, status: int, message: str) -> None:
    cloud.replies = [Reply(status, {"x": {"message": message}}, {"x-openstack-request-id": "req-9"})]
    with pytest.raises(ConsoleUnavailableError, match="keeps no console log") as caught:
        read_console_log(connect(), SERVER)
    assert caught.value.trouble.request_id == "req-9"
    assert message in caught.value.trouble.details


REFUSALS = {
    ServerNotFoundError: (404, "Instance 7baf4b03 could not be found."),
    ServerNotReadyError: (409, "Instance 7baf4b03 is not ready"),
    ForbiddenError: (403, "Policy doesn't allow it"),
    CloudFaultError: (500, "oops"),
}


@pytest.mark.parametrize("kind", REFUSALS)
@pytest.mark.parametrize(
    "part", [show_particulars, show_flavor, list_security_groups, list_actions, read_console_log]
)
def test_every_refusal_names_the_cloud_and_the_server(
    cloud: ReplayCloud,
    connect: Connect,
    part: Callable[[CloudConnection, Server], object],
    kind: type[PortholeError],
) -> None:
    status, message = REFUSALS[kind]
    cloud.replies = [Reply(status, {"x": {"message": message}}, {"x-openstack-request-id": "req-9"})]
    with pytest.raises(kind) as caught:
        part(connect(), SERVER)
    trouble = caught.value.trouble
    assert (trouble.cloud, trouble.server, trouble.request_id) == ("prod", "web-01", "req-9")


def test_an_answer_of_another_shape_says_where(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(200, {"instanceActions": [{"action": 3}]})]
    with pytest.raises(UnexpectedAnswerError) as caught:
        list_actions(connect(), SERVER)
    assert "$.instanceActions[0].action" in caught.value.trouble.details
    assert caught.value.trouble.server == "web-01"


def test_a_pause_nobody_waits_for_is_told(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(429, {}, {"Retry-After": "30"})]
    with pytest.raises(RateLimitedError) as caught:
        read_console_log(connect(), SERVER)
    assert (caught.value.retry_after, caught.value.trouble.server) == (30.0, "web-01")


def test_a_pause_that_is_asked_for_is_kept(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(429, {}, {"Retry-After": "1"}), show(name="web-01")]
    waited: list[float] = []
    gone = Event()

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        return not gone.wait(seconds)

    assert show_particulars(connect(), SERVER, wait).name == "web-01"
    assert waited[0] == 1.0


@pytest.mark.parametrize("newest", ["2.1", "2.20", "2.93", "2.120"])
def test_every_part_of_a_cloud_old_or_new(newest: str) -> None:
    with DemoCloud(DemoOptions(max_microversion=newest)) as cloud:
        (machine,) = (one for one in cloud.servers() if one.name == "db-01")
        server = Server("prod", machine.id, "db-01", ServerStatus.ACTIVE)
        with closing(CloudConnection(profile_for(cloud), cloud.access.password)) as connection:
            found = show_particulars(connection, server)
            assert (found.tags is None) == (newest in {"2.1", "2.20"})
            assert found.addresses[0].mac.startswith("fa:16:3e")
            assert show_flavor(connection, server).vcpus == machine.flavor.vcpus
            volumes = list_volumes(connection, server)
            assert [(one.name, one.size) for one in volumes] == [("db-01-data-1", 50), ("db-01-data-2", 100)]
            assert list_security_groups(connection, server)[0].name == "default"
            assert list_actions(connection, server)[-1].action == "create"
            assert "db-01 login:" in read_console_log(connection, server)
            # Known beforehand, a newer cloud's newest is not asked for either.
            connection.max_microversion()
            show_particulars(connection, server)
        wanted = {one.microversions[1] for one in cloud.requests} - {None}
    assert wanted
    assert all(int(one.removeprefix("2.")) <= 93 for one in wanted), "never what nobody has tried"
