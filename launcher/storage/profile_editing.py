"""Changing a file of profiles so that its comments, order and unknown keys stay."""

from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from typing import Any, cast

import msgspec
import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Item

from launcher.model.organisation import AUTH, Organisation
from launcher.model.profile import Profile
from launcher.storage.profile_blocks import append_block, edit_block, has_block, remove_block
from launcher.storage.profile_decoding import PLAIN_FIELDS
from launcher.storage.profile_order import with_block_below, with_order
from launcher.storage.profile_text import SCHEMA
from launcher.storage.secret_names import is_secret_name

_Table = MutableMapping[str, Any]

_LINE = 100
"""Characters of a list that are pleasant to read in one line."""


def with_new_profile(text: str, profile: Profile, above: str | None, organisation: Organisation) -> str:
    """Return ``text``, which is valid TOML or empty, with a profile added.

    Args:
        text: the file's.
        profile: is added.
        above: whom it stands right below; it goes to the end where that profile has no lines of its own.
        organisation: decides what holds where the text says nothing.
    """
    clouds = tomlkit.table(is_super_table=True)
    clouds[profile.name] = tomlkit.table()
    _update(clouds[profile.name], profile, organisation, implied_id="")
    document = tomlkit.document()
    document["clouds"] = clouds
    block = tomlkit.dumps(document)
    if above is not None and has_block(text, above):
        return with_block_below(text, above, block)
    return append_block(text or f"schema = {SCHEMA}\n", block)


def with_changed_profile(text: str, profile: Profile, old_name: str, organisation: Organisation) -> str:
    """Return ``text`` with the profile that is called ``old_name`` there changed to ``profile``.

    What is locked stays in the text as a person wrote it, for the day it is no longer.

    Args:
        text: the file's.
        profile: as it is to be.
        old_name: of its table.
        organisation: decides what holds where the text says nothing, and what is locked.

    Raises:
        ValueError: the file is laid out so that it cannot be edited.
    """

    def change(clouds: _Table) -> None:
        _update(clouds[old_name], profile, organisation, implied_id=profile.name)
        if old_name != profile.name:
            _rename(clouds, old_name, profile.name)

    if has_block(text, old_name):
        return edit_block(text, old_name, lambda block: _edited(block, change))
    return _edited(text, change)


def without_profile(text: str, name: str) -> str:
    """Return ``text`` without the profile of this name.

    Raises:
        ValueError: the file is laid out so that it cannot be edited.
    """
    if has_block(text, name):
        return remove_block(text, name)
    return _edited(text, lambda clouds: clouds.pop(name))


def with_moved_profiles(text: str, names: Sequence[str]) -> str:
    """Return ``text`` with these profiles in this order, and the others where they stand.

    Raises:
        ValueError: the file is laid out so that it cannot be edited.
    """
    if all(has_block(text, name) for name in names):
        return with_order(text, names)
    moved = _edited(text, lambda clouds: _put_in_order(clouds, names))
    if moved.count("#") != text.count("#"):
        raise ValueError("a comment would be lost")
    return moved


def _edited(text: str, edit: Callable[[_Table], object]) -> str:
    try:
        document = tomlkit.parse(text)
        edit(cast("_Table", document["clouds"]))
        return tomlkit.dumps(document)
    except (TOMLKitError, LookupError, TypeError) as error:
        raise ValueError("tomlkit cannot edit this") from error


def _update(table: _Table, profile: Profile, organisation: Organisation, *, implied_id: str) -> None:
    """Write what differs; a key that is missing means its default, or for ``id`` what is implied."""
    locks = organisation.locks(profile.id)
    defaults = organisation.profile_defaults | {"id": implied_id}
    for field in PLAIN_FIELDS:
        value = _written(getattr(profile, field.name))
        absent = _written(defaults.get(field.name, field.default))
        known = field.name in table
        if value == (_plain(table[field.name]) if known else absent) or (known and field.name in locks):
            continue
        if isinstance(value, list):
            _update_list(table, field.name, value)
        else:
            table[field.name] = value
    _update_auth(table, profile.auth, locks)


def _update_list(table: _Table, key: str, values: list[Any]) -> None:
    """Write a list; what stays in it stays in its line, beside its comment."""
    kept = table.get(key)
    staying = [one for one in kept if one in values] if isinstance(kept, Array) else []
    if not isinstance(kept, Array) or staying != values[: len(staying)]:
        kept = table[key] = tomlkit.array()
    for one in [one for one in kept if one not in values]:
        kept.remove(one)
    for one in values[len(kept) :]:
        kept.append(one)
    if len(kept.as_string()) > _LINE and "\n" not in kept.as_string():
        kept.multiline(multiline=True)


def _update_auth(table: _Table, options: Mapping[str, str], locks: Collection[str]) -> None:
    if "auth" not in table:
        if options:
            table["auth"] = dict(options)
        return
    auth = table["auth"]
    for key in [key for key in auth if key not in options and not is_secret_name(key)]:
        del auth[key]
    for key, value in options.items():
        if auth.get(key) != value and not (key in auth and f"{AUTH}.{key}" in locks):
            auth[key] = value


def _rename(clouds: _Table, old_name: str, new_name: str) -> None:
    names = list(clouds)
    # tomlkit adds at the end only: whoever stood behind the renamed one follows it there.
    for name in names[names.index(old_name) :]:
        table = clouds.pop(name)
        clouds[new_name if name == old_name else name] = table


def _put_in_order(clouds: _Table, names: Sequence[str]) -> None:
    for name in in_places_of(names, list(clouds)):
        clouds[name] = clouds.pop(name)


def in_places_of(movers: Sequence[str], everyone: Sequence[str]) -> list[str]:
    """Return ``everyone`` with the movers in their own order, in the places that they hold together."""
    following = iter(movers)
    return [next(following) if one in movers else one for one in everyone]


def _written(value: object) -> object:
    plain = msgspec.to_builtins(value)
    return list(plain) if isinstance(plain, tuple) else plain


def _plain(value: object) -> object:
    return value.unwrap() if isinstance(value, Item) else value
