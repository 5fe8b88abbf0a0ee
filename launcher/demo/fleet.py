"""The servers of the demo cloud, as they are now."""

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import msgspec

from launcher.demo.machine import Machine
from launcher.demo.tasks import Tasks
from launcher.model.server import ServerStatus


class Fleet:
    """Every server there is or was, in Nova's order (newest first). Safe to use from any thread."""

    def __init__(self, machines: Iterable[Machine], task_seconds: float = 0.0) -> None:
        """Keep these servers; what is done to one takes ``task_seconds``."""
        self.tasks = Tasks(task_seconds)
        self._lock = threading.Lock()
        self._projects: dict[str, list[Machine]] = {}
        self._places: dict[str, tuple[list[Machine], int]] = {}
        self._watchers: list[Callable[[Machine], None]] = []
        for machine in machines:
            siblings = self._projects.setdefault(machine.project_id, [])
            self._places[machine.id] = (siblings, len(siblings))
            siblings.append(machine)

    def watch(self, changed: Callable[[Machine], None]) -> None:
        """Call ``changed`` with each server that has changed, on the thread that changed it."""
        self._watchers.append(changed)

    def of(self, project_id: str) -> list[Machine]:
        """Return a project's servers, deleted ones included."""
        with self._lock:
            return list(self._projects.get(project_id, ()))

    def get(self, server_id: str) -> Machine | None:
        """Return a server that is not deleted."""
        with self._lock:
            machines, place = self._places.get(server_id, ([], 0))
            machine = machines[place] if machines else None
        return None if machine is None or machine.status is ServerStatus.DELETED else machine

    def place(self, server_id: str) -> int | None:
        """Return where a server stands in its project's list: this never changes."""
        found = self._places.get(server_id)
        return None if found is None else found[1]

    def set_status(self, server_id: str, status: ServerStatus, task_state: str = "") -> Machine:
        """Put a server into another state; ``updated`` moves.

        Raises:
            KeyError: there is no such server.
        """
        return self._change(server_id, status=status, task_state=task_state)

    def rename(self, server_id: str, name: str) -> Machine:
        """Call a server something else; ``updated`` moves.

        Raises:
            KeyError: there is no such server.
        """
        return self._change(server_id, name=name)

    def _change(self, server_id: str, **changes: object) -> Machine:
        with self._lock:
            machines, place = self._places[server_id]
            machine = msgspec.structs.replace(machines[place], **changes, updated=datetime.now(UTC))
            machines[place] = machine
        for changed in self._watchers:
            changed(machine)
        return machine

    def begin_task(
        self, server_id: str, status: ServerStatus, task_state: str, then: Callable[[], object]
    ) -> None:
        """Let Nova do something to a server for a while.

        Args:
            server_id: whose.
            status: meanwhile.
            task_state: meanwhile.
            then: called at the end, unless something else has happened to the server by then.

        Raises:
            KeyError: there is no such server.
        """

        def end() -> None:
            machine = self.get(server_id)
            if machine is not None and machine.task_state == task_state:
                then()

        self.set_status(server_id, status, task_state)
        self.tasks.begin(server_id, end)
