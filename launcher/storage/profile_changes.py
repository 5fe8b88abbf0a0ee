"""The text of the person's file after a profile was added, changed or removed.

Whatever comes out was read again and compared first: a file that belongs to a person is never broken.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from launcher.model.errors import ProfileError, Trouble
from launcher.model.profile import Profile
from launcher.storage import profile_editing as editing
from launcher.storage.profile_check import check_edit, check_order, check_profile, unusual_layout
from launcher.storage.profile_text import ProfileText


def with_profile(file: ProfileText, profile: Profile, above: str = "") -> str:
    """Return the text with a profile added, or changed where it stands.

    Args:
        file: the file before.
        profile: as it is to be.
        above: the id of the profile that a new one stands right below; otherwise that goes to the end.

    Raises:
        ProfileError: a value is not allowed, the name is taken, or the file is laid out in a way that
            cannot be edited.
    """
    check_profile(profile)
    old_name = name_of(profile.id, file.tables)
    if profile.name != old_name and profile.name in file.tables:
        what = f"There is already a profile called {profile.name}."
        raise ProfileError(Trouble(what, "Choose another name.", cloud=profile.name))
    try:
        if old_name is None:
            text = editing.with_new_profile(
                file.text, profile, name_of(above, file.tables), file.organisation
            )
        else:
            text = editing.with_changed_profile(file.text, profile, old_name, file.organisation)
    except ValueError:
        raise unusual_layout(file.path) from None
    check_edit(file, text, old_name, profile)
    return text


def without_profile(file: ProfileText, name: str) -> str:
    """Return the text without the profile of this name.

    Raises:
        ProfileError: the file is laid out in a way that cannot be edited.
    """
    try:
        text = editing.without_profile(file.text, name)
    except ValueError:
        raise unusual_layout(file.path) from None
    check_edit(file, text, name, None)
    return text


def with_order(file: ProfileText, profile_ids: Iterable[str]) -> str:
    """Return the text with these profiles in this order, and whatever is not named where it stands.

    Raises:
        ProfileError: the file is laid out in a way that cannot be edited.
    """
    found = (name_of(profile_id, file.tables) for profile_id in dict.fromkeys(profile_ids))
    movers = [name for name in found if name is not None]
    names = editing.in_places_of(movers, list(file.tables))
    if names == list(file.tables):
        return file.text
    try:
        text = editing.with_moved_profiles(file.text, movers)
    except ValueError:
        raise unusual_layout(file.path) from None
    check_order(file, text, names)
    return text


def name_of(profile_id: str, tables: Mapping[str, Any]) -> str | None:
    """Return the name of the table of a profile, or None where the file has none."""
    for name, table in tables.items():
        if isinstance(table, Mapping) and table.get("id", name) == profile_id:
            return name
    return None
