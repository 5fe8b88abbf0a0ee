"""Removing everything that Porthole keeps for a person, as if it had never been here."""

import sys
from collections.abc import Iterator

from launcher.model.belonging import Belonging, BelongingKind
from launcher.model.errors import (
    FolderError,
    NoSecretStoreError,
    PortholeError,
    SecretError,
    StillRunningError,
    Trouble,
)
from launcher.services.login_start import LoginStarter
from launcher.services.profiles import ProfileBook
from launcher.services.running import stand_alone
from launcher.storage import belongings
from launcher.storage.atomic import reason
from launcher.storage.secret_store import SecretStore


class Forgetting:
    """Finds it all, and removes it. Every method may wait for the disk and the keyring."""

    def __init__(self, book: ProfileBook, store: SecretStore | None = None) -> None:
        self._book = book
        self._store = store or SecretStore()

    def find(self) -> tuple[Belonging, ...]:
        """Return what is there; secrets first.

        Raises:
            SecretError: the keyring could not be asked.
        """
        self._book.load()
        return (*self._secrets(), *self._login_start(), *belongings.find_files())

    def remove(self, found: tuple[Belonging, ...]) -> tuple[PortholeError, ...]:
        """Remove what was found; returns what could not be, an error each.

        While a secret is left the profiles stay too: they say where it is.

        Args:
            found: by :meth:`find`.

        Raises:
            StillRunningError: Porthole runs; nothing was removed.
        """
        if not stand_alone():
            what = "Porthole is running, and would write down again what is removed."
            raise StillRunningError(Trouble(what, "Quit it, then do this again."))
        errors = tuple(error for one in found for error in self._remove_secrets(one))
        if errors:
            return errors
        left = tuple(error for one in found for error in _remove_files(one))
        belongings.leave_meeting_place()
        return left

    def _secrets(self) -> tuple[Belonging, ...]:
        names = {one.id: one.name for one in self._book.profiles}
        try:
            ids = self._store.kept(names)
            store = self._store.description()
        except NoSecretStoreError:
            return ()
        called = tuple(names.get(one, one) for one in ids)
        return (Belonging(BelongingKind.SECRETS, store, called, ids),) if ids else ()

    def _login_start(self) -> tuple[Belonging, ...]:
        # Elsewhere it is a file, and found with the others.
        if sys.platform == "win32":
            start = LoginStarter().read()
            return (Belonging(BelongingKind.LOGIN_START, start.place),) if start.on else ()
        return ()

    def _remove_secrets(self, belonging: Belonging) -> Iterator[PortholeError]:
        for name, profile_id in zip(belonging.names, belonging.ids, strict=True):
            try:
                self._store.delete(profile_id)
            except SecretError as error:
                yield error.about(cloud=name)


def _remove_files(belonging: Belonging) -> Iterator[PortholeError]:
    if belonging.kind is BelongingKind.SECRETS:
        return
    try:
        if belonging.kind is BelongingKind.LOGIN_START and sys.platform == "win32":
            LoginStarter().turn(on=False)
        else:
            belongings.remove(belonging)
    except OSError as error:
        what = f"{belonging.place} could not be removed: {reason(error)}."
        yield FolderError(Trouble(what, "Put that right, then do this again."))
