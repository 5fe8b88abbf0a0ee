"""From a cloud in one region, as openstacksdk merged it, to a profile and its secret."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args
from uuid import uuid4

from launcher.cloud.auth import AuthOption, auth_options, load_plugin, said, secret_option
from launcher.model.errors import PortholeError, ProfileError
from launcher.model.profile import Interface, Profile

if TYPE_CHECKING:
    from openstack.config.cloud_region import CloudRegion

_ONE_TIME = "passcode"
_SCOPES = {"project_id", "project_name", "trust_id", "system_scope", "domain_id", "domain_name"}


class RegionReading:
    """What becomes of one cloud in one region.

    Attributes:
        profile: what it becomes; None where its way to log in is unknown.
        secret: what belongs into the keyring, or None.
        problems: what keeps it from working as it is.
        notes: what is good to know, and hinders nothing.
    """

    def __init__(self, name: str, region: "CloudRegion") -> None:
        self.profile: Profile | None = None
        self.secret: str | None = None
        self.problems: list[str] = []
        self.notes: list[str] = []
        self._config: dict[str, Any] = region.config
        self._auth_type = str(self._config.get("auth_type") or "none")
        try:
            self._options = {option.name: option for option in auth_options(self._auth_type)}
        except ProfileError as error:
            self.problems.append(error.trouble.what)
            return
        self._secret_option = secret_option(self._auth_type)
        self.profile = self._profile(name, region)
        self._look_at(self.profile)

    def _profile(self, name: str, region: "CloudRegion") -> Profile:
        return Profile(
            id=uuid4().hex,
            name=name,
            auth_type=self._auth_type,
            auth=self._auth(),
            region_name=str(region.region_name or ""),
            interface=self._interface(),
            verify=region.get_requests_verify_args()[0] is not False,
            cacert=str(self._config.get("cacert") or ""),
            compute_endpoint_override=self._endpoint("compute"),
            identity_endpoint_override=self._endpoint("identity"),
        )

    def _auth(self) -> dict[str, str]:
        auth: dict[str, str] = {}
        for key, value in self._config["auth"].items():
            if value in (None, ""):
                continue
            option = self._options.get(key)
            if option is None:
                self.notes.append(f"{key} is left out: {self._auth_type} does not use it.")
            elif not isinstance(value, str):
                self.problems.append(f"{key} is no text. Put it into quotes.")
            elif option.secret:
                self._take_secret(option, value)
            else:
                auth[key] = value
        return self._with_scheme(auth)

    def _take_secret(self, option: AuthOption, value: str) -> None:
        if option.name == _ONE_TIME:
            return  # it is over by the time of the next login
        if option.name == self._secret_option:
            self.secret = value
        else:
            self.problems.append(f"{said(option.name)} is left out: Porthole keeps one secret for a profile.")

    def _with_scheme(self, auth: dict[str, str]) -> dict[str, str]:
        """Repair an address as the vendor profile of otc-swiss has it."""
        address = auth.get("auth_url", "")
        if address and "://" not in address:
            self.notes.append("Its auth_url had no scheme, so https:// was put before it.")
            return {**auth, "auth_url": f"https://{address.lstrip('/')}"}
        return auth

    def _interface(self) -> Interface:
        value = self._config.get("compute_interface") or self._config.get("interface") or "public"
        first = str(value[0] if isinstance(value, list) else value).removesuffix("URL")
        if first in get_args(Interface):
            return cast("Interface", first)
        self.notes.append(f"There is no interface called {first}; public is used.")
        return "public"

    def _endpoint(self, service: str) -> str:
        config = self._config
        return str(config.get(f"{service}_endpoint_override") or config.get(f"{service}_endpoint") or "")

    def _look_at(self, profile: Profile) -> None:
        if not self.problems:
            self._try_out(profile)
        if self._secret_option and self.secret is None:
            self.notes.append(f"No {said(self._secret_option)} is there: Porthole asks for it.")
        if self._chooses_project and not _SCOPES & profile.auth.keys():
            self.notes.append("No project is named; without one many clouds show no servers.")
        self._look_at_certificates(profile)

    def _try_out(self, profile: Profile) -> None:
        try:
            # A secret that is not there hinders nothing: it is asked for.
            load_plugin(profile, self.secret or "to be asked for")
        except PortholeError as error:
            what = error.trouble.what.replace(f"The profile {profile.name} ", "It ", 1)
            self.problems.append(f"{what} {error.trouble.next_step}".strip())

    @property
    def _chooses_project(self) -> bool:
        # An application credential belongs to one project.
        return "project_name" in self._options and "application_credential_id" not in self._options

    def _look_at_certificates(self, profile: Profile) -> None:
        if profile.cacert and not Path(profile.ca_file).exists():
            self.problems.append(f"Its CA file {profile.cacert} is not there.")
        if not profile.verify:
            self.notes.append("The cloud's certificate is not checked, as the file says.")
        if self._config.get("cert"):
            self.problems.append("It logs in with a client certificate, which Porthole cannot.")
