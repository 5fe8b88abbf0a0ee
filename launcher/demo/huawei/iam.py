"""IAM: Keystone, and what it answers to signed requests."""

from launcher.demo.huawei.gateway import Gateway
from launcher.demo.keystone.accounts import Accounts
from launcher.demo.keystone.service import PATH, Keystone
from launcher.demo.keystone.token_json import catalog
from launcher.demo.keystone.tokens import Token
from launcher.demo.web.exchange import Reply, Request, json_reply


class Iam:
    """Answers everything below ``/identity`` (Huawei Cloud, "IAM API Reference")."""

    def __init__(self, keystone: Keystone, accounts: Accounts, gateway: Gateway) -> None:
        self._keystone = keystone
        self._accounts = accounts
        self._gateway = gateway

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        match request.method, request.path.removeprefix(PATH).rstrip("/"):
            case "GET", "/v3/projects":
                return self._gateway.let_through(request, self._projects)
            case "GET", "/v3/auth/catalog":
                return self._gateway.let_through(request, self._catalog)
        return self._keystone(request)

    def _projects(self, request: Request, _token: Token) -> Reply:
        name = request.query.get("name", [""])[-1]
        found = [one for one in self._accounts.projects if name in {"", one.name}]
        return json_reply(200, {"projects": [self._keystone.project_document(project) for project in found]})

    def _catalog(self, _request: Request, token: Token) -> Reply:
        return json_reply(200, {"catalog": catalog(self._keystone.endpoints) if token.project else []})
