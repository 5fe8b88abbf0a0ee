"""``GET /servers/{id}/os-instance-actions``: what was done to each server, with its request id."""

import threading
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid4, uuid5

from launcher.demo.machine import Machine
from launcher.demo.web.exchange import Reply, json_reply
from launcher.model.server import ServerStatus

_NAMES = {"os-start": "start", "os-stop": "stop"}
"""Nova keeps an action under another word than it is asked for by, where these two are concerned."""

_EARLIER = {
    ServerStatus.SHUTOFF: "stop",
    ServerStatus.ERROR: "reboot",
    ServerStatus.PAUSED: "pause",
    ServerStatus.SUSPENDED: "suspend",
    ServerStatus.RESCUE: "rescue",
    ServerStatus.SHELVED: "shelve",
    ServerStatus.SHELVED_OFFLOADED: "shelve",
    ServerStatus.VERIFY_RESIZE: "resize",
    ServerStatus.MIGRATING: "live-migration",
    ServerStatus.SOFT_DELETED: "delete",
}
"""What must have been done to a server for it to be as the demo begins."""


class Done(NamedTuple):
    """One action; ``at`` is timezone-aware, ``message`` is Nova's where it went wrong."""

    action: str
    request_id: str
    at: datetime
    message: str | None = None


class History:
    """Remembers what was done. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._done: dict[str, list[Done]] = {}

    def recorded(self, machine: Machine, action: str, reply: Reply) -> Reply:
        """Remember an action that was accepted; returns its answer with its request id."""
        request_id = f"req-{uuid4()}"
        if reply.status == _ACCEPTED:
            done = Done(_NAMES.get(action, action), request_id, datetime.now(UTC))
            with self._lock:
                self._done.setdefault(machine.id, []).append(done)
        ids = {"x-openstack-request-id": request_id, "x-compute-request-id": request_id}
        return Reply(reply.status, reply.body, {**reply.headers, **ids})

    def since_the_demo_began(self, machine: Machine) -> list[Done]:
        """Return what was done, the oldest first."""
        with self._lock:
            return list(self._done.get(machine.id, ()))

    def reply(self, machine: Machine) -> Reply:
        """Answer with all of it, the newest first."""
        every = [*_before(machine), *self.since_the_demo_began(machine)]
        return json_reply(200, {"instanceActions": [_written(machine, one) for one in reversed(every)]})


_ACCEPTED = 202


def _before(machine: Machine) -> list[Done]:
    done = [Done("create", _request_id(machine, "create"), machine.created)]
    action = _EARLIER.get(machine.status)
    if action:
        message = "Error" if machine.status is ServerStatus.ERROR else None
        moment = machine.created + timedelta(minutes=machine.created.minute + 1)
        done.append(Done(action, _request_id(machine, action), moment, message))
    return done


def _request_id(machine: Machine, action: str) -> str:
    return f"req-{uuid5(NAMESPACE_URL, machine.id + action)}"


def _written(machine: Machine, done: Done) -> dict[str, object]:
    return {
        "action": done.action,
        "instance_uuid": machine.id,
        "request_id": done.request_id,
        "user_id": machine.project_id[::-1],
        "project_id": machine.project_id,
        "start_time": f"{done.at:%Y-%m-%dT%H:%M:%S.%f}",
        "message": done.message,
    }
