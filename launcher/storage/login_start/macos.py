"""macOS: a launch agent of the person (``launchd.plist(5)``).

What a person switches off among the system's login items stands in launchd's own records, which this does
not read. It was tried on other systems only, on files.
"""

import plistlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from launcher.model.login_start import LoginStart
from launcher.storage import paths
from launcher.storage.atomic import write_atomically

_LABEL = "porthole"


class LaunchAgent:
    """The file ``LaunchAgents/porthole.plist``. It may be a person's own by now.

    Args:
        path: the file; where launchd looks for it, unless given.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.launch_agent()

    def read(self) -> LoginStart:
        """Return how it stands, whoever has written it.

        Raises:
            OSError: the system refused.
        """
        agent = self._agent()
        return LoginStart(agent is not None and _starts(agent), str(self._path))

    def turn_on(self, command: Sequence[str]) -> None:
        """Write the agent, or switch a person's own one on.

        Args:
            command: the program, absolute, and its arguments.

        Raises:
            OSError: the system refused.
        """
        agent = self._agent() or _own(command)
        agent.pop("Disabled", None)
        agent["RunAtLoad"] = True
        if not _is_there(agent):
            agent["ProgramArguments"] = list(command)
        write_atomically(self._path, plistlib.dumps(agent))

    def turn_off(self, command: Sequence[str]) -> None:
        """Remove the agent; a person's own one is disabled instead.

        Args:
            command: what Porthole itself would have written.

        Raises:
            OSError: the system refused.
        """
        agent = self._agent()
        if agent is None or agent == _own(command):
            self._path.unlink(missing_ok=True)
            return
        write_atomically(self._path, plistlib.dumps(agent | {"Disabled": True}))

    def _agent(self) -> dict[str, Any] | None:
        try:
            found = plistlib.loads(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except (ValueError, ExpatError):
            # launchd starts nothing that it cannot read.
            return {}
        return found if isinstance(found, dict) else {}


def _own(command: Sequence[str]) -> dict[str, Any]:
    return {
        "Label": _LABEL,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "ProcessType": "Interactive",
        "LimitLoadToSessionType": "Aqua",
    }


def _starts(agent: dict[str, Any]) -> bool:
    return bool(agent.get("RunAtLoad")) and not agent.get("Disabled") and _is_there(agent)


def _is_there(agent: dict[str, Any]) -> bool:
    arguments = agent.get("ProgramArguments")
    return isinstance(arguments, list) and bool(arguments) and Path(str(arguments[0])).is_file()
