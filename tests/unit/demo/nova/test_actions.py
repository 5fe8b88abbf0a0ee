"""Starting, stopping and rebooting, and what one sees of it."""

from time import monotonic

import pytest
from websockets.exceptions import ConnectionClosedError

from tests.unit.demo.client import server_id_of


@pytest.fixture
def act(cloud, client):
    """Run an action on a server; returns the answer's status."""
    return lambda *how, **more: run(cloud, client, *how, **more).status_code


def run(cloud, client, name, action, by=None):
    path = f"/servers/{server_id_of(cloud, name)}/action"
    body = action if isinstance(action, dict) else {action: None}
    return (by or client).nova("POST", path, "2.1", body)


def shown(client, name):
    (server,) = client.nova("GET", f"/servers/detail?name=^{name}$").json()["servers"]
    return server


def status(client, name):
    return shown(client, name)["status"]


def state(client, name):
    server = shown(client, name)
    return server["status"], server["OS-EXT-STS:task_state"]


def test_stopping_drops_the_viewers_and_starting_boots(act, client, look):
    viewer = look(client.console_url("web-01"))
    viewer.see("Hypervisor detected: KVM")
    assert act("web-01", "os-stop") == 202
    assert status(client, "web-01") == "SHUTOFF"
    with pytest.raises(ConnectionClosedError):
        viewer.see("never to be seen")
    assert act("web-01", "os-start") == 202
    assert status(client, "web-01") == "ACTIVE"
    look(client.console_url("web-01")).see("Hypervisor detected: KVM")


def test_a_reboot_is_seen_by_who_is_looking(act, client, look):
    viewer = look(client.console_url("mail-01"))
    viewer.see("Kernel panic - not syncing")
    assert act("mail-01", {"reboot": {"type": "HARD"}}) == 202
    text = viewer.see("Hypervisor detected: KVM")
    assert "panic" not in text


def test_a_reboot_nobody_sees(act, client):
    assert act("web-01", {"reboot": {"type": "SOFT"}}) == 202
    assert status(client, "web-01") == "ACTIVE"


SOFT, HARD = {"reboot": {"type": "SOFT"}}, {"reboot": {"type": "HARD"}}


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("web-01", "os-start"),
        ("web-03", "os-stop"),
        ("cache-01", "os-stop"),
        ("web-03", SOFT),
        ("mail-01", SOFT),
        ("files-01", HARD),
        ("k8s-node-03", "os-stop"),
        ("k8s-node-02", SOFT),
    ],
)
def test_what_the_state_does_not_allow_is_a_conflict(act, name, action):
    assert act(name, action) == 409


def test_a_conflict_is_worded_as_a_real_cloud_words_it(cloud, client, recorded, without_ids):
    real = recorded("409-stop-a-stopped")
    answer = run(cloud, client, "web-03", "os-stop")
    assert without_ids(answer.json()) == without_ids(real["body"])


@pytest.mark.parametrize("name", ["web-01", "web-03", "cache-01", "monitor-01", "mail-01", "k8s-node-02"])
def test_a_hard_reboot_helps_in_nearly_every_state(act, client, name):
    assert act(name, HARD) == 202
    assert state(client, name) == ("ACTIVE", None)


@pytest.fixture
def slow(make_cloud, make_client):
    """A cloud whose tasks end when they are told to, and its operator."""
    cloud = make_cloud(task_seconds=3600)
    return cloud, make_client(cloud)


@pytest.mark.parametrize(
    ("name", "action", "meanwhile", "afterwards"),
    [
        ("web-03", "os-start", ("SHUTOFF", "powering-on"), "ACTIVE"),
        ("web-01", "os-stop", ("ACTIVE", "powering-off"), "SHUTOFF"),
        ("web-01", SOFT, ("REBOOT", "rebooting"), "ACTIVE"),
        ("web-01", HARD, ("HARD_REBOOT", "rebooting_hard"), "ACTIVE"),
        ("web-03", HARD, ("SHUTOFF", "rebooting_hard"), "ACTIVE"),
    ],
)
def test_a_task_takes_its_time(slow, name, action, meanwhile, afterwards):
    cloud, client = slow
    assert run(cloud, client, name, action).status_code == 202
    assert state(client, name) == meanwhile
    assert run(cloud, client, name, "os-stop").status_code == 409
    cloud.finish_tasks()
    assert state(client, name) == (afterwards, None)


def test_a_task_ends_by_itself(make_cloud, make_client):
    cloud = make_cloud(task_seconds=0.01)
    client = make_client(cloud)
    run(cloud, client, "web-01", "os-stop")
    deadline = monotonic() + 5
    while state(client, "web-01") != ("SHUTOFF", None):
        assert monotonic() < deadline


def test_a_hard_reboot_takes_the_place_of_a_soft_one(slow):
    cloud, client = slow
    run(cloud, client, "web-01", SOFT)
    assert run(cloud, client, "web-01", HARD).status_code == 202
    assert state(client, "web-01") == ("HARD_REBOOT", "rebooting_hard")
    cloud.finish_tasks()
    assert state(client, "web-01") == ("ACTIVE", None)


def test_a_server_that_is_deleted_meanwhile_stays_deleted(slow):
    cloud, client = slow
    run(cloud, client, "web-01", "os-stop")
    cloud.delete_server(server_id_of(cloud, "web-01"))
    cloud.finish_tasks()
    assert "web-01" not in client.names()


@pytest.mark.parametrize(
    ("action", "words"),
    [(SOFT, "The system will reboot now!"), ("os-stop", "The system will power-off now!")],
)
def test_who_looks_sees_the_system_go(slow, look, action, words):
    cloud, client = slow
    viewer = look(client.console_url("web-01"))
    viewer.see("Hypervisor detected: KVM")
    run(cloud, client, "web-01", action)
    viewer.see(words)


def test_a_reader_may_do_nothing(act, cloud, make_client):
    reader = make_client(cloud, user=cloud.reader)
    for action in ("os-start", "os-stop", "reboot"):
        assert act("web-01", action, by=reader) == 403


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"os-start": None, "os-stop": None},
        {"resize": None},
        {"reboot": 5},
        {"reboot": None},
        {"reboot": {"type": "GENTLE"}},
    ],
)
def test_a_body_that_names_no_action(act, body):
    assert act("web-01", body) == 400
