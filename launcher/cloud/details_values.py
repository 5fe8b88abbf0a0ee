"""From Nova's shapes to our words."""

from launcher.cloud.details_wire import ActionBody, AttachedBody, FlavorBody, GroupBody, RuleBody, ServerBody
from launcher.cloud.words import moment_of
from launcher.model.details import (
    Address,
    AttachedVolume,
    Fault,
    FlavorSize,
    Particulars,
    SecurityGroup,
    SecurityRule,
    ServerAction,
)
from launcher.model.server import ServerStatus


def particulars(body: ServerBody) -> Particulars:
    """Return what the cloud says of a server."""
    return Particulars(
        body.id,
        body.name or body.id,
        ServerStatus(body.status or ServerStatus.UNKNOWN),
        body.task_state or "",
        moment_of(body.created),
        moment_of(body.updated),
        body.hostId or "",
        body.tenant_id or "",
        body.user_id or "",
        body.zone or "",
        body.image_id,
        body.key_name or "",
        body.description or "",
        _addresses(body),
        tuple(sorted((body.metadata or {}).items())),
        None if body.tags is None else tuple(sorted(body.tags)),
        _fault(body),
    )


def _fault(body: ServerBody) -> Fault | None:
    fault = body.fault
    if fault is None:
        return None
    return Fault(fault.message or "", fault.code or 0, moment_of(fault.created), fault.details or "")


def _addresses(body: ServerBody) -> tuple[Address, ...]:
    return tuple(
        Address(network, one.addr, one.version or 0, one.type == "floating", one.mac or "")
        for network, addresses in (body.addresses or {}).items()
        for one in addresses
        if one.addr
    )


def flavor_size(body: FlavorBody) -> FlavorSize:
    """Return how large a server is."""
    # "Show Flavor Details" has an empty text where there is no swap.
    swap = body.swap if isinstance(body.swap, int) else 0
    name = body.original_name or body.name or body.id
    return FlavorSize(name, body.vcpus, body.ram, body.disk, body.ephemeral or body.extended_ephemeral, swap)


def volume(body: AttachedBody) -> AttachedVolume:
    """Return one attached volume."""
    return AttachedVolume(body.volumeId or body.id or "", body.device or "", body.delete_on_termination)


def group(body: GroupBody) -> SecurityGroup:
    """Return a security group with what it lets in."""
    rules = tuple(map(_rule, body.rules or ()))
    return SecurityGroup(body.name or body.id or "", body.id or "", body.description or "", rules)


def _rule(body: RuleBody) -> SecurityRule:
    protocol = (body.ip_protocol or "").lower()
    first, last = (None if port in {None, -1} else port for port in (body.from_port, body.to_port))
    source = (body.ip_range and body.ip_range.cidr) or (body.group and body.group.name) or ""
    return SecurityRule("" if protocol in {"any", "-1"} else protocol, first, last, source)


def action(body: ActionBody) -> ServerAction:
    """Return something that was done to a server."""
    started = moment_of(body.start_time)
    return ServerAction(
        body.action or "", body.request_id or "", started, body.message or "", body.user_id or ""
    )
