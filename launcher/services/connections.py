"""One connection a profile, made when first needed and kept warm."""

import threading
from typing import TYPE_CHECKING

from launcher.model.profile import Profile
from launcher.services.profiles import ProfileBook

if TYPE_CHECKING:
    from launcher.cloud.connection import CloudConnection


class Connections:
    """Hands out the connection of a profile; the same one for as long as the profile is unchanged."""

    def __init__(self, book: ProfileBook) -> None:
        self._book = book
        self._lock = threading.Lock()
        self._open: dict[str, tuple[Profile, CloudConnection]] = {}

    def of(self, profile_id: str) -> "CloudConnection":
        """Return the connection of a profile. May wait for the keyring.

        Raises:
            ProfileError: there is no such profile, or it cannot be used.
            SecretError: its secret could not be had.
        """
        profile = self._book.get(profile_id)
        with self._lock:
            kept = self._open.get(profile_id)
        if kept and kept[0] == profile:
            return kept[1]
        # 20 ms of imports that the first window does not wait for: this runs in a worker.
        from launcher.cloud.auth import secret_option  # noqa: PLC0415
        from launcher.cloud.connection import CloudConnection  # noqa: PLC0415

        # The keyring may ask the person: not under the lock, or one locked profile would hold up all.
        secret = self._book.secret(profile) if secret_option(profile.auth_type) else None
        with self._lock:
            kept = self._open.get(profile_id)
            if kept and kept[0] == profile:
                return kept[1]
            connection = CloudConnection(profile, secret)
            self._open[profile_id] = (profile, connection)
        if kept:
            kept[1].close()
        return connection

    def drop(self, profile_id: str) -> None:
        """Forget a connection, and with it its token: the next call logs in again."""
        with self._lock:
            kept = self._open.pop(profile_id, None)
        if kept:
            kept[1].close()

    def close(self) -> None:
        """Forget all connections."""
        with self._lock:
            kept, self._open = list(self._open.values()), {}
        for _, connection in kept:
            connection.close()
