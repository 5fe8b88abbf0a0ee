"""``porthole profiles``: the profiles, without their secrets."""

import argparse

import msgspec

from launcher.cli.exit_codes import Exit
from launcher.cli.printing import put_json, put_rows
from launcher.cli.services import Services
from launcher.cli.telling import tell_trouble
from launcher.model.profile import Profile


class ProfileJson(msgspec.Struct, frozen=True):
    """A profile as ``--json`` has it. Fields are added, never renamed or taken away.

    Attributes:
        id: stable through renames.
        name: unique among the profiles.
        auth_type: the name of a keystoneauth1 plugin.
        auth_url: Keystone's address, or null.
        user: who logs in: a user's or an application credential's name or id, or null.
        project: its name or id, or null.
        region: or null: the catalog's first.
        open_in: ``embedded`` or ``browser``.
        console_types: in order of preference.
        production: whether people depend on its servers.
        site: whether it comes from this machine's administrator.
    """

    id: str
    name: str
    auth_type: str
    auth_url: str | None
    user: str | None
    project: str | None
    region: str | None
    open_in: str
    console_types: tuple[str, ...]
    production: bool
    site: bool


def run(options: argparse.Namespace) -> int:
    """Print the profiles.

    Returns:
        PROFILE where something is wrong with a file of profiles; the others are printed all the same.
    """
    services = Services(options)
    with services.demo_cloud(options):
        found = [_json(one, site=services.book.is_from_site(one.id)) for one in services.book.profiles]
    if options.json:
        put_json(found)
    else:
        put_rows(
            ("name", "project", "user", "region", "auth url", "id"),
            [
                (one.name, one.project or "", one.user or "", one.region or "", one.auth_url or "", one.id)
                for one in found
            ],
        )
    if not found:
        tell_trouble(services.no_profiles, verbose=False)
    return Exit.PROFILE if services.problems else Exit.OK


def _json(profile: Profile, *, site: bool) -> ProfileJson:
    return ProfileJson(
        profile.id,
        profile.name,
        profile.auth_type,
        profile.auth_url or None,
        profile.user or None,
        profile.project or None,
        profile.region_name or None,
        profile.open_in,
        profile.console_types,
        profile.production,
        site,
    )
