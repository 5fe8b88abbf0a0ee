"""The names, sizes and troubles of the demo's servers: the same ones at every start, and as old."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from launcher.demo.machine import Address, Flavor, Machine
from launcher.model.server import ServerStatus

ZONES = ("eu-de-01", "eu-de-02", "eu-de-03")

_NEWEST = timedelta(hours=3, minutes=7)
"""The age of a project's newest server when the demo begins."""

_APART = timedelta(minutes=37)
_FURTHER_APART = timedelta(hours=5)

FLAVORS = (
    Flavor("s3.medium.1", "s3.medium.1", vcpus=1, ram=1024, disk=20),
    Flavor("s3.large.2", "s3.large.2", vcpus=2, ram=4096, disk=40),
    Flavor("c4.xlarge.2", "c4.xlarge.2", vcpus=4, ram=8192, disk=60),
    Flavor("m4.2xlarge.8", "m4.2xlarge.8", vcpus=8, ram=65536, disk=100),
)


class _Entry(NamedTuple):
    name: str
    status: ServerStatus = ServerStatus.ACTIVE
    task_state: str = ""


# Nova lists the newest first, so these are the first page's top: every status there is.
_FIRST = (
    _Entry("bastion"),
    _Entry("web-01"),
    _Entry("web-02"),
    _Entry("web-03", ServerStatus.SHUTOFF),
    _Entry("db-01"),
    _Entry("db-02", ServerStatus.VERIFY_RESIZE),
    _Entry("k8s-node-01"),
    _Entry("k8s-node-02", ServerStatus.REBOOT, "rebooting"),
    _Entry("k8s-node-03", ServerStatus.MIGRATING, "migrating"),
    _Entry("build-runner-06"),
    _Entry("build-runner-07", ServerStatus.BUILD, "spawning"),
    _Entry("mail-01", ServerStatus.ERROR),
    _Entry("cache-01", ServerStatus.PAUSED),
    _Entry("monitor-01", ServerStatus.SUSPENDED),
    _Entry("gitlab", ServerStatus.REBUILD, "rebuild_spawning"),
    _Entry("vpn-gw", ServerStatus.HARD_REBOOT, "rebooting_hard"),
    _Entry("files-01", ServerStatus.RESCUE),
    _Entry("jump-win", ServerStatus.PASSWORD, "updating_password"),
    _Entry("db-03", ServerStatus.RESIZE, "resize_migrating"),
    _Entry("db-04", ServerStatus.REVERT_RESIZE, "resize_reverting"),
    _Entry("report-2023", ServerStatus.SHELVED),
    _Entry("legacy-erp", ServerStatus.SHELVED_OFFLOADED),
    _Entry("old-wiki", ServerStatus.SOFT_DELETED),
    _Entry("edge-03", ServerStatus.UNKNOWN),
)

_SMALL = (
    _Entry("bastion"),
    _Entry("web-01"),
    _Entry("db-01"),
    _Entry("web-02", ServerStatus.SHUTOFF),
    _Entry("k8s-node-01"),
    _Entry("build-runner-01"),
)

_FAMILIES = ("web", "api", "db", "cache", "worker", "queue", "k8s-node", "build-runner", "search", "proxy")
_FURTHER_STATUSES = (ServerStatus.ACTIVE,) * 22 + (ServerStatus.SHUTOFF,) * 2 + (ServerStatus.ERROR,)


def production(project_id: str, count: int, now: datetime) -> list[Machine]:
    """Return the servers of the large project, newest first; the first 24 have every status."""
    return _machines(project_id, count, _FIRST, 1, now)


def staging(project_id: str, count: int, now: datetime) -> list[Machine]:
    """Return the servers of the small project, newest first; some share a name with production's."""
    return _machines(project_id, count, _SMALL, 2, now)


def _machines(
    project_id: str, count: int, first: tuple[_Entry, ...], seed: int, now: datetime
) -> list[Machine]:
    chance = random.Random(seed)  # noqa: S311 - the same fleet each time is the point
    entries = _entries(first, chance)
    newest = now.replace(microsecond=0) - _NEWEST
    return [_machine(index, next(entries), project_id, seed, chance, newest) for index in range(count)]


def _entries(first: tuple[_Entry, ...], chance: random.Random) -> Iterator[_Entry]:
    yield from first
    number = 10
    while True:
        for family in _FAMILIES:
            yield _Entry(f"{family}-{number:02d}", chance.choice(_FURTHER_STATUSES))
        number += 1


def _machine(  # noqa: PLR0913, PLR0917 - all that one server differs by from the next
    index: int, entry: _Entry, project_id: str, net: int, chance: random.Random, newest: datetime
) -> Machine:
    # The older, the further apart, as in projects that grew; two years at most, however many there are.
    created = newest - index * _APART - min(index, 60) ** 2 * _FURTHER_APART
    return Machine(
        id=_uuid(chance),
        name=entry.name,
        project_id=project_id,
        zone=ZONES[index % len(ZONES)],
        flavor=chance.choice(FLAVORS),
        addresses=() if entry.status is ServerStatus.BUILD else _addresses(index, net),
        created=created,
        updated=created + timedelta(minutes=chance.randint(1, 30)),
        status=entry.status,
        task_state=entry.task_state,
    )


def _addresses(index: int, net: int) -> tuple[Address, ...]:
    block, host = divmod(index, 250)
    further, block = divmod(block, 256)
    subnet, host = net + 10 * further, host + 4
    mac = f"fa:16:3e:{subnet:02x}:{block:02x}:{host:02x}"
    fixed = Address("internal", f"10.{subnet}.{block}.{host}", 4, "fixed", mac)
    if index % 4 == 0:
        # The ranges of RFC 5737 and RFC 3849 lead nowhere, whatever a person does with them.
        return (fixed, Address("internal", f"203.0.113.{host}", 4, "floating", mac))
    if index % 4 == 1:
        return (fixed, Address("internal", f"2001:db8:{subnet:x}:{block:x}::{host:x}", 6, "fixed", mac))
    return (fixed,)


def _uuid(chance: random.Random) -> str:
    digits = f"{chance.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
