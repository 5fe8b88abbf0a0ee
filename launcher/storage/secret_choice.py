"""Choosing keyring's backend as keyring does, in a fifth of the time where the choice is the usual one."""

import os
import sys
from functools import lru_cache
from pathlib import Path

import keyring.core
from keyring.backend import KeyringBackend
from keyring.core import load_config, load_env

if sys.platform != "darwin":
    # keyring's search for macOS's own libraries starts a C compiler where there are none, which takes 30 ms.
    # Told that they are missing it comes to the same end.
    sys.modules.setdefault("keyring.backends.macOS.api", None)  # type: ignore[arg-type] # as importlib has it

_GROUP = "[keyring.backends]"


def chosen_backend() -> KeyringBackend:
    """Return the backend that keyring chooses.

    keyring loads all it has and asks each of them over D-Bus, several times, whether it is of use. On a Linux
    desktop with nothing installed or configured beside it the Secret Service comes first in the end, unless
    the desktop is KDE: so that one is asked alone.

    Raises:
        Exception: whatever the import of a backend raises that is named in keyring's settings.
    """
    if keyring.core._keyring_backend is None and _is_usual() and not (load_env() or load_config()):
        backend = _secret_service()
        if backend is not None:
            keyring.set_keyring(backend)
    return keyring.get_keyring()


def _is_usual() -> bool:
    return (
        sys.platform.startswith("linux")
        and "KDE" not in os.environ.get("XDG_CURRENT_DESKTOP", "")
        and (not _brings_backends())
    )


@lru_cache(1)
def _brings_backends() -> bool:
    """Whether a package other than keyring itself has backends."""
    # importlib.metadata takes 10 ms for the same.
    for entry in dict.fromkeys(sys.path):
        for file in Path(entry or ".").glob("*-info/entry_points.txt"):
            if not file.parent.name.startswith("keyring-") and _GROUP in file.read_text("utf-8", "replace"):
                return True
    return False


def _secret_service() -> KeyringBackend | None:
    from keyring.backends.SecretService import Keyring  # noqa: PLC0415 - Linux only

    try:
        usable = Keyring.priority >= 1
    except Exception:  # noqa: BLE001 - as keyring does: a bus that is gone says so in many ways
        return None
    return Keyring() if usable else None  # type: ignore[no-untyped-call]
