"""The compute API in its dialects."""

import pytest

VNC = {"remote_console": {"protocol": "vnc", "type": "novnc"}}


@pytest.fixture
def client(shared_cloud, make_client):
    return make_client(shared_cloud)


@pytest.fixture
def console_path(shared_cloud, server_id):
    return f"/servers/{server_id(shared_cloud, 'web-01')}/remote-consoles"


def versions(answer):
    return answer.headers["OpenStack-API-Version"], answer.headers["X-OpenStack-Nova-API-Version"]


@pytest.mark.parametrize(
    "headers",
    [
        {"OpenStack-API-Version": "compute 2.6"},
        {"OpenStack-API-Version": "volume 3.70, compute 2.6"},
        {"X-OpenStack-Nova-API-Version": "2.6"},
        {"OpenStack-API-Version": "compute 2.6", "X-OpenStack-Nova-API-Version": "2.1"},
        {"OpenStack-API-Version": "volume 3.70", "X-OpenStack-Nova-API-Version": "2.6"},
    ],
)
def test_either_header_chooses_and_the_newer_one_wins(client, shared_cloud, console_path, headers):
    answer = client.post(shared_cloud.compute_url + console_path, json=VNC, headers=headers)
    assert answer.status_code == 200
    assert versions(answer) == ("compute 2.6", "2.6")


def test_without_one_it_is_the_oldest(client, console_path):
    answer = client.nova("POST", console_path, body=VNC)
    assert answer.status_code == 404
    assert versions(answer) == ("compute 2.1", "2.1")


def test_latest_is_the_newest(client):
    assert versions(client.nova("GET", "/servers", "latest")) == ("compute 2.93", "2.93")


@pytest.mark.parametrize(("version", "status"), [("2.0", 406), ("2.94", 406), ("3.1", 406), ("2.93", 200)])
def test_what_nova_does_not_speak_is_refused(client, version, status):
    assert client.nova("GET", "/servers", version).status_code == status


def test_an_old_cloud_has_no_remote_consoles_at_all(make_cloud, make_client, server_id):
    cloud = make_cloud(max_microversion="2.5", servers=3)
    client = make_client(cloud)
    assert client.console("web-01").status_code == 406
    action = f"/servers/{server_id(cloud, 'web-01')}/action"
    answer = client.nova("POST", action, "2.5", {"os-getVNCConsole": {"type": "novnc"}})
    assert answer.json()["console"]["url"].startswith("http://127.0.0.1:")
    document = client.get(cloud.compute_url).json()["version"]
    assert (document["min_version"], document["version"]) == ("2.1", "2.5")


def test_version_documents_need_no_token(client, shared_cloud):
    client.headers.pop("X-Auth-Token")
    assert client.get(f"{shared_cloud.compute_url}/").json()["version"]["id"] == "v2.1"
    assert client.get(shared_cloud.compute_url.removesuffix("/v2.1")).status_code == 200


@pytest.mark.parametrize("path", ["/flavors", "/servers/x/y/z", "/servers/detail/more", "/../x"])
def test_elsewhere_nova_has_nothing(client, path):
    answer = client.nova("GET", path)
    assert answer.json()["itemNotFound"]["message"] == "The resource could not be found."
    assert answer.headers["x-openstack-request-id"].startswith("req-")
