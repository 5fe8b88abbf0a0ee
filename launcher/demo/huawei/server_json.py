"""A server as ECS writes it down ("Listing Details About ECSs")."""

from datetime import datetime

from launcher.demo.machine import Address, Machine

_VPC_ID = "164489f6-cbf7-45b4-b6d0-d407c48cf7fc"
_IMAGE_ID = "06e4b04b-5c9b-42bc-bb0a-d853775f74a8"


def server_document(machine: Machine) -> dict[str, object]:
    """Return one server; most numbers are texts."""
    flavor = machine.flavor
    return {
        "fault": None,
        "id": machine.id,
        "name": machine.name,
        "status": machine.status.value,
        "addresses": {_VPC_ID: [_address(one) for one in machine.addresses]} if machine.addresses else {},
        "flavor": {
            "disk": "0",
            "vcpus": str(flavor.vcpus),
            "ram": str(flavor.ram),
            "id": flavor.id,
            "name": flavor.name,
        },
        "image": {"id": _IMAGE_ID},
        "created": _moment(machine.created),
        "updated": _moment(machine.updated),
        "metadata": {"vpc_id": _VPC_ID, "charging_mode": "0", "os_type": "Linux"},
        "tags": [],
        "locked": False,
        "tenant_id": machine.project_id,
        "OS-EXT-STS:task_state": machine.task_state or None,
        "OS-EXT-STS:vm_state": machine.states.vm,
        "OS-EXT-STS:power_state": machine.states.power,
        "OS-EXT-AZ:availability_zone": machine.zone,
        "sys_tags": [{"key": "_sys_enterprise_project_id", "value": "0"}],
    }


def _address(address: Address) -> dict[str, str]:
    return {
        "version": str(address.version),
        "addr": address.ip,
        "OS-EXT-IPS-MAC:mac_addr": address.mac,
        "OS-EXT-IPS:type": address.kind,
    }


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
