"""Remote consoles, and the links that lead to them."""

from enum import Enum, StrEnum

import msgspec

from launcher.model.instant import Instant
from launcher.model.proxy import Proxy
from launcher.model.reticent import Reticent
from launcher.model.server import ServerKey


class ConsoleProtocol(StrEnum):
    """The protocol of a remote console, as Nova spells it (API reference, "Server Consoles")."""

    VNC = "vnc"
    SPICE = "spice"
    SERIAL = "serial"


class ConsoleType(StrEnum):
    """The type of a remote console, as Nova spells it (API reference, "Server Consoles")."""

    NOVNC = "novnc"
    SPICE_HTML5 = "spice-html5"
    SERIAL = "serial"

    @property
    def protocol(self) -> ConsoleProtocol:
        """The protocol Nova wants beside this type."""
        return _PROTOCOLS[self]


_PROTOCOLS = {
    ConsoleType.NOVNC: ConsoleProtocol.VNC,
    ConsoleType.SPICE_HTML5: ConsoleProtocol.SPICE,
    ConsoleType.SERIAL: ConsoleProtocol.SERIAL,
}


class OpenIn(StrEnum):
    """Where a console is shown."""

    EMBEDDED = "embedded"
    BROWSER = "browser"

    @property
    def other(self) -> "OpenIn":
        """The way that is not this one."""
        return OpenIn.BROWSER if self is OpenIn.EMBEDDED else OpenIn.EMBEDDED


class LinkState(Enum):
    """How a link stands."""

    FRESH = "fresh"
    ENDING = "ending"
    EXPIRED = "expired"


ENDING_SECONDS = 60.0
"""A link with this many seconds left, or fewer, is about to end."""


class RemoteConsole(Reticent, frozen=True):
    """Nova's answer to a request for a console. The URL carries a token."""

    type: ConsoleType
    protocol: ConsoleProtocol
    url: str


class ConsoleLink(msgspec.Struct, frozen=True):
    """A remote console with the time it lives.

    Nova does not say how long a link lives, so ``validity`` is the profile's.

    Attributes:
        server: whose console this is.
        console: Nova's answer.
        issued_at: when the request was *sent*: the link cannot have been born earlier.
        validity: seconds from ``issued_at`` on.
        via: the proxy that leads to it from here, or None.
    """

    server: ServerKey
    console: RemoteConsole
    issued_at: Instant
    validity: float
    via: Proxy | None = None

    @property
    def url(self) -> str:
        """The URL exactly as the cloud gave it. It carries a token: memory only."""
        return self.console.url

    def remaining(self, now: Instant) -> float:
        """Return the seconds for which the link still opens a session, never less than 0."""
        return max(0.0, self.validity - now.seconds_since(self.issued_at))

    def fraction(self, now: Instant) -> float:
        """Return the part of its life that is left, from 1.0 (new) to 0.0 (expired)."""
        return self.remaining(now) / self.validity if self.validity > 0 else 0.0

    def state(self, now: Instant) -> LinkState:
        """Return how the link stands at ``now``."""
        left = self.remaining(now)
        if left <= 0:
            return LinkState.EXPIRED
        return LinkState.ENDING if left <= ENDING_SECONDS else LinkState.FRESH


def clock_text(seconds: float) -> str:
    """Return ``seconds`` as ``m:ss``, as a person reads a countdown: 0:00 only when nothing is left."""
    whole = int(-(-seconds // 1))
    return f"{whole // 60}:{whole % 60:02d}"
