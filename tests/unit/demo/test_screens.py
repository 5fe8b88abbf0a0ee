"""What a person sees on the screens of servers in each state."""

import pytest
from websockets.exceptions import ConnectionClosed

from launcher.model.server import ServerStatus


def test_a_paused_server_shows_a_still_picture_and_takes_no_keys(still, look):
    viewer = look(still)
    text = viewer.see("cache-01 login:", "Paused")
    viewer.type("Ada\n")
    with pytest.raises(TimeoutError):
        viewer.update(timeout=1.2)
    assert viewer.text() == text


def test_a_broken_server_shows_its_panic(shared_cloud, make_client, look):
    viewer = look(make_client(shared_cloud).console_url("mail-01"))
    viewer.see("Kernel panic - not syncing: Attempted to kill init!", "Error")


def test_pausing_and_going_on(cloud, client, server_id, look):
    web_02 = server_id(cloud, "web-02")
    viewer = look(client.console_url("web-02"))
    viewer.see("Hypervisor detected: KVM", "Active")
    cloud.set_status(web_02, ServerStatus.PAUSED)
    viewer.see("Paused")
    cloud.set_status(web_02, ServerStatus.PAUSED)
    cloud.set_status(web_02, ServerStatus.ACTIVE)
    viewer.see("Active")
    cloud.set_status(web_02, ServerStatus.RESCUE)
    viewer.see("In rescue", "systemd-journald")


@pytest.mark.parametrize("status", [ServerStatus.DELETED, ServerStatus.SHUTOFF, ServerStatus.SHELVED])
def test_a_server_that_goes_off_takes_its_viewers_with_it(cloud, client, server_id, look, status):
    viewer = look(client.console_url("cache-01"))
    viewer.see("cache-01 login:")
    cloud.set_status(server_id(cloud, "cache-01"), status)
    with pytest.raises(ConnectionClosed) as caught:
        viewer.see("never to be seen")
    assert caught.value.rcvd is None
