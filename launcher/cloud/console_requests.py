"""The ways a cloud is asked for a console: Nova's, that of older Novas, and Huawei's own."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import quote

from launcher.cloud.answer_failures import is_about_server
from launcher.cloud.connection import CloudConnection
from launcher.cloud.learnt import ConsoleWay
from launcher.cloud.wire import Answer
from launcher.model.console import ConsoleType
from launcher.model.profile import ComputeApi

_MICROVERSION = "2.6"
_ACTIONS = {
    ConsoleType.NOVNC: "os-getVNCConsole",
    ConsoleType.SPICE_HTML5: "os-getSPICEConsole",
    ConsoleType.SERIAL: "os-getSerialConsole",
}
_WAYS = {
    ComputeApi.NOVA: (ConsoleWay.REMOTE_CONSOLES, ConsoleWay.ACTIONS),
    ComputeApi.ECS: (ConsoleWay.ECS,),
}
_UNKNOWN = {HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.GONE}


def ask_for_console(connection: CloudConnection, server_id: str, console_type: ConsoleType) -> Answer:
    """Return what the cloud answers, whatever its status, in the first way that it knows.

    One that is not the first is remembered on the connection.

    Raises:
        PortholeError: naming the cloud: no answer came, or the login was refused.
    """
    first, *others = _ways(connection)
    answer = _ASK[first](connection, quote(server_id, safe=""), console_type)
    for way in others:
        if not _is_unknown_request(answer):
            break
        answer = _ASK[way](connection, quote(server_id, safe=""), console_type)
        if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR and not _is_unknown_request(answer):
            connection.learnt.console_way = way
    return answer


def _ways(connection: CloudConnection) -> tuple[ConsoleWay, ...]:
    if connection.learnt.console_way:
        return (connection.learnt.console_way,)
    return tuple(way for api in connection.apis() for way in _WAYS[api])


def _by_remote_consoles(connection: CloudConnection, server_id: str, console_type: ConsoleType) -> Answer:
    return connection.post(
        f"/servers/{server_id}/remote-consoles", _body(console_type), microversion=_MICROVERSION
    )


def _by_actions(connection: CloudConnection, server_id: str, console_type: ConsoleType) -> Answer:
    return connection.post(f"/servers/{server_id}/action", {_ACTIONS[console_type]: {"type": console_type}})


def _by_ecs(connection: CloudConnection, server_id: str, console_type: ConsoleType) -> Answer:
    """Huawei Cloud, "Obtaining the VNC Login Address"."""
    return connection.post(
        f"/cloudservers/{server_id}/remote_console", _body(console_type), api=ComputeApi.ECS
    )


_ASK: Mapping[ConsoleWay, Callable[[CloudConnection, str, ConsoleType], Answer]] = {
    ConsoleWay.REMOTE_CONSOLES: _by_remote_consoles,
    ConsoleWay.ACTIONS: _by_actions,
    ConsoleWay.ECS: _by_ecs,
}


def _body(console_type: ConsoleType) -> dict[str, dict[str, str]]:
    return {"remote_console": {"protocol": console_type.protocol, "type": console_type}}


def _is_unknown_request(answer: Answer) -> bool:
    """Whether the cloud does not know what was asked: no such microversion, or no such resource in it."""
    if answer.status == HTTPStatus.NOT_FOUND:
        return not is_about_server(answer)
    return answer.status in _UNKNOWN
