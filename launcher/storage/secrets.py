"""The secrets of profiles: in the system's keyring, or in memory for this run only."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress

from launcher.model.errors import NoSecretStoreError, SecretError, SecretMissingError
from launcher.storage.secret_ahead import SecretAhead, can_read_ahead
from launcher.storage.secret_store import SecretStore


class RunSecrets:
    """Secrets that are gone when Porthole ends. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secrets: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"<RunSecrets of {len(self._secrets)} profiles>"

    def get(self, profile_id: str) -> str | None:
        """Return the secret of a profile, None where there is none."""
        with self._lock:
            return self._secrets.get(profile_id)

    def set(self, profile_id: str, secret: str) -> None:
        """Keep a secret until Porthole ends."""
        with self._lock:
            self._secrets[profile_id] = secret

    def delete(self, profile_id: str) -> None:
        """Forget a secret. A missing one is fine."""
        with self._lock:
            self._secrets.pop(profile_id, None)


class Secrets:
    """Every secret Porthole has: those of this run first, then the keyring's.

    All calls may wait for the keyring, and so for the person: they belong into a worker.
    """

    def __init__(self, store: SecretStore | None = None) -> None:
        self._store = store or SecretStore()
        self._run = RunSecrets()
        self._ahead: dict[str, SecretAhead] = {}

    def get(self, profile_id: str) -> str:
        """Return the secret of a profile.

        Raises:
            SecretMissingError: neither this run nor the keyring has one.
            SecretError: the keyring is locked, absent, or refused.
        """
        secret = self._run.get(profile_id)
        if secret is None and (ahead := self._ahead.pop(profile_id, None)) is not None:
            secret = ahead.result()
        return self._store.get(profile_id) if secret is None else secret

    def read_ahead(self, profile_id: str) -> None:
        """Begin to read a secret that :meth:`get` will be asked for, where that can go on by itself.

        For a process that has no other thread yet.
        """
        if can_read_ahead() and self._run.get(profile_id) is None:
            self._ahead[profile_id] = SecretAhead(profile_id)

    def kept(self, profile_ids: Iterable[str]) -> frozenset[str]:
        """Return the profiles that have a secret, in memory or in the keyring.

        Raises:
            SecretError: the keyring could not be asked.
        """
        ids = tuple(profile_ids)
        in_memory = (one for one in ids if self._run.get(one) is not None)
        return frozenset((*in_memory, *self._store.kept(ids)))

    def keep_for_this_run(self, profile_id: str, secret: str) -> None:
        """Keep a secret in memory until Porthole ends; the keyring's stays as it is, and rests."""
        self._run.set(profile_id, secret)

    def remember(self, profile_id: str, secret: str) -> None:
        """Keep a secret in the keyring.

        Raises:
            SecretError: the keyring did not take it.
        """
        self._store.set(profile_id, secret)
        self._run.delete(profile_id)

    @contextmanager
    def remembered(self, profile_id: str, secret: str) -> Iterator[None]:
        """Keep a secret in the keyring where what follows succeeds; otherwise all is as it was before.

        Raises:
            SecretError: the keyring did not take it; what follows was not begun.
        """
        of_this_run, kept = self._run.get(profile_id), self._kept(profile_id)
        self.remember(profile_id, secret)
        try:
            yield
        except BaseException:
            # Where even that fails, what is told is why it was needed.
            with suppress(SecretError):
                self._put_back(profile_id, of_this_run, kept)
            raise

    @contextmanager
    def copied(self, profile_id: str, copy_id: str) -> Iterator[None]:
        """Give a profile's secret to its copy as well, kept where it is kept, where what follows succeeds.

        A missing secret, or a keyring that does not give or take it, is fine: the copy has none then.
        """
        of_this_run = self._run.get(profile_id)
        with ExitStack() as until_done:
            if of_this_run is None:
                with suppress(SecretError):
                    secret = self._store.get(profile_id)
                    until_done.enter_context(self.remembered(copy_id, secret))
            yield
        if of_this_run is not None:
            self._run.set(copy_id, of_this_run)

    def _kept(self, profile_id: str) -> str | None:
        try:
            return self._store.get(profile_id)
        except SecretMissingError:
            return None

    def _put_back(self, profile_id: str, of_this_run: str | None, kept: str | None) -> None:
        if of_this_run is not None:
            self._run.set(profile_id, of_this_run)
        if kept is None:
            self._store.delete(profile_id)
        else:
            self._store.set(profile_id, kept)

    def forget(self, profile_id: str) -> None:
        """Forget a secret everywhere. A missing one, or a missing keyring, is fine.

        Raises:
            SecretError: the keyring may still have it.
        """
        self._run.delete(profile_id)
        try:
            self._store.delete(profile_id)
        except NoSecretStoreError:
            return

    def description(self) -> str:
        """Return the name of the keyring, as a person calls it.

        Raises:
            NoSecretStoreError: there is no usable one.
        """
        return self._store.description()
