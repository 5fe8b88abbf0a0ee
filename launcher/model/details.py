"""What one server is made of, part by part, as a person looks it up."""

from datetime import datetime

import msgspec

from launcher.model.server import ServerStatus


class Address(msgspec.Struct, frozen=True):
    """One address of a server.

    Attributes:
        network: the network's name.
        ip: as Nova writes it.
        version: 4 or 6; 0 where the cloud does not say.
        floating: whether it leads to a fixed one.
        mac: of the port, or empty.
    """

    network: str
    ip: str
    version: int = 0
    floating: bool = False
    mac: str = ""


class Fault(msgspec.Struct, frozen=True):
    """Why a server is in error (Nova API guide, "Faults": asynchronous faults).

    Attributes:
        message: the cloud's own words.
        code: of HTTP, though no request failed with it; 0 where the cloud does not say.
        created: when it happened, or None.
        details: for administrators, or empty.
    """

    message: str
    code: int = 0
    created: datetime | None = None
    details: str = ""


class Particulars(msgspec.Struct, frozen=True):
    """What a cloud says of a server where it is asked for that one alone.

    Attributes:
        id: Nova's, a UUID.
        name: as given by a person.
        status: see :class:`ServerStatus`.
        task_state: what Nova is doing to it just now, or empty.
        created: or None.
        updated: when anything of it last changed, or None.
        host_id: names its host to this project alone, or empty where no host holds it.
        project_id: whose it is.
        user_id: who made it.
        zone: availability zone, or empty.
        image_id: or empty where it starts from a volume.
        key_name: the key pair that was put into it, or empty.
        description: a person's own words, or empty.
        addresses: in Nova's order.
        metadata: key and value, sorted by key.
        tags: sorted; None from a cloud older than microversion 2.26, which has none.
        fault: of a server in error, or None.
    """

    id: str
    name: str
    status: ServerStatus
    task_state: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    host_id: str = ""
    project_id: str = ""
    user_id: str = ""
    zone: str = ""
    image_id: str = ""
    key_name: str = ""
    description: str = ""
    addresses: tuple[Address, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] | None = None
    fault: Fault | None = None


class FlavorSize(msgspec.Struct, frozen=True):
    """How large a server is. None: the cloud no longer knows the flavor.

    Attributes:
        name: or the id, where the cloud gives no more.
        vcpus: processors.
        ram: MiB.
        disk: GiB of the root disk; 0 where it is the image's own size, or a volume.
        ephemeral: GiB of a second, empty disk.
        swap: MiB.
    """

    name: str
    vcpus: int | None = None
    ram: int | None = None
    disk: int | None = None
    ephemeral: int = 0
    swap: int = 0


class AttachedVolume(msgspec.Struct, frozen=True):
    """One volume of a server.

    Attributes:
        id: the volume's, a UUID.
        device: as the hypervisor calls it (``/dev/vdb``), or empty.
        goes_with_server: whether it is deleted with the server; None from clouds that do not say.
        name: as given by a person, or empty: many have none, and some clouds do not say.
        size: GiB; 0 where the cloud does not say.
    """

    id: str
    device: str = ""
    goes_with_server: bool | None = None
    name: str = ""
    size: int = 0


class SecurityRule(msgspec.Struct, frozen=True):
    """What a security group lets in.

    Attributes:
        protocol: ``tcp``, ``udp``, ``icmp``, or empty for any.
        first_port: or None for any; the type for ICMP.
        last_port: or None for any.
        source: a CIDR, another group's name, or empty for anywhere.
    """

    protocol: str = ""
    first_port: int | None = None
    last_port: int | None = None
    source: str = ""


class SecurityGroup(msgspec.Struct, frozen=True):
    """One security group of a server.

    Attributes:
        name: as given by a person.
        id: the group's.
        description: or empty.
        rules: what it lets in.
    """

    name: str
    id: str = ""
    description: str = ""
    rules: tuple[SecurityRule, ...] = ()


class ServerAction(msgspec.Struct, frozen=True):
    """Something that was done to a server.

    Attributes:
        action: Nova's word (``create``, ``reboot``).
        request_id: under which the cloud's own logs know it.
        started: when it was asked for, or None.
        message: Nova's word where it went wrong (``Error``), or empty.
        user_id: who asked.
    """

    action: str
    request_id: str
    started: datetime | None = None
    message: str = ""
    user_id: str = ""
