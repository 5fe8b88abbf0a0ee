"""Makes Keystone's database and keys, and everybody who may log in.

python identity_setup.py keystone.conf accounts.json
"""

import getpass
import grp
import json
import os
import sys
from pathlib import Path

from inventory import ADMIN, LEGACY_REGION, PROJECT, PROJECT_ID, REGION
from keystone.cmd import cli
from keystone.common.provider_api import ProviderAPIs
from oslo_utils import uuidutils


def manage(config: str, *words: str) -> None:
    """Do as keystone-manage does, without another start of Python."""
    cli.CONF.reset()
    cli.main(["keystone-manage", "--config-file", config, *words])


def make_databases(config: str, url: str, password: str) -> None:
    me = ["--keystone-user", getpass.getuser(), "--keystone-group", grp.getgrgid(os.getegid()).gr_name]
    manage(config, "db_sync")
    manage(config, "fernet_setup", *me)
    manage(config, "credential_setup", *me)
    os.environ["OS_BOOTSTRAP_PASSWORD"] = password
    where = ["--bootstrap-region-id", REGION]
    where += ["--bootstrap-public-url", url, "--bootstrap-internal-url", url]
    manage(config, "bootstrap", "--bootstrap-username", ADMIN, *where)


def make_users(users: list[list[str]]) -> None:
    """Make users, each given as name, password, project and role."""
    projects = {PROJECT: PROJECT_ID, "service": uuidutils.generate_uuid(dashed=False)}
    for name, project in projects.items():
        ProviderAPIs.resource_api.create_project(project, _of_domain(id=project, name=name))
    roles = {role["name"]: role["id"] for role in ProviderAPIs.role_api.list_roles()}
    for name, password, project, role in users:
        user = ProviderAPIs.identity_api.create_user(_of_domain(name=name, password=password))
        grant = user["id"], projects[project], roles[role]
        ProviderAPIs.assignment_api.add_role_to_user_and_project(*grant)


def make_catalog(endpoints: list[list[str]]) -> None:
    """Make endpoints, each given as the service's type, the region and the URL."""
    ProviderAPIs.catalog_api.create_region({"id": LEGACY_REGION, "description": ""})
    services: dict[str, str] = {}
    for kind, region, url in endpoints:
        if kind not in services:
            services[kind] = uuidutils.generate_uuid(dashed=False)
            service = {"id": services[kind], "type": kind, "name": kind}
            ProviderAPIs.catalog_api.create_service(services[kind], service)
        endpoint = {"id": uuidutils.generate_uuid(dashed=False), "interface": "public", "url": url}
        endpoint |= {"service_id": services[kind], "region_id": region, "enabled": True}
        ProviderAPIs.catalog_api.create_endpoint(endpoint["id"], endpoint)


def _of_domain(**more: str) -> dict[str, object]:
    return {"domain_id": "default", "enabled": True, **more}


def main() -> None:
    config, accounts = sys.argv[1:]
    wanted = json.loads(Path(accounts).read_text())
    make_databases(config, wanted["auth_url"], wanted["admin_password"])
    make_users(wanted["users"])
    make_catalog(wanted["endpoints"])


if __name__ == "__main__":
    main()
