"""What went wrong when several servers were asked at once: one notice, not a dozen."""

from collections import Counter

from launcher.model.errors import PortholeError, Trouble
from launcher.model.power import PowerAction
from launcher.model.server import Server, ServerKey
from launcher.ui.power.words import failure


class Report:
    """The refusals of one request for one or more servers.

    Attributes:
        subject: names the request among others.
        action: what was asked for.
    """

    def __init__(self, subject: str, action: PowerAction, count: int) -> None:
        self.subject = subject
        self.action = action
        self._count = count
        self._refusals: list[tuple[Server, PortholeError]] = []
        self._now: dict[ServerKey, Server] = {}

    @property
    def servers(self) -> list[Server]:
        """Those that refused, as last seen."""
        return [self._now.get(server.key, server) for server, _ in self._refusals]

    def see(self, server: Server) -> None:
        """Take in how a server is that refused."""
        self._now[server.key] = server

    def add(self, server: Server, error: PortholeError) -> Trouble:
        """Take in a refusal; returns what there is to tell by now."""
        self._refusals.append((server, error))
        if len(self._refusals) == 1:
            return error.trouble
        troubles = [one.trouble for _, one in self._refusals]
        (reason, step), most = Counter((one.what, one.next_step) for one in troubles).most_common(1)[0]
        what = failure(self.action, len(troubles), self._count)
        clouds = dict.fromkeys(one.cloud for one in troubles)
        return Trouble(
            f"{what} {reason}" if most == len(troubles) else what,
            step,
            cloud=", ".join(filter(None, clouds)),
            details="; ".join(_line(server, error) for server, error in self._refusals),
        )


def _line(server: Server, error: PortholeError) -> str:
    what, request_id = error.trouble.what, error.trouble.request_id
    named = what if server.name in what else f"{server.name}: {what}"
    return f"{named} ({request_id})" if request_id else named
