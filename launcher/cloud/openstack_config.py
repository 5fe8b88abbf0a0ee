"""What ``clouds.yaml``, ``secure.yaml``, vendor profiles and ``OS_*`` variables say, by openstacksdk.

This module costs 0.2 s to import: it is imported when an import of clouds is made, and not before.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from keystoneauth1.exceptions import AuthPluginException
from openstack.config import OpenStackConfig, vendors
from openstack.config.cloud_region import CloudRegion

from launcher.cloud.config_files import ConfigFiles


class CloudConfig(OpenStackConfig):
    """Reads exactly the files that it is given, or exactly the environment."""

    def __init__(self, files: ConfigFiles | None) -> None:
        """Read.

        Args:
            files: what to read; None: the ``OS_*`` variables.
        """
        self._files = files
        given = files or ConfigFiles(None)
        super().__init__(
            config_files=_names(given.clouds),
            secure_files=_names(given.secure),
            vendor_files=_names(given.vendors),
            load_yaml_config=files is not None,
            load_envvars=files is None,
        )
        if files is None:
            # The name of a cloud in some file; openstacksdk would take it for a vendor's.
            self._entry(self._variables).pop("cloud", None)

    def names(self) -> tuple[str, ...]:
        """Return the names of the clouds; of the environment one at most."""
        clouds = self.cloud_config["clouds"]
        if self._files is None:
            return (self._variables,) if self._variables in clouds else ()
        return tuple(clouds)

    def regions(self, name: str) -> Iterator[CloudRegion]:
        """Yield a cloud in each of its regions. May fetch a vendor profile: see :meth:`vendor`."""
        self._without_blanks(name)
        for region in self._get_regions(name):
            yield self.get_one(name, region_name=str(region["name"]), validate=False)

    def vendor(self, name: str) -> "Vendor":
        """Return what openstacksdk would do for the vendor profile that a cloud names."""
        entry = self._entry(name)
        return Vendor(entry.get("profile", entry.get("cloud")) or "", self._own_vendors())

    def auth_config_hook(self, config: dict[str, Any]) -> dict[str, Any]:
        """Move what stands beside ``auth`` and belongs into it; openstacksdk does so only when it logs in.

        It has to be done before texts are filled in (``{region_name}``), as a secret may have braces.
        """
        try:
            return self._validate_auth(config, self._get_auth_loader(config))
        except AuthPluginException:
            return config

    def _get_envvar(self, key: str, default: str | None = None) -> str | None:
        # openstacksdk would read the files these name as well.
        if key in {"OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE"}:
            return default
        return super()._get_envvar(key, default)

    @property
    def _variables(self) -> str:
        """The name of the cloud that the variables describe."""
        return self.envvar_key or ""

    def _entry(self, name: str) -> dict[str, Any]:
        entry = self.cloud_config["clouds"].get(name)
        return entry if isinstance(entry, dict) else {}

    def _own_vendors(self) -> Mapping[str, Any]:
        _, contents = self._load_vendor_file()
        own = contents.get("public-clouds") if isinstance(contents, dict) else None
        return own if isinstance(own, dict) else {}

    def _without_blanks(self, name: str) -> None:
        # A key with nothing behind it is how people leave things out; openstacksdk trips over them.
        entry = self._entry(name)
        for key in [key for key, value in entry.items() if value is None]:
            del entry[key]


class Vendor:
    """The vendor profile that a cloud names: where it would come from.

    ``openstack.config`` fetches a ``profile`` that is an address, and asks nobody
    (``vendors.get_profile``); some of the vendors it ships are such an address themselves (``ovh``).

    Attributes:
        name: as the cloud names it, or empty.
        address: what would be fetched, or empty.
        host: where from, with the port; empty where the address is none of the web's.
        known: whether there is such a vendor, or none is named.
        gone: whether openstacksdk says that this vendor's cloud was closed.
    """

    def __init__(self, name: object, own: Mapping[str, Any]) -> None:
        self.name = str(name)
        self.address = ""
        self.gone = False
        shipped = vendors.get_profile(self.name) if self.name in vendors.profiles() else None
        self.known = not name or self.name in own or shipped is not None
        if self.known and self.name not in own and shipped is not None:
            self.gone = shipped.get("status") == "shutdown"
            self.address = _address(str(shipped.get("profile", "")))
        elif not self.known:
            self.address = _address(self.name)
        self.host = _host(self.address)


def _address(name: str) -> str:
    try:
        return name if urlsplit(name).netloc else ""
    except ValueError:
        return name


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return f"{parts.hostname}{port}" if parts.scheme in {"http", "https"} and parts.hostname else ""


def _names(path: str | None) -> list[str]:
    return [path] if path else []
