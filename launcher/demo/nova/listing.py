"""``GET /servers`` and ``/servers/detail``: filters, pages, changes."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import urlencode

from launcher.demo.fleet import Fleet
from launcher.demo.machine import Machine
from launcher.demo.nova.faults import NovaFaultError
from launcher.demo.nova.microversion import STRICT_QUERIES, Microversion
from launcher.demo.web.exchange import Reply
from launcher.model.server import ServerStatus

_DEFINED = {
    "all_tenants", "availability_zone", "changes-before", "changes-since", "created_at", "deleted",
    "flavor", "image", "ip", "ip6", "limit", "locked", "marker", "name", "project_id", "sort_dir",
    "sort_key", "status", "tags", "tenant_id", "user_id", "uuid", "vm_state",
}  # fmt: skip

Query = Mapping[str, list[str]]


class Listing:
    """Answers lists from the fleet (Nova API reference, "List Servers" and "List Servers Detailed")."""

    def __init__(self, fleet: Fleet, page_limit: int) -> None:
        """Give at most ``page_limit`` servers at once."""
        self._fleet = fleet
        self._page_limit = page_limit

    def page(
        self,
        project_id: str,
        query: Query,
        url: str,
        write: Callable[[Machine], bytes],
        version: Microversion,
    ) -> Reply:
        """Return one page, written with ``write``, with a link below ``url`` where it is full.

        Raises:
            NovaFaultError: the query is not right (400).
        """
        if version >= STRICT_QUERIES:
            _refuse_undefined(query)
        limit = min(_limit(query) or self._page_limit, self._page_limit)
        found = list(islice(self._matching(project_id, query), limit))
        body = b'{"servers":[' + b",".join(map(write, found)) + b"]"
        if len(found) == limit:
            body += b',"servers_links":[{"rel":"next","href":"' + _next(url, query, found[-1]) + b'"}]'
        return Reply(200, body + b"}", {"Content-Type": "application/json"})

    def _matching(self, project_id: str, query: Query) -> Iterable[Machine]:
        machines = self._fleet.of(project_id)
        start = self._after_marker(machines, _last(query, "marker"))
        tests = _tests(query)
        return (machine for machine in islice(machines, start, None) if all(test(machine) for test in tests))

    def _after_marker(self, machines: list[Machine], marker: str) -> int:
        if not marker:
            return 0
        place = self._fleet.place(marker)
        if place is None or place >= len(machines) or machines[place].id != marker:
            raise NovaFaultError(400, f"marker [{marker}] not found")
        return place + 1


def _tests(query: Query) -> list[Callable[[Machine], bool]]:
    tests: list[Callable[[Machine], bool]] = []
    if since := _last(query, "changes-since"):
        moment = _moment(since)
        tests.append(lambda machine: machine.updated >= moment)
    else:
        tests.append(lambda machine: machine.status is not ServerStatus.DELETED)
    if statuses := {status.upper() for status in query.get("status", ())}:
        tests.append(lambda machine: machine.status.value in statuses)
    if name := _last(query, "name"):
        pattern = _pattern(name)
        tests.append(lambda machine: pattern.search(machine.name) is not None)
    return tests


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise _bad_parameter("name", text, f"'{text}' is not a 'regex'") from error


def _last(query: Query, name: str) -> str:
    return query.get(name, [""])[-1]


def _limit(query: Query) -> int:
    text = _last(query, "limit")
    if not re.fullmatch("[0-9]*", text):
        raise _bad_parameter("limit", text, f"'{text}' does not match '^[0-9]*$'")
    return int(text or 0)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise _bad_parameter("changes-since", text, f"'{text}' is not a 'date-time'") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _bad_parameter(name: str, value: str, why: str) -> NovaFaultError:
    return NovaFaultError(400, f"Invalid input for query parameters {name}. Value: {value}. {why}")


def _refuse_undefined(query: Query) -> None:
    for name in query:
        if name not in _DEFINED:
            message = f"Additional properties are not allowed ('{name}' was unexpected)"
            raise NovaFaultError(400, f"Invalid input for query parameters {dict(query)}. {message}")


def _next(url: str, query: Query, last: Machine) -> bytes:
    parameters = {name: values for name, values in query.items() if name != "marker"} | {"marker": [last.id]}
    return f"{url}?{urlencode(parameters, doseq=True)}".encode()
