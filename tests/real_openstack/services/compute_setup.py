"""Makes Nova's databases, with one cell and the servers of the inventory.

python compute_setup.py nova.conf
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing

from inventory import PROJECT_ID, SERVERS, Entry
from nova import config, context, objects
from nova.compute import power_state
from nova.conf import CONF
from nova.db import migration
from nova.network import model
from oslo_utils import timeutils, uuidutils

CELL = "5e11ce11-0000-4000-8000-000000000001"
FLAVOR = {
    "id": 1,
    "flavorid": "1",
    "name": "m1.small",
    "memory_mb": 2048,
    "vcpus": 1,
    "root_gb": 20,
    "ephemeral_gb": 0,
    "swap": 0,
    "rxtx_factor": 1.0,
    "is_public": True,
    "disabled": False,
    "extra_specs": {},
}


def make_databases() -> objects.CellMapping:
    migration.db_sync(database="api")
    migration.db_sync(database="main")
    database = CONF.database.connection
    # Where servers are kept that no host was found for: there are none, so a copy of the empty one will do.
    path = database.removeprefix("sqlite:///")
    shutil.copy(path, f"{path}.cell0")
    _map_cell(objects.CellMapping.CELL0_UUID, "none:///", f"{database}.cell0")
    return _map_cell(CELL, CONF.transport_url, database)


def _map_cell(uuid: str, transport_url: str, database: str) -> objects.CellMapping:
    places = {"transport_url": transport_url, "database_connection": database}
    cell = objects.CellMapping(
        context.get_admin_context(), uuid=uuid, name=uuid[:8], disabled=False, **places
    )
    cell.create()
    return cell


def insert(admin: context.RequestContext, cell: objects.CellMapping, entry: Entry) -> None:
    running = entry.vm_state == "active"
    instance = objects.Instance(
        admin,
        uuid=entry.id,
        display_name=entry.name,
        hostname=entry.name,
        project_id=PROJECT_ID,
        user_id="nobody",
        host=entry.host,
        availability_zone="nova",
        vm_state=entry.vm_state,
        task_state=entry.task_state,
        power_state=power_state.RUNNING if running else power_state.SHUTDOWN,
        launched_at=timeutils.utcnow() if entry.host else None,
        image_ref=uuidutils.generate_uuid(),
        root_device_name="/dev/vda",
        memory_mb=FLAVOR["memory_mb"],
        vcpus=FLAVOR["vcpus"],
        root_gb=FLAVOR["root_gb"],
        ephemeral_gb=FLAVOR["ephemeral_gb"],
        instance_type_id=FLAVOR["id"],
        flavor=objects.Flavor(admin, **FLAVOR),
        old_flavor=None,
        new_flavor=None,
        system_metadata={},
        metadata={},
    )
    instance.info_cache = objects.InstanceInfoCache(
        admin, instance_uuid=entry.id, network_info=_network(entry.address)
    )
    instance.create()
    mapping = objects.InstanceMapping(
        admin, instance_uuid=entry.id, project_id=PROJECT_ID, user_id="nobody", cell_mapping=cell
    )
    mapping.create()


def _network(address: str) -> model.NetworkInfo:
    subnet = model.Subnet(cidr="10.0.0.0/16", ips=[model.FixedIP(address=address)], version=4)
    network = model.Network(id=uuidutils.generate_uuid(), label="internal", subnets=[subnet])
    card = {"id": uuidutils.generate_uuid(), "address": "fa:16:3e:00:00:01", "active": True}
    return model.NetworkInfo([model.VIF(network=network, **card)])


def let_read_while_written(connection: str) -> None:
    with closing(sqlite3.connect(connection.removeprefix("sqlite:///"))) as database:
        database.execute("PRAGMA journal_mode = WAL")


def main() -> None:
    config.parse_args(["nova-manage", "--config-file", sys.argv[1]])
    objects.register_all()
    cell = make_databases()
    admin = context.get_admin_context()
    for entry in SERVERS:
        insert(admin, cell, entry)
    for connection in (CONF.database.connection, CONF.api_database.connection):
        let_read_while_written(connection)


if __name__ == "__main__":
    main()
