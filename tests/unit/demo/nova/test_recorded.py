"""The demo answers word for word what a real Nova answered."""

from typing import Any

import pytest

CASES = {
    "200-nova-v21": None,
    "400-console-bad-body": "web-01",
    "400-console-protocol-mismatch": "web-01",
    "400-console-rdp": "web-01",
    "400-console-serial-disabled": "web-01",
    "400-console-spice-disabled": "web-01",
    "400-console-xvpvnc": "web-01",
    "400-list-bad-limit": None,
    "400-list-bad-marker": None,
    "400-microversion-malformed": "web-01",
    "404-console-microversion-2.5": "web-01",
    "404-console-no-microversion": "web-01",
    "404-server-not-a-uuid": None,
    "404-server-show-unknown": None,
    "404-server-unknown": None,
    "406-microversion-too-high": "web-01",
    "409-console-building": "build-runner-07",
    "409-stop-a-stopped": "web-03",
    "console-error-state": "mail-01",
    "console-legacy-at-2.6": "web-01",
    "console-paused": "cache-01",
    "console-shutoff": "web-03",
    "console-suspended": "monitor-01",
    "ok-console": "web-01",
    "ok-console-2.93": "web-01",
    "ok-console-legacy-2.1": "web-01",
}
"""Each recording, and the server of the demo that takes the recorded one's place."""

OF_THE_CONNECTION = {"Content-Length", "Connection", "Date"}


@pytest.mark.parametrize("name", CASES)
def test_answers_as_a_real_nova_does(name, shared_cloud, make_client, recorded, without_ids):
    real = recorded(name)
    asked = real["request"]
    path = asked["url"].partition("/v2.1")[2]
    if server := CASES[name]:
        _, _, after = path.removeprefix("/servers/").partition("/")
        (stand_in,) = [machine.id for machine in shared_cloud.servers() if machine.name == server]
        path = f"/servers/{stand_in}/{after}"
    client = make_client(shared_cloud)
    answer = client.nova(asked["method"], path, asked["microversion"] or "", asked["body"])
    assert answer.status_code == real["status"]
    assert without_ids(answer.json()) == without_ids(real["body"])
    headers = {name: value for name, value in real["headers"].items() if name not in OF_THE_CONNECTION}
    assert without_ids(dict(answer.headers)).keys() >= headers.keys()
    assert answer.headers["Content-Type"] == headers["Content-Type"]
    for header in ("OpenStack-API-Version", "X-OpenStack-Nova-API-Version", "Vary"):
        assert answer.headers.get(header) == headers.get(header)


def test_names_its_versions_as_a_real_nova_does(shared_cloud, make_client, recorded, without_ids):
    answer = make_client(shared_cloud).get(shared_cloud.compute_url.removesuffix("/v2.1"))
    assert without_ids(answer.json()) == without_ids(recorded("300-nova-versions")["body"])


@pytest.mark.parametrize("name", ["401-nova-bad-token", "401-nova-no-token", "401-nova-revoked-token"])
def test_refuses_bad_tokens_as_a_real_nova_does(name, shared_cloud, make_client, recorded, without_ids):
    client = make_client(shared_cloud)
    client.headers["X-Auth-Token"] = "" if name.endswith("no-token") else "gAAAAABunknown"
    real = recorded(name)
    answer = client.nova("GET", "/servers/detail")
    assert (answer.status_code, answer.json()) == (401, real["body"])
    assert without_ids(answer.headers["WWW-Authenticate"]) == 'Keystone uri="http://cloud"'
    assert "OpenStack-API-Version" not in answer.headers


def test_a_server_of_another_project_is_unknown(shared_cloud, make_client, server_id, recorded, without_ids):
    stranger = server_id(shared_cloud, "web-01", "staging")
    body = {"remote_console": {"protocol": "vnc", "type": "novnc"}}
    answer = make_client(shared_cloud).nova("POST", f"/servers/{stranger}/remote-consoles", "2.6", body)
    real = recorded("404-server-of-another-project")
    assert answer.status_code == 404
    assert without_ids(answer.json()) == without_ids(real["body"])


def test_a_token_without_a_project_sees_an_empty_list(shared_cloud, make_client, recorded):
    answer = make_client(shared_cloud, project=None).nova("GET", "/servers/detail")
    assert (answer.status_code, answer.json()) == (200, recorded("nova-unscoped-token")["body"])


@pytest.mark.parametrize(("name", "version"), [("ok-list-page", ""), ("ok-list-page-291", "2.91")])
def test_a_listed_server_has_the_fields_of_a_real_one(name, version, shared_cloud, make_client, recorded):
    real = recorded(name)["body"]
    page = (
        make_client(shared_cloud).nova("GET", f"/servers/detail?limit={len(real['servers'])}", version).json()
    )
    assert page.keys() == real.keys()
    for ours, theirs in zip(page["servers"], real["servers"], strict=True):
        assert ours.keys() == theirs.keys()
        assert ours["flavor"].keys() == theirs["flavor"].keys()
        assert types_of(ours) == types_of(theirs)


def types_of(server: dict[str, Any]) -> dict[str, type]:
    return {name: type(value) for name, value in server.items() if value is not None and "task" not in name}


def test_a_brief_list_is_as_a_real_one(shared_cloud, make_client, recorded, without_ids):
    page = make_client(shared_cloud, user=shared_cloud.reader).nova("GET", "/servers?limit=1").json()
    page["servers"][0]["name"] = "desk5-32"
    assert without_ids(page) == without_ids(recorded("ok-list-reader")["body"])


def test_a_deleted_server_is_unknown(cloud, client, server_id, recorded, without_ids):
    path = f"/servers/{server_id(cloud, 'web-01')}/remote-consoles"
    cloud.delete_server(server_id(cloud, "web-01"))
    answer = client.nova("POST", path, "2.6", {"remote_console": {"protocol": "vnc", "type": "novnc"}})
    assert without_ids(answer.json()) == without_ids(recorded("console-deleted")["body"])
