"""Servers, page by page, from clouds that leave out this and that."""

from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest

from launcher.cloud.connection import CloudConnection
from launcher.cloud.servers import list_servers, show_server
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.errors import ForbiddenError, UnexpectedAnswerError
from launcher.model.server import Server, ServerKey, ServerStatus
from tests.unit.cloud.conftest import Connect
from tests.unit.cloud.replay import Asked, ReplayCloud, Reply
from tests.unit.services.parts import profile_for


def page(*names: str, next_marker: str = "", host: str = "nova.internal:8774") -> Reply:
    body: dict[str, object] = {"servers": [{"id": f"id-{name}", "name": name} for name in names]}
    if next_marker:
        href = f"http://{host}/v2.1/servers/detail?limit=2&marker={next_marker}"
        body["servers_links"] = [{"rel": "previous", "href": "x"}, {"rel": "next", "href": href}]
    return Reply(200, body)


def one(cloud: ReplayCloud, connect: Connect, **fields: object) -> Server:
    cloud.replies = [Reply(200, {"servers": [{"id": "7baf4b03", **fields}]})]
    ((server,),) = list_servers(connect())
    return server


def test_pages_follow_the_marker_alone_never_the_links_host(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [page("a", "b", next_marker="id-b"), page("c", "d", next_marker="id-d"), page()]
    pages = list(list_servers(connect(), page_size=2))
    assert [[server.name for server in one] for one in pages] == [["a", "b"], ["c", "d"], []]
    assert [parse_qs(asked.query) for asked in cloud.compute_asked()] == [
        {"limit": ["2"]},
        {"limit": ["2"], "marker": ["id-b"]},
        {"limit": ["2"], "marker": ["id-d"]},
    ]


def test_a_page_is_had_before_the_next_is_asked_for(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [page("a", next_marker="id-a"), page("b")]
    pages = list_servers(connect())
    assert next(pages)[0].name == "a"
    assert len(cloud.compute_asked()) == 1
    assert next(pages)[0].name == "b"


def test_cancelling_stops_between_two_requests(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.script = lambda _: page("a", next_marker=f"id-{len(cloud.asked)}")
    seen: list[str] = []
    for servers in list_servers(connect(), cancelled=lambda: len(seen) == 3):
        seen.extend(server.name for server in servers)
    assert seen == ["a", "a", "a"]
    assert len(cloud.compute_asked()) == 3


def test_cancelled_before_the_first_request_nothing_is_sent(cloud: ReplayCloud, connect: Connect) -> None:
    assert list(list_servers(connect(), cancelled=lambda: True)) == []
    assert cloud.asked == []


def test_a_marker_that_does_not_move_is_told_and_not_followed_for_ever(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.script = lambda _: page("a", next_marker="id-a")
    with pytest.raises(UnexpectedAnswerError, match="goes round in a circle") as caught:
        list(list_servers(connect()))
    assert caught.value.trouble.cloud == "prod"
    assert len(cloud.compute_asked()) == 2


def test_a_link_without_a_marker_ends_the_list(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(200, {"servers": [], "servers_links": [{"rel": "next", "href": "http://x/"}]})]
    assert list(list_servers(connect())) == [()]


def test_changes_since_is_asked_with_its_time_zone(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(200, {"servers": [{"id": "gone", "status": "DELETED"}]})]
    ((server,),) = list_servers(connect(), changes_since=datetime(2026, 11, 24, 14, 0, tzinfo=UTC))
    assert parse_qs(cloud.asked[-1].query)["changes-since"] == ["2026-11-24T14:00:00+00:00"]
    assert server.status is ServerStatus.DELETED


def test_what_a_server_is_made_of(cloud: ReplayCloud, connect: Connect) -> None:
    fields = {
        "name": "web-01",
        "status": "ACTIVE",
        "created": "2026-11-24T14:41:28Z",
        "OS-EXT-STS:task_state": "rebooting",
        "OS-EXT-AZ:availability_zone": "eu-de-01",
        "addresses": {
            "front": [
                {"addr": "80.158.1.2", "version": 4, "OS-EXT-IPS:type": "floating"},
                {"addr": "10.0.3.4", "version": 4, "OS-EXT-IPS:type": "fixed"},
            ],
            "back": [{"addr": "fd00::7", "version": 6}, {"version": 4}],
        },
    }
    server = one(cloud, connect, **fields)
    assert server == Server(
        profile_id="prod-id",
        id="7baf4b03",
        name="web-01",
        status=ServerStatus.ACTIVE,
        task_state="rebooting",
        addresses=("10.0.3.4", "fd00::7", "80.158.1.2"),
        zone="eu-de-01",
        created=datetime(2026, 11, 24, 14, 41, 28, tzinfo=UTC),
    )
    assert server.key == ServerKey("prod-id", "7baf4b03")


def test_a_time_without_a_zone_is_novas_own(cloud: ReplayCloud, connect: Connect) -> None:
    assert one(cloud, connect, updated="2026-11-24T15:00:00").updated == datetime(
        2026, 11, 24, 15, tzinfo=UTC
    )


def test_what_newer_microversions_add(cloud: ReplayCloud, connect: Connect) -> None:
    fields = {
        "updated": "2026-11-24T15:00:00Z",
        "OS-EXT-STS:power_state": 4,
        "flavor": {"original_name": "s3.large", "vcpus": 2},
        "image": {"id": "06e4b04b"},
        "key_name": "ada",
        "metadata": {"owner": "web", "env": "prod"},
        "tags": ["web", "blue"],
        "locked": True,
    }
    server = one(cloud, connect, **fields)
    assert server.updated == datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert (server.power, server.flavor, server.image, server.key_name) == (
        "Shut down",
        "s3.large",
        "06e4b04b",
        "ada",
    )
    assert server.metadata == (("env", "prod"), ("owner", "web"))
    assert server.tags == ("blue", "web")
    assert server.locked


def test_what_the_oldest_leave_out(cloud: ReplayCloud, connect: Connect) -> None:
    server = one(cloud, connect, flavor={"id": "42", "links": []}, image="")
    assert (server.flavor, server.image, server.power, server.tags, server.locked) == (
        "42",
        "",
        "",
        (),
        False,
    )


@pytest.mark.parametrize("newest", ["2.1", "2.20", "2.93"])
def test_every_cloud_is_asked_for_no_more_than_it_knows(newest: str) -> None:
    with DemoCloud(DemoOptions(servers=3, max_microversion=newest)) as cloud:
        connection = CloudConnection(profile_for(cloud), cloud.access.password)
        with closing(connection):
            for _ in range(2):
                assert len(next(list_servers(connection))) == 3
        listed = [one for one in cloud.requests if one.path.endswith("/servers/detail")]
    asked = [one.microversions[1] for one in listed]
    if newest == "2.93":
        assert asked == ["2.47", "2.47"]
    else:
        assert asked == ["2.47", newest, newest]
        assert [one.status for one in listed] == [406, 200, 200]


@pytest.mark.parametrize("absent", [{}, {"name": None}, {"name": ""}])
def test_a_server_without_a_name_is_called_by_its_id(
    cloud: ReplayCloud, connect: Connect, absent: dict[str, object]
) -> None:
    assert one(cloud, connect, **absent).name == "7baf4b03"


def test_a_server_of_which_hardly_anything_is_told(cloud: ReplayCloud, connect: Connect) -> None:
    server = one(
        cloud,
        connect,
        addresses=None,
        created="yesterday",
        status=None,
        **{"OS-EXT-STS:task_state": None, "OS-EXT-AZ:availability_zone": None},
    )
    assert (server.addresses, server.created, server.zone, server.task_state) == ((), None, "", "")
    assert server.status is ServerStatus.UNKNOWN


def test_a_status_nova_did_not_have_when_this_was_written(cloud: ReplayCloud, connect: Connect) -> None:
    assert one(cloud, connect, status="TELEPORTING").status is ServerStatus.UNKNOWN


def test_a_list_that_may_not_be_read(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(403, {"forbidden": {"message": "Policy doesn't allow it"}})]
    with pytest.raises(ForbiddenError, match="may not list servers"):
        list(list_servers(connect()))


def test_a_page_of_another_shape_names_what_is_wrong_in_it(cloud: ReplayCloud, connect: Connect) -> None:
    cloud.replies = [Reply(200, {"servers": [{"id": 17}]})]
    with pytest.raises(UnexpectedAnswerError, match="in another form") as caught:
        list(list_servers(connect()))
    assert "$.servers[0].id" in caught.value.trouble.details
    assert caught.value.trouble.cloud == "prod"


def test_a_404_for_the_whole_list_does_not_say_that_a_server_is_gone(
    cloud: ReplayCloud, connect: Connect
) -> None:
    cloud.replies = [Reply(404, {"error_msg": "no such API on this server", "error_code": "APIGW.0101"})]
    with pytest.raises(UnexpectedAnswerError, match="does not know the request to list servers"):
        list(list_servers(connect()))


def test_a_servers_id_stays_within_its_path(cloud: ReplayCloud, connect: Connect) -> None:
    asked: list[Asked] = cloud.asked
    cloud.replies = [Reply(200, {"server": {"id": "x"}})]
    show_server(connect(), "../flavors")
    assert asked[-1].path == "/v2.1/servers/..%2Fflavors"
