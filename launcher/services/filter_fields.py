"""What the fields of the filter mean: ``status:error``, ``ip:10.0.``, ``age:<2d``."""

import re
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from launcher.model.server import Server, ServerStatus
from launcher.services.columns import Column


class FilterError(ValueError):
    """A filter is not to be understood; the message says why in a few words."""


class Scene(NamedTuple):
    """What a test needs to know beside the server.

    Attributes:
        now: timezone-aware.
        profile_name: returns the name of a profile.
        favourites: the favourite servers.
        watched: the servers somebody wants to hear of.
    """

    now: datetime
    profile_name: Callable[[str], str]
    favourites: Collection[tuple[str, str]] = frozenset()
    watched: Collection[tuple[str, str]] = frozenset()


Test = Callable[[Server, Scene], bool]


class Field(NamedTuple):
    """One field of the language.

    Attributes:
        columns: where what it looks at is shown.
        test: makes a test of a casefolded value; raises :class:`FilterError`.
    """

    columns: tuple[Column, ...]
    test: Callable[[str], Test]


def field(name: str) -> Field:
    """Return a field by its name, casefolded.

    Raises:
        FilterError: there is none of this name.
    """
    found = _FIELDS.get(name)
    if found is None:
        raise FilterError(f"No field is called “{name}”")
    return found


def _having(read: Callable[[Server], str]) -> Callable[[str], Test]:
    return lambda value: lambda server, _scene: value in read(server).casefold()


def _status(value: str) -> Test:
    wanted = tuple(one for one in ServerStatus if value in f"{one.words}\n{one}".casefold())
    return lambda server, _scene: server.status in wanted


def _task(server: Server) -> str:
    return f"{server.task_state}\n{server.task_words}"


def _profile(value: str) -> Test:
    return lambda server, scene: value in scene.profile_name(server.profile_id).casefold()


def _address(value: str) -> Test:
    # Its beginning: 10.0. is a network, and 110.0. another.
    start = f"\n{value}"
    return lambda server, _scene: start in "\n" + "\n".join(server.addresses).casefold()


def _tags(server: Server) -> str:
    return "\n".join(server.tags)


def _metadata(value: str) -> Test:
    # With a key, the whole key; without one, keys and values alike.
    start = f"\n{value}" if "=" in value else value
    return lambda server, _scene: (
        start in "".join(f"\n{key}={text}" for key, text in server.metadata).casefold()
    )


_YES = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


def _yes(name: str, value: str) -> bool:
    wanted = _YES.get(value)
    if wanted is None:
        raise FilterError(f"{name} takes yes or no")
    return wanted


def _locked(value: str) -> Test:
    wanted = _yes("locked", value)
    return lambda server, _scene: server.locked is wanted


def _favourite(value: str) -> Test:
    wanted = _yes("fav", value)
    # A tuple finds what a ServerKey does, and is made in half the time.
    return lambda server, scene: ((server.profile_id, server.id) in scene.favourites) is wanted


def _watched(value: str) -> Test:
    wanted = _yes("watched", value)
    return lambda server, scene: ((server.profile_id, server.id) in scene.watched) is wanted


_AGE = re.compile(r"([<>])=?(\d{1,6}(?:\.\d+)?)\s*(min|m|h|d|w|y)")
_UNITS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "y": timedelta(days=365),
}


def _age(value: str) -> Test:
    found = _AGE.fullmatch(value)
    if found is None:
        raise FilterError("age takes a time: age:<2d or age:>3h")
    limit = float(found[2]) * _UNITS[found[3]]
    if found[1] == "<":
        return lambda server, scene: server.created is not None and scene.now - server.created < limit
    return lambda server, scene: server.created is not None and scene.now - server.created > limit


_FIELDS = {
    "name": Field((Column.NAME,), _having(lambda server: server.name)),
    "status": Field((Column.STATUS,), _status),
    "task": Field((Column.STATUS,), _having(_task)),
    "power": Field((Column.POWER,), _having(lambda server: server.power)),
    "ip": Field((Column.ADDRESSES,), _address),
    "zone": Field((Column.ZONE,), _having(lambda server: server.zone)),
    "profile": Field((Column.PROFILE,), _profile),
    "flavor": Field((Column.FLAVOR,), _having(lambda server: server.flavor)),
    "image": Field((Column.IMAGE,), _having(lambda server: server.image)),
    "key": Field((Column.KEY,), _having(lambda server: server.key_name)),
    "id": Field((Column.ID,), _having(lambda server: server.id)),
    "tag": Field((Column.TAGS,), _having(_tags)),
    "meta": Field((Column.METADATA,), _metadata),
    "locked": Field((), _locked),
    "fav": Field((), _favourite),
    "favourite": Field((), _favourite),
    "watched": Field((), _watched),
    "age": Field((), _age),
}

FIELD_NAMES = tuple(_FIELDS)
"""Every field, as it is typed."""
