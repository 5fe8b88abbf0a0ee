"""Trying a connection, step by step, while a person looks on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from launcher.cloud.connection import CloudConnection
from launcher.cloud.servers import list_servers
from launcher.model.errors import OneTimeCodeError, PortholeError, Trouble, UnexpectedAnswerError
from launcher.model.profile import ComputeApi


class CheckName(StrEnum):
    """The steps from nothing to a server, in order."""

    REACH = "reach"
    AUTHENTICATE = "authenticate"
    ENDPOINT = "endpoint"
    MICROVERSION = "microversion"
    LIST = "list"


class CheckState(StrEnum):
    """How a step stands."""

    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class CheckStep:
    """One step of a test, as far as it has come.

    Attributes:
        name: which step.
        state: how it stands.
        words: what is being tried, or what came of it, as a person reads it.
        trouble: what went wrong, where it is ``FAILED``.
        wants_code: it failed for want of a one-time code.
    """

    name: CheckName
    state: CheckState
    words: str
    trouble: Trouble | None = None
    wants_code: bool = False


def check_connection(connection: CloudConnection) -> Iterator[CheckStep]:
    """Yield each step when it begins and again when it has ended; after a failure the rest is skipped."""
    failed = False
    for name, (trying, work) in STEPS.items():
        if failed:
            yield CheckStep(name, CheckState.SKIPPED, trying)
            continue
        yield CheckStep(name, CheckState.RUNNING, trying)
        try:
            yield CheckStep(name, CheckState.PASSED, work(connection))
        except PortholeError as error:
            failed = True
            wants_code = isinstance(error, OneTimeCodeError)
            yield CheckStep(name, CheckState.FAILED, error.trouble.what, error.trouble, wants_code)


def _reach(connection: CloudConnection) -> str:
    return f"{connection.reach()} answers."


def _authenticate(connection: CloudConnection) -> str:
    who = connection.authenticate()
    return f"Logged in as {who}." if who else "There is no identity service to log in to."


def _endpoint(connection: CloudConnection) -> str:
    return f"The compute endpoint is {connection.endpoint()}."


def _microversion(connection: CloudConnection) -> str:
    if ComputeApi.NOVA not in connection.apis():
        return "The cloud is asked by its ECS, which has no microversions."
    try:
        major, minor = connection.max_microversion()
    except UnexpectedAnswerError:
        if ComputeApi.ECS not in connection.apis():
            raise
        return "Nova does not say which microversions it speaks; the cloud has its ECS too."
    return f"Nova speaks microversions up to {major}.{minor}."


def _list(connection: CloudConnection) -> str:
    page = next(list_servers(connection, page_size=1), ())
    return f"The first server is {page[0].name}." if page else "The project has no servers yet."


STEPS: dict[CheckName, tuple[str, Callable[[CloudConnection], str]]] = {
    CheckName.REACH: ("Reach the identity service", _reach),
    CheckName.AUTHENTICATE: ("Log in", _authenticate),
    CheckName.ENDPOINT: ("Find the compute endpoint", _endpoint),
    CheckName.MICROVERSION: ("Ask for the microversion", _microversion),
    CheckName.LIST: ("List one server", _list),
}
