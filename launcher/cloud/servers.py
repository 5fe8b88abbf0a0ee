"""The servers of a project."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import TypeVar
from urllib.parse import parse_qs, quote, urlsplit

import msgspec

from launcher.cloud.connection import CloudConnection
from launcher.cloud.patience import Wait, never, patiently
from launcher.cloud.words import moment_of
from launcher.model.errors import Trouble, UnexpectedAnswerError
from launcher.model.server import Server, ServerStatus

PAGE_SIZE = 1000
"""Servers a page: upstream's most. A cloud that allows fewer sends fewer, and a link to the next page."""

_MICROVERSION = "2.47"
"""Gives locked (2.9), tags (2.26) and the flavor's name (2.47); nothing newer tells more of what is shown."""

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


class _ServerBody(msgspec.Struct, gc=False):
    """What Porthole reads of a server; some clouds leave out whatever they do not have."""

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


class _Link(msgspec.Struct, gc=False):
    rel: str = ""
    href: str = ""


class _Page(msgspec.Struct):
    servers: list[_ServerBody]
    servers_links: list[_Link] = []


class _One(msgspec.Struct):
    server: _ServerBody


_Texts = TypeVar("_Texts", tuple[str, ...], tuple[tuple[str, str], ...])

_PAGE = msgspec.json.Decoder(_Page)
_ONE = msgspec.json.Decoder(_One)


def list_servers(
    connection: CloudConnection,
    *,
    page_size: int = PAGE_SIZE,
    changes_since: datetime | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    wait: Wait = never,
) -> Iterator[tuple[Server, ...]]:
    """Yield the servers of a project, a page at a time (API reference, "List Servers Detailed").

    Args:
        connection: which project.
        page_size: servers asked for at a time; the cloud may send fewer.
        changes_since: only what changed after this moment (timezone-aware). Deleted servers are then
            among them, with the status ``DELETED``.
        cancelled: asked before each request; once it says so, no more pages come.
        wait: lets a pause go by that the cloud asks for.

    Raises:
        PortholeError: naming the cloud.
    """
    params = {"limit": str(page_size)}
    if changes_since is not None:
        params["changes-since"] = changes_since.isoformat(timespec="seconds")
    followed = set[str]()
    while not cancelled():
        page = patiently(lambda: _page(connection, params), wait)
        yield tuple(_server(connection.profile.id, body) for body in page.servers)
        marker = _next_marker(page)
        if not marker:
            return
        if marker in followed:
            raise _circle(connection)
        followed.add(marker)
        params["marker"] = marker


def show_server(connection: CloudConnection, server_id: str) -> Server:
    """Return one server as it stands now (API reference, "Show Server Details").

    Raises:
        ServerNotFoundError: it is gone.
        PortholeError: naming the cloud.
    """
    path = f"/servers/{quote(server_id, safe='')}"
    found = connection.get(path, _ONE, purpose="look at this server", microversion=_MICROVERSION)
    return _server(connection.profile.id, found.server)


def _page(connection: CloudConnection, params: dict[str, str]) -> _Page:
    return connection.get(
        "/servers/detail", _PAGE, purpose="list servers", params=params, microversion=_MICROVERSION
    )


def _next_marker(page: _Page) -> str:
    """Only the marker of the next page: the link's host may be one that is known inside the cloud alone."""
    for link in page.servers_links:
        if link.rel == "next":
            return parse_qs(urlsplit(link.href).query).get("marker", [""])[0]
    return ""


def _circle(connection: CloudConnection) -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        Trouble(
            "The cloud's list of servers goes round in a circle: its next page is one it has sent already.",
            "The servers shown so far are good. Tell the cloud's operator.",
            cloud=connection.profile.name,
        )
    )


def _server(profile_id: str, body: _ServerBody) -> Server:
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
