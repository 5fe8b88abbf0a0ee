"""From the list to a server's screen, on Nova's own answers and through its own proxy."""

from tests.real_openstack.desk import Desk
from tests.real_openstack.services.inventory import WEB


def test_a_double_click_shows_the_servers_own_screen(on: Desk) -> None:
    on.open(WEB)
    assert "session live" in on.words()
