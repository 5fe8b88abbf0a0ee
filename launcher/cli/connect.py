"""``porthole connect``: one server's console, in Porthole's window, in the browser, or as a link."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from launcher.cli.exit_codes import Exit
from launcher.cli.fetching import servers_of
from launcher.cli.printing import put, put_json, put_rows
from launcher.cli.services import Services
from launcher.cli.telling import say, tell
from launcher.model.console import ConsoleLink, ConsoleProtocol, OpenIn
from launcher.model.errors import (
    AmbiguousNameError,
    ConsoleUnavailableError,
    ServerNotFoundError,
    Trouble,
)
from launcher.model.profile import Profile
from launcher.model.request import ConnectServer
from launcher.model.server import Server
from launcher.services.broker import ConsoleBroker
from launcher.services.lookup import Lookup
from launcher.services.running import borrow_link
from launcher.storage.settings import SettingsFile


class LinkJson(msgspec.Struct, frozen=True):
    """A link as ``--json`` has it. Fields are added, never renamed or taken away.

    Attributes:
        profile: the profile's name.
        id: the server's.
        name: the server's.
        type: of the console (``novnc``).
        protocol: of the console (``vnc``).
        url: it opens the console for whoever has it, until it expires.
        issued_at: RFC 3339.
        expires_at: RFC 3339; as the profile says, since a cloud does not.
    """

    profile: str
    id: str
    name: str
    type: str
    protocol: str
    url: str
    issued_at: datetime
    expires_at: datetime


def run(options: argparse.Namespace) -> int:
    """Find the server, and open its console.

    Raises:
        PortholeError: what kept it from being opened.
    """
    services = Services(options)
    profiles = services.profiles(options.profile)
    lookup = Lookup(services.directory, lambda asked: servers_of(services, asked))
    try:
        server = _found(lookup, profiles, options)
        way = _way(options, services.book.get(server.profile_id))
        if way is OpenIn.EMBEDDED:
            return _open_window(options, server)
        try:
            link = _link(services, server, first=lookup.from_cache)
        except ServerNotFoundError:
            if not lookup.from_cache:
                raise
            # It was made anew since the list was kept, or it is gone.
            server = lookup.find_anew(profiles, options.server)
            link = _link(services, server, first=False)
    except AmbiguousNameError as error:
        tell(error, verbose=services.verbose)
        _tell_candidates(services, error.candidates)
        return Exit.USAGE
    if way is OpenIn.BROWSER:
        return _open_browser(server, link)
    _print(options, services, server, link)
    return Exit.OK


def _found(lookup: Lookup, profiles: Sequence[Profile], options: argparse.Namespace) -> Server:
    if options.fresh:
        return lookup.find_anew(profiles, options.server)
    return lookup.find(profiles, options.server, datetime.now(UTC))


def _way(options: argparse.Namespace, profile: Profile) -> OpenIn | None:
    """Return where to open it; None: it is printed."""
    if options.print_url or options.json:
        return None
    return OpenIn(options.open_in or profile.open_in)


def _link(services: Services, server: Server, *, first: bool) -> ConsoleLink:
    """Return a fresh link; it is the ``first`` question to a cloud where nothing else had to be asked."""
    if (borrowed := borrow_link(server)) is not None:
        return borrowed
    broker = ConsoleBroker(services.book, services.connections)
    profile = services.book.get(server.profile_id)
    if first:
        services.book.read_secret_ahead(profile)
    return services.asking.do(profile, lambda: broker.ask(server, services.wait))


def _open_window(options: argparse.Namespace, server: Server) -> int:
    from launcher.cli.window import open_window  # noqa: PLC0415 - for this way only

    request = ConnectServer(server.profile_id, server.id, name=server.name, open_in=OpenIn.EMBEDDED)
    return open_window(options, request)


def _open_browser(server: Server, link: ConsoleLink) -> int:
    from launcher.services.browsers.opener import BrowserOpener  # noqa: PLC0415 - for this way only

    if link.console.protocol is ConsoleProtocol.SERIAL:
        what = "The console is a serial line, which no browser shows."
        raise ConsoleUnavailableError(Trouble(what, "Open it with --embedded.", server=server.name))
    BrowserOpener().open_and_leave(link.url, SettingsFile().read().browser_choice)
    say(f"{server.name}: opened in the browser; the link is valid for {link.validity:.0f} seconds.")
    return Exit.OK


def _print(options: argparse.Namespace, services: Services, server: Server, link: ConsoleLink) -> None:
    if not options.json:
        put(link.url)
        return
    issued = link.issued_at.wall
    put_json(
        LinkJson(
            services.book.get(server.profile_id).name,
            server.id,
            server.name,
            link.console.type,
            link.console.protocol,
            link.url,
            issued,
            issued + timedelta(seconds=link.validity),
        )
    )


def _tell_candidates(services: Services, servers: Sequence[Server]) -> None:
    rows = [
        (
            services.book.get(server.profile_id).name,
            server.name,
            server.id,
            ",".join(server.addresses),
            server.state_words,
        )
        for server in servers
    ]
    put_rows(("profile", "name", "id", "addresses", "status"), rows, file=sys.stderr)
