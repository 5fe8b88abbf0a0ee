"""The demo cloud as one of Huawei's kind, for a client that has a token, or a signature that is wrong."""

import pytest


@pytest.fixture
def cloud(make_cloud):
    return make_cloud(servers=60, huawei=True)


@pytest.fixture
def client(cloud, make_client):
    return make_client(cloud)


def url(cloud, path: str) -> str:
    project_id = cloud.servers()[0].project_id
    return f"{cloud.auth_url.removesuffix('/identity/v3')}/ecs/v1/{project_id}/cloudservers/{path}"


def test_nova_is_not_there(client):
    answer = client.nova("GET", "/servers/detail")
    assert answer.status_code == 404
    assert answer.json()["error_code"] == "APIGW.0101"


def test_the_catalog_names_nova_and_ecs(client):
    token = client.log_in().json()["token"]
    assert [service["type"] for service in token["catalog"]] == ["identity", "compute", "ecs"]


def test_a_page_has_25_servers_unless_more_are_asked_for(cloud, client):
    first = client.get(url(cloud, "detail")).json()
    assert (len(first["servers"]), first["count"]) == (25, 60)
    assert len(client.get(url(cloud, "detail?limit=1000&offset=1")).json()["servers"]) == 60
    last = client.get(url(cloud, "detail?offset=3")).json()["servers"]
    assert len(last) == 10
    assert client.get(url(cloud, "detail?offset=4")).json()["servers"] == []
    assert client.get(url(cloud, "detail?offset=0")).json() == first


def test_numbers_are_texts_as_in_the_document(cloud, client):
    server_id = cloud.servers()[0].id
    server = client.get(url(cloud, server_id)).json()["server"]
    assert server["flavor"]["vcpus"].isdigit()
    assert {one["version"] for network in server["addresses"].values() for one in network} <= {"4", "6"}


def test_a_server_is_stopped_in_a_batch(cloud, client):
    server_id = cloud.servers()[0].id
    body = {"os-stop": {"type": "SOFT", "servers": [{"id": server_id}]}}
    assert client.post(url(cloud, "action"), json=body).json()["job_id"]
    cloud.finish_tasks()
    assert client.get(url(cloud, server_id)).json()["server"]["status"] == "SHUTOFF"


def test_a_server_that_is_not_there(cloud, client):
    answer = client.post(
        url(cloud, "abc/remote_console"), json={"remote_console": {"protocol": "vnc", "type": "novnc"}}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "Ecs.0114")


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({}, "decrypt token fail"),
        ({"Authorization": "SDK-HMAC-SHA256 Access=A"}, "malformed"),
        (
            {"Authorization": f"SDK-HMAC-SHA256 Access=A, SignedHeaders=host, Signature={'0' * 64}"},
            "ak not exist",
        ),
    ],
)
def test_who_does_not_say_who_asks_is_refused(cloud, client, headers, words):
    del client.headers["X-Auth-Token"]
    answer = client.get(url(cloud, "detail"), headers=headers)
    assert answer.status_code == 401
    assert words in answer.json()["error_msg"]
    assert answer.headers["Date"].endswith("GMT")


def test_a_signature_of_another_key_is_refused(cloud, client):
    del client.headers["X-Auth-Token"]
    key = cloud.access.access_key
    signed = f"SDK-HMAC-SHA256 Access={key.id}, SignedHeaders=host;x-sdk-date, Signature={'0' * 64}"
    answer = client.get(
        url(cloud, "detail"), headers={"Authorization": signed, "X-Sdk-Date": "20260101T000000Z"}
    )
    assert "x-sdk-date of signature expired" in answer.json()["error_msg"]
