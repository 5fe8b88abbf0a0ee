"""What can be done with a server's power, and when."""

from enum import StrEnum

from launcher.model.server import Server, ServerStatus


class PowerAction(StrEnum):
    """Starting, stopping and rebooting (Nova API reference, "Servers - run an action").

    The value is the action as it follows "may not".
    """

    START = "start"
    STOP = "stop"
    REBOOT_SOFT = "reboot"
    REBOOT_HARD = "hard reboot"

    @property
    def wanted(self) -> ServerStatus:
        """The status it leads to."""
        return ServerStatus.SHUTOFF if self is PowerAction.STOP else ServerStatus.ACTIVE

    @property
    def past(self) -> str:
        """As it follows "cannot be": ``stopped``."""
        return _PAST[self]

    def fits(self, server: Server) -> bool:
        """Whether the state a server was last seen in allows it.

        Only the cloud knows: the list may be older than what has happened since.
        """
        return server.status in _ALLOWED[self] and (not server.task_state or self._interrupts(server))

    def _interrupts(self, server: Server) -> bool:
        return self is PowerAction.REBOOT_HARD and server.task_state in _REBOOTING


_PAST = {
    PowerAction.START: "started",
    PowerAction.STOP: "stopped",
    PowerAction.REBOOT_SOFT: "rebooted",
    PowerAction.REBOOT_HARD: "hard rebooted",
}

_ALLOWED = {
    PowerAction.START: {ServerStatus.SHUTOFF},
    PowerAction.STOP: {ServerStatus.ACTIVE, ServerStatus.ERROR},
    PowerAction.REBOOT_SOFT: {ServerStatus.ACTIVE},
    PowerAction.REBOOT_HARD: {
        ServerStatus.ACTIVE,
        ServerStatus.ERROR,
        ServerStatus.HARD_REBOOT,
        ServerStatus.PAUSED,
        ServerStatus.REBOOT,
        ServerStatus.SHUTOFF,
        ServerStatus.SUSPENDED,
    },
}
"""The preconditions of each (API reference, "os-start", "os-stop", "reboot")."""

_REBOOTING = {"reboot_pending", "reboot_started", "reboot_pending_hard", "reboot_started_hard"} | {
    "rebooting",
    "rebooting_hard",
}
"""The tasks that a hard reboot takes the place of: it is for servers that do not come back."""
