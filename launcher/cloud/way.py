"""The way to a host, looked at: whether it answers, through which proxy, and by which clock."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from launcher.cloud.http import HttpClient
from launcher.cloud.route import Route
from launcher.cloud.wire import Answer, Request, Timeouts, host_of
from launcher.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Way:
    """What was seen of a way.

    Attributes:
        host: who answered, as ``host`` or ``host:port``.
        ahead: seconds by which this machine's clock is ahead of the host's, negative where it is behind; 0
            where they agree as far as the host tells, which is a second. None where it does not tell.
    """

    host: str
    ahead: float | None


def look_along(url: str, profile: Profile, route: Route, timeouts: Timeouts) -> Way:
    """Ask a host anything, without a login, and look at how it answers. Any status will do.

    Args:
        url: where; without a token.
        profile: says whose certificates are believed.
        route: how requests go.
        timeouts: how long to wait.

    Raises:
        CloudUnreachableError: and its kinds: no answer came.
        PortholeError: whatever else kept it away.
    """
    client = HttpClient(profile, route, timeouts)
    try:
        answer = client.ask(Request("GET", url))
    finally:
        client.close()
    return Way(answer.host, _ahead(answer, datetime.now(UTC)))


def origin(url: str) -> str:
    """Return the root of the host of a page or WebSocket: nothing of what the address carries."""
    parts = urlsplit(url)
    scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
    return f"{scheme}://{host_of(url)}/"


def _ahead(answer: Answer, received: datetime) -> float | None:
    """Compare the answer's ``Date`` (RFC 9110, 6.6.1), whole seconds, with the time it can have been made."""
    try:
        told = parsedate_to_datetime(answer.headers.get("Date") or "")
    except ValueError:
        return None
    if told.tzinfo is None:
        told = told.replace(tzinfo=UTC)
    early = (answer.sent_at.wall - told).total_seconds() - 1
    late = (received - told).total_seconds()
    return early if early > 0 else min(late, 0.0)
