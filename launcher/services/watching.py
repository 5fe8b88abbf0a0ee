"""Servers that somebody wants to hear of: what of their changes is news, and how often to ask for them."""

import msgspec

from launcher.model.server import Server, ServerKey, ServerStatus

_UNDER_WAY = frozenset(
    {
        ServerStatus.BUILD,
        ServerStatus.HARD_REBOOT,
        ServerStatus.MIGRATING,
        ServerStatus.PASSWORD,
        ServerStatus.REBOOT,
        ServerStatus.REBUILD,
        ServerStatus.RESIZE,
        ServerStatus.REVERT_RESIZE,
        ServerStatus.UNKNOWN,
    }
)
"""What a server is in on its way to something else."""

_MOST_DOUBLINGS = 10


class News(msgspec.Struct, frozen=True):
    """Something to tell of a server.

    Attributes:
        server: as it is now, or was last.
        gone: whether the cloud no longer has it.
    """

    server: Server
    gone: bool = False


class Watch:
    """One server, as last seen.

    Attributes:
        server: as last seen; until then a name for its key.
        seen: whether it was seen yet.
    """

    def __init__(self, key: ServerKey, name: str = "") -> None:
        self.server = Server(*key, name or key.server_id, ServerStatus.UNKNOWN)
        self.seen = False
        self._was_under_way = False
        self._told: ServerStatus | None = None

    @property
    def under_way(self) -> bool:
        """Whether it is on its way to something else, as far as is known."""
        return is_under_way(self.server)

    def see(self, server: Server) -> News | None:
        """Take in how it is; returns what is to be told of that.

        News is another status than before in which a server stays, and the end of what it was under way to. A
        task alone is none: backups come each night.
        """
        first, self.seen, self.server = not self.seen, True, server
        if is_under_way(server):
            self._was_under_way = self._was_under_way or server.status in _UNDER_WAY
            return None
        moved = self._was_under_way or server.status is not self._told
        self._was_under_way, self._told = False, server.status
        return None if first or not moved else News(server)


class WatchPace(msgspec.Struct, frozen=True):
    """How often a watched server is asked for.

    Attributes:
        first: seconds until it is asked for again while something happens to it.
        longest: seconds that quiet makes of that, step by step.
        growth: of each step.
        hardest: seconds that failures make of it; each doubles it.
        each: seconds of a rest that every watched server adds to all of them.
    """

    first: float = 20.0
    longest: float = 120.0
    growth: float = 1.5
    hardest: float = 600.0
    each: float = 2.0

    def pause(self, quiet: int, failures: int, watched: int, wanted: float = 0.0) -> float:
        """Return the seconds until a server is asked for again.

        Args:
            quiet: how often in a row nothing had happened.
            failures: how often in a row there was no answer.
            watched: how many servers are.
            wanted: seconds the cloud asked for.
        """
        calm = min(self.first * self.growth ** min(quiet, _MOST_DOUBLINGS), self.longest)
        shared = max(calm, self.each * watched)
        return max(shared, wanted, min(shared * 2.0 ** min(failures, _MOST_DOUBLINGS), self.hardest))


def is_under_way(server: Server) -> bool:
    """Whether a server is on its way to something else. One in error stays there, whatever its task."""
    if server.status is ServerStatus.ERROR:
        return False
    return bool(server.task_state) or server.status in _UNDER_WAY
