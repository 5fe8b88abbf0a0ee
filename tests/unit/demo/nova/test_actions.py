"""Starting, stopping and rebooting, and what one sees of it."""

import pytest
from websockets.exceptions import ConnectionClosedError


@pytest.fixture
def act(cloud, client, server_id):
    """Run an action on a server; returns the answer's status."""

    def run(name, action, version="2.1", by=None):
        path = f"/servers/{server_id(cloud, name)}/action"
        body = action if isinstance(action, dict) else {action: None}
        return (by or client).nova("POST", path, version, body).status_code

    return run


def status(client, name):
    (server,) = client.nova("GET", f"/servers/detail?name=^{name}$").json()["servers"]
    return server["status"]


def test_stopping_drops_the_viewers_and_starting_boots(act, client, look):
    viewer = look(client.console_url("cache-01"))
    viewer.see("cache-01 login:")
    assert act("cache-01", "os-stop") == 202
    assert status(client, "cache-01") == "SHUTOFF"
    with pytest.raises(ConnectionClosedError):
        viewer.see("never to be seen")
    assert act("cache-01", "os-start") == 202
    assert status(client, "cache-01") == "ACTIVE"
    look(client.console_url("cache-01")).see("Hypervisor detected: KVM")


def test_a_reboot_is_seen_by_who_is_looking(act, client, look):
    viewer = look(client.console_url("mail-01"))
    viewer.see("Kernel panic - not syncing")
    assert act("mail-01", {"reboot": {"type": "HARD"}}) == 202
    text = viewer.see("Hypervisor detected: KVM")
    assert "panic" not in text


def test_a_reboot_nobody_sees(act, client):
    assert act("web-01", {"reboot": {"type": "SOFT"}}) == 202
    assert status(client, "web-01") == "ACTIVE"


def test_what_the_state_does_not_allow_is_a_conflict(act):
    assert act("web-01", "os-start") == 409
    assert act("web-03", "os-stop") == 409
    assert act("web-03", "reboot") == 409


def test_a_reader_may_do_nothing(act, cloud, make_client):
    reader = make_client(cloud, user=cloud.reader)
    for action in ("os-start", "os-stop", "reboot"):
        assert act("web-01", action, by=reader) == 403


@pytest.mark.parametrize("body", [{}, {"os-start": None, "os-stop": None}, {"resize": None}, {"reboot": 5}])
def test_a_body_that_names_no_action(act, body):
    assert act("web-01", body) == 400
