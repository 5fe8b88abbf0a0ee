"""Lists of servers: pages, filters, what has changed."""

from datetime import UTC, datetime, timedelta

import pytest

from launcher.model.server import ServerStatus


def pages(client, query=""):
    """Follow the ``next`` links to the end, as a careful client does; returns the names of each page."""
    found = []
    path = f"/servers/detail{query}"
    while path:
        page = client.nova("GET", path).json()
        found.append([server["name"] for server in page["servers"]])
        links = page.get("servers_links", [])
        path = links[0]["href"].removeprefix(client.cloud.compute_url) if links else ""
    return found


@pytest.fixture
def client(shared_cloud, make_client):
    return make_client(shared_cloud)


def test_production_has_a_server_in_every_state(client):
    servers = client.nova("GET", "/servers/detail").json()["servers"]
    assert {server["status"] for server in servers} == set(ServerStatus) - {ServerStatus.DELETED}
    assert len(servers) == 24


def test_pages_hold_every_server_once_newest_first(client, shared_cloud):
    found = pages(client, "?limit=7")
    assert [len(page) for page in found] == [7, 7, 7, 3]
    assert [name for page in found for name in page] == [one.name for one in shared_cloud.servers()]
    servers = client.nova("GET", "/servers/detail").json()["servers"]
    created = [server["created"] for server in servers]
    assert created == sorted(created, reverse=True)


def test_an_exact_multiple_ends_with_one_empty_page(client):
    assert [len(page) for page in pages(client, "?limit=8")] == [8, 8, 8, 0]


def test_the_clouds_own_limit_wins(make_cloud, make_client):
    client = make_client(make_cloud(page_limit=10))
    assert [len(page) for page in pages(client)] == [10, 10, 4]
    assert [len(page) for page in pages(client, "?limit=1000")] == [10, 10, 4]
    assert [len(page) for page in pages(client, "?limit=0")] == [10, 10, 4]


def test_a_page_keeps_the_other_parameters(client):
    assert pages(client, "?limit=2&name=^web&status=ACTIVE") == [["web-01", "web-02"], []]


def test_a_marker_of_another_project_is_unknown(client, server_id, shared_cloud):
    for marker in (server_id(shared_cloud, "web-01", "staging"), "no-such-server"):
        answer = client.nova("GET", f"/servers?marker={marker}")
        assert answer.status_code == 400
        assert answer.json()["badRequest"]["message"] == f"marker [{marker}] not found"


def test_names_and_statuses_filter(client):
    assert client.names("?name=web") == ["web-01", "web-02", "web-03"]
    assert client.names("?status=shutoff&status=ERROR") == ["web-03", "mail-01"]
    assert client.names("?name=nobody") == []
    answer = client.nova("GET", "/servers?name=[")
    assert (answer.status_code, "not a 'regex'" in answer.text) == (400, True)


def test_changes_tell_of_the_deleted_which_lists_leave_out(cloud, make_client, server_id):
    client = make_client(cloud)
    before = datetime.now(UTC)
    cloud.delete_server(server_id(cloud, "web-02"))
    cloud.set_status(server_id(cloud, "db-01"), ServerStatus.SHUTOFF)
    assert "web-02" not in client.names()
    since = f"{before - timedelta(seconds=5):%Y-%m-%dT%H:%M:%SZ}"
    changed = client.nova("GET", f"/servers/detail?changes-since={since}").json()["servers"]
    assert {server["name"]: server["status"] for server in changed} == {
        "web-02": "DELETED",
        "db-01": "SHUTOFF",
    }
    later = f"{datetime.now(UTC) + timedelta(seconds=5):%Y-%m-%dT%H:%M:%S}"
    assert client.names(f"?changes-since={later}") == []


def test_a_moment_that_is_none(client):
    answer = client.nova("GET", "/servers?changes-since=yesterday")
    assert (answer.status_code, "not a 'date-time'" in answer.text) == (400, True)


def test_a_parameter_nova_does_not_define_is_refused_by_newer_versions_only(client):
    assert client.nova("GET", "/servers?porthole=1", "2.74").status_code == 200
    answer = client.nova("GET", "/servers?porthole=1", "2.75")
    assert (answer.status_code, "'porthole' was unexpected" in answer.text) == (400, True)


def test_an_empty_project_has_an_empty_list(shared_cloud, make_client):
    assert pages(make_client(shared_cloud, project="sandbox"), "?limit=5") == [[]]


def test_a_server_can_be_shown_alone(client, shared_cloud, server_id):
    path = f"/servers/{server_id(shared_cloud, 'bastion')}"
    shown = client.nova("GET", path, "2.93").json()["server"]
    assert shown["name"] == "bastion"
    assert [address["addr"] for address in shown["addresses"]["internal"]] == ["10.1.0.4", "203.0.113.4"]
    assert shown == client.nova("GET", "/servers/detail?limit=1", "2.93").json()["servers"][0]


def marker_after(servers):
    return f"&marker={servers[-1]['id']}" if servers else ""


def test_ten_thousand_servers_all_have_an_address_of_their_own(make_cloud, make_client):
    client = make_client(make_cloud(servers=10_000))
    servers = []
    while page := client.nova("GET", f"/servers/detail?limit=1000{marker_after(servers)}").json()["servers"]:
        servers += page
    fixed = [server["addresses"]["internal"][0]["addr"] for server in servers if server["addresses"]]
    assert len(servers) == 10_000
    assert len({server["id"] for server in servers}) == 10_000
    assert len(set(fixed)) == len(fixed) == 9_999
