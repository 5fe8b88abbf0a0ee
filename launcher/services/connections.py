"""One connection a profile, made when first needed and kept warm."""

import threading
from typing import TYPE_CHECKING

import msgspec

from launcher.model.errors import SecretMissingError
from launcher.model.profile import Profile
from launcher.services.profiles import ProfileBook

if TYPE_CHECKING:
    from launcher.cloud.connection import CloudConnection
    from launcher.cloud.route import SystemProxy


class _Kept(msgspec.Struct):
    connection: "CloudConnection"
    secret: str | None
    to_compare: bool = False
    """The secret may be another one by now."""

    def __repr__(self) -> str:
        return f"_Kept({self.connection!r})"

    def serves(self, profile: Profile) -> bool:
        return self.connection.profile.logs_in_like(profile)


class Connections:
    """Hands out the connection of a profile; the same one for as long as its login is unchanged.

    A token that took a one-time code is not given away for another name or colour.
    """

    def __init__(self, book: ProfileBook, system_proxy: "SystemProxy | None" = None) -> None:
        """Connect to nothing yet.

        Args:
            book: knows the profiles.
            system_proxy: knows the proxy where a profile names none; None: the environment does.
        """
        self._book = book
        self._system_proxy = system_proxy
        self._lock = threading.Lock()
        self._open: dict[str, _Kept] = {}

    def of(self, profile_id: str) -> "CloudConnection":
        """Return the connection of a profile. May wait for the keyring.

        Raises:
            ProfileError: there is no such profile, or it cannot be used.
            SecretError: its secret could not be had.
        """
        profile = self._book.get(profile_id)
        with self._lock:
            kept = self._open.get(profile_id)
            if kept and kept.serves(profile) and not kept.to_compare:
                kept.connection.profile = profile
                return kept.connection
        # 20 ms of imports that the first window does not wait for: this runs in a worker.
        from launcher.cloud.connection import CloudConnection  # noqa: PLC0415

        # The keyring may ask the person: not under the lock, or one locked profile would hold up all.
        secret = kept_secret(self._book, profile)
        with self._lock:
            kept = self._open.get(profile_id)
            if kept and kept.serves(profile) and (kept.secret == secret or not kept.to_compare):
                kept.to_compare = False
                kept.connection.profile = profile
                return kept.connection
            connection = CloudConnection(profile, secret, system_proxy=self._system_proxy)
            self._open[profile_id] = _Kept(connection, secret)
        if kept:
            kept.connection.close()
        return connection

    def agree(self, profile_id: str) -> None:
        """Take in that a person wants a profile's login in the browser now. May wait for the keyring.

        Raises:
            PortholeError: the profile cannot be used.
        """
        self.of(profile_id).agree()

    def compare(self, profile_id: str) -> None:
        """Take in that a person saved a profile, and perhaps its secret.

        The login stays where neither is another; one that was refused is tried again.
        """
        with self._lock:
            kept = self._open.get(profile_id)
            if kept and not kept.connection.is_refused:
                kept.to_compare = True
                return
        self.drop(profile_id)

    def log_in(self, profile_id: str, code: str) -> None:
        """Log in with a one-time code. Waits for the network.

        Raises:
            OneTimeCodeError: the cloud refused it.
            PortholeError: what else keeps the login from coming about.
        """
        connection = self.of(profile_id)
        connection.give_code(code)
        connection.authenticate()

    def drop(self, profile_id: str) -> None:
        """Forget a connection, and with it its token: the next call logs in again."""
        with self._lock:
            kept = self._open.pop(profile_id, None)
        if kept:
            kept.connection.close()

    def close(self) -> None:
        """Forget all connections."""
        with self._lock:
            kept, self._open = list(self._open.values()), {}
        for one in kept:
            one.connection.close()


def environment_proxy(url: str) -> str:
    """Return the proxy that the environment names for an address, or empty."""
    from launcher.cloud import route  # noqa: PLC0415 - as above

    return route.environment_proxy(url)


def kept_secret(book: ProfileBook, profile: Profile) -> str | None:
    """Return what is kept of a profile's secrets, or None where its way to log in needs none.

    Raises:
        ProfileError: there is no such way to log in.
        SecretError: it could not be had.
    """
    from launcher.cloud.auth import can_do_without, chosen_methods, secret_options  # noqa: PLC0415 - as above

    secrets = secret_options(profile.auth_type, chosen_methods(profile.auth))
    if not secrets and not profile.proxy_user:
        return None
    try:
        return book.secret(profile)
    except SecretMissingError:
        if all(can_do_without(profile.auth_type, secret) for secret in secrets):
            return None
        raise
