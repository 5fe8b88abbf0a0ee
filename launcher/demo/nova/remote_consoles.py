"""``remote-consoles``, and the server actions that came before it."""

from collections.abc import Callable, Collection

import msgspec

from launcher.demo.console_links import ConsoleLinks
from launcher.demo.machine import Machine
from launcher.demo.nova.faults import NovaFaultError, not_ready, unexpected
from launcher.demo.web.exchange import Reply, json_reply
from launcher.model.console import ConsoleProtocol, ConsoleType
from launcher.model.server import ServerStatus

POLICY = "os_compute_api:os-remote-consoles"

ACTIONS = {
    "os-getVNCConsole": ConsoleProtocol.VNC,
    "os-getSPICEConsole": ConsoleProtocol.SPICE,
    "os-getSerialConsole": ConsoleProtocol.SERIAL,
}
"""The older actions; they answer up to microversion 2.5."""

_TYPES = ("novnc", "xvpvnc", "spice-html5", "rdp-html5", "serial", "webmks")
_URLS = {
    ConsoleType.NOVNC: "http://{proxy}/vnc_lite.html?path=%3Ftoken%3D{token}",
    ConsoleType.SPICE_HTML5: "http://{proxy}/spice_auto.html?token={token}",
    ConsoleType.SERIAL: "ws://{proxy}/?token={token}",
}


class _Wanted(msgspec.Struct):
    protocol: str
    type: str


class RemoteConsoleBody(msgspec.Struct):
    """The body of ``POST /servers/{id}/remote-consoles`` (API reference, "Create Console")."""

    remote_console: _Wanted


class RemoteConsoles:
    """Gives out console URLs."""

    def __init__(
        self, links: ConsoleLinks, types: Collection[ConsoleType], proxy_address: Callable[[], str]
    ) -> None:
        """Give consoles of ``types`` at the ``host:port`` of the console proxy."""
        self._links = links
        self._types = types
        self._proxy_address = proxy_address

    def create(self, machine: Machine, body: RemoteConsoleBody) -> Reply:
        """Answer ``remote-consoles``.

        Raises:
            NovaFaultError: there is no such console (400), not now (409), or it is on the move (500).
        """
        wanted = body.remote_console
        url = self._url(machine, wanted.protocol, wanted.type)
        return json_reply(
            200, {"remote_console": {"protocol": wanted.protocol, "type": wanted.type, "url": url}}
        )

    def act(self, machine: Machine, protocol: ConsoleProtocol, wanted: str) -> Reply:
        """Answer one of the older actions.

        Raises:
            NovaFaultError: as for ``create``.
        """
        url = self._url(machine, protocol.value, wanted)
        return json_reply(200, {"console": {"type": wanted, "url": url}})

    def _url(self, machine: Machine, protocol: str, wanted: str) -> str:
        if wanted not in _TYPES:
            allowed = f"'{wanted}' is not one of {list(_TYPES)}"
            raise NovaFaultError(400, f"Invalid input for field/attribute type. Value: {wanted}. {allowed}")
        if not machine.on_a_host:
            raise not_ready(machine.id)
        if machine.status is ServerStatus.MIGRATING:
            raise unexpected("InstanceInvalidState")
        kind = self._available(protocol, wanted)
        token = self._links.issue(machine.id, kind.protocol)
        return _URLS[kind].format(proxy=self._proxy_address(), token=token)

    def _available(self, protocol: str, wanted: str) -> ConsoleType:
        if wanted == "xvpvnc":
            raise NovaFaultError(400, f"Invalid console type {wanted}")
        for kind in self._types:
            if kind == wanted and kind.protocol == protocol:
                return kind
        raise NovaFaultError(400, f"Unavailable console type {wanted}.")
