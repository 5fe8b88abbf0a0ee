"""One Porthole for each person and their profiles: a later start hands over what it wants to the first.

This is the later start's side, made to be quick: it needs no Qt. The first one's is
:mod:`launcher.app.instance`. Whoever holds the lock is the first; the system takes it back from a process
that ends, however it ends, so that nothing is left to be tidied up. To whoever connects the first says
:data:`GREETING`, takes one line that :func:`launcher.model.request.encoded` made, and says :data:`TAKEN`, or
the answer. One that hangs says nothing, and so never gets a request that it would carry out long after its
time.
"""

import os
import stat
import struct
import sys
import time
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from launcher.model.console import ConsoleLink
from launcher.model.instant import Instant
from launcher.model.request import AskLink, GivenLink, Request, encoded
from launcher.model.server import Server
from launcher.storage import paths

GREETING = b"porthole 1\n"
TAKEN = b"taken\n"

PATIENCE = 2.0
"""Seconds after which a first Porthole that says nothing is taken for one that hangs."""

if TYPE_CHECKING:
    import socket

_ANSWERED_WITHIN = 90.0
"""Seconds. Nova itself says after 60 that a server's host does not answer."""

_LONGEST_ANSWER = 64 * 1024
"""Bytes."""

_LOOK_EVERY = 0.02
"""Seconds between two looks for a first Porthole that is just starting."""

_LONGEST = 100
"""Characters of a socket's path; the system takes 107, and some take 103."""


class Standing(Enum):
    """How a start stands beside others."""

    FIRST = auto()
    """It is the first, and later ones may hand over to it."""

    SERVED = auto()
    """Another one has taken over what it wanted."""

    UNANSWERED = auto()
    """Another one runs, and says nothing."""

    ALONE = auto()
    """There is no place where Portholes could meet."""


class Arrival(msgspec.Struct, frozen=True):
    """What came of a start's look for others.

    Attributes:
        standing: how it stands beside them.
        place: of the socket, where it is the first.
    """

    standing: Standing
    place: Path | None = None


def arrive(request: Request, patience: float = PATIENCE) -> Arrival:
    """Become the first Porthole of this person and these profiles, or hand over to it.

    Args:
        request: what this start is about.
        patience: seconds to wait for an answer.

    Returns:
        what came of it. Who is the first stays so until it departs, or its process ends.
    """
    place = _meeting_place()
    if place is None:
        return Arrival(Standing.ALONE)
    give_up = time.monotonic() + patience
    # Each time anew: another one may just be ending.
    while not _claim(place.with_suffix(".lock")):
        left = give_up - time.monotonic()
        if left <= 0:
            return Arrival(Standing.UNANSWERED)
        if _hand_over(request, place, left):
            return Arrival(Standing.SERVED)
        time.sleep(_LOOK_EVERY)
    return Arrival(Standing.FIRST, place)


def depart() -> None:
    """Let another be the first, once nothing is written any more that two would share."""
    while _held:
        os.close(_held.pop())


def borrow_link(server: Server) -> ConsoleLink | None:
    """Return a fresh link that the Porthole which runs already asks the cloud for.

    It has logged in, so that takes one request, and here neither keyring nor HTTP. None: none runs, or it has
    no link to give; why, whoever asks the cloud next is told.
    """
    place = _meeting_place()
    if place is None:
        return None
    question = encoded(AskLink(server.profile_id, server.id, server.name))
    answer = _said(question, place, PATIENCE, _ANSWERED_WITHIN)
    try:
        given = msgspec.json.decode(answer, type=GivenLink)
    except ValueError:
        return None
    age = max(0.0, time.time() - given.issued_at.timestamp())
    issued_at = Instant(given.issued_at, time.monotonic() - age)
    return ConsoleLink(server.key, given.console, issued_at, given.validity)


def stand_alone() -> bool:
    """Whether no other Porthole runs; none can begin from now on until this process ends.

    For what must not happen beside another one. Where Portholes cannot meet (Windows) nobody knows: True.
    """
    place = _meeting_place()
    return place is None or _claim(place.with_suffix(".lock"))


def is_own(descriptor: int) -> bool:
    """Whether the process at the other end of a connected socket is this person's.

    The folder keeps others away already. Where the system does not tell whose a process is, that is all.
    """
    if not sys.platform.startswith("linux"):
        return True
    import socket  # noqa: PLC0415 - not for a start that finds itself alone

    with socket.socket(fileno=os.dup(descriptor)) as other:
        credentials = other.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _pid, uid, _gid = struct.unpack("3i", credentials)
    return bool(uid == os.getuid())


def _meeting_place() -> Path | None:
    """Return the path of the socket, in a folder that only this person can reach into, or None."""
    if sys.platform == "win32":
        return None
    place = paths.instance_socket()
    if len(os.fsencode(place)) > _LONGEST:
        return None
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        private = all(_is_private(folder) for folder in (place.parent, place.parent.parent))
    except OSError:
        return None
    return place if private else None


def _is_private(folder: Path) -> bool:
    seen = folder.stat(follow_symlinks=False)
    others_write = seen.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not seen.st_mode & stat.S_ISVTX
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid in {0, os.getuid()} and not others_write


_held: list[int] = []
"""Locks of this process; open, and so held, until it ends."""


def _claim(lock: Path) -> bool:
    import fcntl  # noqa: PLC0415 - Windows has none

    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return False
    _held.append(descriptor)
    return True


def _hand_over(request: Request, place: Path, patience: float) -> bool:
    return _said(encoded(request), place, patience, patience) == TAKEN


def _said(words: bytes, place: Path, patience: float, answered_within: float) -> bytes:
    """Return the line that the first one answers with; nothing where there is none, or it hangs."""
    import socket  # noqa: PLC0415 - not for a start that finds itself alone

    with socket.socket(socket.AF_UNIX) as first, suppress(OSError):
        first.settimeout(patience)
        first.connect(os.fspath(place))
        if is_own(first.fileno()) and _line(first) == GREETING:
            first.sendall(words)
            first.settimeout(answered_within)
            return _line(first)
    return b""


def _line(first: "socket.socket") -> bytes:
    line = b""
    while not line.endswith(b"\n") and len(line) < _LONGEST_ANSWER:
        part = first.recv(4096)
        if not part:
            break
        line += part
    return line
