"""What a client needs to use the demo cloud."""

from datetime import UTC, datetime

import msgspec

from launcher.demo.keystone.totp import passcode


class DemoCredential(msgspec.Struct, frozen=True, kw_only=True):
    """The demo's application credential."""

    id: str
    name: str
    secret: str


class DemoLogin(msgspec.Struct, frozen=True, kw_only=True):
    """A user of the demo; ``totp_key`` is what an authenticator app makes its codes of."""

    username: str
    password: str
    totp_key: str

    @property
    def passcode(self) -> str:
        """The one-time code that is right just now."""
        return passcode(self.totp_key, datetime.now(UTC))


class DemoAccessKey(msgspec.Struct, frozen=True, kw_only=True):
    """An access key of the demo's operator; a temporary one has a security token."""

    id: str
    secret: str
    security_token: str = ""


class DemoAccess(msgspec.Struct, frozen=True, kw_only=True):
    """The way into the demo cloud, in the words of ``clouds.yaml``.

    Attributes:
        projects: the names of its projects, the largest first.
        totp_key: what the operator's authenticator app makes its codes of.
        reader: a user who may look but not open consoles.
        guarded: a user who needs a password and a one-time code together.
        access_key: the operator's, where the cloud is one of Huawei's kind.
        temporary_key: another of theirs, which has a security token.
    """

    auth_url: str
    region_name: str
    username: str
    password: str
    totp_key: str
    user_domain_name: str
    project_domain_name: str
    projects: list[str]
    application_credential: DemoCredential
    reader: DemoLogin
    guarded: DemoLogin
    access_key: DemoAccessKey
    temporary_key: DemoAccessKey

    def auth(self, project: str) -> dict[str, str]:
        """Return what logs the operator in to a project, the password apart."""
        return {
            "auth_url": self.auth_url,
            "username": self.username,
            "user_domain_name": self.user_domain_name,
            "project_name": project,
            "project_domain_name": self.project_domain_name,
        }

    @property
    def passcode(self) -> str:
        """The operator's one-time code that is right just now."""
        return passcode(self.totp_key, datetime.now(UTC))
