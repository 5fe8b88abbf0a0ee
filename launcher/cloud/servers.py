"""The servers of a project."""

from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import parse_qs, quote, urlsplit

from launcher.cloud.connection import CloudConnection
from launcher.cloud.patience import Wait, never, patiently
from launcher.cloud.servers_wire import ONE, PAGE, Page, server_of
from launcher.model.errors import Trouble, UnexpectedAnswerError
from launcher.model.profile import ComputeApi
from launcher.model.server import Server

PAGE_SIZE = 1000
"""Servers a page: upstream's most, and ECS's. A cloud that allows fewer sends fewer, and a way to the next
page; Huawei's send 25 where nothing is said."""

_MICROVERSION = "2.47"
"""Gives locked (2.9), tags (2.26) and the flavor's name (2.47); nothing newer tells more of what is shown."""

_LIST, _LOOK = "list servers", "look at this server"


def list_servers(
    connection: CloudConnection,
    *,
    page_size: int = PAGE_SIZE,
    changes_since: datetime | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    wait: Wait = never,
) -> Iterator[tuple[Server, ...]]:
    """Yield the servers of a project, a page at a time.

    Nova's are API reference, "List Servers Detailed"; where there are none, ECS's "Listing Details About
    ECSs", which is remembered on the connection. ECS knows no changes: it always sends all servers.

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
    if cancelled():
        return
    pages = _pages(connection, page_size, changes_since, wait)
    for page in pages:
        yield tuple(server_of(connection.profile.id, body) for body in page.servers)
        if cancelled():
            return


def show_server(connection: CloudConnection, server_id: str) -> Server:
    """Return one server as it stands now.

    API reference, "Show Server Details"; ECS, "Querying Details About an ECS".

    Raises:
        ServerNotFoundError: it is gone.
        PortholeError: naming the cloud.
    """
    server_id = quote(server_id, safe="")
    if connection.speaks_ecs:
        path = f"/cloudservers/{server_id}"
        found = connection.get(path, ONE, purpose=_LOOK, api=ComputeApi.ECS)
    else:
        found = connection.get(f"/servers/{server_id}", ONE, purpose=_LOOK, microversion=_MICROVERSION)
    return server_of(connection.profile.id, found.server)


def _pages(
    connection: CloudConnection, page_size: int, changes_since: datetime | None, wait: Wait
) -> Iterator[Page]:
    if connection.speaks_ecs:
        yield from _ecs_pages(connection, page_size, wait)
        return
    pages = _nova_pages(connection, page_size, changes_since, wait)
    try:
        first = next(pages)
    except UnexpectedAnswerError:
        if ComputeApi.ECS not in connection.apis():
            raise
    else:
        yield first
        yield from pages
        return
    for page in _ecs_pages(connection, page_size, wait):
        connection.learnt.lists_by_ecs = True
        yield page


def _nova_pages(
    connection: CloudConnection, page_size: int, changes_since: datetime | None, wait: Wait
) -> Iterator[Page]:
    params = {"limit": str(page_size)}
    if changes_since is not None:
        params["changes-since"] = changes_since.isoformat(timespec="seconds")

    def ask() -> Page:
        return connection.get(
            "/servers/detail", PAGE, purpose=_LIST, params=params, microversion=_MICROVERSION
        )

    followed = set[str]()
    while True:
        page = patiently(ask, wait)
        yield page
        marker = _next_marker(page)
        if not marker:
            return
        if marker in followed:
            raise _circle(connection)
        followed.add(marker)
        params["marker"] = marker


def _ecs_pages(connection: CloudConnection, page_size: int, wait: Wait) -> Iterator[Page]:
    params = {"limit": str(page_size)}

    def ask() -> Page:
        return connection.get("/cloudservers/detail", PAGE, purpose=_LIST, params=params, api=ComputeApi.ECS)

    seen = set[str]()
    number = 0
    while True:
        number += 1
        # The number of the page, whatever its name says.
        params["offset"] = str(number)
        page = patiently(ask, wait)
        # Where a server was made since the last page, one of that page stands on this one too.
        page.servers = [body for body in page.servers if body.id not in seen]
        seen.update(body.id for body in page.servers)
        if page.servers or number == 1:
            yield page
        if not page.servers or (page.count is not None and len(seen) >= page.count):
            return


def _next_marker(page: Page) -> str:
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
