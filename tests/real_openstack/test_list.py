"""The list, as a Nova gives it that answers with fifty servers at most."""

from itertools import takewhile
from math import ceil

from tests.real_openstack.configuration import PAGE
from tests.real_openstack.desk import Desk
from tests.real_openstack.openstack import OpenStack


def test_every_server_is_there_once_page_after_page(on: Desk, openstack: OpenStack) -> None:
    there = sorted((one.name, one.id) for one in openstack.servers)
    assert sorted((one.name, one.id) for one in on.porthole.listing.visible) == there
    assert {one.name: one.status.value for one in on.porthole.listing.visible}["new-01"] == "BUILD"
    asked = [one for one in openstack.nova_requests() if one.startswith("GET /v2.1/servers/detail")]
    further = list(takewhile(lambda one: "marker=" in one, reversed(asked)))
    assert len(further) == ceil(len(there) / PAGE) - 1
