"""From the tables of a file to profiles, and to what is wrong with them."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from launcher.model.errors import ProfileError, Trouble
from launcher.model.organisation import Organisation
from launcher.model.profile import Profile
from launcher.storage.profile_rules import WrongValueError, auth_value, check_field
from launcher.storage.secret_names import is_secret_name, secret_paths

PLAIN_FIELDS = tuple(field for field in msgspec.structs.fields(Profile) if field.name not in {"name", "auth"})
"""The fields of a profile that are a key of its table each."""


def decode_profiles(
    data: Mapping[str, object], path: Path, organisation: Organisation
) -> tuple[tuple[Profile, ...], tuple[ProfileError, ...]]:
    """Return the profiles of a decoded file, in its order, and a problem for each thing wrong in it.

    Args:
        data: the decoded file.
        path: where it lies, for the problems' words.
        organisation: decides what holds where the file says nothing, and whatever it says.
    """
    return _Decoding(path, organisation).run(data)


class _Decoding:
    def __init__(self, path: Path, organisation: Organisation) -> None:
        self._path = path
        self._organisation = organisation
        self._profiles: dict[str, Profile] = {}
        self._problems: list[ProfileError] = []

    def run(self, data: Mapping[str, object]) -> tuple[tuple[Profile, ...], tuple[ProfileError, ...]]:
        clouds = data.get("clouds", {})
        if isinstance(clouds, Mapping):
            for name, table in clouds.items():
                self._add(name, table)
        else:
            self._wrong(("clouds",), "no table", "a table for each profile, such as [clouds.prod]")
        for keys in secret_paths(data):
            self._secret_in_the_open(keys)
        return tuple(self._profiles.values()), tuple(self._problems)

    def _add(self, name: str, table: object) -> None:
        if not name.strip() or not isinstance(table, Mapping):
            self._wrong(
                ("clouds", name), "no named table", f"a table such as [clouds.{name.strip() or 'prod'}]"
            )
            return
        before = len(self._problems)
        fields = self._fields(name, table) | {"name": name, "auth": self._auth(name, table.get("auth", {}))}
        profile_id = str(fields.setdefault("id", name))
        if profile_id in self._profiles:
            other = self._profiles[profile_id].name
            found = f'"{profile_id}", which is also that of clouds.{_key_text(other)}'
            self._wrong(("clouds", name, "id"), found, "a text that no other profile has")
        if len(self._problems) == before:
            profile = msgspec.convert(self._organisation.profile_defaults | fields, Profile)
            self._profiles[profile_id] = self._organisation.imposed_on(profile)

    def _fields(self, name: str, table: Mapping[str, object]) -> dict[str, object]:
        fields: dict[str, object] = {}
        for field in PLAIN_FIELDS:
            if field.name not in table:
                continue
            try:
                check_field(field.name, table[field.name], field.type)
            except WrongValueError as error:
                self._wrong(("clouds", name, field.name), error.found, error.allowed)
            else:
                fields[field.name] = table[field.name]
        return fields

    def _auth(self, name: str, table: object) -> dict[str, str]:
        if not isinstance(table, Mapping):
            self._wrong(
                ("clouds", name, "auth"), "no table", f"a table such as [clouds.{_key_text(name)}.auth]"
            )
            return {}
        options = {}
        for key, value in table.items():
            if is_secret_name(key):
                continue
            try:
                options[key] = auth_value(key, value)
            except WrongValueError as error:
                self._wrong(("clouds", name, "auth", key), error.found, error.allowed)
        return options

    def _wrong(self, keys: tuple[str, ...], found: str, allowed: str) -> None:
        what = f"In {self._path}, {path_text(keys)} is {found}, but must be {allowed}."
        self._problem(keys, what, "Correct it in the file; the other profiles work meanwhile.")

    def _secret_in_the_open(self, keys: tuple[str, ...]) -> None:
        what = f"In {self._path}, {path_text(keys)} is a secret in plain text."
        self._problem(
            keys, what, "Remove that line: Porthole does not use it, and keeps secrets in your keyring."
        )

    def _problem(self, keys: tuple[str, ...], what: str, next_step: str) -> None:
        cloud = keys[1] if keys[0] == "clouds" and len(keys) > 1 else ""
        self._problems.append(ProfileError(Trouble(what, next_step, cloud=cloud)))


def path_text(keys: tuple[str, ...]) -> str:
    """Return a key path as TOML spells it (TOML 1.0, "Dotted keys")."""
    return ".".join(_key_text(key) for key in keys)


def _key_text(key: str) -> str:
    """Return one key as TOML spells it: in quotes where it needs them."""
    if key and key.isascii() and all(character.isalnum() or character in "-_" for character in key):
        return key
    return msgspec.json.encode(key).decode()
