"""The list, as a Nova gives it that answers with fifty servers at most; and what one server is made of."""

from itertools import takewhile
from math import ceil

from launcher.ui.details.pane import DetailsPane
from launcher.ui.details.sheet import FactRow
from tests.end_to_end.hand import wait_until
from tests.real_openstack.administrator import Administrator
from tests.real_openstack.configuration import PAGE
from tests.real_openstack.desk import Desk
from tests.real_openstack.openstack import OpenStack
from tests.real_openstack.services.inventory import GONE, OPERATOR, WEB


def test_every_server_is_there_once_page_after_page(on: Desk, openstack: OpenStack) -> None:
    there = sorted((one.name, one.id) for one in openstack.servers)
    assert sorted((one.name, one.id) for one in on.porthole.listing.visible) == there
    assert {one.name: one.status.value for one in on.porthole.listing.visible}["new-01"] == "BUILD"
    asked = [one for one in openstack.nova_requests() if one.startswith("GET /v2.1/servers/detail")]
    further = list(takewhile(lambda one: "marker=" in one, reversed(asked)))
    assert len(further) == ceil(len(there) / PAGE) - 1


def test_a_quiet_refresh_asks_for_changes_alone_and_drops_what_was_deleted(
    on: Desk, openstack: OpenStack, administrator: Administrator
) -> None:
    gone = GONE[1]
    assert on.row_of(gone) is not None
    administrator.delete(gone)
    before = len(openstack.nova_requests())  # the administrator's own is among them
    on.porthole.loader.freshen(OPERATOR)
    wait_until(lambda: on.row_of(gone) is None, "its row to go")
    asked = openstack.nova_requests()[before:]
    assert asked
    assert all("changes-since=" in one for one in asked)
    assert len(on.porthole.listing.visible) == len(openstack.servers)


def test_f4_shows_what_nova_knows_of_a_server_and_what_it_has_said(on: Desk) -> None:
    on.click(WEB, times=1)
    on.hand.press("F4")
    pane = on.porthole.window.findChild(DetailsPane)
    wait_until(lambda: pane.isVisible() and WEB.name in pane.title.accessibleName(), "the details")
    wait_until(lambda: WEB.address in facts(pane), "its address")
    pane.open_sections(["console_log"])
    wait_until(lambda: "FAKE CONSOLE OUTPUT" in pane.log.view.toPlainText(), "the console log")


def facts(pane: DetailsPane) -> list[str]:
    return [one.value.toPlainText() for one in pane.findChildren(FactRow)]
