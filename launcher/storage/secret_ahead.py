"""A secret that is read while other things are done."""

import os
import sys
from contextlib import suppress

from launcher.storage.secret_store import SecretStore


def can_read_ahead() -> bool:
    """Whether this system lets a process become two without harm to what it has loaded (not macOS)."""
    return sys.platform.startswith("linux")


class SecretAhead:
    """Reads one profile's secret in a process of its own, from now on.

    To load what speaks with the keyring takes a quarter of a command's time, and what speaks with clouds half
    of it: so each has a processor. The secret comes through a pipe. Nothing is asked of a person here.

    Args:
        profile_id: the entry's.

    Attributes:
        process: the id of that process.
    """

    def __init__(self, profile_id: str) -> None:
        self._reading, writing = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            _read_and_end(profile_id, writing)
        os.close(writing)

    def result(self) -> str | None:
        """Wait for the secret; None where there is none, or a person has to be asked for it."""
        with os.fdopen(self._reading, "rb") as pipe:
            found = pipe.read()
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        return found.decode() or None


def _read_and_end(profile_id: str, writing: int) -> None:
    try:
        from launcher.storage.secret_backend import is_unlocked  # noqa: PLC0415 - that is what takes its time

        if is_unlocked():
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(SecretStore().get(profile_id).encode())
    finally:
        # Whatever it was: the other process asks again, and tells.
        os._exit(0)
