"""What is being released, in the words of each kind of package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

SUMMARY = "server consoles at a double click, for OpenStack and its relatives"
DESCRIPTION = """\
When a server stops answering, its console is the last way in. Porthole lists
the servers of OpenStack-compatible clouds, and a double click opens a
server's console: it shows how long the link is still valid, and renews it.
It brings its own Python, Qt and web engine."""


@dataclass(frozen=True)
class Release:
    """A version of Porthole.

    Attributes:
        version: as PEP 440 writes it.
        time: of its commit, in seconds since 1970; every file in the packages has it.
        maintainer: who answers for the packages: a name and an address.
    """

    version: str
    time: int
    maintainer: str

    @property
    def package_version(self) -> str:
        """The version as dpkg and rpm sort it: a development version comes before its release."""
        return self.version.replace(".dev", "~dev")

    @property
    def day(self) -> datetime:
        """When its commit was made."""
        return datetime.fromtimestamp(self.time, UTC)
