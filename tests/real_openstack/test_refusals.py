"""What Nova itself answers where there is no console to be had, and what a person reads then."""

from time import monotonic

from PySide6.QtWidgets import QApplication

from launcher.ui.console.state import ConnectionState
from tests.end_to_end.hand import wait_until
from tests.real_openstack.administrator import Administrator
from tests.real_openstack.desk import Desk, desk
from tests.real_openstack.openstack import OpenStack
from tests.real_openstack.services.inventory import AUDITOR, GONE, NEW, OFF, WEB


def test_a_server_that_is_shut_off_is_started_and_its_screen_comes(on: Desk) -> None:
    on.click(OFF)
    on.wait_for_words("off-01 is shut off, so it has no screen.")
    on.press("Start server")
    on.wait_for_screen(OFF)


def test_a_server_that_is_being_built_has_no_console_yet(on: Desk) -> None:
    on.click(NEW)
    on.wait_for(ConnectionState.REFUSED)
    assert "no console in its present state" in on.words()


def test_a_server_that_was_deleted_meanwhile_leaves(on: Desk, administrator: Administrator) -> None:
    gone = GONE[0]
    administrator.delete(gone)
    on.click(gone)
    on.wait_for_words("The server is gone")
    wait_until(lambda: on.row_of(gone) is None, "its row to go")


def test_a_hypervisor_that_does_not_answer_is_not_waited_for(on: Desk, openstack: OpenStack) -> None:
    with openstack.compute.stunned():
        on.click(WEB)
        on.wait_for(ConnectionState.ASKING)
        on.wait_for_words("Asking")
        begun = monotonic()
        on.press("Cancel")
        wait_until(lambda: on.tab is None, "the console to go")
        assert monotonic() - begun < 10
    on.open(WEB)


def test_one_who_may_only_read_is_told_so(qapp: QApplication, openstack: OpenStack) -> None:
    with desk(qapp, openstack.profile(AUDITOR), openstack.passwords.auditor) as on:
        on.wait_for_servers(len(openstack.servers))
        on.click(WEB)
        on.wait_for(ConnectionState.REFUSED)
        assert "This account may not open" in on.words()
