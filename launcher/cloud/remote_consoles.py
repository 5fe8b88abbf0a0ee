"""From a server to a link that opens its console."""

from http import HTTPStatus
from urllib.parse import urlsplit

import msgspec

from launcher.cloud.connection import CloudConnection
from launcher.cloud.console_requests import ask_for_console
from launcher.cloud.patience import Wait, never, patiently
from launcher.cloud.wire import Answer
from launcher.cloud.words import details_of, message_of
from launcher.model.console import ConsoleLink, ConsoleType, RemoteConsole
from launcher.model.errors import ConsoleUnavailableError, PortholeError, Trouble, UnexpectedAnswerError
from launcher.model.server import ServerKey

_PURPOSE = "open its console"
_PAGE, _LINE = {"http", "https"}, {"ws", "wss"}
_SCHEMES = {ConsoleType.NOVNC: _PAGE, ConsoleType.SPICE_HTML5: _PAGE, ConsoleType.SERIAL: _LINE}
_KNOWN_SCHEMES = {*_PAGE, *_LINE, "vnc", "spice", "telnet"}

_NO_PAGE = "The cloud answered with a console address that is not a web page's."
_STRANGE = {
    ConsoleType.NOVNC: _NO_PAGE,
    ConsoleType.SPICE_HTML5: _NO_PAGE,
    ConsoleType.SERIAL: "The cloud answered with a serial console's address that is not a WebSocket's.",
}


class _Console(msgspec.Struct):
    url: str


class _ConsoleBody(msgspec.Struct):
    """``remote_console`` from microversion 2.6 on and by ECS, ``console`` from the older actions."""

    remote_console: _Console | None = None
    console: _Console | None = None


_CONSOLE_BODY = msgspec.json.Decoder(_ConsoleBody)


def create_remote_console(  # noqa: PLR0913 - what is asked for, and how long to wait for it
    connection: CloudConnection,
    server: ServerKey,
    types: tuple[ConsoleType, ...],
    validity: float,
    *,
    server_name: str = "",
    wait: Wait = never,
) -> ConsoleLink:
    """Ask for a console; one request when warm (API reference, "Create Console").

    A cloud older than microversion 2.6 is asked by the older actions, one that has no Nova by its ECS, and a
    type that is not to be had is followed by the next; all of it is remembered on the connection.

    Args:
        connection: which project.
        server: whose console.
        types: in order of preference; at least one.
        validity: seconds the link will live, counted from when the request was sent.
        server_name: for messages.
        wait: lets a pause go by that the cloud asks for.

    Raises:
        RateLimitedError: the cloud asks for a pause that was not waited for.
        ServerNotFoundError: the server is gone.
        ServerNotReadyError: its state allows no console.
        ConsoleUnavailableError: none of the types is to be had.
        UnexpectedAnswerError: the answer holds no http(s) address, or for a serial console no ws(s) one.
        PortholeError: whatever else went wrong, naming cloud and server.
    """
    try:
        return patiently(lambda: _first_available(connection, server, types, validity), wait)
    except PortholeError as error:
        error.about(cloud=connection.profile.name, server=server_name)
        raise


def _first_available(
    connection: CloudConnection, server: ServerKey, types: tuple[ConsoleType, ...], validity: float
) -> ConsoleLink:
    learnt = connection.learnt
    refusals = []
    for console_type in sorted(types, key=lambda one: one is not learnt.console_type):
        answer = ask_for_console(connection, server.server_id, console_type)
        if answer.ok:
            console = RemoteConsole(console_type, console_type.protocol, _url(answer, console_type))
            learnt.console_type = console_type
            via = connection.route.proxy_for(console.url)
            return ConsoleLink(server, console, answer.sent_at, validity, via)
        if answer.status not in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_IMPLEMENTED}:
            raise connection.failure(answer, _PURPOSE)
        refusals.append(answer)
    raise _none_available(types, refusals)


def _url(answer: Answer, console_type: ConsoleType) -> str:
    """Return the address exactly as given: some clouds' carry ``?token=…``, others ``?path=%3Ftoken%3D…``."""
    body = answer.decode(_CONSOLE_BODY)
    console = body.remote_console or body.console
    url = console.url if console else ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _SCHEMES[console_type] and bool(parts.hostname) and url.isprintable()
    except ValueError:
        usable = False
    if usable and " " not in url:
        return url
    # The address itself is not repeated: it can hold a token.
    scheme = url.partition(":")[0]
    raise UnexpectedAnswerError(
        Trouble(
            _STRANGE[console_type],
            "Choose another console type in the profile, or tell the cloud's operator.",
            request_id=answer.request_id,
            details=f"The address begins with {scheme}:" if scheme in _KNOWN_SCHEMES else "",
        )
    )


def _none_available(types: tuple[ConsoleType, ...], refusals: list[Answer]) -> ConsoleUnavailableError:
    said = dict.fromkeys(message_of(answer) for answer in refusals)
    return ConsoleUnavailableError(
        Trouble(
            f"The cloud has no console of the types {', '.join(types)} for this server.",
            "Choose other console types in the profile, or ask the cloud's operator which it offers.",
            request_id=refusals[-1].request_id,
            details=details_of(refusals[-1], *said),
        )
    )
