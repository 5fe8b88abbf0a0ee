"""The proxy that the system wants, for commands: the same one that the window goes through."""

import sys
from contextlib import suppress

from launcher.services.connections import environment_proxy


def system_proxy(url: str) -> str:
    """Return the address of the proxy that leads to ``url``, or empty. May wait.

    Windows and macOS have rules (PAC files) that Qt reads; without Qt there is the environment's word alone.
    On Linux Qt knows no more than that either, and loading it would take longer than the rest of a command.
    """
    if sys.platform != "linux":
        with suppress(ImportError):
            from launcher.ui.system_proxy import system_proxy as by_qt  # noqa: PLC0415 - see above

            return by_qt(url)
    return environment_proxy(url)
