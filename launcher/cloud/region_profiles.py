"""From a cloud in one region, as openstacksdk merged it, to a profile and its secret."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args
from uuid import uuid4

from launcher.cloud.auth import (
    ACCESS_KEY,
    METHODS,
    PASSCODE,
    AuthOption,
    auth_options,
    can_do_without,
    chosen_methods,
    said,
    secret_options,
    wants_code,
)
from launcher.cloud.auth_plugins import load_plugin
from launcher.model.errors import PortholeError, ProfileError
from launcher.model.profile import Interface, Profile
from launcher.model.secrets import MAIN, packed

if TYPE_CHECKING:
    from openstack.config.cloud_region import CloudRegion

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
            methods = chosen_methods({METHODS: self._methods})
            self._options = {option.name: option for option in auth_options(self._auth_type, methods)}
            self._secrets = [option.name for option in secret_options(self._auth_type, methods)]
        except ProfileError as error:
            self.problems.append(error.trouble.what)
            return
        self._aliases = {alias: one for one in self._options.values() for alias in one.aliases}
        self._found: dict[str, str] = {}
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
            cert=str(self._config.get("cert") or ""),
            key=str(self._config.get("key") or ""),
            compute_endpoint_override=self._endpoint("compute"),
            identity_endpoint_override=self._endpoint("identity"),
        )

    @property
    def _methods(self) -> str:
        """The methods of v3multifactor, which a file may have as a list."""
        methods = self._config["auth"].get(METHODS) or ""
        return ", ".join(map(str, methods)) if isinstance(methods, list) else str(methods)

    def _auth(self) -> dict[str, str]:
        auth: dict[str, str] = {}
        for key, value in self._config["auth"].items():
            if value in (None, ""):
                continue
            option = self._options.get(key) or self._aliases.get(key)
            if key == METHODS and option is not None:
                auth[key] = self._methods
            elif option is None:
                self.notes.append(f"{key} is left out: {self._auth_type} does not use it.")
            elif not isinstance(value, str):
                self.problems.append(f"{key} is no text. Put it into quotes.")
            elif option.secret:
                self._take_secret(option, value)
            else:
                auth[option.name] = value
        if self._found:
            self.secret = packed(self._found)
        return self._with_scheme(auth)

    def _take_secret(self, option: AuthOption, value: str) -> None:
        if option.name != PASSCODE:  # which is over by the time of the next login
            self._found[MAIN if option.name == self._secrets[0] else option.name] = value

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
        for index, name in enumerate(self._secrets):
            missing = (MAIN if index == 0 else name) not in self._found
            if missing and not can_do_without(self._auth_type, self._options[name]):
                self.notes.append(f"No {said(name)} is there: Porthole asks for it.")
        if wants_code(profile):
            self.notes.append("It logs in with a one-time code: Porthole asks for it at each login.")
        by_region = self._auth_type == ACCESS_KEY and profile.region_name
        if self._chooses_project and not by_region and not _SCOPES & profile.auth.keys():
            self.notes.append("No project is named; without one many clouds show no servers.")
        self._look_at_certificates(profile)

    def _try_out(self, profile: Profile) -> None:
        try:
            # A secret that is not there hinders nothing: it is asked for.
            asked_for = dict.fromkeys((MAIN, *self._secrets[1:]), "to be asked for")
            load_plugin(profile, packed(asked_for | self._found))
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
        for path in filter(None, profile.client_certificate):
            if not Path(path).exists():
                self.problems.append(f"Its client certificate {path} is not there.")
