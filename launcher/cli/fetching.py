"""Listing several profiles at once."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from launcher.cli.services import Services
from launcher.cli.telling import say
from launcher.model.errors import NotFoundError, PortholeError, Trouble
from launcher.model.profile import Profile
from launcher.model.server import Server
from launcher.storage.list_cache import CachedList

_AT_ONCE = 8

Listed = CachedList | PortholeError
"""What came of listing one profile."""


def fetched(services: Services, profiles: Sequence[Profile]) -> list[Listed]:
    """Ask the clouds, all at once, for their servers; what came of it, in the order of the profiles."""

    def fetch(profile: Profile) -> CachedList:
        pages = services.asking.do(
            profile, lambda: list(services.directory.pages(profile.id, lambda: False, services.wait))
        )
        return CachedList(tuple(server for page in pages for server in page), datetime.now(UTC))

    return _each(fetch, profiles)


def kept(services: Services, profiles: Sequence[Profile]) -> list[Listed]:
    """Return the lists that were kept last, in the order of the profiles."""

    def read(profile: Profile) -> CachedList:
        found = services.directory.cached(profile.id)
        if found is None:
            what = "No list of this profile was kept yet."
            raise NotFoundError(Trouble(what, "List it without --cached once.", cloud=profile.name))
        return found

    return [_settled(read, profile) for profile in profiles]


def servers_of(services: Services, profiles: Sequence[Profile]) -> list[Server]:
    """Return the servers that all of the profiles have now.

    Raises:
        PortholeError: what kept one of them from being listed: another server of that name may be there.
    """
    servers: list[Server] = []
    for listed in fetched(services, profiles):
        if isinstance(listed, PortholeError):
            raise listed
        servers += listed.servers
    return servers


def tell_ages(profiles: Sequence[Profile], lists: Sequence[Listed]) -> None:
    """Tell when each of the lists was complete."""
    for profile, listed in zip(profiles, lists, strict=True):
        if isinstance(listed, CachedList):
            say(f"{profile.name}: as it was at {listed.complete_at.astimezone():%Y-%m-%d %H:%M}.")


def _each(fetch: Callable[[Profile], CachedList], profiles: Sequence[Profile]) -> list[Listed]:
    if len(profiles) == 1:
        return [_settled(fetch, profiles[0])]
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - 5 ms

    pool = ThreadPoolExecutor(_AT_ONCE)
    settling = [pool.submit(_settled, fetch, profile) for profile in profiles]
    try:
        return [one.result() for one in settling]
    finally:
        # Ctrl+C does not wait for a silent cloud.
        pool.shutdown(wait=False, cancel_futures=True)


def _settled(fetch: Callable[[Profile], CachedList], profile: Profile) -> Listed:
    try:
        return fetch(profile)
    except PortholeError as error:
        return error.about(cloud=profile.name)
