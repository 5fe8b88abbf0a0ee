"""What one server is made of, asked for part by part."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote

from msgspec.structs import replace

from launcher.cloud.answer_failures import is_about_server
from launcher.cloud.connection import CloudConnection
from launcher.cloud.details_values import action, flavor_size, group, particulars, volume
from launcher.cloud.details_wire import (
    ACTIONS,
    ATTACHMENTS,
    CONSOLE_OUTPUT,
    GROUPS,
    KNOWN_FLAVOR,
    SHOWN,
    VOLUME,
    FlavorBody,
    ServerBody,
)
from launcher.cloud.patience import Wait, never, patiently
from launcher.cloud.wire import Answer
from launcher.cloud.words import details_of
from launcher.model.details import AttachedVolume, FlavorSize, Particulars, SecurityGroup, ServerAction
from launcher.model.errors import (
    ConsoleUnavailableError,
    ForbiddenError,
    PortholeError,
    Trouble,
    UnexpectedAnswerError,
)
from launcher.model.profile import ComputeApi
from launcher.model.server import Server

LOG_LINES = 2000
"""Lines of a console log at most; Nova's own drivers keep 100 KiB, which is hardly more."""

_LOG_PURPOSE = "read its console log"

_MOST_NAMED = 16
"""Volumes of one server whose names are asked for: each is a request, and few have more."""

T = TypeVar("T")


def show_particulars(connection: CloudConnection, server: Server, wait: Wait = never) -> Particulars:
    """Return what the cloud says of a server.

    API reference, "Show Server Details"; ECS, "Querying Details About an ECS".

    Raises:
        ServerNotFoundError: it is gone.
        PortholeError: naming cloud and server.
    """
    return particulars(_ask(connection, server, wait, lambda: _shown(connection, server)))


def show_flavor(connection: CloudConnection, server: Server, wait: Wait = never) -> FlavorSize:
    """Return how large a server is; a second request where the cloud is older than microversion 2.47.

    A flavor that was deleted since is known by its id alone ("Show Flavor Details").

    Raises:
        ServerNotFoundError: the server is gone.
        PortholeError: naming cloud and server.
    """

    def ask() -> FlavorSize:
        found = _shown(connection, server).flavor or FlavorBody()
        if found.vcpus is None and found.id:
            found = _flavor(connection, found)
        return flavor_size(found)

    return _ask(connection, server, wait, ask)


def list_volumes(
    connection: CloudConnection, server: Server, wait: Wait = never
) -> tuple[AttachedVolume, ...]:
    """Return the volumes of a server ("List volume attachments for an instance").

    Where that list is refused or unknown, the server itself names their ids. What they are called, and how
    large they are, is a request more for each of the first ones ("Show Volume Details", ``os-volumes``, which
    every Nova answers below microversion 2.36); where it is refused that stays unknown.

    Raises:
        ServerNotFoundError: the server is gone.
        PortholeError: naming cloud and server.
    """

    def ask() -> tuple[AttachedVolume, ...]:
        path = _path(server, "os-volume_attachments")
        try:
            found = connection.get(path, ATTACHMENTS, purpose="list its volumes", microversion="2.79")
        except (ForbiddenError, UnexpectedAnswerError):
            return tuple(map(volume, _shown(connection, server).volumes or ()))
        return tuple(map(volume, found.volumeAttachments))

    return _with_names(connection, _ask(connection, server, wait, ask))


def list_security_groups(
    connection: CloudConnection, server: Server, wait: Wait = never
) -> tuple[SecurityGroup, ...]:
    """Return the security groups of a server, each once ("List Security Groups By Server").

    Raises:
        ServerNotFoundError: the server is gone.
        PortholeError: naming cloud and server.
    """
    path = _path(server, "os-security-groups")
    found = _ask(
        connection, server, wait, lambda: connection.get(path, GROUPS, purpose="list its security groups")
    )
    # Nova names a group once for every port that has it.
    return tuple({one.id or one.name: one for one in map(group, found.security_groups)}.values())


def list_actions(connection: CloudConnection, server: Server, wait: Wait = never) -> tuple[ServerAction, ...]:
    """Return what was done to a server, the newest first ("List Actions For Server").

    Raises:
        ServerNotFoundError: the server is gone.
        PortholeError: naming cloud and server.
    """
    path = _path(server, "os-instance-actions")
    found = _ask(
        connection, server, wait, lambda: connection.get(path, ACTIONS, purpose="list what was done to it")
    )
    oldest = datetime.min.replace(tzinfo=UTC)
    actions = map(action, found.instanceActions)
    return tuple(sorted(actions, key=lambda one: one.started or oldest, reverse=True))


def read_console_log(
    connection: CloudConnection, server: Server, wait: Wait = never, *, lines: int = LOG_LINES
) -> str:
    """Return the end of what a server wrote to its serial console, as it wrote it.

    "Show Console Output (os-getConsoleOutput Action)": a POST that changes nothing.

    Args:
        connection: which project.
        server: whose log.
        wait: lets a pause go by that the cloud asks for.
        lines: at most.

    Raises:
        ServerNotReadyError: its state allows none.
        ConsoleUnavailableError: its host keeps none.
        PortholeError: naming cloud and server.
    """

    def ask() -> str:
        answer = connection.post(_path(server, "action"), {"os-getConsoleOutput": {"length": lines}})
        if _has_no_log(answer):
            raise _no_log(answer)
        if not answer.ok:
            raise connection.failure(answer, _LOG_PURPOSE)
        return answer.decode(CONSOLE_OUTPUT).output or ""

    return _ask(connection, server, wait, ask)


def _with_names(
    connection: CloudConnection, volumes: tuple[AttachedVolume, ...]
) -> tuple[AttachedVolume, ...]:
    named: list[AttachedVolume] = []
    with suppress(PortholeError):
        for one in volumes[:_MOST_NAMED]:
            path = f"/os-volumes/{quote(one.id, safe='')}"
            found = connection.get(path, VOLUME, purpose="look at its volumes").volume
            named.append(replace(one, name=found.displayName or "", size=found.size or 0))
    return (*named, *volumes[len(named) :])


def _ask(connection: CloudConnection, server: Server, wait: Wait, ask: Callable[[], T]) -> T:
    try:
        return patiently(ask, wait)
    except PortholeError as error:
        error.about(cloud=connection.profile.name, server=server.name)
        raise


def _path(server: Server, part: str = "") -> str:
    path = f"/servers/{quote(server.id, safe='')}"
    return f"{path}/{part}" if part else path


def _shown(connection: CloudConnection, server: Server) -> ServerBody:
    if connection.speaks_ecs:
        path = f"/cloudservers/{quote(server.id, safe='')}"
        return connection.get(path, SHOWN, purpose="look at this server", api=ComputeApi.ECS).server
    # The list's own microversion: no answer of it is then understood in two ways.
    return connection.get(_path(server), SHOWN, purpose="look at this server", microversion="2.47").server


def _flavor(connection: CloudConnection, flavor: FlavorBody) -> FlavorBody:
    path = f"/flavors/{quote(flavor.id, safe='')}"
    try:
        return connection.get(path, KNOWN_FLAVOR, purpose="look at its flavor").flavor
    except (ForbiddenError, UnexpectedAnswerError):
        return flavor


def _has_no_log(answer: Answer) -> bool:
    """Whether the host has no log: Nova says so with 404 where the driver has no console, or with 501."""
    if answer.status == HTTPStatus.NOT_FOUND:
        return not is_about_server(answer) or b"console" in answer.body.lower()
    return answer.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_IMPLEMENTED}


def _no_log(answer: Answer) -> ConsoleUnavailableError:
    return ConsoleUnavailableError(
        Trouble(
            "The cloud keeps no console log of this server.",
            "Open its console to see its screen.",
            request_id=answer.request_id,
            details=details_of(answer),
        )
    )
