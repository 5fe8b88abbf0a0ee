"""Which of keyring's backends keeps the secrets, and what a person calls it."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail
from keyring.core import load_config, load_env
from keyring.errors import KeyringLocked

from launcher.storage import secret_errors
from launcher.storage.secret_choice import chosen_backend

if TYPE_CHECKING:
    from secretstorage import Collection

_D_BUS_BACKEND = "keyring.backends.SecretService"
_NAMES = {
    "keyring.backends.Windows": "Windows Credential Manager",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "macOS Keychain",
}
_SECRET_SERVICES = {
    # What /proc/<pid>/comm says, which the kernel cuts after 15 characters.
    "gnome-keyring-d": "GNOME Keyring (Secret Service)",
    "keepassxc": "KeePassXC (Secret Service)",
    "ksecretd": "KWallet (Secret Service)",
    "kwalletd5": "KWallet (Secret Service)",
    "kwalletd6": "KWallet (Secret Service)",
}


def usable_backend() -> KeyringBackend:
    """Return the backend that keeps the secrets.

    Raises:
        NoSecretStoreError: there is none, or only one that would keep them in plain text.
    """
    try:
        backend = chosen_backend()
    except Exception as error:
        # keyring lets through whatever the import of a named backend raises.
        raise secret_errors.misconfigured_store() from error
    if isinstance(backend, fail.Keyring):
        backend = _look_again() or backend
    try:
        # Of a chain one link: it would read from all, and write to a plain-text one where it comes to that.
        links = backend.backends if isinstance(backend, chainer.ChainerBackend) else [backend]
        protecting = next((link for link in links if _protects(link)), None)
    except RuntimeError as error:
        # A backend's priority says so that its service has gone since.
        raise secret_errors.no_store() from error
    if protecting is not None:
        return protecting
    if isinstance(backend, fail.Keyring):
        raise secret_errors.no_store()
    raise secret_errors.plain_text_store(_class_name(backend))


def open_backend() -> KeyringBackend:
    """Return the backend that keeps the secrets, unlocked. May wait for the person.

    Raises:
        NoSecretStoreError: as :func:`usable_backend` says.
        Exception: whatever the backend raises, ``keyring.errors.KeyringLocked`` for one.
    """
    backend = usable_backend()
    if type(backend).__module__ == _D_BUS_BACKEND:
        _unlocking.run()
    return backend


def is_unlocked() -> bool:
    """Whether the keyring gives its secrets without a word from the person, as far as that can be known.

    Raises:
        NoSecretStoreError: as :func:`usable_backend` says.
        Exception: whatever D-Bus raises.
    """
    if type(usable_backend()).__module__ != _D_BUS_BACKEND:
        return False
    with _collection() as collection:
        return not collection.is_locked()


def entries(service: str) -> set[str] | None:
    """Return the user names of all entries of a service; None where the keyring cannot be asked so.

    Nothing is unlocked for it.

    Raises:
        NoSecretStoreError: as :func:`usable_backend` says.
        Exception: whatever D-Bus raises.
    """
    if type(usable_backend()).__module__ != _D_BUS_BACKEND:
        return None
    from secretstorage import dbus_init, search_items  # noqa: PLC0415 - Linux only

    with closing(dbus_init()) as connection:
        return {item.get_attributes()["username"] for item in search_items(connection, {"service": service})}


class _Unlocking:
    """Unlocks the Secret Service's collection, with one question for all who wait.

    keyring would do it as well, but leaves its connection open where it does not succeed
    (https://github.com/jaraco/keyring/issues/380), and asks once for each profile of a list.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refused_at = 0.0

    def run(self) -> None:
        arrived = time.monotonic()
        with self._lock:
            if self._refused_at > arrived or not _unlocked():
                self._refused_at = time.monotonic()
                raise KeyringLocked


_unlocking = _Unlocking()


def _unlocked() -> bool:
    with _collection() as collection:
        if collection.is_locked():
            collection.unlock()
        return not collection.is_locked()


@contextmanager
def _collection() -> "Iterator[Collection]":
    """Give the Secret Service's collection, on a connection of its own that is closed again."""
    from secretstorage import dbus_init, get_default_collection  # noqa: PLC0415 - Linux only

    with closing(dbus_init()) as connection:
        yield get_default_collection(connection)


def _look_again() -> KeyringBackend | None:
    """Look for a keyring that was started after the first look, which keyring remembers for good."""
    if load_env() or load_config():
        # None is what the person asked for.
        return None
    kinds = [kind for kind in KeyringBackend.get_viable_backends() if kind is not chainer.ChainerBackend]
    best = max(kinds, key=lambda kind: float(kind.priority), default=fail.Keyring)
    if best is fail.Keyring:
        return None
    backend = best()
    keyring.set_keyring(backend)
    return backend


def _protects(backend: KeyringBackend) -> bool:
    # Below 1 is what keyring itself does not recommend: null, fail, plain text.
    return float(backend.priority) >= 1 and not type(backend).__module__.startswith("keyrings.alt.")


def store_name(backend: KeyringBackend) -> str:
    """Return what a person calls the store behind ``backend``."""
    module = type(backend).__module__
    if module in {_D_BUS_BACKEND, "keyring.backends.libsecret"}:
        return _SECRET_SERVICES.get(_secret_service_process(), "Secret Service")
    return _NAMES.get(module) or _class_name(backend)


def _secret_service_process() -> str:
    """Return the name of the process that is the Secret Service, or empty: several programs can be it."""
    with suppress(Exception):
        from secretstorage import dbus_init  # noqa: PLC0415 - Linux only
        from secretstorage.util import DBusAddressWrapper  # noqa: PLC0415 - Linux only

        with closing(dbus_init()) as connection:
            bus = DBusAddressWrapper("/org/freedesktop/DBus", "org.freedesktop.DBus", connection)
            bus.bus_name = "org.freedesktop.DBus"
            (process,) = bus.call("GetConnectionUnixProcessID", "s", "org.freedesktop.secrets")
        return Path(f"/proc/{process}/comm").read_text(encoding="utf-8").strip()
    return ""


def _class_name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__name__}"
