"""What a server's state allows to be done with its power (API reference, "Servers - run an action")."""

from launcher.demo.machine import Machine
from launcher.demo.nova.faults import NovaFaultError

_STATES = {
    "start": {"stopped"},
    "stop": {"active", "error"},
    "SOFT": {"active"},
    "HARD": {"active", "error", "paused", "stopped", "suspended"},
}
"""The ``vm_state`` that each wants; a reboot goes by its type."""

_INTERRUPTED_BY_HARD = {"rebooting", "rebooting_hard"}

Arguments = dict[str, str] | None


def is_hard(arguments: Arguments) -> bool:
    """Whether a reboot is to cut the power."""
    return _type_of(arguments) == "HARD"


def require_allowed(machine: Machine, action: str, arguments: Arguments) -> None:
    """Check that Nova would do this to a server now.

    Raises:
        NovaFaultError: its state does not allow it (409), or a reboot is of no known type (400).
    """
    name = action.removeprefix("os-")
    kind = _type_of(arguments) if name == "reboot" else name
    task, state = machine.task_state, machine.states.vm
    if state not in _STATES[kind]:
        _refuse(machine, name, f"vm_state {state}")
    if task and not (kind == "HARD" and task in _INTERRUPTED_BY_HARD):
        _refuse(machine, name, f"task_state {task}")


def _refuse(machine: Machine, name: str, state: str) -> None:
    raise NovaFaultError(409, f"Cannot '{name}' instance {machine.id} while it is in {state}")


def _type_of(arguments: Arguments) -> str:
    given = (arguments or {}).get("type", "")
    if given.upper() not in _STATES:
        message = f"Invalid input for field/attribute type. Value: {given}."
        raise NovaFaultError(400, message)
    return given.upper()
