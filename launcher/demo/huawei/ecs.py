"""ECS: servers and their consoles, in place of Nova."""

import msgspec

from launcher.demo.fleet import Fleet
from launcher.demo.huawei.faults import EcsFaultError, forbidden, no_such_server, unpublished
from launcher.demo.huawei.gateway import Gateway
from launcher.demo.huawei.server_json import server_document
from launcher.demo.keystone.tokens import Token
from launcher.demo.machine import Machine
from launcher.demo.nova.actions import Actions
from launcher.demo.nova.faults import NovaFaultError
from launcher.demo.nova.remote_consoles import RemoteConsoleBody, RemoteConsoles
from launcher.demo.web.exchange import Reply, Request, decode, json_reply
from launcher.model.server import ServerStatus

PATH = "/ecs"
_PAGE = 25
"""Servers in a page where a request does not say."""

_ACTIONS = {"os-start", "os-stop", "reboot"}
_CODES = {400: "Ecs.0005", 404: "Ecs.0114", 409: "Ecs.0045"}


class _Named(msgspec.Struct):
    id: str


class _Batch(msgspec.Struct):
    servers: list[_Named]
    type: str = "SOFT"


class Ecs:
    """Answers everything below ``/ecs`` (Huawei Cloud, "Elastic Cloud Server API Reference")."""

    def __init__(
        self, fleet: Fleet, consoles: RemoteConsoles, actions: Actions, gateway: Gateway, page_limit: int
    ) -> None:
        self._fleet = fleet
        self._consoles = consoles
        self._actions = actions
        self._gateway = gateway
        self._page_limit = page_limit
        self._address = ""

    def stand_at(self, address: str) -> None:
        """Learn the cloud's ``http://host:port``."""
        self._address = address

    @property
    def url(self) -> str:
        """What the catalog says; a project's id belongs behind it."""
        return f"{self._address}{PATH}/v1"

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        return self._gateway.let_through(request, self._answer)

    def _answer(self, request: Request, token: Token) -> Reply:
        version, project_id, *parts = request.path.removeprefix(f"{PATH}/").split("/")
        if version != "v1" or token.project is None or token.project.id != project_id:
            raise unpublished()
        try:
            return self._route(request, parts, token)
        except NovaFaultError as fault:
            # ECS stands before a Nova of its own.
            raise EcsFaultError(fault.status, _CODES.get(fault.status, "Ecs.0000"), str(fault)) from fault

    def _route(self, request: Request, parts: list[str], token: Token) -> Reply:
        match request.method, *parts:
            case "GET", "cloudservers", "detail":
                return self._page(request, token)
            case "GET", "cloudservers", server_id:
                return json_reply(200, {"server": server_document(self._machine(token, server_id))})
            case "POST", "cloudservers", "action":
                return self._act(request, token)
            case "POST", "cloudservers", server_id, "remote_console":
                if not token.may_change:
                    raise forbidden()
                return self._consoles.create(
                    self._machine(token, server_id), decode(request.body, RemoteConsoleBody)
                )
        raise unpublished()

    def _page(self, request: Request, token: Token) -> Reply:
        limit = min(_number(request, "limit", _PAGE), self._page_limit)
        page = max(_number(request, "offset", 1), 1)
        every = [machine for machine in self._machines(token) if machine.status is not ServerStatus.DELETED]
        found = every[limit * (page - 1) : limit * page]
        return json_reply(200, {"count": len(every), "servers": [server_document(one) for one in found]})

    def _act(self, request: Request, token: Token) -> Reply:
        if not token.may_change:
            raise forbidden()
        body = decode(request.body, dict[str, _Batch])
        if len(body) != 1 or not body.keys() <= _ACTIONS:
            raise EcsFaultError(400, "Ecs.0005", "request body is illegal.")
        ((action, batch),) = body.items()
        for named in batch.servers:
            self._actions.run(self._machine(token, named.id), action, {"type": batch.type})
        return json_reply(200, {"job_id": "ff80808288d415d80189901d8eb81cbb"})

    def _machines(self, token: Token) -> list[Machine]:
        return self._fleet.of(token.project.id if token.project else "")

    def _machine(self, token: Token, server_id: str) -> Machine:
        machine = self._fleet.get(server_id)
        if machine is None or token.project is None or machine.project_id != token.project.id:
            raise no_such_server(server_id)
        return machine


def _number(request: Request, name: str, otherwise: int) -> int:
    text = request.query.get(name, [""])[-1]
    if not text:
        return otherwise
    if not text.isdigit() or (name == "limit" and not int(text)):
        raise EcsFaultError(400, "Ecs.0005", f"{name} is illegal.")
    return int(text)
