"""Servers by what they have in common: profile, zone, status, tag, or a key of their metadata."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from launcher.model.server import Server, ServerStatus
from launcher.services.rows import natural


class GroupKind(StrEnum):
    """What servers are grouped by."""

    PROFILE = "profile"
    ZONE = "zone"
    STATUS = "status"
    TAG = "tag"
    METADATA = "metadata"


class Grouping(NamedTuple):
    """A way to group servers.

    Attributes:
        kind: by what.
        key: which key of the metadata; empty for all other kinds.
    """

    kind: GroupKind
    key: str = ""


class Group(NamedTuple):
    """Servers that have something in common.

    Attributes:
        value: what that is: the id of a profile, a status as Nova spells it, a zone, a tag, or a value of the
            metadata. Empty for the servers that have none.
        label: the value as a person reads it: the name of a profile, ``Shut off``. Empty as the value is.
        servers: how many there are.
    """

    value: str
    label: str
    servers: int


def count_groups(
    servers: Iterable[Server], grouping: Grouping, profile_name: Callable[[str], str]
) -> tuple[Group, ...]:
    """Return the groups of some servers, as people count, the servers without a value last.

    A server with several tags is in several groups.

    Args:
        servers: any.
        grouping: by what.
        profile_name: returns the name of a profile.
    """
    counts = Counter(_values(servers, grouping))
    label = {GroupKind.PROFILE: profile_name, GroupKind.STATUS: _status_words}.get(grouping.kind, str)
    groups = [Group(str(value), label(value) if value else "", number) for value, number in counts.items()]
    return tuple(sorted(groups, key=lambda one: (not one.value, natural(one.label), one.value)))


def metadata_keys(servers: Iterable[Server]) -> tuple[str, ...]:
    """Return every key that any server's metadata has, as people count."""
    keys = {key for server in servers for key, _value in server.metadata}
    return tuple(sorted(keys, key=lambda key: (natural(key), key)))


def belonging(grouping: Grouping, value: str) -> Callable[[Server], bool]:
    """Return a test whether a server is in a group, by the value of :class:`Group`."""
    match grouping.kind:
        case GroupKind.PROFILE:
            return lambda server: server.profile_id == value
        case GroupKind.ZONE:
            return lambda server: server.zone == value
        case GroupKind.STATUS:
            return lambda server: server.status == value
        case GroupKind.TAG:
            return lambda server: value in server.tags if value else not server.tags
        case GroupKind.METADATA:
            return lambda server: dict(server.metadata).get(grouping.key, "") == value


def _values(servers: Iterable[Server], grouping: Grouping) -> Iterator[str]:
    match grouping.kind:
        case GroupKind.PROFILE:
            return (server.profile_id for server in servers)
        case GroupKind.ZONE:
            return (server.zone for server in servers)
        case GroupKind.STATUS:
            return (server.status for server in servers)
        case GroupKind.TAG:
            return (tag for server in servers for tag in server.tags or ("",))
        case GroupKind.METADATA:
            return (dict(server.metadata).get(grouping.key, "") for server in servers)


def _status_words(status: str) -> str:
    return ServerStatus(status).words
