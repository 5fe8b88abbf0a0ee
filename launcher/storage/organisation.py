"""The site's file: an organisation's profiles, and in ``[organisation]`` what it decided for everybody here.

It is a file of profiles with one table more. Paths in it may be relative: to the folder it lies in.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from launcher.model.errors import ProfileError, Trouble
from launcher.model.organisation import AUTH, PROFILE_FIELDS, SETTINGS, Organisation
from launcher.model.profile import Profile
from launcher.model.settings import Settings
from launcher.storage import paths
from launcher.storage.profile_decoding import PLAIN_FIELDS, decode_profiles, path_text
from launcher.storage.profile_rules import WrongValueError, check_field, shown
from launcher.storage.profile_text import read_profile_text
from launcher.storage.secret_names import is_secret_name

TABLE = "organisation"

_TEXTS = ("name", "logo", "contact")
_KNOWN = f"{', '.join(sorted(PROFILE_FIELDS))} of profiles, and {', '.join(sorted(SETTINGS))} of the settings"
_KINDS = {field.name: field.type for field in PLAIN_FIELDS}
FILES = ("cacert", "cert", "key")
"""Fields that hold the path of a file."""


def read_organisation(path: Path | None = None) -> tuple[Organisation, tuple[ProfileError, ...]]:
    """Read the site's file. Never raises: returns what could be understood, and what is wrong.

    Args:
        path: the file; where platformdirs says, unless given.
    """
    path = path or paths.site_profiles_file()
    try:
        file = read_profile_text(path)
    except ProfileError as problem:
        return Organisation(), (problem,)
    organisation, problems = _decode_organisation(file.data, path)
    schema_problem = file.schema_problem()
    return organisation, (schema_problem, *problems) if schema_problem else problems


def _decode_organisation(
    data: Mapping[str, object], path: Path
) -> tuple[Organisation, tuple[ProfileError, ...]]:
    """Return what a decoded site's file says, and a problem for each thing wrong in it.

    Args:
        data: the decoded file.
        path: where it lies: for the paths in it, and for the problems' words.
    """
    decoding = _Decoding(path)
    organisation = decoding.run(data.get(TABLE, {}))
    # Its own profiles may say otherwise than its defaults, and are what is locked then.
    unlocked = msgspec.structs.replace(organisation, locked=frozenset())
    profiles, problems = decode_profiles(data, path, unlocked)
    whole = (_with_whole_paths(one, path.parent) for one in profiles)
    return (
        msgspec.structs.replace(organisation, profiles=tuple(whole)),
        (*decoding.problems, *problems),
    )


class _Decoding:
    def __init__(self, path: Path) -> None:
        self._path = path
        self.problems: list[ProfileError] = []

    def run(self, table: object) -> Organisation:
        if not isinstance(table, Mapping):
            self._wrong((), "no table", f"a table such as [{TABLE}]")
            return Organisation()
        for key in table.keys() - {*_TEXTS, "locked", "defaults"}:
            # A secret in the open is told of with all the others.
            if not is_secret_name(key):
                self._unknown((key,), "name, logo, contact, locked and defaults")
        texts = {key: self._text(key, table[key]) for key in _TEXTS if key in table}
        defaults = self._defaults(table.get("defaults", {}))
        return Organisation(
            name=texts.get("name", ""),
            logo=_whole_path(texts.get("logo", ""), self._path.parent),
            contact=texts.get("contact", ""),
            locked=frozenset(self._locked(table.get("locked", []))),
            profile_defaults={key: one for key, one in defaults.items() if key in PROFILE_FIELDS},
            settings_defaults={key: one for key, one in defaults.items() if key in SETTINGS},
        )

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            self._wrong((key,), shown(value), "a text in quotes")
            return ""
        return value

    def _locked(self, value: object) -> Iterator[str]:
        if not isinstance(value, list):
            self._wrong(("locked",), shown(value), 'a list of names, such as ["verify", "auth.auth_url"]')
            return
        for name in value:
            if not isinstance(name, str):
                self._wrong(("locked",), shown([name]), "a list of names")
            elif name in PROFILE_FIELDS | SETTINGS | {AUTH} or name.startswith(f"{AUTH}."):
                yield name
            else:
                what = f'In {self._path}, {TABLE}.locked names "{name}", which cannot be locked.'
                self._tell(what, f"There can be {AUTH}, {AUTH}.<option>, {_KNOWN}.")

    def _defaults(self, table: object) -> dict[str, Any]:
        if not isinstance(table, Mapping):
            self._wrong(("defaults",), "no table", f"a table such as [{TABLE}.defaults]")
            return {}
        found = {}
        for key, value in table.items():
            try:
                if key in PROFILE_FIELDS:
                    found[key] = self._field(key, value)
                elif key in SETTINGS:
                    found[key] = _setting(key, value)
                elif not is_secret_name(key):
                    self._unknown(("defaults", key), _KNOWN)
            except WrongValueError as error:
                self._wrong(("defaults", key), error.found, error.allowed)
        return found

    def _field(self, key: str, value: object) -> Any:
        check_field(key, value, _KINDS[key])
        typed: Any = msgspec.convert(value, _KINDS[key])
        return _whole_path(typed, self._path.parent) if key in FILES else typed

    def _wrong(self, keys: tuple[str, ...], found: str, allowed: str) -> None:
        place = path_text((TABLE, *keys))
        self._tell(f"In {self._path}, {place} is {found}, but must be {allowed}.", "Correct it in the file.")

    def _unknown(self, keys: tuple[str, ...], known: str) -> None:
        what = f"In {self._path}, {path_text((TABLE, *keys))} means nothing to Porthole."
        self._tell(what, f"There can be {known}.")

    def _tell(self, what: str, next_step: str) -> None:
        self.problems.append(ProfileError(Trouble(what, next_step)))


def _whole_path(text: str, folder: Path) -> str:
    """Return a path as the system knows it; a relative one is one below ``folder``."""
    if not text or text.startswith("~"):
        return text
    return str(folder / text)


def _with_whole_paths(profile: Profile, folder: Path) -> Profile:
    return msgspec.structs.replace(
        profile, **{name: _whole_path(getattr(profile, name), folder) for name in FILES}
    )


def _setting(key: str, value: object) -> Any:
    try:
        return getattr(msgspec.convert({key: value}, Settings), key)
    except msgspec.ValidationError as error:
        allowed = str(error).partition(" - at ")[0].lower().replace("`", "")
        raise WrongValueError(shown(value), f"something else ({allowed})") from None
