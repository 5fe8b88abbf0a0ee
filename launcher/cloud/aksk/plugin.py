"""A login with an access key: no token is had, each request is signed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from keystoneauth1 import exceptions as keystone
from keystoneauth1.access import AccessInfo, AccessInfoV3
from keystoneauth1.identity import BaseIdentityPlugin
from keystoneauth1.session import Session

from launcher.cloud.aksk.signature import Signature
from launcher.cloud.words import clean
from launcher.model.errors import NoProjectError, Trouble

_CATALOG_LIVES = timedelta(hours=24)
_MOST_NAMED = 5
_NO_CATALOG = (keystone.NotFound, keystone.Forbidden, keystone.BadRequest)


class AccessKey(BaseIdentityPlugin):
    """Signs requests with an access key, and finds its project and the catalog.

    Attributes:
        signature: for every request, as :mod:`requests` takes it: there is no token that could be sent.
    """

    def __init__(  # noqa: PLR0913 - as keystoneauth1 hands over the options
        self,
        auth_url: str,
        access_key: str,
        secret_key: str,
        *,
        security_token: str | None = None,
        project_id: str | None = None,
        project_name: str | None = None,
    ) -> None:
        """Prepare a login; nothing is sent.

        Args:
            auth_url: of IAM, with or without ``/v3``.
            access_key: the key's id.
            secret_key: what signs.
            security_token: of a temporary key.
            project_id: the project, or
            project_name: its name; a region's first project is called as the region.
        """
        super().__init__(auth_url)
        self.signature = Signature(access_key, secret_key, security_token or "")
        self._access_key = access_key
        self._project_id = project_id or ""
        self._project_name = project_name or ""

    def get_auth_ref(self, session: Session) -> AccessInfo:
        """Find project and catalog; at most two requests.

        Raises:
            NoProjectError: there is none of this name.
        """
        project = self._project(session)
        now = datetime.now(UTC)
        token = {
            "methods": ["aksk"],
            "user": {"id": self._access_key, "name": self._access_key},
            "project": project,
            "catalog": self._catalog(session, project["id"]),
            "issued_at": now.isoformat(),
            "expires_at": (now + _CATALOG_LIVES).isoformat(),
        }
        return AccessInfoV3(body={"token": token})

    def get_headers(self, session: Session) -> dict[str, str]:
        """Return what goes with each request beside its signature."""
        return {"X-Project-Id": self.get_access(session).project_id or ""}

    def get_cache_id_elements(self) -> dict[str, str | None]:
        """Return what tells this login from others."""
        return {
            "auth_url": self.auth_url,
            "access_key": self._access_key,
            "project_id": self._project_id,
            "project_name": self._project_name,
        }

    def _project(self, session: Session) -> dict[str, str]:
        if self._project_id:
            return {"id": self._project_id, "name": self._project_name}
        # Huawei Cloud, "Querying Project Information"; each region has a project of its name.
        found = self._projects(session, self._project_name) if self._project_name else []
        if not found:
            found = self._projects(session)
            if len(found) != 1 or self._project_name:
                raise self._no_project([str(one["name"]) for one in found])
        return {"id": found[0]["id"], "name": found[0]["name"]}

    def _projects(self, session: Session, name: str = "") -> list[dict[str, Any]]:
        params = {"name": name} if name else {}
        every: list[dict[str, Any]] = self._get(session, "projects", params=params)["projects"]
        return [one for one in every if name in {"", one["name"]}]

    def _catalog(self, session: Session, project_id: str) -> list[dict[str, Any]]:
        try:
            # Huawei Cloud, "Querying the Service Catalog".
            answer = self._get(session, "auth/catalog", headers={"X-Project-Id": project_id})
        except _NO_CATALOG:
            # The profile may name the address; if it does not, that is what is told.
            return []
        found: list[dict[str, Any]] = answer["catalog"]
        return found

    def _get(self, session: Session, path: str, **more: Any) -> dict[str, Any]:
        root = (self.auth_url or "").rstrip("/")
        root = root if root.endswith("/v3") else f"{root}/v3"
        answer = session.get(f"{root}/{path}", authenticated=False, requests_auth=self.signature, **more)
        body: dict[str, Any] = answer.json()
        return body

    def _no_project(self, names: list[str]) -> NoProjectError:
        what = "The access key is good, and it is not known which project is meant."
        if self._project_name:
            what = f"The access key is good, and it has no project called {clean(self._project_name)}."
        step = "Name a project in the profile (project_name), or its region."
        if names:
            shown = [clean(name) for name in names]
            shown = shown if len(shown) <= _MOST_NAMED else [*shown[:_MOST_NAMED], "…"]
            step = f"Name a project in the profile, or its region. This key has: {', '.join(shown)}."
        return NoProjectError(Trouble(what, step))
