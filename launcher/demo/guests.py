"""The consoles of all servers, each made when somebody first looks."""

import threading

from launcher.demo.fleet import Fleet
from launcher.demo.guest.guest import Guest
from launcher.demo.machine import Machine


class Guests:
    """Keeps what runs on each server for as long as the demo lives. Safe to use from any thread."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet
        self._lock = threading.Lock()
        self._guests: dict[str, Guest] = {}
        fleet.watch(self._follow)

    def of(self, server_id: str) -> Guest | None:
        """Return what runs on a server, or None where it is off or gone."""
        machine = self._fleet.get(server_id)
        if machine is None or not machine.has_picture:
            return None
        with self._lock:
            guest = self._guests.get(server_id)
            if guest is None:
                guest = self._guests[server_id] = Guest(machine)
        return guest

    def restart(self, server_id: str) -> None:
        """Boot a server anew, where anybody has looked at it yet."""
        with self._lock:
            guest = self._guests.get(server_id)
        if guest is not None:
            guest.restart()

    def _follow(self, machine: Machine) -> None:
        with self._lock:
            guest = self._guests.get(machine.id)
        if guest is not None:
            guest.become(machine)
