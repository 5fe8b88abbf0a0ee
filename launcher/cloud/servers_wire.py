"""Servers as Nova and Huawei's ECS write them down; some clouds leave out whatever they do not have."""

from functools import lru_cache
from sys import intern
from typing import TypeVar

import msgspec

from launcher.cloud.words import moment_of
from launcher.model.server import Server, ServerStatus

_POWER = {0: "No state", 1: "Running", 3: "Paused", 4: "Shut down", 6: "Crashed", 7: "Suspended"}
"""Nova API guide, "Server Concepts": power states."""


class _Address(msgspec.Struct, gc=False):
    addr: str = ""
    type: str = msgspec.field(default="fixed", name="OS-EXT-IPS:type")


class _Flavor(msgspec.Struct, gc=False):
    id: str = ""
    original_name: str = ""


class _Image(msgspec.Struct, gc=False):
    id: str = ""


class ServerBody(msgspec.Struct, gc=False):
    """What Porthole reads of a server."""

    id: str
    name: str | None = None
    status: str | None = None
    created: str | None = None
    updated: str | None = None
    flavor: _Flavor | None = None
    image: _Image | str | None = None
    key_name: str | None = None
    metadata: dict[str, str] | None = None
    tags: list[str] | None = None
    locked: bool | None = None
    addresses: dict[str, list[_Address]] | None = None
    task_state: str | None = msgspec.field(default=None, name="OS-EXT-STS:task_state")
    zone: str | None = msgspec.field(default=None, name="OS-EXT-AZ:availability_zone")
    power_state: int | None = msgspec.field(default=None, name="OS-EXT-STS:power_state")


class Link(msgspec.Struct, gc=False):
    """Where more is to be had."""

    rel: str = ""
    href: str = ""


class Page(msgspec.Struct):
    """A page of a list; ``count`` is ECS's: of all servers on all pages."""

    servers: list[ServerBody]
    servers_links: list[Link] = []
    count: int | None = None


class One(msgspec.Struct):
    """One server."""

    server: ServerBody


# Huawei's clouds write some numbers as texts; to take them costs nothing.
PAGE = msgspec.json.Decoder(Page, strict=False)
ONE = msgspec.json.Decoder(One, strict=False)

_Texts = TypeVar("_Texts", tuple[str, ...], tuple[tuple[str, str], ...])


def server_of(profile_id: str, body: ServerBody) -> Server:
    """Return what a body tells of a server."""
    return Server(
        profile_id,
        body.id,
        body.name or body.id,
        ServerStatus(body.status or ServerStatus.UNKNOWN),
        body.task_state or "",
        _addresses(body.addresses) if body.addresses else (),
        intern(body.zone or ""),
        moment_of(body.created),
        moment_of(body.updated),
        _POWER.get(body.power_state or 0, "") if body.power_state is not None else "",
        intern(_flavor(body.flavor)),
        intern(body.image.id) if isinstance(body.image, _Image) else "",
        intern(body.key_name or ""),
        _shared(tuple(sorted(body.metadata.items()))) if body.metadata else (),
        _shared(tuple(sorted(body.tags))) if body.tags else (),
        bool(body.locked),
    )


@lru_cache(4096)
def _shared(texts: _Texts) -> _Texts:
    """Return the first of equal texts: a fleet has few kinds of metadata, written ten thousand times."""
    return texts


def _flavor(flavor: _Flavor | None) -> str:
    return (flavor.original_name or flavor.id) if flavor else ""


def _addresses(networks: dict[str, list[_Address]]) -> tuple[str, ...]:
    every = [address for network in networks.values() for address in network if address.addr]
    if len(every) > 1:
        every.sort(key=lambda address: address.type == "floating")
    return tuple(address.addr for address in every)
