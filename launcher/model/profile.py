"""A profile: one saved way into one project of one cloud. It never holds a secret."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from launcher.model.console import ConsoleType, OpenIn

DEFAULT_LINK_LIFETIME = 600
"""Seconds a console link lives where nobody says otherwise (Nova, ``[consoleauth] token_ttl``)."""

MAX_LINK_LIFETIME = 7 * 24 * 3600
"""Seconds. Longer is a slip of the keyboard, not a setting."""

Interface = Literal["public", "internal", "admin"]


class ComputeApi(StrEnum):
    """Which interface a cloud's servers and consoles are asked by."""

    AUTO = ""
    """Nova's, and where the catalog has ECS too and Nova's does not answer, that."""

    NOVA = "nova"
    ECS = "ecs"
    """Huawei's own (Huawei Cloud, "Elastic Cloud Server API Reference", APIs below ``/v1``)."""


class ProfileColour(StrEnum):
    """What a person tells a profile by at a glance; it means nothing to Porthole."""

    NONE = ""
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    PURPLE = "purple"
    GREY = "grey"


_BESIDE_THE_LOGIN = {
    "id",
    "name",
    "console_types",
    "link_lifetime",
    "sessions_end_with_link",
    "trusted_certificates",
    "open_in",
    "production",
    "colour",
}


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A saved connection, in the field names of ``clouds.yaml``.

    Attributes:
        id: stable through renames; names the secret in the keyring.
        name: what a person calls it; unique among the profiles.
        auth_type: the name of a keystoneauth1 plugin (``v3password``).
        auth: that plugin's options without the secret ones (``auth_url``, ``username``, ...).
        region_name: empty for the catalog's first.
        interface: which endpoint of the catalog.
        cacert: path of a PEM file with the cloud's own CA, or empty for the system's.
        verify: whether certificates are checked at all.
        cert: path of a PEM file with a certificate that says who is asking, or empty.
        key: path of the file with that certificate's private key; empty where it stands in the same file.
        proxy: address of the proxy that leads to the cloud; empty for the system's, ``direct`` for none.
        proxy_user: who logs in to it, or empty; the password is among the secrets.
        compute_api: which interface servers and consoles are asked by.
        compute_endpoint_override: its address in place of the catalog's, or empty.
        identity_endpoint_override: Keystone's address after authentication, or empty.
        console_types: console types in order of preference; never empty.
        link_lifetime: seconds a console link of this cloud lives.
        sessions_end_with_link: whether this cloud closes a session when the link that opened it ends (Nova,
            ``[consoleauth] enforce_session_timeout``); its API does not tell.
        trusted_certificates: those of its console proxies that a person trusts, each as a
            :class:`~launcher.model.trust.TrustedCertificate` is written.
        open_in: where a double click shows the console.
        production: whether people depend on its servers: power actions are confirmed by typing, and every
            window that shows it has a band.
        colour: beside its name wherever that stands; production's band has a colour of its own.
    """

    id: str
    name: str
    auth_type: str = "v3password"
    auth: dict[str, str] = {}
    region_name: str = ""
    interface: Interface = "public"
    cacert: str = ""
    verify: bool = True
    cert: str = ""
    key: str = ""
    proxy: str = ""
    proxy_user: str = ""
    compute_api: ComputeApi = ComputeApi.AUTO
    compute_endpoint_override: str = ""
    identity_endpoint_override: str = ""
    console_types: tuple[ConsoleType, ...] = (ConsoleType.NOVNC, ConsoleType.SPICE_HTML5)
    link_lifetime: Annotated[int, msgspec.Meta(ge=1, le=MAX_LINK_LIFETIME)] = DEFAULT_LINK_LIFETIME
    sessions_end_with_link: bool = False
    trusted_certificates: tuple[str, ...] = ()
    open_in: OpenIn = OpenIn.EMBEDDED
    production: bool = False
    colour: ProfileColour = ProfileColour.NONE

    def logs_in_like(self, other: "Profile") -> bool:
        """Whether the two lead to the same place in the same way, whatever they are called."""
        return all(
            getattr(self, field) == getattr(other, field)
            for field in self.__struct_fields__
            if field not in _BESIDE_THE_LOGIN
        )

    @property
    def ca_file(self) -> str:
        """The path of ``cacert`` as the system knows it (``~`` is a person's home), or empty."""
        return _whole(self.cacert)

    @property
    def client_certificate(self) -> tuple[str, str]:
        """The paths of ``cert`` and ``key`` as the system knows them, or empty."""
        return _whole(self.cert), _whole(self.key)

    @property
    def auth_url(self) -> str:
        """Keystone's address, or empty."""
        return self.auth.get("auth_url", "")

    @property
    def user(self) -> str:
        """Who logs in: a user's or an application credential's name or id, or an access key; or empty."""
        return self._first(
            "username", "user_id", "application_credential_name", "application_credential_id", "access_key"
        )

    @property
    def project(self) -> str:
        """The project's name or id, or empty."""
        return self._first("project_name", "project_id", "tenant_name", "tenant_id")

    def _first(self, *options: str) -> str:
        return next((self.auth[name] for name in options if self.auth.get(name)), "")


def _whole(path: str) -> str:
    return str(Path(path).expanduser()) if path else ""
