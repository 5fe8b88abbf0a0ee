"""``porthole doctor``: what works here, what does not, and what to do about it."""

import argparse
from collections.abc import Sequence

import msgspec

from launcher.cli.exit_codes import Exit
from launcher.cli.printing import put, put_json
from launcher.cli.proxies import system_proxy
from launcher.cli.report import Report
from launcher.model.finding import Finding, Health
from launcher.model.profile import Profile
from launcher.services.doctor.rounds import Rounds, profile_findings
from launcher.services.lookup import named_profiles
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets


class FindingJson(msgspec.Struct, frozen=True):
    """What was found, as ``--json`` has it. Fields are added, never renamed or taken away.

    Attributes:
        profile: the profile's name; null: it is about this computer.
        profile_id: the profile's id, or null.
        check: what was looked at (``keyring``). What needs something that failed is left out.
        state: ``ok``, ``warning``, ``failed`` or ``untried``.
        message: one sentence.
        next_step: what to do about it, or null.
        details: the words of who refused, or null.
    """

    profile: str | None
    profile_id: str | None
    check: str
    state: str
    message: str
    next_step: str | None
    details: str | None


def run(options: argparse.Namespace) -> int:
    """Look at everything.

    Returns:
        UNWELL where something does not work.

    Raises:
        NotFoundError: there is no profile of a name.
    """
    book = ProfileBook(ProfileFile(), Secrets())
    of_profiles = profile_findings(book)
    profiles = named_profiles(book.profiles, options.profile)
    rounds = Rounds(book, profiles, options.timeout, system_proxy)
    found = _as_json(of_profiles, rounds) if options.json else _as_report(of_profiles, rounds, options)
    return Exit.UNWELL if any(one.health is Health.FAILED for one in found) else Exit.OK


def _as_report(
    of_profiles: Sequence[Finding], rounds: Rounds, options: argparse.Namespace
) -> Sequence[Finding]:
    """Tell each part as soon as it is known."""
    report = Report(verbose=options.verbose)
    report.begin("This computer")
    found = [*of_profiles, *rounds.of_computer()]
    report.add(found)
    for profile, of_cloud in rounds.of_clouds():
        report.begin(profile.name)
        report.add(of_cloud)
        found += of_cloud
    put("")
    put(_sum(sum(one.health is Health.FAILED for one in found)))
    return found


def _as_json(of_profiles: Sequence[Finding], rounds: Rounds) -> Sequence[Finding]:
    of_computer = (*of_profiles, *rounds.of_computer())
    parts = [(None, of_computer), *rounds.of_clouds()]
    put_json([_json(profile, one) for profile, found in parts for one in found])
    return [one for _, found in parts for one in found]


def _sum(failed: int) -> str:
    if not failed:
        return "Nothing is wrong with what was tried."
    return "1 thing does not work." if failed == 1 else f"{failed} things do not work."


def _json(profile: Profile | None, found: Finding) -> FindingJson:
    return FindingJson(
        profile.name if profile else None,
        profile.id if profile else None,
        found.check,
        found.health,
        found.words,
        found.next_step or None,
        found.details or None,
    )
