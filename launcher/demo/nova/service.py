"""Nova v2.1: version documents, servers, their actions and consoles."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from launcher.demo.fleet import Fleet
from launcher.demo.keystone.tokens import Token, Tokens
from launcher.demo.machine import Machine
from launcher.demo.nova import console_log, server_parts
from launcher.demo.nova.actions import ActionBody, Actions
from launcher.demo.nova.faults import NovaFaultError, forbidden, no_such_resource, no_such_server
from launcher.demo.nova.history import History
from launcher.demo.nova.listing import Listing
from launcher.demo.nova.microversion import (
    OLDEST,
    REMOTE_CONSOLES,
    VOLUMES_GONE,
    Microversion,
    asked_for,
    require_supported,
)
from launcher.demo.nova.remote_consoles import POLICY, RemoteConsoleBody, RemoteConsoles
from launcher.demo.nova.server_json import ServerJson
from launcher.demo.options import DemoOptions
from launcher.demo.web.exchange import MalformedBodyError, Reply, Request, decode, json_reply

PATH = "/compute"
_UNAUTHORIZED = {
    "error": {
        "code": 401,
        "title": "Unauthorized",
        "message": "The request you have made requires authentication.",
    }
}


class Nova:
    """Answers everything below ``/compute`` (Compute API reference)."""

    def __init__(
        self,
        options: DemoOptions,
        fleet: Fleet,
        tokens: Tokens,
        consoles: RemoteConsoles,
        restart: Callable[[str], None],
    ) -> None:
        """Serve ``fleet`` to whoever has a token; ``restart`` boots a server's screen anew, by id."""
        self._fleet = fleet
        self._tokens = tokens
        self._listing = Listing(fleet, options.page_limit)
        self._consoles = consoles
        self._actions = Actions(fleet, consoles, restart)
        self._history = History()
        self._console_log = console_log.ConsoleLog(self._history)
        self._newest = Microversion.of(options.max_microversion)
        self._address = ""
        self._json = ServerJson(self.url)

    def stand_at(self, address: str) -> None:
        """Learn the cloud's ``http://host:port``, for links."""
        self._address = address
        self._json = ServerJson(self.url)

    @property
    def url(self) -> str:
        """What the catalog says."""
        return f"{self._address}{PATH}/v2.1"

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path.rstrip("/") == PATH:
            return json_reply(200, {"versions": self._versions()})
        reply = self._answer(request)
        request_id = f"req-{uuid4()}"
        headers = {"x-openstack-request-id": request_id, "x-compute-request-id": request_id, **reply.headers}
        return Reply(reply.status, reply.body, headers)

    def _answer(self, request: Request) -> Reply:
        parts = request.path.removeprefix(f"{PATH}/v2.1").strip("/").split("/")
        token = self._tokens.find(request.headers.get("x-auth-token"))
        if token is None and parts != [""]:
            return json_reply(
                401, _UNAUTHORIZED, {"WWW-Authenticate": f'Keystone uri="{self._address}/identity"'}
            )
        try:
            version = asked_for(request.headers, self._newest)
        except NovaFaultError as fault:
            return fault.reply()
        try:
            require_supported(version, self._newest)
            if token is None or parts == [""]:
                reply = json_reply(200, {"version": self._version()})
            else:
                reply = self._route(request, parts, token, version)
        except MalformedBodyError as error:
            reply = NovaFaultError(400, str(error)).reply()
        except NovaFaultError as fault:
            reply = fault.reply()
        return Reply(reply.status, reply.body, {**reply.headers, **version.headers})

    def _route(self, request: Request, parts: list[str], token: Token, version: Microversion) -> Reply:
        match request.method, *parts:
            case "GET", "servers":
                return self._list(request, token, version, self._json.brief)
            case "GET", "servers", "detail":
                return self._list(
                    request, token, version, lambda machine: self._json.detail(machine, version)
                )
            case "GET", "servers", server_id:
                machine = self._machine(token, server_id)
                shown = b'{"server":' + self._json.detail(machine, version) + b"}"
                return Reply(200, shown, {"Content-Type": "application/json"})
            case "POST", "servers", server_id, "remote-consoles" if version >= REMOTE_CONSOLES:
                return self._create_console(request, token, server_id)
            case "POST", "servers", server_id, "action" if not console_log.is_asked_for(request.body):
                body = decode(request.body, ActionBody)
                action = self._actions.named_in(body, version, may_change=token.may_change)
                machine = self._machine(token, server_id)
                reply = self._actions.run(machine, action, body[action])
                return self._history.recorded(machine, action, reply)
        return self._route_to_parts(request, parts, token, version)

    def _route_to_parts(
        self, request: Request, parts: list[str], token: Token, version: Microversion
    ) -> Reply:
        match request.method, *parts:
            case "GET", "servers", server_id, "os-volume_attachments":
                return server_parts.volumes(self._machine(token, server_id), version)
            case "GET", "servers", server_id, "os-security-groups":
                return server_parts.security_groups(self._machine(token, server_id))
            case "GET", "servers", server_id, "os-instance-actions":
                return self._history.reply(self._machine(token, server_id))
            case "POST", "servers", server_id, "action":
                machine = self._machine(token, server_id)
                return self._console_log.reply(machine, request.body, may_change=token.may_change)
            case "GET", "os-volumes", volume_id if version < VOLUMES_GONE:
                machines = self._fleet.of(token.project.id if token.project else "")
                return server_parts.volume(machines, volume_id)
            case "GET", "flavors", flavor_id:
                return server_parts.flavor(flavor_id)
        raise no_such_resource()

    def _list(
        self, request: Request, token: Token, version: Microversion, write: Callable[[Machine], bytes]
    ) -> Reply:
        # Without a project Nova neither refuses nor warns: there is just nothing to see.
        project_id = token.project.id if token.project else ""
        return self._listing.page(project_id, request.query, self._address + request.path, write, version)

    def _machine(self, token: Token, server_id: str) -> Machine:
        machine = self._fleet.get(server_id)
        if machine is None or token.project is None or machine.project_id != token.project.id:
            raise no_such_server(server_id)
        return machine

    def _create_console(self, request: Request, token: Token, server_id: str) -> Reply:
        body = decode(request.body, RemoteConsoleBody)
        if not token.may_change:
            raise forbidden(POLICY)
        return self._consoles.create(self._machine(token, server_id), body)

    def _version(self) -> dict[str, object]:
        document = _version("v2.1", str(self._newest), str(OLDEST), f"{self.url}/")
        described_by = {"rel": "describedby", "type": "text/html", "href": "http://docs.openstack.org/"}
        media_type = {
            "base": "application/json",
            "type": "application/vnd.openstack.compute+json;version=2.1",
        }
        return {**document, "links": [*document["links"], described_by], "media-types": [media_type]}

    def _versions(self) -> list[dict[str, object]]:
        return [
            _version("v2.0", "", "", f"{self._address}{PATH}/v2/"),
            _version("v2.1", str(self._newest), str(OLDEST), f"{self.url}/"),
        ]


def _version(name: str, newest: str, oldest: str, url: str) -> dict[str, Any]:
    return {
        "id": name,
        "status": "CURRENT" if newest else "SUPPORTED",
        "version": newest,
        "min_version": oldest,
        "updated": "2013-07-23T11:33:21Z" if newest else "2011-01-21T11:33:21Z",
        "links": [{"rel": "self", "href": url}],
    }
