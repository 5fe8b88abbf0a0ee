"""Starting, stopping and rebooting a server."""

import re
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from msgspec.structs import replace

from launcher.cloud.connection import CloudConnection
from launcher.cloud.patience import Wait, never, patiently
from launcher.cloud.wire import Answer
from launcher.cloud.words import message_of
from launcher.model.errors import PortholeError
from launcher.model.power import PowerAction
from launcher.model.profile import ComputeApi
from launcher.model.server import Server

_BODIES: dict[PowerAction, dict[str, dict[str, str] | None]] = {
    PowerAction.START: {"os-start": None},
    PowerAction.STOP: {"os-stop": None},
    PowerAction.REBOOT_SOFT: {"reboot": {"type": "SOFT"}},
    PowerAction.REBOOT_HARD: {"reboot": {"type": "HARD"}},
}
_STATE = re.compile(r"while it is in (vm_state|task_state) (\w[\w-]*)")


def begin_power_action(
    connection: CloudConnection, server: Server, action: PowerAction, *, wait: Wait = never
) -> None:
    """Ask for a power action; Nova says that it begins, not that it has ended (202).

    API reference, "Start Server", "Stop Server", "Reboot Server"; ECS's take many servers at once, and get
    one. One request when warm.

    Args:
        connection: which project.
        server: whose power.
        action: what to do.
        wait: lets a pause go by that the cloud asks for.

    Raises:
        RateLimitedError: the cloud asks for a pause that was not waited for.
        ServerNotReadyError: the server's state does not allow it, or somebody has locked it.
        ServerNotFoundError: the server is gone.
        ForbiddenError: the account may not do this.
        PortholeError: whatever else went wrong; each names cloud and server.
    """
    try:
        patiently(lambda: _ask(connection, server, action), wait)
    except PortholeError as error:
        error.about(cloud=connection.profile.name, server=server.name)
        raise


def _ask(connection: CloudConnection, server: Server, action: PowerAction) -> None:
    if connection.speaks_ecs:
        answer = connection.post("/cloudservers/action", _ecs_body(server, action), api=ComputeApi.ECS)
    else:
        answer = connection.post(f"/servers/{quote(server.id, safe='')}/action", _BODIES[action])
    if answer.ok:
        return
    error = connection.failure(answer, f"{action} this server")
    if answer.status == HTTPStatus.CONFLICT:
        what, step = _conflict(answer, server, action)
        error.trouble = replace(error.trouble, what=what, next_step=step)
    raise error


def _ecs_body(server: Server, action: PowerAction) -> dict[str, dict[str, Any]]:
    """Huawei Cloud, "Starting ECSs in a Batch", "Stopping ECSs in a Batch", "Restarting ECSs in a Batch"."""
    ((name, how),) = _BODIES[action].items()
    kind = {"type": "SOFT"} if action is PowerAction.STOP else how
    return {name: {**(kind or {}), "servers": [{"id": server.id}]}}


def _conflict(answer: Answer, server: Server, action: PowerAction) -> tuple[str, str]:
    said = message_of(answer)
    if said.endswith("is locked"):
        return (
            f"{server.name} cannot be {action.past}: it is locked.",
            "Whoever locked it, or an administrator of the cloud, can unlock it.",
        )
    what = f"{server.name} cannot be {action.past} in its present state"
    state = _STATE.search(said)
    if state is None:
        return f"{what}.", "Look at its state in the list, then try again."
    words = state[2].replace("_", " ").replace("-", " ")
    if state[1] == "task_state":
        return f"{what}: it is busy ({words}).", "Wait until that has ended, then try again."
    return f"{what} ({words}).", "Refresh the list: it may show an older state."
