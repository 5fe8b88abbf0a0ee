"""Whoever keeps this machine's configuration for everybody on it, and what they decided."""

from typing import Any

import msgspec

from launcher.model.profile import Profile
from launcher.model.settings import LOCKABLE

AUTH = "auth"
"""Locks every login option that the organisation's own profiles give."""

PROFILE_FIELDS = frozenset(Profile.__struct_fields__) - {"id", "name", AUTH}
"""The fields of a profile that an organisation may give a default, and lock."""

SETTINGS = LOCKABLE
"""The settings that an organisation may give a default, and lock."""


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """What an administrator decided. Where nobody did, everything is empty.

    A lock keeps what the organisation decided in force, whatever a person's files say. It is no wall: the
    files are the person's, and so is the program.

    Attributes:
        name: what people call it (``Example GmbH``), or empty.
        logo: the path of its picture, SVG or PNG, or empty.
        contact: whom to ask (``it@example.com``), or empty.
        profiles: its own, as its file has them.
        profile_defaults: by the field's name, what holds in every profile that does not say otherwise.
        settings_defaults: by the setting's name, what holds until a person has chosen.
        locked: what a person may not change: names of a profile's fields, of settings, ``auth`` and
            ``auth.<option>``.
    """

    name: str = ""
    logo: str = ""
    contact: str = ""
    profiles: tuple[Profile, ...] = ()
    profile_defaults: dict[str, Any] = {}
    settings_defaults: dict[str, Any] = {}
    locked: frozenset[str] = frozenset()

    @property
    def called(self) -> str:
        """What to call it in a sentence."""
        return self.name or "this machine's administrator"

    def original(self, profile_id: str) -> Profile | None:
        """Return its profile of this id as its file has it, or None."""
        return next((one for one in self.profiles if one.id == profile_id), None)

    def locks(self, profile_id: str) -> frozenset[str]:
        """Return what a person may not change in a profile: its fields, and its options as ``auth.<option>``.

        In the organisation's own profiles that is all that is locked and that they give; in a person's own
        ones what is locked and has a default.

        Args:
            profile_id: the profile's, whoever's it is.
        """
        original = self.original(profile_id)
        if original is None:
            return self.locked & self.profile_defaults.keys()
        given = (f"{AUTH}.{option}" for option in original.auth)
        options = (one for one in given if AUTH in self.locked or one in self.locked)
        return (self.locked & PROFILE_FIELDS) | frozenset(options)

    def imposed_on(self, profile: Profile) -> Profile:
        """Return a profile with everything that is locked in it as the organisation has it."""
        locks = self.locks(profile.id)
        if not locks:
            return profile
        original = self.original(profile.id)
        fields = locks & PROFILE_FIELDS
        if original is None:
            return msgspec.structs.replace(profile, **{key: self.profile_defaults[key] for key in fields})
        options = {key: text for key, text in original.auth.items() if f"{AUTH}.{key}" in locks}
        return msgspec.structs.replace(
            profile, auth=profile.auth | options, **{key: getattr(original, key) for key in fields}
        )

    def new_profile(self, profile_id: str) -> Profile:
        """Return an empty profile, with its defaults."""
        return Profile(id=profile_id, name="", **self.profile_defaults)

    def completed(self, profile: Profile) -> Profile:
        """Return a profile that was made elsewhere, with the defaults for what it says nothing of."""
        usual = Profile(id="", name="")
        unsaid = (key for key in self.profile_defaults if getattr(profile, key) == getattr(usual, key))
        return msgspec.structs.replace(profile, **{key: self.profile_defaults[key] for key in unsaid})

    @property
    def locked_settings(self) -> frozenset[str]:
        """The settings that a person may not change."""
        return self.locked & SETTINGS
