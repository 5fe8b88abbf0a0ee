"""Clouds as other programs' files describe them, made into profiles and secrets."""

import threading
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from launcher.cloud.config_files import ConfigFiles
from launcher.cloud.region_profiles import RegionReading
from launcher.model.errors import ProfileError, Trouble
from launcher.model.profile import Profile

if TYPE_CHECKING:
    from openstack.config.cloud_region import CloudRegion

    from launcher.cloud.openstack_config import CloudConfig, Vendor

__all__ = ["ConfigFiles", "ImportCandidate", "read_candidates"]

_reading = threading.Lock()
"""What a warning does is one setting for the whole process."""

_NOT_UNDERSTOOD = (
    "Its entry is not as clouds.yaml wants it. Look at auth and regions, and at texts with { braces }."
)


@dataclass(frozen=True, slots=True)
class ImportCandidate:
    """A cloud, in one region, that may become a profile.

    Attributes:
        name: as its file calls it; with the region where it has several.
        profile: what it becomes; None where it cannot be used.
        secret: what goes into the keyring, or None.
        problems: what keeps it from working as it is, a sentence or two each.
        notes: what is good to know, and hinders nothing.
        address: an address that has to be fetched before more is known, or empty.
        cloud: as its file calls it, without the region.
    """

    name: str
    profile: Profile | None = None
    secret: str | None = field(default=None, repr=False)
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    address: str = ""
    cloud: str = ""


def read_candidates(
    files: ConfigFiles | None, names: Collection[str] | None = None, allowed: Collection[str] = ()
) -> tuple[ImportCandidate, ...]:
    """Return the clouds that files, or the ``OS_*`` variables, describe.

    Args:
        files: what to read; None for the variables.
        names: only these clouds; None: all.
        allowed: addresses of vendor profiles that the person agreed to fetch.

    Raises:
        ProfileError: the directory Porthole was started in is gone.
    """
    with _reading, warnings.catch_warnings():
        # What openstacksdk warns of is told as a problem or a note of its cloud.
        warnings.simplefilter("ignore")
        reader = _reader()
        try:
            config = reader(files)
        except _unreadable():
            return tuple(
                ImportCandidate(name, problems=(_NOT_UNDERSTOOD,), cloud=name) for name in names or ()
            )
        wanted = [name for name in config.names() if names is None or name in names]
        return tuple(one for name in wanted for one in _candidates(config, name, allowed))


def _reader() -> "type[CloudConfig]":
    try:
        from launcher.cloud.openstack_config import CloudConfig  # noqa: PLC0415 - 0.2 s
    except FileNotFoundError:
        # It asks for the current directory when it is imported.
        what = "The directory Porthole was started in is gone."
        raise ProfileError(Trouble(what, "Start Porthole anew, then import.")) from None
    return CloudConfig


def _candidates(config: "CloudConfig", name: str, allowed: Collection[str]) -> Iterator[ImportCandidate]:
    vendor = config.vendor(name)
    if problem := _vendor_problem(vendor, allowed):
        waits = vendor.address if vendor.host and not vendor.gone else ""
        yield ImportCandidate(name, problems=(problem,), address=waits, cloud=name)
        return
    try:
        regions = list(config.regions(name))
    except _unreadable() as error:
        yield ImportCandidate(name, problems=(_words(error, vendor),), cloud=name)
        return
    for region in regions:
        yield _candidate(name, region, several=len(regions) > 1, vendor=vendor)


def _candidate(name: str, region: "CloudRegion", *, several: bool, vendor: "Vendor") -> ImportCandidate:
    full_name = f"{name} {region.region_name}" if several else name
    reading = RegionReading(full_name, region)
    if not (vendor.known or vendor.address):
        reading.problems.insert(0, f"There is no vendor profile called {vendor.name}.")
    problems, notes = tuple(reading.problems), tuple(reading.notes)
    return ImportCandidate(full_name, reading.profile, reading.secret, problems, notes, cloud=name)


def _vendor_problem(vendor: "Vendor", allowed: Collection[str]) -> str:
    if vendor.gone:
        return f"openstacksdk says that the cloud of the vendor profile {vendor.name} was closed."
    if vendor.address and not vendor.host:
        return "Its vendor profile is no web address."
    if vendor.address and vendor.address not in allowed:
        return f"Its vendor profile has to be fetched from {vendor.host} first."
    return ""


def _unreadable() -> tuple[type[Exception], ...]:
    """Return what openstacksdk raises at entries of another shape than it expects, and when it fetches."""
    from openstack.exceptions import SDKException  # noqa: PLC0415 - see read_candidates
    from requests import RequestException  # noqa: PLC0415

    # It looks at hardly anything before it uses it.
    shapes = (AttributeError, IndexError, KeyError, TypeError, ValueError)
    return (SDKException, RequestException, *shapes)


def _words(error: Exception, vendor: "Vendor") -> str:
    # Never the error's own words: they may quote the entry, and that may be a password.
    if vendor.address:
        return f"Its vendor profile could not be had from {vendor.host} ({type(error).__name__})."
    return _NOT_UNDERSTOOD
