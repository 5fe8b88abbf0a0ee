"""``porthole import``: clouds that other programs know already become profiles."""

import argparse
import sys
from collections.abc import Sequence

from launcher.cli.exit_codes import Exit, exit_code
from launcher.cli.import_choosing import Offer, chosen, put_offers
from launcher.cli.import_reading import read_clouds
from launcher.cli.services import Services
from launcher.cli.telling import say, tell
from launcher.model.errors import PortholeError
from launcher.services.imports import ImportResult, import_clouds, same_cloud


def run(options: argparse.Namespace) -> int:
    """Read clouds, and save those that are chosen as profiles, their secrets in the keyring.

    Raises:
        PortholeError: nothing at all can be read, or a cloud that was named is not there.
    """
    if not (options.all or options.cloud or options.dry_run or sys.stdin.isatty()):
        say("Nobody can be asked here which clouds: say --all or --cloud NAME. --dry-run shows them.")
        return Exit.USAGE
    services = Services(options)
    found = read_clouds(options)
    offers = [Offer(one, same_cloud(one, services.book.profiles)) for one in found.candidates]
    unusable = found.troubled or not all(offer.is_usable for offer in offers)
    if options.dry_run:
        put_offers(offers)
        return _code([], worked=any(offer.is_usable for offer in offers), hindered=unusable)
    wanted = chosen(options, offers)
    remember = not options.no_secrets
    failures, worked = [], any(offer.known for offer in offers)
    for result in import_clouds(services.book, [one.candidate for one in wanted], remember=remember):
        _tell(services, result)
        worked = worked or result.profile is not None
        failures += [result.error] if result.error else []
    if not wanted:
        say("Nothing was imported.")
    # Who chose has seen what cannot be used.
    hindered = unusable if options.all or options.cloud else found.troubled
    return _code(failures, worked=worked, hindered=hindered)


def _tell(services: Services, result: ImportResult) -> None:
    name = result.candidate.name
    if result.error is not None:
        tell(result.error.about(cloud=name), verbose=services.verbose)
    elif result.profile is not None:
        secret = f" Its secret is in {services.book.secret_store()}." if result.remembered else ""
        say(f"{name}: it is the profile {result.profile.name} now.{secret}")


def _code(failures: Sequence[PortholeError], *, worked: bool, hindered: bool) -> Exit:
    if not failures and not hindered:
        return Exit.OK
    if worked:
        return Exit.PARTIAL
    return exit_code(failures[0]) if failures else Exit.PROFILE
