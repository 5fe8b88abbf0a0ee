"""What belongs to a server: volumes, security groups, labels, its fault, its history, its log."""

import pytest


@pytest.fixture
def ask(cloud, client, server_id):
    """GET something of a server; returns the answer."""

    def get(name, part="", version="2.1", by=None):
        path = f"/servers/{server_id(cloud, name)}" + (f"/{part}" if part else "")
        return (by or client).nova("GET", path, version)

    return get


@pytest.fixture
def log(cloud, client, server_id):
    """Ask for a server's console log; returns the answer."""

    def post(name, length=None, by=None):
        path = f"/servers/{server_id(cloud, name)}/action"
        return (by or client).nova("POST", path, "2.1", {"os-getConsoleOutput": {"length": length}})

    return post


def test_a_server_in_error_says_why_and_no_other_does(ask):
    assert "Failed to reboot" in ask("mail-01").json()["server"]["fault"]["message"]
    assert "fault" not in ask("web-01").json()["server"]


def test_tags_came_with_2_26(ask):
    assert "tags" not in ask("web-01", version="2.25").json()["server"]
    assert ask("web-01", version="2.26").json()["server"]["tags"][0] == "web"
    assert ask("web-01").json()["server"]["metadata"]["owner"] == "web-team"


def test_volumes_are_those_the_server_names(ask):
    named = ask("db-01").json()["server"]["os-extended-volumes:volumes_attached"]
    attached = ask("db-01", "os-volume_attachments").json()["volumeAttachments"]
    assert [one["id"] for one in named] == [one["volumeId"] for one in attached]
    assert len(attached) == 2
    assert "delete_on_termination" not in attached[0]
    newer = ask("db-01", "os-volume_attachments", "2.79").json()["volumeAttachments"]
    assert [one["delete_on_termination"] for one in newer] == [False, True]
    assert ask("bastion", "os-volume_attachments").json() == {"volumeAttachments": []}


def test_security_groups_with_their_rules(ask):
    groups = ask("web-01", "os-security-groups").json()["security_groups"]
    assert [group["name"] for group in groups] == ["default", "web"]
    assert [rule["from_port"] for rule in groups[1]["rules"]] == [80, 443]


def test_a_flavor_by_itself(client, ask):
    embedded = ask("web-01", version="2.47").json()["server"]["flavor"]
    flavor = client.nova("GET", f"/flavors/{embedded['original_name']}").json()["flavor"]
    assert {name: flavor[name] for name in ("vcpus", "ram", "disk")} == {
        name: embedded[name] for name in ("vcpus", "ram", "disk")
    }
    assert client.nova("GET", "/flavors/none").status_code == 404


def test_what_was_done_is_remembered_under_the_request_id_it_was_answered_with(cloud, client, server_id, ask):
    path = f"/servers/{server_id(cloud, 'web-01')}/action"
    stopped = client.nova("POST", path, "2.1", {"os-stop": None})
    assert stopped.status_code == 202
    newest, *_, oldest = ask("web-01", "os-instance-actions").json()["instanceActions"]
    assert newest["action"] == "stop"
    assert newest["request_id"] == stopped.headers["x-openstack-request-id"]
    assert oldest["action"] == "create"


def test_what_was_refused_was_not_done(cloud, client, server_id, ask):
    path = f"/servers/{server_id(cloud, 'web-01')}/action"
    assert client.nova("POST", path, "2.1", {"os-start": None}).status_code == 409
    actions = ask("web-01", "os-instance-actions").json()["instanceActions"]
    assert [one["action"] for one in actions] == ["create"]


def test_the_console_log_is_the_boot_up_to_its_last_lines(log):
    whole = log("web-01").json()["output"]
    assert "Hostname set to <web-01>" in whole
    assert "web-01 login:" in whole
    assert log("web-01", 3).json()["output"] == "".join(whole.splitlines(keepends=True)[-3:])
    assert "Kernel panic" in log("mail-01", 50).json()["output"]
    assert "web-03 login:" in log("web-03").json()["output"]


def test_a_reboot_is_seen_in_the_log(cloud, client, server_id, log):
    path = f"/servers/{server_id(cloud, 'web-01')}/action"
    assert client.nova("POST", path, "2.1", {"reboot": {"type": "HARD"}}).status_code == 202
    assert log("web-01").json()["output"].count("Linux version") == 2


def test_who_may_not_and_what_has_no_log(cloud, make_client, log):
    assert log("web-01", by=make_client(cloud, user=cloud.reader)).status_code == 403
    assert log("build-runner-07").status_code == 409
    assert log("web-01", "many").status_code == 400
