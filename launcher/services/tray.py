"""What the tray's menu offers: made of what is in memory, so that it is there at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from launcher.model.profile import Profile, ProfileColour
from launcher.model.server import Server, ServerKey
from launcher.services.listing import ServerListing

MOST_FAVOURITES = 60
"""A menu is no list."""

RECENT = 10
"""Servers whose consoles were opened last, at most."""

MOST_SERVERS = 40
"""A profile with more servers has no menu of its own; quick connect finds one of five thousand sooner."""

_ID_BEGINS = 8
"""Characters of an id that tell two servers apart for a person."""


class TrayServer(msgspec.Struct, frozen=True):
    """One server to be opened from the tray.

    Attributes:
        key: names it.
        name: as given by a person, and not yet fit to be shown.
        place: an address or the beginning of the id, where others in the same menu have its name; or empty.
        profile: the name of its profile, where the menu has servers of several; or empty.
        production: whether people depend on it; said beside the profile's name.
    """

    key: ServerKey
    name: str
    place: str = ""
    profile: str = ""
    production: bool = False


class TrayProfile(msgspec.Struct, frozen=True):
    """One profile in the tray's menu.

    Attributes:
        id: the profile's.
        name: as given by a person.
        production: whether people depend on its servers.
        colour: what a person tells it by.
        count: how many servers of it are known.
        servers: them, in the order of names; empty where there are more than :data:`MOST_SERVERS`.
    """

    id: str
    name: str
    production: bool
    colour: ProfileColour
    count: int
    servers: tuple[TrayServer, ...] = ()


class TrayContents(msgspec.Struct, frozen=True):
    """All that comes and goes in the tray's menu.

    Attributes:
        favourites: in the order they were marked.
        recent: servers whose consoles were opened last, the newest first.
        profiles: in their order.
        links: servers with a living link, in the order the links were got.
    """

    favourites: tuple[TrayServer, ...] = ()
    recent: tuple[TrayServer, ...] = ()
    profiles: tuple[TrayProfile, ...] = ()
    links: tuple[TrayServer, ...] = ()


class Marks(msgspec.Struct, frozen=True):
    """Servers that have a place of their own in the menu.

    Attributes:
        favourites: in the order they were marked.
        recent: the newest first.
        links: those with a living link.
    """

    favourites: Sequence[ServerKey] = ()
    recent: Sequence[ServerKey] = ()
    links: Sequence[ServerKey] = ()


def tray_contents(
    profiles: Sequence[Profile],
    listing: ServerListing,
    marks: Marks,
    name_of: Callable[[ServerKey], str] = lambda _key: "",
) -> TrayContents:
    """Return what the tray's menu has just now. A few milliseconds at most, whatever the clouds have.

    Args:
        profiles: in their order.
        listing: the known servers.
        marks: which of them have a place of their own.
        name_of: what a server was called that is not known just now; nothing leaves it out.
    """
    own = {profile.id: profile for profile in profiles}

    def known(keys: Iterable[ServerKey]) -> list[Server]:
        found = []
        for key in keys:
            server = listing.server(key)
            if server is None and key.profile_id in own and (name := name_of(key)):
                server = Server.unlisted(key, name)
            if server is not None and key.profile_id in own:
                found.append(server)
        return found

    return TrayContents(
        favourites=_entries(known(marks.favourites)[:MOST_FAVOURITES], own),
        recent=_entries(known(marks.recent)[:RECENT], own),
        profiles=tuple(_profile(profile, listing) for profile in profiles),
        links=_entries(known(marks.links), own),
    )


def _entries(servers: Sequence[Server], profiles: dict[str, Profile]) -> tuple[TrayServer, ...]:
    """Return servers of several profiles as the menu says them."""
    several = len(profiles) > 1
    same = Counter((server.profile_id, server.name) for server in servers)
    return tuple(
        TrayServer(
            server.key,
            server.name,
            _place(server) if same[server.profile_id, server.name] > 1 else "",
            profiles[server.profile_id].name if several else "",
            profiles[server.profile_id].production,
        )
        for server in servers
    )


def _profile(profile: Profile, listing: ServerListing) -> TrayProfile:
    count = len(listing.ids(profile.id))
    if count > MOST_SERVERS:
        return TrayProfile(profile.id, profile.name, profile.production, profile.colour, count)
    servers = listing.of_profile(profile.id)
    same = Counter(server.name for server in servers)
    entries = (
        TrayServer(server.key, server.name, _place(server) if same[server.name] > 1 else "")
        for server in servers
    )
    return TrayProfile(profile.id, profile.name, profile.production, profile.colour, count, tuple(entries))


def _place(server: Server) -> str:
    return server.addresses[0] if server.addresses else server.id[:_ID_BEGINS]
