"""What belongs to a server beside itself: volumes, security groups, labels, its fault and its flavor."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from launcher.demo.machine import Flavor, Machine
from launcher.demo.nova.faults import NovaFaultError
from launcher.demo.nova.microversion import Microversion
from launcher.demo.roster import FLAVORS
from launcher.demo.web.exchange import Reply, json_reply
from launcher.model.server import ServerStatus

_DELETE_ON_TERMINATION = Microversion(2, 79)
_OPEN_TO_ALL = "0.0.0.0/0"
_PORTS = {"web": (80, 443), "api": (8443,), "db": (5432,), "mail": (25, 587, 993), "cache": (6379,)}


def belonging(machine: Machine) -> dict[str, object]:
    """Return what a server's own JSON says of what belongs to it, in every microversion."""
    fields: dict[str, object] = {
        "metadata": _metadata(machine),
        "os-extended-volumes:volumes_attached": [{"id": one} for one in _volume_ids(machine)],
    }
    if machine.status is ServerStatus.ERROR:
        fields["fault"] = _fault(machine)
    return fields


def tags(machine: Machine) -> list[str]:
    """Return a server's tags (from microversion 2.26 on)."""
    return [_family(machine)]


def volumes(machine: Machine, version: Microversion) -> Reply:
    """Answer with a server's volumes ("List volume attachments for an instance")."""
    attachments = []
    for number, volume_id in enumerate(_volume_ids(machine)):
        one = {
            "id": volume_id,
            "volumeId": volume_id,
            "serverId": machine.id,
            "device": f"/dev/vd{'bcdef'[number]}",
        }
        further = {"tag": None, "delete_on_termination": number > 0}
        attachments.append({**one, **further} if version >= _DELETE_ON_TERMINATION else one)
    return json_reply(200, {"volumeAttachments": attachments})


def volume(machines: Iterable[Machine], volume_id: str) -> Reply:
    """Answer with one volume ("Show Volume Details", ``os-volumes``).

    Raises:
        NovaFaultError: none of these servers has it (404).
    """
    for machine in machines:
        for number, known in enumerate(_volume_ids(machine)):
            if known == volume_id:
                shown: dict[str, object] = {
                    "id": volume_id,
                    "displayName": f"{machine.name}-data-{number + 1}",
                    "displayDescription": None,
                    "size": 50 * (number + 1),
                    "volumeType": "ssd",
                    "status": "in-use",
                    "availabilityZone": machine.zone,
                    "createdAt": f"{machine.created:%Y-%m-%dT%H:%M:%S.%f}",
                    "metadata": {},
                    "snapshotId": None,
                    "attachments": [{"id": volume_id, "volumeId": volume_id, "serverId": machine.id}],
                }
                return json_reply(200, {"volume": shown})
    raise NovaFaultError(404, f"Volume {volume_id} could not be found.")


def security_groups(machine: Machine) -> Reply:
    """Answer with a server's security groups ("List Security Groups By Server")."""
    return json_reply(200, {"security_groups": _groups(machine)})


def flavor(flavor_id: str) -> Reply:
    """Answer with one flavor ("Show Flavor Details").

    Raises:
        NovaFaultError: there is no such flavor (404).
    """
    for one in FLAVORS:
        if one.id == flavor_id:
            return json_reply(200, {"flavor": _flavor(one)})
    raise NovaFaultError(404, f"Flavor {flavor_id} could not be found.")


def _flavor(one: Flavor) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "vcpus": one.vcpus,
        "ram": one.ram,
        "disk": one.disk,
        "swap": "",
        "OS-FLV-EXT-DATA:ephemeral": 0,
        "os-flavor-access:is_public": True,
        "rxtx_factor": 1.0,
    }


def _family(machine: Machine) -> str:
    return machine.name.partition("-")[0]


def _metadata(machine: Machine) -> dict[str, str]:
    environment = "production" if machine.flavor.vcpus > 1 else "test"
    return {"environment": environment, "owner": f"{_family(machine)}-team", "backup": "nightly"}


def _volume_ids(machine: Machine) -> list[str]:
    count = {"db": 2, "files": 2, "mail": 1, "gitlab": 1}.get(_family(machine), 0)
    return [_id(machine.id, f"volume {number}") for number in range(count)]


def _groups(machine: Machine) -> list[dict[str, Any]]:
    groups = [_group(machine, "default", "Default security group", (22,), "10.0.0.0/8")]
    ports = _PORTS.get(_family(machine))
    if ports:
        groups.append(_group(machine, _family(machine), "", ports, _OPEN_TO_ALL))
    return groups


def _group(
    machine: Machine, name: str, description: str, ports: tuple[int, ...], cidr: str
) -> dict[str, Any]:
    group_id = _id(machine.project_id, f"group {name}")
    rules = [_rule(group_id, "tcp", port, cidr) for port in ports]
    if name == "default":
        rules.append(_rule(group_id, "icmp", -1, _OPEN_TO_ALL))
    return {
        "id": group_id,
        "name": name,
        "description": description,
        "tenant_id": machine.project_id,
        "rules": rules,
    }


def _rule(group_id: str, protocol: str, port: int, cidr: str) -> dict[str, Any]:
    return {
        "id": _id(group_id, f"{protocol} {port}"),
        "parent_group_id": group_id,
        "ip_protocol": protocol,
        "from_port": port,
        "to_port": port,
        "ip_range": {"cidr": cidr},
        "group": {},
    }


def _fault(machine: Machine) -> dict[str, object]:
    moment = machine.created + timedelta(minutes=machine.created.minute + 1)
    return {
        "code": 500,
        "created": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "message": "Failed to reboot instance: the guest's operating system did not come up again "
        "within 60 seconds (libvirt: domain is in state CRASHED)",
    }


def _id(owner: str, what: str) -> str:
    return str(uuid5(NAMESPACE_URL, owner + what))
