"""What the services are told: the files an operator would write."""

import json
from configparser import RawConfigParser
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe

from tests.real_openstack.services import inventory

Sections = dict[str, dict[str, object]]

TOKEN_SECONDS = 12
"""How long a console's token is good for."""

PAGE = 50
"""Servers in one answer, at most."""


@dataclass(frozen=True)
class Passwords:
    """Made up anew for every cloud."""

    admin: str = field(default_factory=token_urlsafe, repr=False)
    operator: str = field(default_factory=token_urlsafe, repr=False)
    auditor: str = field(default_factory=token_urlsafe, repr=False)
    careful: str = field(default_factory=token_urlsafe, repr=False)
    nova: str = field(default_factory=token_urlsafe, repr=False)
    queue: str = field(default_factory=token_urlsafe, repr=False)


@dataclass(frozen=True)
class Configuration:
    """Writes every file the services read.

    Attributes:
        folder: where they are written, and where the databases are.
        pages: the folder of noVNC.
        ports: of `keystone`, `network`, `nova`, `placement`, `proxy` and `queue`.
        passwords: of everybody.
    """

    folder: Path
    pages: Path
    ports: dict[str, int]
    passwords: Passwords

    @property
    def auth_url(self) -> str:
        return f"http://127.0.0.1:{self.ports['keystone']}/v3"

    def write(self) -> None:
        for name in ("fernet", "credential", "locks", "state"):
            (self.folder / name).mkdir(mode=0o700)
        for name, sections in (
            ("keystone", self._keystone()),
            ("nova", self._nova() | self._nova_databases()),
            ("nova-compute", self._nova()),  # may not know where the databases are
            ("placement", self._placement()),
        ):
            parser = RawConfigParser(default_section="")
            parser.read_dict(sections)
            with (self.folder / f"{name}.conf").open("w") as file:
                parser.write(file)
        (self.folder / "accounts.json").write_text(json.dumps(self._accounts()))

    def _keystone(self) -> Sections:
        return {
            "auth": {"methods": "password,token,totp,application_credential"},
            "cache": {"enabled": True, "backend": "dogpile.cache.memory"},
            "credential": {"key_repository": self.folder / "credential"},
            "database": self._database("keystone"),
            "fernet_receipts": {"key_repository": self.folder / "fernet"},
            "fernet_tokens": {"key_repository": self.folder / "fernet"},
            "identity": {"password_hash_rounds": 4},  # the fewest: strength is not what is tested
        }

    def _nova(self) -> Sections:
        ports, queue = self.ports, self.passwords.queue
        return {
            "DEFAULT": {
                "compute_driver": "screens.DriverWithScreens",
                "host": inventory.NODE,
                "my_ip": "127.0.0.1",
                # SQLite refuses whoever would write while another does: nothing is written unasked.
                "periodic_enable": False,
                "report_interval": 3600,
                "state_path": self.folder / "state",
                "transport_url": f"boxes://nova:{queue}@127.0.0.1:{ports['queue']}/",
                "web": self.pages,
            },
            "api": {"max_limit": PAGE},
            "conductor": {"workers": 1},
            "consoleauth": {"token_ttl": TOKEN_SECONDS},
            "keystone_authtoken": {
                "www_authenticate_uri": self.auth_url,
                "token_cache_time": -1,  # none: a revoked token is refused at once
                **self._service_login(),
            },
            "neutron": {"region_name": inventory.REGION, **self._service_login()},
            "oslo_concurrency": {"lock_path": self.folder / "locks"},
            "placement": {"region_name": inventory.REGION, **self._service_login()},
            "vnc": {
                "novncproxy_base_url": f"http://127.0.0.1:{ports['proxy']}/vnc_auto.html",
                "novncproxy_host": "127.0.0.1",
                "novncproxy_port": ports["proxy"],
                "server_listen": "127.0.0.1",
                "server_proxyclient_address": "127.0.0.1",
            },
        }

    def _nova_databases(self) -> Sections:
        return {"api_database": self._database("nova_api"), "database": self._database("nova")}

    def _placement(self) -> Sections:
        return {
            "keystone_authtoken": {"www_authenticate_uri": self.auth_url, **self._service_login()},
            "placement_database": self._database("placement") | {"sync_on_startup": True},
        }

    def _accounts(self) -> dict[str, object]:
        compute, network, placement = (
            f"http://127.0.0.1:{self.ports[name]}" for name in ("nova", "network", "placement")
        )
        secret = self.passwords
        return {
            "auth_url": self.auth_url,
            "admin_password": secret.admin,
            "users": [
                [inventory.OPERATOR, secret.operator, inventory.PROJECT, "member"],
                [inventory.AUDITOR, secret.auditor, inventory.PROJECT, "reader"],
                [inventory.CAREFUL, secret.careful, inventory.PROJECT, "member"],
                ["nova", secret.nova, "service", "admin"],
            ],
            "endpoints": [
                ["compute", inventory.REGION, f"{compute}/v2.1"],
                ["compute", inventory.LEGACY_REGION, f"{compute}/v2/$(project_id)s"],
                ["image", inventory.REGION, network],  # nobody asks it anything
                ["network", inventory.REGION, network],
                ["placement", inventory.REGION, placement],
            ],
        }

    def _database(self, name: str) -> dict[str, object]:
        return {"connection": f"sqlite:///{self.folder / name}.sqlite", "sqlite_synchronous": False}

    def _service_login(self) -> dict[str, object]:
        return {
            "auth_type": "password",
            "auth_url": self.auth_url,
            "username": "nova",
            "password": self.passwords.nova,
            "user_domain_name": "Default",
            "project_name": "service",
            "project_domain_name": "Default",
        }
