"""Which dialect of the compute API a request is in (API guide, "Microversions")."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from launcher.demo.nova.faults import NovaFaultError

_HEADER, _OLD_HEADER = "OpenStack-API-Version", "X-OpenStack-Nova-API-Version"
_FORM = re.compile(r"([1-9]\d*)\.(0|[1-9]\d*)")


class Microversion(NamedTuple):
    """A version of the compute API; compares as versions do."""

    major: int
    minor: int

    @classmethod
    def of(cls, text: str) -> "Microversion":
        """Read ``2.6``.

        Raises:
            NovaFaultError: it is not of that form (400).
        """
        found = _FORM.fullmatch(text)
        if found is None:
            message = f"API Version String {text} is of invalid format. Must be of format MajorNum.MinorNum."
            raise NovaFaultError(400, message)
        return cls(int(found[1]), int(found[2]))

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every answer in this version."""
        return {_HEADER: f"compute {self}", _OLD_HEADER: str(self), "Vary": f"{_HEADER}, {_OLD_HEADER}"}

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


OLDEST = Microversion(2, 1)
REMOTE_CONSOLES = Microversion(2, 6)
"""From here on ``remote-consoles`` answers, and the older actions do not."""
VOLUMES_GONE = Microversion(2, 36)
"""From here on Nova no longer asks other services on one's behalf."""
STRICT_QUERIES = Microversion(2, 75)
"""From here on a query parameter the API does not define is refused."""


def asked_for(headers: Mapping[str, str], newest: Microversion) -> Microversion:
    """Return the version a request wants, by either header; the oldest where it has neither.

    Raises:
        NovaFaultError: the header is malformed (400).
    """
    text = _for_compute(headers.get(_HEADER.lower(), "")) or headers.get(_OLD_HEADER.lower(), "")
    if text == "latest":
        return newest
    return Microversion.of(text) if text else OLDEST


def _for_compute(header: str) -> str:
    for part in header.split(","):
        service, _, version = part.strip().partition(" ")
        if service == "compute":
            return version.strip()
    return ""


def require_supported(wanted: Microversion, newest: Microversion) -> None:
    """Refuse a version Nova does not speak.

    Raises:
        NovaFaultError: it is too high, or too low (406).
    """
    if not OLDEST <= wanted <= newest:
        message = (
            f"Version {wanted} is not supported by the API. Minimum is {OLDEST} and maximum is {newest}."
        )
        raise NovaFaultError(406, message)
