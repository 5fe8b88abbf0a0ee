"""``porthole list``: the servers of some or all profiles."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec

from launcher.cli.exit_codes import Exit, exit_code
from launcher.cli.fetching import Listed, fetched, kept, tell_ages
from launcher.cli.printing import put_json, put_rows
from launcher.cli.services import Services
from launcher.cli.telling import say, tell
from launcher.model.errors import PortholeError
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.listing import ServerListing

_TONES = {ServerStatus.ACTIVE: "good", ServerStatus.ERROR: "bad", ServerStatus.SHUTOFF: "quiet"}


class ServerJson(msgspec.Struct, frozen=True):
    """A server as ``--json`` has it. Fields are added, never renamed or taken away.

    Attributes:
        profile: the profile's name.
        profile_id: the profile's id, which outlives its name.
        id: Nova's.
        name: as given by a person; not unique.
        status: as Nova spells it (``ACTIVE``).
        task_state: as Nova spells it (``powering-off``), or null.
        power: the state of its machine as the hypervisor sees it (``Running``), or null.
        addresses: fixed before floating.
        zone: availability zone, or null.
        flavor: its name, or null.
        image: the image's id, or null.
        key_name: or null.
        metadata: what people wrote to it.
        tags: sorted.
        locked: whether only administrators may act on it.
        created: RFC 3339, or null.
        updated: RFC 3339, or null.
        as_of: when the list that it stands in was complete, RFC 3339.
    """

    profile: str
    profile_id: str
    id: str
    name: str
    status: str
    task_state: str | None
    power: str | None
    addresses: tuple[str, ...]
    zone: str | None
    flavor: str | None
    image: str | None
    key_name: str | None
    metadata: dict[str, str]
    tags: tuple[str, ...]
    locked: bool
    created: datetime | None
    updated: datetime | None
    as_of: datetime


def run(options: argparse.Namespace) -> int:
    """List servers; what failed is told while the others are printed.

    Raises:
        PortholeError: nothing at all can be listed.
    """
    services = Services(options)
    with services.demo_cloud(options):
        profiles = services.profiles(options.profile)
        listing, problem = _listing(services, " ".join(options.filter))
        if problem:
            say(f"The filter is not understood: {problem}.")
            return Exit.USAGE
        lists = (kept if options.cached else fetched)(services, profiles)
        if options.cached and not options.json:
            tell_ages(profiles, lists)
        code = _tell_failures(services, lists)
        if all(isinstance(one, PortholeError) for one in lists):
            return code
        _print(options, listing, profiles, lists)
    return code


def _print(
    options: argparse.Namespace, listing: ServerListing, profiles: Sequence[Profile], lists: Sequence[Listed]
) -> None:
    names, moments = {}, {}
    for profile, listed in zip(profiles, lists, strict=True):
        names[profile.id] = profile.name
        if not isinstance(listed, PortholeError):
            moments[profile.id] = listed.complete_at
            listing.update(listed.servers)
    listing.refresh()
    if options.json:
        put_json([_json(one, names[one.profile_id], moments[one.profile_id]) for one in listing.visible])
    else:
        _put_table(listing.visible, names)


def _put_table(servers: Sequence[Server], names: Mapping[str, str]) -> None:
    heads = ("name", "status", "addresses", "profile", "id", "zone", "flavor", "created")
    rows = [
        (
            server.name,
            server.state_words,
            ",".join(server.addresses),
            names[server.profile_id],
            server.id,
            server.zone,
            server.flavor,
            server.created.isoformat() if server.created else "",
        )
        for server in servers
    ]
    put_rows(heads, rows, [_TONES.get(server.status, "") for server in servers])


def _tell_failures(services: Services, lists: Sequence[Listed]) -> Exit:
    errors = [one for one in lists if isinstance(one, PortholeError)]
    for error in errors:
        tell(error, verbose=services.verbose)
    if errors and len(errors) < len(lists):
        return Exit.PARTIAL
    return exit_code(errors[0]) if errors else Exit.OK


def _listing(services: Services, text: str) -> tuple[ServerListing, str]:
    favourites: Callable[[], frozenset[ServerKey]] = frozenset
    if "fav" in text.casefold():
        from launcher.services.bookmarks import Bookmarks  # noqa: PLC0415 - hardly ever needed
        from launcher.storage.bookmarks import BookmarksFile  # noqa: PLC0415

        bookmarks = Bookmarks(BookmarksFile(), services.book)
        bookmarks.load()
        favourites = lambda: bookmarks.favourites  # noqa: E731 - one of two
    listing = ServerListing(lambda profile_id: services.book.get(profile_id).name, dict, favourites)
    return listing, listing.filter(text)


def _json(server: Server, profile_name: str, as_of: datetime) -> ServerJson:
    return ServerJson(
        profile_name,
        server.profile_id,
        server.id,
        server.name,
        server.status.value,
        server.task_state or None,
        server.power or None,
        server.addresses,
        server.zone or None,
        server.flavor or None,
        server.image or None,
        server.key_name or None,
        dict(server.metadata),
        server.tags,
        server.locked,
        server.created,
        server.updated,
        as_of,
    )
