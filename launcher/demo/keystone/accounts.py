"""Who may log in to the demo cloud, and to which projects. Every secret is made when it starts."""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

from launcher.demo.keystone.totp import passcode

DOMAIN = {"id": "default", "name": "Default"}
"""The one domain, under the id and name Keystone gives its first."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project (Keystone API v3, "Projects")."""

    name: str
    id: str = field(default_factory=lambda: secrets.token_hex(16))


@dataclass(frozen=True, slots=True)
class Role:
    """A role (Keystone API v3, "Roles")."""

    name: str
    id: str = field(default_factory=lambda: secrets.token_hex(16))


@dataclass(frozen=True, slots=True)
class Account:
    """A user with everything they can log in with.

    Attributes:
        name: the user's name.
        roles: in every project of the demo.
        totp_key: what an authenticator app makes its codes of, as base32.
        needed: the methods that a login wants together (Keystone, ``multi_factor_auth_rules``); empty: any.
    """

    name: str
    roles: tuple[Role, ...]
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    password: str = field(default_factory=lambda: secrets.token_urlsafe(12), repr=False)
    totp_key: str = field(
        default_factory=lambda: base64.b32encode(secrets.token_bytes(20)).decode(), repr=False
    )
    needed: tuple[str, ...] = ()

    @property
    def passcode(self) -> str:
        """The one-time code that is right just now."""
        return passcode(self.totp_key, datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class ApplicationCredential:
    """An application credential: a secret that opens one project as one user."""

    name: str
    account: Account
    project: Project
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)


class Accounts:
    """Everyone and everything Keystone knows."""

    def __init__(self, project_names: tuple[str, ...]) -> None:
        reader, member = Role("reader"), Role("member")
        self.projects = tuple(Project(name) for name in project_names)
        self.operator = Account(f"operator-{secrets.token_hex(2)}", (reader, member))
        self.reader = Account(f"reader-{secrets.token_hex(2)}", (reader,))
        self.guarded = Account(
            f"guarded-{secrets.token_hex(2)}", (reader, member), needed=("password", "totp")
        )
        self.application_credential = ApplicationCredential("porthole", self.operator, self.projects[0])

    def account(self, *, user_id: str | None, name: str | None) -> Account | None:
        """Return the user of this id, or else of this name."""
        for account in (self.operator, self.reader, self.guarded):
            if account.id == user_id or (user_id is None and account.name == name):
                return account
        return None

    def project(self, *, project_id: str | None, name: str | None) -> Project | None:
        """Return the project of this id, or else of this name."""
        for project in self.projects:
            if project.id == project_id or (project_id is None and project.name == name):
                return project
        return None
