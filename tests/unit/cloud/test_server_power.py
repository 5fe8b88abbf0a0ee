"""Power actions as a cloud is asked for them, and what its refusals say."""

import pytest

from launcher.cloud.server_power import begin_power_action
from launcher.model.errors import (
    CloudFaultError,
    ForbiddenError,
    PortholeError,
    RateLimitedError,
    ServerNotFoundError,
    ServerNotReadyError,
)
from launcher.model.power import PowerAction
from launcher.model.server import Server, ServerStatus
from tests.unit.cloud.conftest import Connect
from tests.unit.cloud.replay import ReplayCloud, Reply

ID = "a3160077-4068-4609-8599-0b485af5804c"
SERVER = Server("prod-id", ID, "web-01", ServerStatus.ACTIVE)


def fault(status: int, message: str) -> Reply:
    return Reply(status, {"fault": {"code": status, "message": message}}, {"x-openstack-request-id": "req-1"})


def refusal(cloud: ReplayCloud, connect: Connect, reply: Reply, action: PowerAction) -> PortholeError:
    cloud.replies = [reply]
    with pytest.raises(PortholeError) as caught:
        begin_power_action(connect(), SERVER, action)
    assert caught.value.trouble.cloud == "prod"
    assert caught.value.trouble.server == "web-01"
    return caught.value


@pytest.mark.parametrize(
    ("action", "body"),
    [
        (PowerAction.START, {"os-start": None}),
        (PowerAction.STOP, {"os-stop": None}),
        (PowerAction.REBOOT_SOFT, {"reboot": {"type": "SOFT"}}),
        (PowerAction.REBOOT_HARD, {"reboot": {"type": "HARD"}}),
    ],
)
def test_the_request_is_what_nova_documents(
    cloud: ReplayCloud, connect: Connect, action: PowerAction, body: object
) -> None:
    cloud.replies = [Reply(202, b"")]
    begin_power_action(connect(), SERVER, action)
    (asked,) = cloud.compute_asked()
    assert (asked.method, asked.path, asked.body) == ("POST", f"/v2.1/servers/{ID}/action", body)


def test_a_real_conflict_is_told_with_the_state(cloud: ReplayCloud, connect: Connect) -> None:
    error = refusal(cloud, connect, Reply.recorded("409-stop-a-stopped"), PowerAction.STOP)
    assert type(error) is ServerNotReadyError
    assert error.trouble.what == "web-01 cannot be stopped in its present state (stopped)."
    assert error.trouble.next_step == "Refresh the list: it may show an older state."
    assert error.trouble.request_id == "req-07b1fa60-c1b4-444d-9061-03a5ca857588"
    assert "vm_state stopped" in error.trouble.details


@pytest.mark.parametrize(
    ("message", "what"),
    [
        (
            f"Cannot 'reboot' instance {ID} while it is in task_state powering-off",
            "web-01 cannot be rebooted in its present state: it is busy (powering off).",
        ),
        (f"Instance {ID} is locked", "web-01 cannot be rebooted: it is locked."),
        ("Conflict", "web-01 cannot be rebooted in its present state."),
    ],
)
def test_each_conflict_is_told_apart(cloud: ReplayCloud, connect: Connect, message: str, what: str) -> None:
    error = refusal(cloud, connect, fault(409, message), PowerAction.REBOOT_SOFT)
    assert type(error) is ServerNotReadyError
    assert error.trouble.what == what
    assert error.trouble.next_step


@pytest.mark.parametrize(
    ("reply", "kind", "what"),
    [
        (
            fault(403, "Policy doesn't allow os_compute_api:servers:stop to be performed."),
            ForbiddenError,
            "This account may not stop this server.",
        ),
        (
            fault(404, f"Instance {ID} could not be found."),
            ServerNotFoundError,
            "The server is gone, or belongs to another project.",
        ),
        (fault(500, "oops"), CloudFaultError, "failed inside (HTTP 500)."),
        (fault(429, "slow down"), RateLimitedError, "The cloud asks for a pause: it had too many requests."),
    ],
)
def test_other_refusals_are_about_the_server(
    cloud: ReplayCloud, connect: Connect, reply: Reply, kind: type[PortholeError], what: str
) -> None:
    error = refusal(cloud, connect, reply, PowerAction.STOP)
    assert type(error) is kind
    assert what in error.trouble.what


def test_a_pause_that_the_cloud_wants_is_waited_for(cloud: ReplayCloud, connect: Connect) -> None:
    connection = connect()
    cloud.replies = [Reply(429, b"", {"Retry-After": "7"}), Reply(202, b"")]
    pauses: list[float] = []

    def wait(seconds: float) -> bool:
        pauses.append(seconds)
        connection._quiet_until = 0.0
        return True

    begin_power_action(connection, SERVER, PowerAction.STOP, wait=wait)
    assert pauses == [7.0]
    assert len(cloud.compute_asked()) == 2
