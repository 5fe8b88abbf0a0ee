"""Which states allow which power actions."""

import pytest

from launcher.model.power import PowerAction
from launcher.model.server import Server, ServerStatus

START, STOP, SOFT, HARD = PowerAction


def server(status: ServerStatus, task_state: str = "") -> Server:
    return Server("prod", "id-1", "web-1", status, task_state)


@pytest.mark.parametrize(
    ("status", "fitting"),
    [
        (ServerStatus.ACTIVE, {STOP, SOFT, HARD}),
        (ServerStatus.SHUTOFF, {START, HARD}),
        (ServerStatus.ERROR, {STOP, HARD}),
        (ServerStatus.PAUSED, {HARD}),
        (ServerStatus.SUSPENDED, {HARD}),
        (ServerStatus.REBOOT, {HARD}),
        (ServerStatus.HARD_REBOOT, {HARD}),
        (ServerStatus.BUILD, set()),
        (ServerStatus.DELETED, set()),
        (ServerStatus.MIGRATING, set()),
        (ServerStatus.RESCUE, set()),
        (ServerStatus.SHELVED_OFFLOADED, set()),
        (ServerStatus.UNKNOWN, set()),
        (ServerStatus.VERIFY_RESIZE, set()),
    ],
)
def test_a_status_allows_what_nova_documents(status: ServerStatus, fitting: set[PowerAction]) -> None:
    assert {action for action in PowerAction if action.fits(server(status))} == fitting


def test_a_server_that_is_busy_is_left_alone() -> None:
    busy = server(ServerStatus.SHUTOFF, "powering-on")
    assert not any(action.fits(busy) for action in PowerAction)


def test_only_a_hard_reboot_helps_a_reboot_that_hangs() -> None:
    hanging = server(ServerStatus.REBOOT, "rebooting")
    assert [action for action in PowerAction if action.fits(hanging)] == [HARD]
