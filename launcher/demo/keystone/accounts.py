"""Who may log in to the demo cloud, and to which projects. Every secret is made when it starts."""

import secrets
from dataclasses import dataclass, field

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
        passcode: the one TOTP passcode that is right.
    """

    name: str
    roles: tuple[Role, ...]
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    password: str = field(default_factory=lambda: secrets.token_urlsafe(12), repr=False)
    passcode: str = field(default_factory=lambda: f"{secrets.randbelow(10**6):06d}", repr=False)


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
        self.application_credential = ApplicationCredential("porthole", self.operator, self.projects[0])

    def account(self, *, user_id: str | None, name: str | None) -> Account | None:
        """Return the user of this id, or else of this name."""
        for account in (self.operator, self.reader):
            if account.id == user_id or (user_id is None and account.name == name):
                return account
        return None

    def project(self, *, project_id: str | None, name: str | None) -> Project | None:
        """Return the project of this id, or else of this name."""
        for project in self.projects:
            if project.id == project_id or (project_id is None and project.name == name):
                return project
        return None
