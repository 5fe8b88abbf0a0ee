"""Starting Porthole at login."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from launcher.model.errors import LoginStartError, Trouble
from launcher.model.login_start import LoginStart, LoginSwitch
from launcher.services.own_command import own_command
from launcher.storage.atomic import reason

HIDDEN = "--hidden"
"""The option that keeps the window in the tray: at login nobody has asked for it yet."""


class LoginStarter:
    """Has the desktop start Porthole at login, or not. Each method waits for the disk.

    Args:
        switch: the desktop's place for that; this system's, unless given.
        command: returns what starts this Porthole.
    """

    def __init__(
        self, switch: LoginSwitch | None = None, command: Callable[[], Sequence[str]] = own_command
    ) -> None:
        self._switch = switch or _of_this_system()
        self._command = command

    def read(self) -> LoginStart:
        """Return how it really stands, whoever has switched it.

        Raises:
            LoginStartError: the system refused.
        """
        with _told("It could not be seen whether Porthole starts at login"):
            return self._switch.read()

    def turn(self, *, on: bool) -> LoginStart:
        """Switch it, and return how it stands then.

        Raises:
            LoginStartError: the system refused; it is as it was.
        """
        command = (*self._command(), HIDDEN)
        with _told("Starting at login could not be switched"):
            if on:
                self._switch.turn_on(command)
            else:
                self._switch.turn_off(command)
            return self._switch.read()


def _of_this_system() -> LoginSwitch:
    if sys.platform == "win32":
        from launcher.storage.login_start.windows import RunKey  # noqa: PLC0415 - this system's alone

        return RunKey()
    if sys.platform == "darwin":
        from launcher.storage.login_start.macos import LaunchAgent  # noqa: PLC0415 - as above

        return LaunchAgent()
    from launcher.storage.login_start.xdg import XdgAutostart  # noqa: PLC0415 - as above

    return XdgAutostart()


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        trouble = Trouble(f"{what}: {reason(error)}{place}.", "Put that right, then switch it again.")
        raise LoginStartError(trouble) from error
