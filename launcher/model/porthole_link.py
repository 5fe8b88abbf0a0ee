"""Links by which a ticket or a wiki page names a server: ``porthole://connect/PROFILE/SERVER-ID``.

They never carry a secret, so that they may stand anywhere; and anybody may have written one, so that nothing
is done on their word alone.
"""

import re
from typing import Self
from urllib.parse import quote, unquote

import msgspec

from launcher.model.errors import LinkError, Trouble

SCHEME = "porthole:"

LONGEST = 1024
"""Characters of a link."""

_SERVER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
"""A server's id is a UUID (Nova API reference, "Servers")."""


class PortholeLink(msgspec.Struct, frozen=True):
    """Names a server as it may be written down.

    Attributes:
        profile: the name of its profile, which is the same for colleagues, or its id.
        server: Nova's id of it.
    """

    profile: str
    server: str

    def __str__(self) -> str:
        """Return it as it is written down."""
        return f"{SCHEME}//connect/{quote(self.profile, safe='')}/{self.server}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return what a link says.

        Raises:
            LinkError: it says anything more, or anything else. Its own words are not repeated: they may be a
                secret, or made to mislead.
        """
        if len(text) > LONGEST or not text.isascii() or not text.isprintable():
            raise _refused("It holds what no link holds.")
        if text[: len(SCHEME) + 2].casefold() != f"{SCHEME}//":
            raise _refused("It does not begin as one.")
        if "?" in text or "#" in text:
            raise _refused("It carries more than a profile and a server.")
        place, *parts = text[len(SCHEME) + 2 :].split("/")
        if "@" in place:
            raise _refused("It carries a login, which no link may.")
        if place.casefold() != "connect":
            raise _refused("It asks for something else than a console.")
        if len(parts) != 2 or not all(parts):  # noqa: PLR2004 - a profile and a server
            raise _refused("It does not name one profile and one server.")
        return cls(_profile(parts[0]), _server(parts[1]))


def _profile(part: str) -> str:
    try:
        name = unquote(part, errors="strict")
    except UnicodeDecodeError:
        raise _refused("The name of its profile cannot be read.") from None
    # What cannot be seen may be made to look like another name.
    if not name.isprintable():
        raise _refused("The name of its profile holds characters that cannot be seen.")
    return name


def _server(part: str) -> str:
    if not _SERVER.fullmatch(part):
        raise _refused("What it names is no server's id.")
    return part.lower()


def _refused(why: str) -> LinkError:
    what = f"This link is not followed. {why}"
    return LinkError(Trouble(what, "A link reads porthole://connect/PROFILE/SERVER-ID."))
