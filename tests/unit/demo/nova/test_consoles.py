"""Console links: who gets one, how long it is good for, and what ends it early."""

from types import SimpleNamespace

import pytest
from websockets.exceptions import ConnectionClosedError

from launcher.demo import console_links
from launcher.model.console import ConsoleType
from launcher.model.server import ServerStatus


@pytest.fixture
def is_let_in(knock):
    """Whether a link leads to a screen; False where its WebSocket opens and is dropped without a word."""

    def knocked(link):
        try:
            return knock(link).recv(timeout=10) == b"RFB 003.008\n"
        except ConnectionClosedError as error:
            return error.rcvd is not None

    return knocked


def test_a_link_is_good_any_number_of_times_and_each_is_a_new_one(client, is_let_in):
    link = client.console_url("web-01")
    assert [is_let_in(link) for _ in range(3)] == [True] * 3
    assert client.console_url("web-01") != link


def test_a_link_runs_out_and_an_open_session_goes_on(client, is_let_in, look, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(console_links, "time", SimpleNamespace(monotonic=lambda: now[0]))
    link = client.console_url("cache-01")
    viewer = look(link)
    now[0] += 599.9
    assert is_let_in(link)
    now[0] += 0.2
    assert not is_let_in(link)
    viewer.see("cache-01 login:")


@pytest.mark.parametrize("status", [ServerStatus.MIGRATING, ServerStatus.DELETED])
def test_moving_or_deleting_a_server_ends_its_links_and_no_others(
    cloud, client, server_id, is_let_in, status
):
    moved, stays = client.console_url("web-01"), client.console_url("web-02")
    web_01 = server_id(cloud, "web-01")
    cloud.set_status(web_01, status)
    cloud.set_status(web_01, ServerStatus.ACTIVE)
    assert not is_let_in(moved)
    assert is_let_in(stays)


def test_an_unknown_token_or_none_is_dropped_without_a_word(client, is_let_in):
    link = client.console_url("web-01")
    assert not is_let_in(link[:-4] + "beef")
    assert not is_let_in(link.partition("path=")[0] + "path=websockify")


def test_a_server_that_is_off_has_a_link_and_no_screen(client, is_let_in):
    answer = client.console("web-03")
    assert answer.status_code == 200
    assert not is_let_in(answer.json()["remote_console"]["url"])


def test_only_our_own_page_may_open_the_socket(client, knock):
    link = client.console_url("web-01")
    host = link.removeprefix("http://").partition("/")[0]
    assert knock(link, Origin=f"http://{host}").recv(timeout=10)
    assert knock(link, Origin="http://127.0.0.1:1").recv(timeout=10)
    with pytest.raises(ConnectionClosedError):
        knock(link, Origin="http://evil.example").recv(timeout=10)


@pytest.mark.parametrize("version", ["2.1", "2.5"])
def test_the_older_action_gives_the_same_kind_of_link(cloud, client, server_id, is_let_in, version):
    path = f"/servers/{server_id(cloud, 'web-01')}/action"
    answer = client.nova("POST", path, version, {"os-getVNCConsole": {"type": "novnc"}})
    console = answer.json()["console"]
    assert console["type"] == "novnc"
    assert is_let_in(console["url"])


@pytest.mark.parametrize(
    ("kind", "action"),
    [(ConsoleType.SPICE_HTML5, "os-getSPICEConsole"), (ConsoleType.SERIAL, "os-getSerialConsole")],
)
def test_a_cloud_may_have_other_types_than_vnc(make_cloud, make_client, server_id, kind, action):
    cloud = make_cloud(console_types=(kind,), servers=3)
    client = make_client(cloud)
    path = f"/servers/{server_id(cloud, 'web-01')}"
    wanted = {"remote_console": {"protocol": kind.protocol, "type": kind}}
    newer = client.nova("POST", f"{path}/remote-consoles", "2.6", wanted).json()["remote_console"]
    older = client.nova("POST", f"{path}/action", "2.1", {action: {"type": kind}}).json()["console"]
    scheme = "ws" if kind is ConsoleType.SERIAL else "http"
    assert newer["url"].startswith(f"{scheme}://127.0.0.1:")
    assert older["url"].partition("token=")[0] == newer["url"].partition("token=")[0]
    assert client.console("web-01").status_code == 400


def test_a_reader_may_look_at_servers_and_not_at_screens(cloud, make_client, server_id):
    reader = make_client(cloud, user=cloud.reader)
    assert "web-01" in reader.names()
    answer = reader.console("web-01")
    assert answer.status_code == 403
    assert "os_compute_api:os-remote-consoles" in answer.json()["forbidden"]["message"]
    path = f"/servers/{server_id(cloud, 'web-01')}/action"
    older = reader.nova("POST", path, "2.1", {"os-getVNCConsole": {"type": "novnc"}})
    assert older.status_code == 403


def test_a_server_on_the_move_fails_as_nova_does(client):
    answer = client.console("k8s-node-03")
    assert answer.status_code == 500
    assert "Unexpected API Error" in answer.json()["computeFault"]["message"]


def test_a_type_nobody_knows_is_refused_with_those_that_are(cloud, client, server_id):
    path = f"/servers/{server_id(cloud, 'web-01')}/remote-consoles"
    answer = client.nova("POST", path, "2.6", {"remote_console": {"protocol": "vnc", "type": "telnet"}})
    assert answer.status_code == 400
    assert "'telnet' is not one of ['novnc'," in answer.json()["badRequest"]["message"]


@pytest.mark.parametrize("name", ["build-runner-07", "legacy-erp"])
def test_a_server_on_no_host_is_not_ready(client, name):
    assert client.console(name).status_code == 409
