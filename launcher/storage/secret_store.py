"""The system's keyring: one entry a profile."""

import os
import sys
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from launcher.model.errors import SecretError, SecretMissingError
from launcher.storage import secret_errors

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "porthole"
"""The service name of every entry; the user name is the profile's id."""

_PERSON_SECONDS = 0.3
"""Seconds. An answer sooner than this was not a person's."""

T = TypeVar("T")


class SecretStore:
    """Keeps secrets in the keyring of the system, never in plain text.

    Every call may wait for an unlock prompt: they belong into a worker.
    """

    def get(self, profile_id: str) -> str:
        """Return the secret of a profile.

        Raises:
            SecretMissingError: there is none.
            SecretStoreLockedError: the keyring is locked and cannot ask.
            UnlockRefusedError: the keyring's question was dismissed.
            NoSecretStoreError: there is no usable keyring.
            SecretError: the keyring did something else.
        """
        secret = _asked(lambda: _backend().get_password(SERVICE, profile_id))
        if secret is None:
            raise secret_errors.missing()
        return secret

    def set(self, profile_id: str, secret: str) -> None:
        """Keep the secret of a profile, in place of the one before.

        Raises:
            SecretError: as :meth:`get` says; nothing was kept.
        """
        _asked(lambda: _backend().set_password(SERVICE, profile_id, secret))

    def delete(self, profile_id: str) -> None:
        """Remove the secret of a profile. A missing one is fine.

        Raises:
            SecretError: as :meth:`get` says; it may still be there.
        """
        _asked(lambda: _delete(profile_id))

    def kept(self, profile_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the profiles that have a secret here.

        The Secret Service is asked for all of Porthole's entries, and names those of profiles that are long
        gone too. Other keyrings cannot be asked so: of them only the profiles named here are known.

        Args:
            profile_ids: of the profiles that may have one.

        Raises:
            SecretError: as :meth:`get` says.
        """
        return _asked(lambda: _kept(tuple(profile_ids)))

    def try_out(self) -> str:
        """Keep a word that is no secret, look whether it is there, and remove it; returns the keyring's name.

        Raises:
            SecretError: as :meth:`get` says, or the keyring forgets what it took.
        """
        probe, word = f"probe-{uuid4().hex}", "Porthole looks whether this is kept."
        self.set(probe, word)
        try:
            kept = self.get(probe)
        except SecretMissingError:
            kept = ""
        finally:
            self.delete(probe)
        if kept != word:
            raise secret_errors.forgetful_store()
        return self.description()

    def description(self) -> str:
        """Return the name of the keyring, as a person calls it.

        Raises:
            NoSecretStoreError: there is no usable one.
        """
        from launcher.storage.secret_backend import store_name, usable_backend  # noqa: PLC0415 - see _backend

        return store_name(usable_backend())


def _backend() -> "KeyringBackend":
    # keyring takes 50 to 80 ms to import, which the window need not wait for.
    from launcher.storage.secret_backend import open_backend  # noqa: PLC0415

    return open_backend()


def _kept(profile_ids: tuple[str, ...]) -> tuple[str, ...]:
    from launcher.storage.secret_backend import entries, usable_backend  # noqa: PLC0415 - see _backend

    found = entries(SERVICE)
    if found is not None:
        return tuple(sorted(found, key=lambda one: (one not in profile_ids, one)))
    backend = usable_backend()
    return tuple(one for one in profile_ids if backend.get_password(SERVICE, one) is not None)


def _delete(profile_id: str) -> None:
    from keyring.errors import PasswordDeleteError  # noqa: PLC0415 - see _backend

    backend = _backend()
    try:
        backend.delete_password(SERVICE, profile_id)
    except PasswordDeleteError:
        # Backends say this of a missing entry, and of one that they could not delete.
        if backend.get_password(SERVICE, profile_id) is not None:
            raise


def _asked(question: Callable[[], T]) -> T:
    """Ask the keyring, and say in our words what went wrong.

    Raises:
        SecretError: whatever it was.
    """
    begun = time.monotonic()
    try:
        return question()
    except SecretError:
        raise
    except Exception as error:
        # Backends let through whatever their platform raises: D-Bus, win32, Objective-C.
        by_a_person = _has_screen() and time.monotonic() - begun >= _PERSON_SECONDS
        raise secret_errors.secret_error(error, person_was_asked=by_a_person) from error


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
