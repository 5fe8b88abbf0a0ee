"""A server as Nova writes it down, in the form of each microversion."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import msgspec

from launcher.demo.machine import Address, Machine
from launcher.demo.nova import server_parts
from launcher.demo.nova.microversion import Microversion

_IMAGE_ID = "06e4b04b-5c9b-42bc-bb0a-d853775f74a8"
_LOCKED = {"bastion", "db-01", "vpn-gw"}
_Fields = dict[str, object]


class ServerJson:
    """Encodes servers, each once for every form until it changes."""

    def __init__(self, compute_url: str) -> None:
        """Write links below ``compute_url`` (``http://host:port/compute/v2.1``)."""
        self._url = compute_url
        self._bookmarks = compute_url.removesuffix("/v2.1")
        self._kept: dict[tuple[str, int], tuple[Machine, bytes]] = {}

    def brief(self, machine: Machine) -> bytes:
        """Return what ``GET /servers`` says of it."""
        return self._encoded(machine, -1, self._brief)

    def detail(self, machine: Machine, version: Microversion) -> bytes:
        """Return what ``GET /servers/detail`` says of it."""
        forms = bisect_right(_FORM_STARTS, version.minor)
        return self._encoded(machine, forms, lambda machine: self._detail(machine, forms))

    def _encoded(self, machine: Machine, form: int, write: Callable[[Machine], _Fields]) -> bytes:
        kept = self._kept.get((machine.id, form))
        if kept is not None and kept[0] is machine:
            return kept[1]
        encoded = msgspec.json.encode(write(machine))
        self._kept[machine.id, form] = (machine, encoded)
        return encoded

    def _brief(self, machine: Machine) -> _Fields:
        return {"id": machine.id, "name": machine.name, "links": self._links(machine)}

    def _detail(self, machine: Machine, forms: int) -> _Fields:
        fields = self._oldest(machine)
        for _, change in _FORMS[:forms]:
            change(machine, fields)
        return fields

    def _links(self, machine: Machine) -> list[dict[str, str]]:
        return [
            {"rel": "self", "href": f"{self._url}/servers/{machine.id}"},
            self._bookmark(f"servers/{machine.id}"),
        ]

    def _bookmark(self, path: str) -> dict[str, str]:
        return {"rel": "bookmark", "href": f"{self._bookmarks}/{path}"}

    def _oldest(self, machine: Machine) -> _Fields:
        host = sha256(machine.zone.encode()).hexdigest()[:56] if machine.on_a_host else ""
        return {
            "id": machine.id,
            "name": machine.name,
            "status": machine.status.value,
            "tenant_id": machine.project_id,
            "user_id": machine.project_id[::-1],
            "hostId": host,
            "image": {"id": _IMAGE_ID, "links": [self._bookmark(f"images/{_IMAGE_ID}")]},
            "flavor": {"id": machine.flavor.id, "links": [self._bookmark(f"flavors/{machine.flavor.id}")]},
            "created": _moment(machine.created),
            "updated": _moment(machine.updated),
            "addresses": _addresses(machine),
            "accessIPv4": "",
            "accessIPv6": "",
            "links": self._links(machine),
            "OS-DCF:diskConfig": "MANUAL",
            "progress": 0,
            "OS-EXT-AZ:availability_zone": machine.zone,
            "config_drive": "",
            "key_name": _key_name(machine),
            "OS-SRV-USG:launched_at": None,
            "OS-SRV-USG:terminated_at": None,
            "OS-EXT-STS:task_state": machine.task_state or None,
            "OS-EXT-STS:vm_state": machine.states.vm,
            "OS-EXT-STS:power_state": machine.states.power,
            **server_parts.belonging(machine),
        }


def _key_name(machine: Machine) -> str | None:
    family = machine.name.partition("-")[0]
    return {"k8s": "cluster", "build": "deploy", "db": "databases"}.get(family)


def _addresses(machine: Machine) -> dict[str, list[_Fields]]:
    networks: dict[str, list[_Fields]] = {}
    for address in machine.addresses:
        networks.setdefault(address.network, []).append(_address(address))
    return networks


def _address(address: Address) -> _Fields:
    return {
        "version": address.version,
        "addr": address.ip,
        "OS-EXT-IPS:type": address.kind,
        "OS-EXT-IPS-MAC:mac_addr": address.mac,
    }


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _embed_flavor(machine: Machine, fields: _Fields) -> None:
    flavor = machine.flavor
    fields["flavor"] = {
        "vcpus": flavor.vcpus,
        "ram": flavor.ram,
        "disk": flavor.disk,
        "ephemeral": 0,
        "swap": 0,
        "original_name": flavor.name,
        "extra_specs": {},
    }


def _adding(name: str, value: object) -> Callable[[Machine, _Fields], None]:
    return lambda _machine, fields: fields.__setitem__(name, value)


# What each minor version changed (API guide, "REST API Version History").
_FORMS: tuple[tuple[int, Callable[[Machine, _Fields], None]], ...] = (
    (9, lambda machine, fields: fields.__setitem__("locked", machine.name in _LOCKED)),
    (19, _adding("description", None)),
    (26, lambda machine, fields: fields.__setitem__("tags", server_parts.tags(machine))),
    (47, _embed_flavor),
    (63, _adding("trusted_image_certificates", None)),
    (73, _adding("locked_reason", None)),
    (90, lambda machine, fields: fields.__setitem__("OS-EXT-SRV-ATTR:hostname", machine.name)),
)
_FORM_STARTS = [minor for minor, _ in _FORMS]
