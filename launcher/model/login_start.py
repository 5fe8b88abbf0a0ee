"""Whether Porthole starts when a person logs in."""

from collections.abc import Sequence
from typing import Protocol

import msgspec


class LoginStart(msgspec.Struct, frozen=True):
    """How it stands with a start at login.

    Attributes:
        on: whether the desktop starts Porthole.
        place: where that is written, for a person who wants to look: a path, or a registry key.
    """

    on: bool
    place: str


class LoginSwitch(Protocol):
    """A desktop's own place for what starts at login. Each method waits for the disk."""

    def read(self) -> LoginStart:
        """Return how it stands, whoever has written it.

        Raises:
            OSError: the system refused.
        """

    def turn_on(self, command: Sequence[str]) -> None:
        """Have the desktop start Porthole. What a person wrote there themselves stays as it is.

        Args:
            command: the program, absolute, and its arguments.

        Raises:
            OSError: the system refused.
        """

    def turn_off(self, command: Sequence[str]) -> None:
        """Have the desktop start it no more; what a person wrote there themselves is only switched off.

        Args:
            command: what Porthole itself would have written.

        Raises:
            OSError: the system refused.
        """
