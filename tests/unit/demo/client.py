"""A plain HTTP client of the demo cloud."""

from typing import Any

import requests

from launcher.demo.cloud import DemoCloud


class Client(requests.Session):
    """A plain HTTP client with a token, on one kept connection."""

    def __init__(self, cloud: DemoCloud) -> None:
        super().__init__()
        self.trust_env = False
        self.cloud = cloud

    def log_in(self, *, project: str | None = "production", user: Any = None) -> requests.Response:
        user = user or self.cloud.operator
        domain = {"name": "Default"}
        who = {"name": user.name, "password": user.password, "domain": domain}
        auth: dict[str, Any] = {"identity": {"methods": ["password"], "password": {"user": who}}}
        if project:
            auth["scope"] = {"project": {"name": project, "domain": domain}}
        answer = self.post(f"{self.cloud.auth_url}/auth/tokens", json={"auth": auth})
        assert answer.status_code == 201
        self.headers["X-Auth-Token"] = answer.headers["X-Subject-Token"]
        return answer

    def nova(self, method: str, path: str, version: str = "", body: Any = None) -> requests.Response:
        headers = {}
        if version:
            headers["OpenStack-API-Version"] = f"compute {version}"
            headers["X-OpenStack-Nova-API-Version"] = version
        return self.request(method, self.cloud.compute_url + path, headers=headers, json=body)

    def names(self, query: str = "") -> list[str]:
        answer = self.nova("GET", f"/servers/detail{query}")
        assert answer.status_code == 200, answer.text
        return [server["name"] for server in answer.json()["servers"]]

    def console(self, name: str, version: str = "2.6") -> requests.Response:
        body = {"remote_console": {"protocol": "vnc", "type": "novnc"}}
        server_id = server_id_of(self.cloud, name)
        return self.nova("POST", f"/servers/{server_id}/remote-consoles", version, body)

    def console_url(self, name: str) -> str:
        answer = self.console(name)
        assert answer.status_code == 200, answer.text
        url = answer.json()["remote_console"]["url"]
        assert isinstance(url, str)
        return url


def server_id_of(cloud: DemoCloud, name: str, project: str = "production") -> str:
    return next(machine.id for machine in cloud.servers(project) if machine.name == name)
