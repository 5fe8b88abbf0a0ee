"""What was asked of the cloud, and answers laid ready for the next request."""

import re
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from launcher.demo.web.exchange import Request

KEPT_REQUESTS = 20_000


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """One request the API got.

    Attributes:
        method: ``GET``, ``POST``, ...
        path: without the query.
        query: every value of every parameter.
        status: of the answer; 0 where the connection was cut before one.
        microversions: the values of ``OpenStack-API-Version`` and ``X-OpenStack-Nova-API-Version``,
            None where the header was not sent.
    """

    method: str
    path: str
    query: Mapping[str, list[str]]
    status: int
    microversions: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to give in place of the cloud's own.

    Attributes:
        status: the status code.
        headers: sent as they are, beside ``Content-Length``.
        body: bytes.
        delay: seconds to wait before answering.
        until: also wait until that is set, or the cloud is closed.
        cut: drop the connection: before any answer where ``body`` is empty, otherwise after
            ``body``, of which ``Content-Length`` promises one byte more.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay: float = 0.0
    until: threading.Event | None = None
    cut: bool = False


@dataclass(slots=True)
class _Planned:
    method: str
    target: re.Pattern[str]
    answer: Answer
    times: int


class Record:
    """Remembers requests and hands out planned answers. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: deque[ApiRequest] = deque(maxlen=KEPT_REQUESTS)
        self._planned: list[_Planned] = []

    @property
    def requests(self) -> tuple[ApiRequest, ...]:
        """The requests so far, oldest first."""
        with self._lock:
            return tuple(self._requests)

    def clear(self) -> None:
        """Forget the requests so far."""
        with self._lock:
            self._requests.clear()

    def plan(self, method: str, target_regex: str, answer: Answer, times: int) -> None:
        """Lay ``answer`` ready for the next ``times`` requests whose path or query matches somewhere."""
        with self._lock:
            self._planned.append(_Planned(method, re.compile(target_regex), answer, times))

    def planned_for(self, request: Request) -> Answer | None:
        """Take the answer laid ready for this request, if there is one."""
        with self._lock:
            for planned in self._planned:
                if planned.method == request.method and planned.target.search(request.target):
                    planned.times -= 1
                    if planned.times <= 0:
                        self._planned.remove(planned)
                    return planned.answer
        return None

    def add(self, request: Request, status: int) -> None:
        """Remember a request and how it was answered."""
        microversions = (
            request.headers.get("openstack-api-version"),
            request.headers.get("x-openstack-nova-api-version"),
        )
        seen = ApiRequest(request.method, request.path, request.query, status, microversions)
        with self._lock:
            self._requests.append(seen)
