"""What a start of Porthole asks for: of itself, or of the one that runs already."""

from datetime import datetime

import msgspec

from launcher.model.console import OpenIn, RemoteConsole
from launcher.model.reticent import Reticent
from launcher.model.server import ServerKey


class ShowWindow(msgspec.Struct, frozen=True, tag="show"):
    """Show the window, in front of the others."""


class _OfServer(msgspec.Struct, frozen=True):
    """What is asked for of one server.

    Attributes:
        profile: the id of its profile.
        server: Nova's id of it.
        name: what it was called when it was looked up, for messages; or empty.
    """

    profile: str
    server: str
    name: str = ""

    @property
    def key(self) -> ServerKey:
        """What names the server among all profiles."""
        return ServerKey(self.profile, self.server)


class ConnectServer(_OfServer, frozen=True, tag="connect"):
    """Open a server's console.

    Attributes:
        open_in: where to show it; None: as the profile says.
    """

    open_in: OpenIn | None = None


class QuickConnect(msgspec.Struct, frozen=True, tag="quick"):
    """Show the quick connect palette.

    Attributes:
        text: what stands in its field to begin with.
    """

    text: str = ""


class FollowLink(msgspec.Struct, frozen=True, tag="link"):
    """Ask a person whether to open the console that a link from outside names.

    Attributes:
        text: the link as it came; see :mod:`launcher.model.porthole_link`.
    """

    text: str


class StayHidden(msgspec.Struct, frozen=True, tag="hidden"):
    """Be there, in the tray, and show no window."""


Request = ShowWindow | ConnectServer | QuickConnect | FollowLink | StayHidden


class AskLink(_OfServer, frozen=True, tag="ask-link"):
    """Ask the cloud for a link to a server's console, for who asks this alone. Answered, not only taken."""


class GivenLink(Reticent, frozen=True):
    """The answer to :class:`AskLink`; the fields are those of :class:`ConsoleLink`.

    Attributes:
        console: opens for whoever has it.
        issued_at: when the cloud was asked; timezone-aware.
        validity: seconds from then on.
    """

    console: RemoteConsole
    issued_at: datetime
    validity: float


_DECODER: msgspec.json.Decoder[Request | AskLink] = msgspec.json.Decoder(Request | AskLink)


def encoded(request: Request | AskLink) -> bytes:
    """Return a request as one line of JSON, as it goes from one Porthole to another. It holds no secret."""
    return msgspec.json.encode(request) + b"\n"


def decoded(line: bytes) -> Request | AskLink:
    """Return what :func:`encoded` made a line of.

    Raises:
        ValueError: it is something else.
    """
    return _DECODER.decode(line)
