"""Keystone v3: version documents, tokens, a user's projects."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

from launcher.demo.keystone.accounts import DOMAIN, Accounts, Project
from launcher.demo.keystone.login import Login, LoginBody, LoginRefusedError, MoreFactorsNeededError
from launcher.demo.keystone.receipts import Receipts
from launcher.demo.keystone.token_json import receipt_document, token_document
from launcher.demo.keystone.tokens import Tokens
from launcher.demo.web.exchange import MalformedBodyError, Reply, Request, decode, json_reply

PATH = "/identity"
_TITLES = {400: "Bad Request", 401: "Unauthorized", 404: "Not Found"}


class Keystone:
    """Answers everything below ``/identity`` (Keystone API v3).

    Attributes:
        endpoints: what the catalog says, URLs by the type of service.
    """

    def __init__(self, accounts: Accounts, tokens: Tokens, receipts: Receipts) -> None:
        self._accounts = accounts
        self._tokens = tokens
        self._login = Login(accounts, tokens, receipts)
        self._root = PATH
        self.endpoints: dict[str, str] = {}

    def stand_at(self, address: str, **others: str) -> None:
        """Learn the cloud's ``http://host:port``, and the other services' URLs for the catalog."""
        self._root = address + PATH
        self.endpoints = {"identity": self.auth_url, **others}

    @property
    def auth_url(self) -> str:
        """What a person types as the auth URL."""
        return f"{self._root}/v3"

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        reply = self._answer(request)
        headers = {**reply.headers, "Vary": "X-Auth-Token", "x-openstack-request-id": f"req-{uuid4()}"}
        if reply.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = f'Keystone uri="{self.auth_url}"'
        return Reply(reply.status, reply.body, headers)

    def _answer(self, request: Request) -> Reply:
        match request.method, request.path.removeprefix(PATH).rstrip("/"):
            case "GET", "":
                return json_reply(300, {"versions": {"values": [self._version()]}})
            case "GET", "/v3":
                return json_reply(200, {"version": self._version()})
            case "POST", "/v3/auth/tokens":
                return self._issue(request)
            case "GET", "/v3/auth/tokens":
                return self._authenticated(request, self._show)
            case "GET", "/v3/auth/projects":
                return self._authenticated(request, self._list_projects)
        return _refusal(404, "The requested URL was not found on the server.")

    def _version(self) -> dict[str, object]:
        media_type = {"base": "application/json", "type": "application/vnd.openstack.identity-v3+json"}
        return {
            "id": "v3.14",
            "status": "stable",
            "updated": "2020-04-07T00:00:00Z",
            "links": [{"rel": "self", "href": f"{self.auth_url}/"}],
            "media-types": [media_type],
        }

    def _issue(self, request: Request) -> Reply:
        try:
            receipt = request.headers.get("openstack-auth-receipt", "")
            text, token = self._login.issue(decode(request.body, LoginBody), receipt)
        except MalformedBodyError as error:
            return _refusal(400, str(error))
        except LoginRefusedError as error:
            return _refusal(error.status, str(error), **error.more)
        except MoreFactorsNeededError as error:
            return json_reply(401, receipt_document(error.receipt), {"Openstack-Auth-Receipt": error.text})
        return json_reply(201, token_document(token, self.endpoints), {"X-Subject-Token": text})

    def _authenticated(self, request: Request, answer: Callable[[Request], Reply]) -> Reply:
        if self._tokens.find(request.headers.get("x-auth-token")) is None:
            return _refusal(401, str(LoginRefusedError()))
        return answer(request)

    def _show(self, request: Request) -> Reply:
        text = request.headers.get("x-subject-token", "")
        token = self._tokens.find(text)
        if token is None:
            return _refusal(404, "Failed to validate token")
        return json_reply(200, token_document(token, self.endpoints), {"X-Subject-Token": text})

    def _list_projects(self, _request: Request) -> Reply:
        projects = [self.project_document(project) for project in self._accounts.projects]
        links = {"next": None, "self": f"{self.auth_url}/auth/projects", "previous": None}
        return json_reply(200, {"projects": projects, "links": links})

    def project_document(self, project: Project) -> dict[str, object]:
        """Return a project as a list of projects has it."""
        return {
            "id": project.id,
            "name": project.name,
            "domain_id": DOMAIN["id"],
            "description": "",
            "enabled": True,
            "parent_id": DOMAIN["id"],
            "is_domain": False,
            "tags": [],
            "options": {},
            "links": {"self": f"{self.auth_url}/projects/{project.id}"},
        }


def _refusal(status: int, message: str, **more: object) -> Reply:
    return json_reply(
        status, {"error": {"code": status, **more, "message": message, "title": _TITLES[status]}}
    )
