"""The profiles a person has, each with its secret."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from launcher.model.errors import PortholeError, ProfileError, SecretMissingError, Trouble
from launcher.model.profile import Profile
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A secret as a person entered it.

    Attributes:
        value: the secret.
        remember: into the keyring; otherwise it is kept for this run only.
    """

    value: str = field(repr=False)
    remember: bool = True


class ProfileBook:
    """All profiles: those of the file, and guests that live for this run only (the demo's).

    Methods that say what they raise, other than :meth:`get`, may wait for the disk or the keyring: they
    and :meth:`load` belong into a worker.
    """

    def __init__(self, file: ProfileFile, secrets: Secrets) -> None:
        self._file = file
        self._secrets = secrets
        self._lock = threading.Lock()
        self._saved: tuple[Profile, ...] = ()
        self._guests: tuple[Profile, ...] = ()
        self._site_ids: frozenset[str] = frozenset()

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Every profile, in the file's order, guests last."""
        return self._saved + self._guests

    def get(self, profile_id: str) -> Profile:
        """Return one profile.

        Raises:
            ProfileError: it was removed in the meantime.
        """
        for profile in self.profiles:
            if profile.id == profile_id:
                return profile
        raise ProfileError(
            Trouble("This profile is no longer there.", "Choose another one in the list of profiles.")
        )

    def is_guest(self, profile_id: str) -> bool:
        """Whether a profile lives for this run only."""
        return any(guest.id == profile_id for guest in self._guests)

    def is_from_site(self, profile_id: str) -> bool:
        """Whether a profile stands in the file of this machine's administrator only."""
        return profile_id in self._site_ids

    def load(self) -> tuple[PortholeError, ...]:
        """Read the file of profiles; returns what is wrong in it, an error for each problem."""
        contents = self._file.read()
        with self._lock:
            self._saved, self._site_ids = contents.profiles, contents.site_ids
        return contents.problems

    def save(
        self, profile: Profile, secret: NewSecret | None = None, go_on: Callable[[], bool] = lambda: True
    ) -> None:
        """Add or change a profile together with its secret: either both are kept, or neither.

        Args:
            profile: known by its id, or new.
            secret: None keeps the one there is.
            go_on: asked once, after the keyring and before the profile is written; False gives up.

        Raises:
            SecretError: the keyring did not take the secret; the profile is unchanged.
            ProfileError: the file could not be written, or saving was given up; the secret is unchanged.
        """
        if secret is None:
            self._write(profile, go_on)
        elif secret.remember and not self.is_guest(profile.id):
            with self._secrets.remembered(profile.id, secret.value):
                self._write(profile, go_on)
        else:
            self._write(profile, go_on)
            self._secrets.keep_for_this_run(profile.id, secret.value)

    def _write(self, profile: Profile, go_on: Callable[[], bool]) -> None:
        if not go_on():
            raise ProfileError(Trouble("Saving was given up.", "Save again.", cloud=profile.name))
        if self.is_guest(profile.id):
            with self._lock:
                self._guests = tuple(profile if one.id == profile.id else one for one in self._guests)
            return
        self._file.save(profile)
        self.load()

    def remove(self, profile_id: str) -> None:
        """Remove a profile and its secret.

        Raises:
            ProfileError: the file could not be written; the secret is still there.
            SecretError: the profile is gone, its secret could not be removed.
        """
        if self.is_guest(profile_id):
            with self._lock:
                self._guests = tuple(one for one in self._guests if one.id != profile_id)
        else:
            self._file.remove(profile_id)
            self.load()
        self._secrets.forget(profile_id)

    def add_guest(self, profile: Profile, secret: str) -> None:
        """Add a profile that is never written anywhere."""
        self._secrets.keep_for_this_run(profile.id, secret)
        with self._lock:
            self._guests = (*(one for one in self._guests if one.id != profile.id), profile)

    def enter_secret(self, profile_id: str, secret: NewSecret) -> None:
        """Keep a secret, in the keyring or for this run; a guest's for this run only.

        Raises:
            SecretError: the keyring did not take it.
        """
        if secret.remember and not self.is_guest(profile_id):
            self._secrets.remember(profile_id, secret.value)
        else:
            self._secrets.keep_for_this_run(profile_id, secret.value)

    def secret(self, profile: Profile) -> str:
        """Return a profile's secret.

        Raises:
            SecretError: it is missing, or the keyring is locked, absent, or refused.
        """
        try:
            return self._secrets.get(profile.id)
        except SecretMissingError as error:
            raise error.about(cloud=profile.name) from None

    def secret_store(self) -> str:
        """Return the name of the store that keeps the secrets, as a person calls it.

        Raises:
            NoSecretStoreError: there is none.
        """
        return self._secrets.description()
