"""``POST /servers/{id}/action``: starting, stopping and rebooting, and the older console actions."""

from collections.abc import Callable

from launcher.demo.fleet import Fleet
from launcher.demo.machine import Machine
from launcher.demo.nova.faults import NovaFaultError, forbidden, no_such_resource
from launcher.demo.nova.microversion import REMOTE_CONSOLES, Microversion
from launcher.demo.nova.power_rules import is_hard, require_allowed
from launcher.demo.nova.remote_consoles import ACTIONS, POLICY, RemoteConsoles
from launcher.demo.web.exchange import MalformedBodyError, Reply
from launcher.model.server import ServerStatus

_POLICIES = dict.fromkeys(ACTIONS, POLICY) | {
    "os-start": "os_compute_api:servers:start",
    "os-stop": "os_compute_api:servers:stop",
    "reboot": "os_compute_api:servers:reboot",
}
_ACCEPTED = Reply(202, b"", {"Content-Type": "application/json"})

ActionBody = dict[str, dict[str, str] | None]
"""One action's name, with its arguments."""


class Actions:
    """Does what can be done to a server (Nova API reference, "Servers - run an action")."""

    def __init__(self, fleet: Fleet, consoles: RemoteConsoles, restart: Callable[[str], None]) -> None:
        """Change the fleet; ``restart`` boots the screen of the server with this id anew."""
        self._fleet = fleet
        self._consoles = consoles
        self._restart = restart

    def named_in(self, body: ActionBody, version: Microversion, *, may_change: bool) -> str:
        """Return the one action a body asks for.

        Raises:
            NovaFaultError: there is no such action (400, 404), or the roles do not allow it (403).
        """
        if len(body) != 1:
            message = "Malformed request body: it names not one action"
            raise MalformedBodyError(message)
        action = next(iter(body))
        if action in ACTIONS and version >= REMOTE_CONSOLES:
            raise no_such_resource()
        if action not in _POLICIES:
            raise NovaFaultError(400, f"There is no such action: {action}")
        if not may_change:
            raise forbidden(_POLICIES[action])
        return action

    def run(self, machine: Machine, action: str, arguments: dict[str, str] | None) -> Reply:
        """Do it.

        Raises:
            NovaFaultError: the server's state does not allow it (409), the arguments are none of Nova's
                (400), or as for consoles.
        """
        if action in ACTIONS:
            return self._consoles.act(machine, ACTIONS[action], (arguments or {}).get("type", ""))
        require_allowed(machine, action, arguments)
        self._begin(machine, action, arguments)
        return _ACCEPTED

    def _begin(self, machine: Machine, action: str, arguments: dict[str, str] | None) -> None:
        if action == "os-start":
            self._work(machine, machine.status, "powering-on", ServerStatus.ACTIVE)
        elif action == "os-stop":
            self._work(machine, machine.status, "powering-off", ServerStatus.SHUTOFF)
        elif is_hard(arguments):
            active = machine.states.vm == "active"
            status = ServerStatus.HARD_REBOOT if active else machine.status
            self._work(machine, status, "rebooting_hard", ServerStatus.ACTIVE, boots=True)
        else:
            self._work(machine, ServerStatus.REBOOT, "rebooting", ServerStatus.ACTIVE, boots=True)

    def _work(
        self, machine: Machine, status: ServerStatus, task: str, wanted: ServerStatus, *, boots: bool = False
    ) -> None:
        def end() -> None:
            self._fleet.set_status(machine.id, wanted)
            if boots:
                self._restart(machine.id)

        self._fleet.begin_task(machine.id, status, task, end)
