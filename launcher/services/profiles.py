"""The profiles a person has, each with its secret."""

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from uuid import uuid4

import msgspec

from launcher.model.errors import PortholeError, ProfileError, SecretError, SecretMissingError, Trouble
from launcher.model.organisation import Organisation
from launcher.model.profile import Profile, ProfileColour
from launcher.model.proxy import PASSWORD
from launcher.model.reticent import Reticent
from launcher.model.secrets import packed, unpacked
from launcher.model.trust import TrustedCertificate
from launcher.services.profile_row import in_order, name_of_copy, with_profile
from launcher.storage.profiles import ProfileFile, read_logo
from launcher.storage.secrets import Secrets


class NewSecret(Reticent, frozen=True):
    """A secret as a person entered it.

    Attributes:
        value: the secret, or several as :func:`launcher.model.secrets.packed` writes them.
        remember: into the keyring; otherwise it is kept for this run only.
        beside: it is one of several, and those of them that were not entered stay.
    """

    value: str
    remember: bool = True
    beside: bool = False


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
        self._organisation = Organisation()
        self._logo = b""
        self._originals: dict[str, str] = {}

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

    def in_use(self) -> tuple[Profile, ...]:
        """Return every profile but those that the organisation offers, and nobody has logged in to yet.

        All of them where that would be none, and where the keyring cannot be asked; it is not unlocked for it
        where that can be done without. May wait for the keyring.
        """
        from launcher.services.login_needs import wants_secret  # noqa: PLC0415 - the first window does without

        offered = {one.id for one in self._organisation.profiles if wants_secret(one)}
        if not self._organisation.name or offered.isdisjoint(self._site_ids):
            return self.profiles
        try:
            offered -= self._secrets.kept(offered)
        except SecretError:
            return self.profiles
        return tuple(one for one in self.profiles if one.id not in offered) or self.profiles

    def is_guest(self, profile_id: str) -> bool:
        """Whether a profile lives for this run only."""
        original = self._originals.get(profile_id)
        return any(guest.id in {profile_id, original} for guest in self._guests)

    def is_from_site(self, profile_id: str) -> bool:
        """Whether a profile stands in the file of this machine's administrator only."""
        return profile_id in self._site_ids

    @property
    def organisation(self) -> Organisation:
        """Whoever keeps this machine's configuration, and what they decided; empty where nobody did."""
        return self._organisation

    @property
    def logo(self) -> bytes:
        """The organisation's picture, an SVG or PNG file; empty where there is none."""
        return self._logo

    def load(self) -> tuple[PortholeError, ...]:
        """Read the file of profiles; returns what is wrong in it, an error for each problem."""
        contents = self._file.read()
        logo = read_logo(contents.organisation)
        with self._lock:
            self._logo = logo
            self._saved, self._site_ids = contents.profiles, contents.site_ids
            self._organisation = contents.organisation
        return contents.problems

    def save(
        self, profile: Profile, secret: NewSecret | None = None, go_on: Callable[[], bool] = lambda: True
    ) -> None:
        """Add or change a profile together with its secret: either both are kept, or neither.

        Args:
            profile: known by its id, or new.
            secret: None keeps the one there is; a copy gets its original's, where the keyring lets it.
            go_on: asked once, after the keyring and before the profile is written; False gives up.

        Raises:
            SecretError: the keyring did not take the secret; the profile is unchanged.
            ProfileError: the file could not be written, or saving was given up; the secret is unchanged.
        """
        if secret is None:
            original = self._originals.get(profile.id)
            with self._secrets.copied(original, profile.id) if original else nullcontext():
                self._write(profile, go_on)
        elif secret.remember and not self.is_guest(profile.id):
            with self._secrets.remembered(profile.id, self.whole(profile, secret)):
                self._write(profile, go_on)
        else:
            value = self.whole(profile, secret)
            self._write(profile, go_on)
            self._secrets.keep_for_this_run(profile.id, value)
        self._originals.pop(profile.id, None)

    def copy_of(self, profile_id: str) -> Profile:
        """Return a copy of a profile that is nowhere yet.

        Until it is saved it logs in with the secret of its original; saved, it stands right below that.
        A copy of the site's profile becomes the person's own, a guest's copy is a guest.

        Raises:
            ProfileError: the original was removed in the meantime.
        """
        original = self.get(profile_id)
        name = name_of_copy(original.name, {one.name for one in self.profiles})
        # A certificate is trusted for one profile: whoever makes another one decides anew.
        copy = msgspec.structs.replace(original, id=uuid4().hex, name=name, trusted_certificates=())
        self._originals[copy.id] = profile_id
        return copy

    def arrange(self, profile_ids: Sequence[str]) -> None:
        """Show profiles in this order from now on; it is kept when :meth:`reorder` has written it.

        The person's own come first, then the site's in their administrator's order, then guests; whoever is
        not named stays where they stand.
        """
        with self._lock:
            own = tuple(one for one in self._saved if one.id not in self._site_ids)
            beneath = tuple(one for one in self._saved if one.id in self._site_ids)
            self._saved = in_order(own, profile_ids) + beneath
            self._guests = in_order(self._guests, profile_ids)

    def reorder(self, profile_ids: Sequence[str]) -> None:
        """Put profiles into this order, in their file too; otherwise as :meth:`arrange`.

        Raises:
            ProfileError: the file could not be written; it is as it was.
        """
        self._file.reorder(profile_ids)
        self.load()
        self.arrange(profile_ids)

    def set_colour(self, profile_id: str, colour: ProfileColour) -> None:
        """Give a profile another colour; one of the site's becomes the person's own by it.

        Raises:
            ProfileError: it was removed in the meantime, the file could not be written, or it is locked.
        """
        profile = self.get(profile_id)
        self._refuse_if_locked(profile, "colour", "The colour")
        self.save(msgspec.structs.replace(profile, colour=colour))

    def trust(self, profile_id: str, certificate: TrustedCertificate) -> None:
        """Let a profile trust a certificate of its console proxies; otherwise as :meth:`set_colour`.

        Raises:
            ProfileError: it was removed in the meantime, the file could not be written, or it is locked.
        """
        profile = self.get(profile_id)
        self._refuse_if_locked(profile, "trusted_certificates", "The list of trusted certificates")
        trusted = dict.fromkeys((*profile.trusted_certificates, str(certificate)))
        self.save(msgspec.structs.replace(profile, trusted_certificates=tuple(trusted)))

    def _refuse_if_locked(self, profile: Profile, field: str, words: str) -> None:
        organisation = self._organisation
        if field in organisation.locks(profile.id):
            what = f"{words} is set by {organisation.called}."
            step = f"Ask {organisation.contact or 'them'} about it."
            raise ProfileError(Trouble(what, step, cloud=profile.name))

    def _write(self, profile: Profile, go_on: Callable[[], bool]) -> None:
        if not go_on():
            raise ProfileError(Trouble("Saving was given up.", "Save again.", cloud=profile.name))
        if self.is_guest(profile.id):
            with self._lock:
                self._guests = with_profile(self._guests, profile, self._originals.get(profile.id, ""))
            return
        self._file.save(profile, self._originals.get(profile.id, ""))
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
        value = self.whole(self.get(profile_id), secret)
        if secret.remember and not self.is_guest(profile_id):
            self._secrets.remember(profile_id, value)
        else:
            self._secrets.keep_for_this_run(profile_id, value)

    def whole(self, profile: Profile, secret: NewSecret) -> str:
        """Return a new secret together with those that are kept beside it.

        Raises:
            SecretError: the keyring is locked, absent, or refused.
        """
        if not secret.beside:
            return self._beside_proxys(profile, secret)
        try:
            kept = unpacked(self.secret(profile))
        except SecretMissingError:
            kept = {}
        return packed(kept | unpacked(secret.value))

    def _beside_proxys(self, profile: Profile, secret: NewSecret) -> str:
        """Return a new secret together with a proxy's password, which is not the login's, and stays."""
        new = unpacked(secret.value)
        if profile.proxy_user and PASSWORD not in new:
            with suppress(SecretError):
                return packed({PASSWORD: unpacked(self.secret(profile)).get(PASSWORD, ""), **new})
        return secret.value

    def secret(self, profile: Profile) -> str:
        """Return a profile's secret.

        Raises:
            SecretError: it is missing, or the keyring is locked, absent, or refused.
        """
        try:
            return self._secrets.get(self._originals.get(profile.id, profile.id))
        except SecretMissingError as error:
            raise error.about(cloud=profile.name) from None

    def read_secret_ahead(self, profile: Profile) -> None:
        """Begin to read the secret that :meth:`secret` will be asked for; for a process with one thread."""
        self._secrets.read_ahead(self._originals.get(profile.id, profile.id))

    def secret_store(self) -> str:
        """Return the name of the store that keeps the secrets, as a person calls it.

        Raises:
            NoSecretStoreError: there is none.
        """
        return self._secrets.description()
