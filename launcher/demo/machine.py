"""One server of the demo cloud."""

from datetime import datetime
from typing import NamedTuple

import msgspec

from launcher.model.server import ServerStatus


class Flavor(msgspec.Struct, frozen=True):
    """How large a server is: ``ram`` in MiB, ``disk`` in GiB."""

    id: str
    name: str
    vcpus: int
    ram: int
    disk: int


class Address(msgspec.Struct, frozen=True, gc=False):
    """One address of a server; ``kind`` is ``fixed`` or ``floating``."""

    network: str
    ip: str
    version: int
    kind: str
    mac: str


class Machine(msgspec.Struct, frozen=True, gc=False):
    """A server as it is at one moment; whatever changes it puts another in its place.

    Attributes:
        task_state: what Nova is doing to it, or empty.
        created: timezone-aware.
        updated: timezone-aware; ``changes-since`` goes by it.
    """

    id: str
    name: str
    project_id: str
    zone: str
    flavor: Flavor
    addresses: tuple[Address, ...]
    created: datetime
    updated: datetime
    status: ServerStatus
    task_state: str = ""

    @property
    def states(self) -> "States":
        """What Nova keeps behind the status."""
        return _STATES[self.status]

    @property
    def on_a_host(self) -> bool:
        """Whether a hypervisor holds it: without one there is no console (409)."""
        return self.status not in {ServerStatus.BUILD, ServerStatus.SHELVED_OFFLOADED}

    @property
    def has_picture(self) -> bool:
        """Whether a VNC server paints its screen, be it a still one."""
        return self.on_a_host and self.states.power != _SHUTDOWN

    @property
    def moves(self) -> bool:
        """Whether its processor runs, so that its screen changes."""
        return self.has_picture and self.status not in {
            ServerStatus.ERROR,
            ServerStatus.PAUSED,
            ServerStatus.SUSPENDED,
        }


class States(NamedTuple):
    """The ``vm_state`` and ``power_state`` a status stands for (Nova API guide, "Server Concepts")."""

    vm: str
    power: int


_NO_STATE, _RUNNING, _PAUSED, _SHUTDOWN = 0, 1, 3, 4

_STATES = {
    ServerStatus.ACTIVE: States("active", _RUNNING),
    ServerStatus.BUILD: States("building", _NO_STATE),
    ServerStatus.DELETED: States("deleted", _SHUTDOWN),
    ServerStatus.ERROR: States("error", _RUNNING),
    ServerStatus.HARD_REBOOT: States("active", _RUNNING),
    ServerStatus.MIGRATING: States("active", _RUNNING),
    ServerStatus.PASSWORD: States("active", _RUNNING),
    ServerStatus.PAUSED: States("paused", _PAUSED),
    ServerStatus.REBOOT: States("active", _RUNNING),
    ServerStatus.REBUILD: States("active", _RUNNING),
    ServerStatus.RESCUE: States("rescued", _RUNNING),
    ServerStatus.RESIZE: States("active", _RUNNING),
    ServerStatus.REVERT_RESIZE: States("resized", _RUNNING),
    ServerStatus.SHELVED: States("shelved", _SHUTDOWN),
    ServerStatus.SHELVED_OFFLOADED: States("shelved_offloaded", _SHUTDOWN),
    ServerStatus.SHUTOFF: States("stopped", _SHUTDOWN),
    ServerStatus.SOFT_DELETED: States("soft-delete", _SHUTDOWN),
    ServerStatus.SUSPENDED: States("suspended", _PAUSED),
    ServerStatus.UNKNOWN: States("active", _NO_STATE),
    ServerStatus.VERIFY_RESIZE: States("resized", _RUNNING),
}
