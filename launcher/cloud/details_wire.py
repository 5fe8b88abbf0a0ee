"""The shapes in which Nova tells of one server's parts; some clouds leave out whatever they do not have."""

import msgspec

# Nova's own spelling stands where a field is read once; it is renamed where that would hurt.


class AddressBody(msgspec.Struct):
    """One address of the server's ``addresses``."""

    addr: str = ""
    version: int | None = None
    type: str | None = msgspec.field(default=None, name="OS-EXT-IPS:type")
    mac: str | None = msgspec.field(default=None, name="OS-EXT-IPS-MAC:mac_addr")


class FlavorBody(msgspec.Struct):
    """A flavor: embedded (2.47), as a link to it (before), or by itself."""

    id: str = ""
    name: str = ""
    original_name: str = ""
    vcpus: int | None = None
    ram: int | None = None
    disk: int | None = None
    ephemeral: int = 0
    extended_ephemeral: int = msgspec.field(default=0, name="OS-FLV-EXT-DATA:ephemeral")
    swap: int | str | None = 0


class FaultBody(msgspec.Struct):
    """Why a server is in error."""

    message: str | None = None
    code: int | None = None
    created: str | None = None
    details: str | None = None


class AttachedBody(msgspec.Struct):
    """A volume: as its attachment, or as the server itself names it (then ``id`` is the volume's)."""

    id: str | None = None
    volumeId: str | None = None  # noqa: N815 - Nova's name
    device: str | None = None
    delete_on_termination: bool | None = None


class VolumeBody(msgspec.Struct):
    """A volume as Nova tells of it (``os-volumes``, which it asks the block storage for)."""

    displayName: str | None = None  # noqa: N815 - Nova's name
    size: int | None = None


class ImageBody(msgspec.Struct):
    """The image a server was made from."""

    id: str = ""


class ServerBody(msgspec.Struct):
    """``GET /servers/{id}``."""

    id: str
    name: str | None = None
    status: str | None = None
    task_state: str | None = msgspec.field(default=None, name="OS-EXT-STS:task_state")
    created: str | None = None
    updated: str | None = None
    hostId: str | None = None  # noqa: N815 - Nova's name
    tenant_id: str | None = None
    user_id: str | None = None
    zone: str | None = msgspec.field(default=None, name="OS-EXT-AZ:availability_zone")
    image: ImageBody | str | None = None
    key_name: str | None = None
    description: str | None = None
    addresses: dict[str, list[AddressBody]] | None = None
    flavor: FlavorBody | None = None
    metadata: dict[str, str] | None = None
    tags: list[str] | None = None
    fault: FaultBody | None = None
    volumes: list[AttachedBody] | None = msgspec.field(
        default=None, name="os-extended-volumes:volumes_attached"
    )

    @property
    def image_id(self) -> str:
        """Empty where it starts from a volume: Nova then has an empty text in the image's place."""
        return self.image.id if isinstance(self.image, ImageBody) else ""


class RangeBody(msgspec.Struct):
    """The addresses a rule lets in."""

    cidr: str | None = None


class SourceBody(msgspec.Struct):
    """The group whose servers a rule lets in."""

    name: str | None = None


class RuleBody(msgspec.Struct):
    """What a security group lets in."""

    ip_protocol: str | None = None
    from_port: int | None = None
    to_port: int | None = None
    ip_range: RangeBody | None = None
    group: SourceBody | None = None


class GroupBody(msgspec.Struct):
    """A security group."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    rules: list[RuleBody] | None = None


class ActionBody(msgspec.Struct):
    """Something that was done to a server."""

    action: str | None = None
    request_id: str | None = None
    start_time: str | None = None
    message: str | None = None
    user_id: str | None = None


class _Shown(msgspec.Struct):
    server: ServerBody


class _Flavor(msgspec.Struct):
    flavor: FlavorBody


class _Attachments(msgspec.Struct):
    volumeAttachments: list[AttachedBody]  # noqa: N815 - Nova's name


class _Volume(msgspec.Struct):
    volume: VolumeBody


class _Groups(msgspec.Struct):
    security_groups: list[GroupBody]


class _Actions(msgspec.Struct):
    instanceActions: list[ActionBody]  # noqa: N815 - Nova's name


class _ConsoleOutput(msgspec.Struct):
    output: str | None


# Huawei's clouds write numbers and truths as texts.
SHOWN = msgspec.json.Decoder(_Shown, strict=False)
KNOWN_FLAVOR = msgspec.json.Decoder(_Flavor)
ATTACHMENTS = msgspec.json.Decoder(_Attachments)
VOLUME = msgspec.json.Decoder(_Volume)
GROUPS = msgspec.json.Decoder(_Groups)
ACTIONS = msgspec.json.Decoder(_Actions)
CONSOLE_OUTPUT = msgspec.json.Decoder(_ConsoleOutput)
