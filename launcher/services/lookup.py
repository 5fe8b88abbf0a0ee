"""From what a person calls a server to the server."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from launcher.model.errors import AmbiguousNameError, NotFoundError, Trouble
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerKey
from launcher.services.directory import ServerDirectory

TRUSTED = timedelta(days=1)
"""How old a kept list may be for a name to be looked up in it. An id is the same server for ever."""

ListAnew = Callable[[Sequence[Profile]], Iterable[Server]]
"""Returns the servers of profiles as their clouds have them now."""


def named_profiles(profiles: Collection[Profile], names: Collection[str]) -> tuple[Profile, ...]:
    """Return the profiles that are called so, by name or id; all of them where nothing is named.

    Raises:
        NotFoundError: there is none of a name.
    """
    for name in names:
        if not any(name in {profile.name, profile.id} for profile in profiles):
            known = ", ".join(profile.name for profile in profiles) or "none yet"
            raise NotFoundError(Trouble(f"There is no profile called {name}.", f"There are: {known}."))
    return tuple(one for one in profiles if not names or one.name in names or one.id in names)


def _matching(servers: Iterable[Server], wanted: str) -> list[Server]:
    """Return the servers that ``wanted`` may mean, all of them equally well.

    An id goes before a name, that before an address, that before a part of a name.
    """
    servers, folded = list(servers), wanted.casefold()
    for means in (
        lambda server: server.id == wanted,
        lambda server: server.name == wanted,
        lambda server: wanted in server.addresses,
        lambda server: server.name.casefold() == folded,
        lambda server: folded in server.name.casefold() or server.id.startswith(folded),
    ):
        found = [server for server in servers if means(server)]
        if found:
            return found
    return []


class Lookup:
    """Finds one server, in the lists that were kept where they tell, otherwise by asking the clouds.

    Args:
        directory: has the kept lists.
        list_anew: asks the clouds.

    Attributes:
        from_cache: whether the last answer came from a kept list, so that the server may be gone.
    """

    def __init__(self, directory: ServerDirectory, list_anew: ListAnew) -> None:
        self._directory = directory
        self._list_anew = list_anew
        self.from_cache = False

    def find(self, profiles: Sequence[Profile], wanted: str, now: datetime) -> Server:
        """Return the server that is meant. Waits for the disk, and often for no network.

        Args:
            profiles: where to look.
            wanted: a name, a part of it, an id or an address.
            now: timezone-aware.

        Raises:
            NotFoundError: there is none.
            AmbiguousNameError: there are several.
            PortholeError: whatever kept the clouds from being asked.
        """
        kept = self._kept(profiles, wanted, now)
        if kept is not None:
            self.from_cache = True
            return kept
        return self.find_anew(profiles, wanted)

    def find_anew(self, profiles: Sequence[Profile], wanted: str) -> Server:
        """Return the server that is meant, as the clouds know it now; otherwise as :meth:`find`.

        Raises:
            NotFoundError: there is none.
            AmbiguousNameError: there are several.
            PortholeError: whatever kept the clouds from being asked.
        """
        self.from_cache = False
        found = _matching(self._list_anew(profiles), wanted)
        if not found:
            where = ", ".join(profile.name for profile in profiles)
            what = f"No server of {where} is called {wanted}, nor has it as its id or address."
            raise NotFoundError(Trouble(what, "porthole list shows what there is."))
        if len(found) > 1:
            what = f"{wanted} may mean {len(found)} servers."
            step = "Name one by its id, or its profile with --profile."
            raise AmbiguousNameError(Trouble(what, step), tuple(found))
        return found[0]

    def _kept(self, profiles: Sequence[Profile], wanted: str, now: datetime) -> Server | None:
        lists = [self._directory.cached(profile.id) for profile in profiles]
        servers = [server for kept in lists if kept for server in kept.servers]
        found = _matching(servers, wanted)
        if len(found) == 1 and found[0].id == wanted:
            return found[0]
        if len(found) == 1 and all(kept and now - kept.complete_at < TRUSTED for kept in lists):
            return found[0]
        if len(profiles) == 1 and not found and _is_id(wanted):
            # The cloud itself says whether there is one.
            return Server.unlisted(ServerKey(profiles[0].id, wanted))
        return None


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
