"""What a cloud refused, in an operator's words."""

import re
from collections.abc import Callable
from http import HTTPStatus
from math import ceil
from urllib.parse import urljoin, urlsplit

from launcher.cloud.wire import Answer
from launcher.cloud.words import clean, details_of, message_of, retry_after
from launcher.model.errors import (
    AuthenticationError,
    CloudFaultError,
    CloudUnreachableError,
    ComputeServiceSilentError,
    ForbiddenError,
    PortholeError,
    RateLimitedError,
    ServerNotFoundError,
    ServerNotReadyError,
    Trouble,
    UnexpectedAnswerError,
)

TOO_MANY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
"""The statuses of a pause that is asked for; the second is that of Novas before the API guidelines."""

_TELL_OPERATOR = "Try again shortly; if it stays so, give the request id to the cloud's operator."
_PAUSE = "The cloud asks for a pause: it had too many requests."
_STATE = re.compile(r"while it is in \w+ (\w+)")
_SERVER_PATH = re.compile(r"/(?:cloud)?servers/(?!detail$)[^/]+")
_NO_SUCH_SERVER = "ecs.0114"
"""Huawei's code for "The ECS does not exist"."""
_MINUTES_FROM = 120.0
"""Seconds that are told as minutes."""

_Told = tuple[type[PortholeError], str, str]


def answer_failure(answer: Answer, purpose: str) -> PortholeError:
    """Return the error to raise for an answer that is not a success.

    Args:
        answer: status 300 or above.
        purpose: what was asked for, as it follows "may not" (``open a console``).
    """
    said = message_of(answer)
    kind, what, step = _tell(answer, purpose, said)
    trouble = Trouble(what, step, request_id=answer.request_id, details=details_of(answer, said))
    if kind is RateLimitedError:
        return RateLimitedError(trouble, retry_after(answer))
    return kind(trouble)


def pause_wanted(seconds: float) -> RateLimitedError:
    """Return the error to raise in place of a request while the cloud wants to be left alone.

    Args:
        seconds: how much longer.
    """
    return RateLimitedError(Trouble(_PAUSE, _pause_step(seconds)), seconds)


def is_about_server(answer: Answer) -> bool:
    """Whether a 404 means the server, and not that the cloud does not know the request at all.

    Nova words the one "Instance <id> could not be found.", the other "The resource could not be found."
    """
    server = _SERVER_PATH.search(answer.url)
    said = message_of(answer).lower()
    return bool(server) and any(word in said for word in ("instance", "server", _NO_SUCH_SERVER))


def _tell(answer: Answer, purpose: str, said: str) -> _Told:
    tell = _BY_STATUS.get(answer.status)
    if tell:
        return tell(answer, purpose, said)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return CloudFaultError, f"The cloud failed (HTTP {answer.status}).", _TELL_OPERATOR
    if answer.status < HTTPStatus.BAD_REQUEST:
        return _elsewhere(answer)
    return (
        UnexpectedAnswerError,
        f"{answer.host} refused to {purpose} (HTTP {answer.status}).",
        "The details hold the cloud's own words.",
    )


def _elsewhere(answer: Answer) -> _Told:
    target = urlsplit(urljoin(answer.url, answer.headers.get("Location", "")))
    where = clean(f"{target.scheme}://{target.netloc}")
    return (
        UnexpectedAnswerError,
        f"{answer.host} sends Porthole to {where}, and it does not follow there.",
        "If that is right, write the new address in the profile.",
    )


def _unauthorized(_answer: Answer, _purpose: str, _said: str) -> _Told:
    return (
        AuthenticationError,
        "The compute service does not accept the login that the identity service gave.",
        "Check that the auth URL and the compute endpoint belong to the same cloud, then log in again.",
    )


def _forbidden(_answer: Answer, purpose: str, _said: str) -> _Told:
    return (
        ForbiddenError,
        f"This account may not {purpose}.",
        "Ask for the role member in this project; the role reader is not enough.",
    )


def _not_found(answer: Answer, purpose: str, _said: str) -> _Told:
    if is_about_server(answer):
        return (
            ServerNotFoundError,
            "The server is gone, or belongs to another project.",
            "Refresh the list.",
        )
    return (
        UnexpectedAnswerError,
        f"{answer.host} does not know the request to {purpose}.",
        "Check the compute endpoint: it usually ends in /v2.1.",
    )


def _not_ready(_answer: Answer, purpose: str, said: str) -> _Told:
    state = _STATE.search(said)
    present = f" ({state[1].replace('_', ' ')})" if state else ""
    return (
        ServerNotReadyError,
        f"The server's present state{present} does not let you {purpose}.",
        "Wait until it is active, or start it.",
    )


def _proxy_login(answer: Answer, _purpose: str, _said: str) -> _Told:
    return (
        CloudUnreachableError,
        f"The proxy on the way to {answer.host} wants a login, or another one than it was given.",
        "Enter its user and password in the profile, under Network.",
    )


def _slow_down(answer: Answer, _purpose: str, _said: str) -> _Told:
    return RateLimitedError, _PAUSE, _pause_step(retry_after(answer))


def _pause_step(seconds: float) -> str:
    if seconds > _MINUTES_FROM:
        return f"Try again in {ceil(seconds / 60)} minutes."
    return f"Try again in {ceil(seconds)} seconds." if seconds else "Try again in a minute."


def _fault(answer: Answer, _purpose: str, said: str) -> _Told:
    if "MessagingTimeout" in said:
        return (
            ComputeServiceSilentError,
            "The host this server runs on does not answer Nova.",
            "Tell the cloud's operator: the compute service of that host is down or cut off.",
        )
    step = _TELL_OPERATOR
    if _SERVER_PATH.search(answer.url):
        step = "Try again shortly: Nova answers so, too, while it migrates or deletes a server."
    return CloudFaultError, f"{answer.host} failed inside (HTTP 500).", step


def _gateway(answer: Answer, _purpose: str, _said: str) -> _Told:
    return (
        CloudFaultError,
        f"What stands before the cloud got no answer from it (HTTP {answer.status}).",
        _TELL_OPERATOR,
    )


def _out_of_service(answer: Answer, _purpose: str, _said: str) -> _Told:
    seconds = retry_after(answer)
    step = _pause_step(seconds) if seconds else _TELL_OPERATOR
    return CloudFaultError, f"{answer.host} is out of service for now (HTTP 503).", step


_BY_STATUS: dict[int, Callable[[Answer, str, str], _Told]] = {
    HTTPStatus.UNAUTHORIZED: _unauthorized,
    HTTPStatus.FORBIDDEN: _forbidden,
    HTTPStatus.NOT_FOUND: _not_found,
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED: _proxy_login,
    HTTPStatus.CONFLICT: _not_ready,
    **dict.fromkeys(TOO_MANY, _slow_down),
    HTTPStatus.INTERNAL_SERVER_ERROR: _fault,
    HTTPStatus.BAD_GATEWAY: _gateway,
    HTTPStatus.SERVICE_UNAVAILABLE: _out_of_service,
    HTTPStatus.GATEWAY_TIMEOUT: _gateway,
}
