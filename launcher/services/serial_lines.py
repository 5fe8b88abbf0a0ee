"""From a link to a server's serial line."""

from collections.abc import Collection

from launcher.cloud.serial_line import (
    NoLine,
    SerialLine,
    SerialLineError,
    UntrustedLineError,
    open_serial_line,
)
from launcher.model.console import ConsoleLink
from launcher.model.profile import Profile

__all__ = ["NoLine", "SerialLine", "SerialLineError", "UntrustedLineError", "open_line"]


def open_line(profile: Profile, link: ConsoleLink, trusted: Collection[str]) -> SerialLine:
    """Open the line that a link leads to. Blocks until it is open.

    Args:
        profile: whose certificates are believed.
        link: of a serial console.
        trusted: fingerprints of certificates that a person believes.

    Raises:
        SerialLineError: it could not be opened.
        UntrustedLineError: nobody vouches for the certificate.
        ProfileError: the profile's own certificates cannot be read.
    """
    return open_serial_line(link.url, profile, proxy=link.via, trusted=trusted)
