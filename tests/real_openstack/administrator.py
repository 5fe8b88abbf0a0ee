"""What happens to the cloud while Porthole runs: done by its administrator, over its own interfaces."""

from base64 import b32encode
from secrets import token_bytes, token_urlsafe
from time import sleep
from typing import Any

from keystoneauth1.identity.v3 import Password
from keystoneauth1.session import Session

from tests.real_openstack.openstack import OpenStack
from tests.real_openstack.services import inventory
from tests.real_openstack.services.inventory import Entry


class Administrator:
    """Knows the administrator's password, and the operator's."""

    def __init__(self, cloud: OpenStack) -> None:
        self._cloud = cloud
        self._session = Session(self._login(inventory.ADMIN, cloud.passwords.admin, "admin"))

    def delete(self, entry: Entry) -> None:
        """Delete a server."""
        self._cloud.servers.remove(entry)
        self._ask("DELETE", "compute", f"/servers/{entry.id}")

    def revoke_tokens(self, username: str, password: str) -> None:
        """Revoke every token of a user, as Keystone does when the account is locked; and unlock it.

        Returns when new tokens are good: those of the same second are revoked too.
        """
        for enabled in (False, True):
            self._change_user(username, {"enabled": enabled})
        while not self._is_good(Session(self._login(username, password, inventory.PROJECT)).get_token()):
            sleep(0.05)

    def make_application_credential(self, username: str, password: str) -> tuple[str, str]:
        """Make one as the user would; returns its id and its secret."""
        session = Session(self._login(username, password, inventory.PROJECT))
        path = f"/users/{session.get_user_id()}/application_credentials"
        body = {"application_credential": {"name": token_urlsafe(8)}}
        made = self._ask("POST", "identity", path, body, session)["application_credential"]
        return made["id"], made["secret"]

    def want_one_time_codes(self, username: str) -> str:
        """Let a user log in with password and one-time code from now on; returns the code's key, base32."""
        user, key = self._user_id(username), b32encode(token_bytes(20)).decode()
        credential = {"type": "totp", "blob": key, "user_id": user}
        self._ask("POST", "identity", "/credentials", {"credential": credential})
        rules = {"multi_factor_auth_enabled": True, "multi_factor_auth_rules": [["password", "totp"]]}
        self._change_user(username, {"options": rules})
        return key

    def _is_good(self, token: str | None) -> bool:
        headers = {"X-Subject-Token": token or ""}
        url = f"{self._cloud.auth_url}/auth/tokens"
        return bool(self._session.get(url, headers=headers, raise_exc=False).ok)

    def _change_user(self, username: str, changes: dict[str, object]) -> None:
        self._ask("PATCH", "identity", f"/users/{self._user_id(username)}", {"user": changes})

    def _user_id(self, username: str) -> str:
        (user,) = self._ask("GET", "identity", f"/users?name={username}")["users"]
        return str(user["id"])

    def _ask(
        self, method: str, service: str, path: str, body: object = None, session: Session | None = None
    ) -> Any:
        where = {"service_type": service, "interface": "public", "region_name": inventory.REGION}
        answer = (session or self._session).request(path, method, json=body, endpoint_filter=where)
        return answer.json() if answer.content else None

    def _login(self, username: str, password: str, project: str) -> Password:
        return Password(
            auth_url=self._cloud.auth_url,
            username=username,
            password=password,
            user_domain_name="Default",
            project_name=project,
            project_domain_name="Default",
        )
