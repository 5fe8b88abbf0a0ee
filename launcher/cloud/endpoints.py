"""Where a project's servers are asked for: Nova's address, and that of Huawei's own interface."""

import re
from collections.abc import Callable, Mapping

from keystoneauth1 import exceptions as keystone
from keystoneauth1.access import AccessInfo

from launcher.cloud.login_failures import no_compute
from launcher.model.profile import ComputeApi, Profile

_PROJECT_ID = re.compile(r"[$%]\((?:project|tenant)_id\)s")
_VERSION_PATH = re.compile(r"(/v\d+(?:\.\d+)?)(/[^/]+)?$")
_SERVICE_TYPES = {ComputeApi.NOVA: "compute", ComputeApi.ECS: "ecs"}


def endpoints_of(
    profile: Profile, access: AccessInfo | None, ask_plugin: Callable[[], str | None]
) -> Mapping[ComputeApi, str]:
    """Return the address of each interface to try, in that order, versions included, no slash at the end.

    Args:
        profile: which region, interface and address it wants.
        access: what the login gave; None where there is no identity service.
        ask_plugin: for the address where there is none.

    Raises:
        EndpointMissingError: the catalog has no compute endpoint as the profile wants it.
    """
    project_id = (access.project_id if access else "") or ""
    found = _found(profile, access, ask_plugin)
    nova, ecs = found.get(ComputeApi.NOVA), found.get(ComputeApi.ECS)
    addresses = {}
    # On clouds that have both they share a host, and differ by the version alone.
    if nova or profile.compute_api is ComputeApi.NOVA:
        addresses[ComputeApi.NOVA] = _novas(nova or _at_version(ecs or "", "v2.1", project_id))
    if ecs or profile.compute_api is ComputeApi.ECS:
        addresses[ComputeApi.ECS] = _at_version(ecs or nova or "", "v1", project_id)
    if profile.compute_api in addresses:
        return {profile.compute_api: addresses[profile.compute_api]}
    return addresses


def version_document(endpoint: str) -> str:
    """Return where Nova says which microversions it speaks: its endpoint without a project's id."""
    return _VERSION_PATH.sub(r"\1/", endpoint)


def _found(
    profile: Profile, access: AccessInfo | None, ask_plugin: Callable[[], str | None]
) -> dict[ComputeApi, str]:
    override = profile.compute_endpoint_override
    if override:
        if access:
            override = _PROJECT_ID.sub(access.project_id or "", override)
        return {profile.compute_api or ComputeApi.NOVA: override}
    if access is None:
        return {profile.compute_api or ComputeApi.NOVA: ask_plugin() or ""}
    every = {api: _in_catalog(profile, access, service) for api, service in _SERVICE_TYPES.items()}
    found = {api: address for api, address in every.items() if address}
    if not found:
        raise no_compute(profile, access.service_catalog.normalize_catalog())
    return found


def _in_catalog(profile: Profile, access: AccessInfo, service_type: str) -> str | None:
    try:
        return access.service_catalog.url_for(
            service_type=service_type,
            interface=profile.interface,
            region_name=profile.region_name or None,
        )
    except keystone.CatalogException:
        return None


def _novas(address: str) -> str:
    address = address.rstrip("/")
    # Every Nova of this decade serves v2.1; asking for the list of versions would be one request more.
    return address if _VERSION_PATH.search(address) else f"{address}/v2.1"


def _at_version(address: str, version: str, project_id: str) -> str:
    """Return an address with this version in its path, and the project that both interfaces want there."""
    root = _VERSION_PATH.sub("", address.rstrip("/"))
    return f"{root}/{version}/{project_id}".rstrip("/")
