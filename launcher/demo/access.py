"""What a client needs to use the demo cloud."""

import msgspec


class DemoCredential(msgspec.Struct, frozen=True, kw_only=True):
    """The demo's application credential."""

    id: str
    name: str
    secret: str


class DemoLogin(msgspec.Struct, frozen=True, kw_only=True):
    """A user of the demo; ``passcode`` is the one TOTP passcode that is right."""

    username: str
    password: str
    passcode: str


class DemoAccess(msgspec.Struct, frozen=True, kw_only=True):
    """The way into the demo cloud, in the words of ``clouds.yaml``.

    Attributes:
        projects: the names of its projects, the largest first.
        reader: a user who may look but not open consoles.
    """

    auth_url: str
    region_name: str
    username: str
    password: str
    passcode: str
    user_domain_name: str
    project_domain_name: str
    projects: list[str]
    application_credential: DemoCredential
    reader: DemoLogin
