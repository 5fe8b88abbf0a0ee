"""Servers, as Nova tells of them."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import msgspec


class ServerKey(NamedTuple):
    """Names one server among all profiles: ids are unique within one cloud only."""

    profile_id: str
    server_id: str


class ServerStatus(StrEnum):
    """The status of a server (Nova API guide, "Server Concepts").

    A status Nova did not have when this was written becomes ``UNKNOWN``.
    """

    ACTIVE = "ACTIVE"
    BUILD = "BUILD"
    DELETED = "DELETED"
    ERROR = "ERROR"
    HARD_REBOOT = "HARD_REBOOT"
    MIGRATING = "MIGRATING"
    PASSWORD = "PASSWORD"  # noqa: S105 - Nova's word for a server whose password is being changed
    PAUSED = "PAUSED"
    REBOOT = "REBOOT"
    REBUILD = "REBUILD"
    RESCUE = "RESCUE"
    RESIZE = "RESIZE"
    REVERT_RESIZE = "REVERT_RESIZE"
    SHELVED = "SHELVED"
    SHELVED_OFFLOADED = "SHELVED_OFFLOADED"
    SHUTOFF = "SHUTOFF"
    SOFT_DELETED = "SOFT_DELETED"
    SUSPENDED = "SUSPENDED"
    UNKNOWN = "UNKNOWN"
    VERIFY_RESIZE = "VERIFY_RESIZE"

    @classmethod
    def _missing_(cls, _value: object) -> "ServerStatus":
        return cls.UNKNOWN

    @property
    def words(self) -> str:
        """The status as a person says it: ``Shut off``, ``Active``."""
        return _WORDS.get(self) or self.value.replace("_", " ").capitalize()


_WORDS = {
    ServerStatus.BUILD: "Building",
    ServerStatus.HARD_REBOOT: "Rebooting (hard)",
    ServerStatus.PASSWORD: "Setting password",
    ServerStatus.REBOOT: "Rebooting",
    ServerStatus.REBUILD: "Rebuilding",
    ServerStatus.RESCUE: "In rescue",
    ServerStatus.RESIZE: "Resizing",
    ServerStatus.REVERT_RESIZE: "Reverting resize",
    ServerStatus.SHELVED_OFFLOADED: "Shelved (offloaded)",
    ServerStatus.SHUTOFF: "Shut off",
    ServerStatus.SOFT_DELETED: "Deleted (can be restored)",
    ServerStatus.VERIFY_RESIZE: "Confirm resize",
}


class Server(msgspec.Struct, frozen=True, gc=False):
    """One server of one profile.

    Attributes:
        profile_id: the profile it was listed with.
        id: Nova's id, a UUID.
        name: as given by a person; not unique.
        status: see :class:`ServerStatus`.
        task_state: what Nova is doing to it just now (``rebooting``), or empty.
        addresses: every address, fixed before floating, in Nova's order.
        zone: availability zone, or empty where the cloud does not say.
        created: when it was created, or None.
        updated: when anything of it last changed, or None.
        power: the state of its machine as the hypervisor sees it (``Running``), or empty.
        flavor: its flavor's name, or the flavor's id on clouds older than microversion 2.47.
        image: the id of the image it was made from, or empty where it starts from a volume.
        key_name: the key pair that was put into it, or empty.
        metadata: what people wrote to it, key and value, sorted by key.
        tags: sorted.
        locked: whether only administrators may act on it.
    """

    profile_id: str
    id: str
    name: str
    status: ServerStatus
    task_state: str = ""
    addresses: tuple[str, ...] = ()
    zone: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    power: str = ""
    flavor: str = ""
    image: str = ""
    key_name: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    locked: bool = False

    @classmethod
    def unlisted(cls, key: ServerKey, name: str = "") -> "Server":
        """Return a server that no list has told of yet; its id is enough to ask for its console."""
        return cls(key.profile_id, key.server_id, name or key.server_id, ServerStatus.UNKNOWN)

    @property
    def key(self) -> ServerKey:
        """What names this server among all profiles."""
        return ServerKey(self.profile_id, self.id)

    @property
    def task_words(self) -> str:
        """The task state as a person says it, or empty where it says no more than the status."""
        words = self.task_state.replace("_", " ").replace("-", " ")
        told = self.status.words.lower().replace("(", "").replace(")", "")
        return "" if words == told else words

    @property
    def state_words(self) -> str:
        """Status and task state as a person says them: ``Shut off · powering on``."""
        return f"{self.status.words} · {self.task_words}" if self.task_words else self.status.words
