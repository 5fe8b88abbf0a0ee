"""Windows: a value below the person's ``Run`` key (Microsoft, "Run and RunOnce Registry Keys").

It was tried on other systems only, on a stand-in for the registry.
"""

import subprocess
from collections.abc import Sequence
from typing import Any

from launcher.model.login_start import LoginStart

_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where Task Manager keeps what a person switched off there: a first byte that is odd."""

_NAME = "Porthole"


class RunKey:
    """The value ``Porthole`` of the ``Run`` key."""

    def read(self) -> LoginStart:
        """Return how it stands, whoever has written it.

        Raises:
            OSError: the system refused.
        """
        approval = _value(_APPROVED)
        refused = isinstance(approval, bytes) and bool(approval) and bool(approval[0] & 1)
        return LoginStart(bool(_value(_RUN)) and not refused, rf"HKEY_CURRENT_USER\{_RUN}\{_NAME}")

    def turn_on(self, command: Sequence[str]) -> None:
        """Write the value, and take back what Task Manager says against it.

        Args:
            command: the program, absolute, and its arguments.

        Raises:
            OSError: the system refused.
        """
        winreg = _winreg()
        with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, _RUN, 0, winreg.KEY_SET_VALUE) as key:
            winreg.SetValueEx(key, _NAME, 0, winreg.REG_SZ, subprocess.list2cmdline(command))
        _remove(_APPROVED)

    def turn_off(self, command: Sequence[str]) -> None:  # noqa: ARG002 - a value is one line: nothing to keep
        """Remove the value.

        Args:
            command: what Porthole itself would have written.

        Raises:
            OSError: the system refused.
        """
        _remove(_RUN)


def _winreg() -> Any:
    # By way of the import system, so that type checkers on other systems see a module, too.
    import importlib  # noqa: PLC0415 - Windows alone has it

    return importlib.import_module("winreg")


def _value(path: str) -> object:
    winreg = _winreg()
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
            return winreg.QueryValueEx(key, _NAME)[0]
    except FileNotFoundError:
        return None


def _remove(path: str) -> None:
    winreg = _winreg()
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, 0, winreg.KEY_SET_VALUE) as key:
            winreg.DeleteValue(key, _NAME)
    except FileNotFoundError:
        return
