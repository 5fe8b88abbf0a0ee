"""One cloud for all of these tests, and the real program in front of it."""

import os
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.real_openstack.administrator import Administrator
from tests.real_openstack.desk import Desk, desk
from tests.real_openstack.openstack import OpenStack
from tests.real_openstack.services import inventory

ENVIRONMENT = Path(__file__).parents[2] / ".venv-openstack"
"""What `make test-openstack` makes first."""

PAGES = Path(sys.prefix) / "share" / "novnc"

REQUIRED = "PORTHOLE_TESTS_NEED_OPENSTACK"
"""Set where a missing cloud is a failure: `make test-openstack` sets it."""


def pytest_report_header() -> str:
    """Say which releases the tests meet."""
    packages = [str(one) for one in ENVIRONMENT.glob("lib/python*/site-packages")]
    releases = {one.name: one.version for one in distributions(path=packages)}
    met = [
        f"{name} {releases[name]}" for name in ("nova", "keystone", "openstack-placement") if name in releases
    ]
    return f"OpenStack: {', '.join(met) or 'none'}"


@pytest.fixture(scope="session")
def openstack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenStack]:
    """A cloud that runs as long as the tests do."""
    if not (ENVIRONMENT / "bin" / "nova-novncproxy").exists():
        reason = f"there is no Nova in {ENVIRONMENT}: `make test-openstack` installs it"
        (pytest.fail if os.environ.get(REQUIRED) else pytest.skip)(reason)
    cloud = OpenStack(ENVIRONMENT, PAGES, tmp_path_factory.mktemp("openstack"))
    try:
        cloud.start()
        yield cloud
    finally:
        cloud.stop()


@pytest.fixture
def administrator(openstack: OpenStack) -> Administrator:
    """Somebody who changes the cloud meanwhile."""
    return Administrator(openstack)


@pytest.fixture
def on(qapp: QApplication, openstack: OpenStack) -> Iterator[Desk]:
    """Porthole, with the operator's profile, and every server in its list."""
    profile = openstack.profile(inventory.OPERATOR)
    with desk(qapp, profile, openstack.passwords.operator) as running:
        running.wait_for_servers(len(openstack.servers))
        yield running
