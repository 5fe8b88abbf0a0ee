"""Browsers of Windows: its "Start Menu Internet" clients ("Registering Programs with Client Types")."""

import sys
from contextlib import suppress

from launcher.model.browser import PAGE, Browser
from launcher.services.browsers.private_windows import private_command

_CLIENTS = r"SOFTWARE\Clients\StartMenuInternet"


def registered_browsers() -> list[Browser]:
    """Return the browsers registered for this person, and those for everybody."""
    found: dict[str, Browser] = {}
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows has it alone

        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            for name in _names(root):
                with suppress(OSError):
                    title = winreg.QueryValue(root, rf"{_CLIENTS}\{name}") or name
                    line = winreg.QueryValue(root, rf"{_CLIENTS}\{name}\shell\open\command")
                    command = (line.strip().strip('"'), PAGE)
                    found.setdefault(name, Browser(name, title, command, private_command(command)))
    return list(found.values())


def _names(root: int) -> list[str]:
    names: list[str] = []
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415

        with suppress(OSError), winreg.OpenKey(root, _CLIENTS) as clients:
            names = [winreg.EnumKey(clients, number) for number in range(winreg.QueryInfoKey(clients)[0])]
    return names
