"""What is checked before a file of profiles is written."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from launcher.model.errors import ProfileError, Trouble
from launcher.model.organisation import Organisation
from launcher.model.profile import Profile
from launcher.storage.profile_decoding import PLAIN_FIELDS, decode_profiles
from launcher.storage.profile_rules import WrongValueError, auth_value, check_field
from launcher.storage.profile_text import ProfileText
from launcher.storage.secret_names import is_secret_name

_OURS = {field.name for field in PLAIN_FIELDS} | {"auth"}


def check_profile(profile: Profile) -> None:
    """Check that a profile may be saved; an editor may ask before a person has finished.

    Raises:
        ProfileError: its name is empty, a value is not allowed, or a secret stands among its options.
    """
    if not profile.name.strip():
        raise ProfileError(Trouble("The profile has no name.", "Give it one."))
    key = ""
    try:
        for field in PLAIN_FIELDS:
            key = field.name
            check_field(key, getattr(profile, key), field.type)
        for key, value in profile.auth.items():
            if is_secret_name(key):
                raise _secret(key, profile)
            auth_value(key, value)
    except WrongValueError as error:
        what = f"{key} is {error.found}, but must be {error.allowed}."
        raise ProfileError(Trouble(what, "Change it, then save again.", cloud=profile.name)) from None


def check_edit(file: ProfileText, text: str, old_name: str | None, profile: Profile | None) -> None:
    """Check that ``text`` differs from the file in nothing but the one profile that was to be changed.

    Args:
        file: the file before.
        text: its text to be.
        old_name: the profile's name in the file, None if it is new.
        profile: what it is to become, None if it is to be removed.

    Raises:
        ProfileError: the file is laid out in a way that Porthole cannot edit.
    """
    data = _parsed(file, text)
    tables = data.get("clouds", {})
    if not _same_but(file.data, data) or not _same_names(list(file.tables), list(tables), old_name, profile):
        raise unusual_layout(file.path)
    for name, table in file.tables.items():
        if name != old_name and tables[name] != table:
            raise unusual_layout(file.path)
    if profile is not None:
        before = file.tables.get(old_name, {}) if old_name is not None else {}
        if not _is_written(profile, tables[profile.name], before, file.organisation):
            raise unusual_layout(file.path)


def check_order(file: ProfileText, text: str, names: Sequence[str]) -> None:
    """Check that ``text`` differs from the file in nothing but the order of its profiles.

    Args:
        file: the file before.
        text: its text to be.
        names: of all its tables of profiles, in the order they are to have.

    Raises:
        ProfileError: the file is laid out in a way that Porthole cannot edit.
    """
    data = _parsed(file, text)
    if data != file.data or list(data["clouds"]) != list(names):
        raise unusual_layout(file.path)


def _parsed(file: ProfileText, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise unusual_layout(file.path) from None


def _same_but(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    ours = {"clouds", "schema"}
    return {key: before[key] for key in before.keys() - ours} == {
        key: after[key] for key in after.keys() - ours
    }


def _same_names(before: list[str], after: list[str], old_name: str | None, profile: Profile | None) -> bool:
    new_names = [profile.name] if profile else []
    if old_name is None:
        return [name for name in after if name not in new_names] == before
    return [new for name in before for new in (new_names if name == old_name else [name])] == after


def _is_written(
    profile: Profile, table: Mapping[str, Any], before: Mapping[str, Any], organisation: Organisation
) -> bool:
    unknown = {key: value for key, value in table.items() if key not in _OURS}
    unknown_before = {key: value for key, value in before.items() if key not in _OURS}
    profiles, _ = decode_profiles({"clouds": {profile.name: table}}, Path(), organisation)
    return profiles == (profile,) and unknown == unknown_before


def unusual_layout(path: Path) -> ProfileError:
    """Return the error for a file that is right, and laid out so that Porthole cannot change it safely."""
    what = f"{path} is laid out in a way that Porthole cannot change safely, so it was left as it is."
    return ProfileError(
        Trouble(what, "Give each profile a table of its own, such as [clouds.prod], then save again.")
    )


def _secret(key: str, profile: Profile) -> ProfileError:
    what = f"{key} is a secret, and the file of profiles holds none."
    return ProfileError(Trouble(what, "Leave it to the keyring.", cloud=profile.name))
