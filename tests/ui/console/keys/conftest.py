"""A server whose keyboard has a layout, and a console that shows its screen."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.console.keys.keyboard_server import KeyboardServer, keyboard_server
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeyboardServer]:
    with keyboard_server(tmp_path_factory.mktemp("keyboard")) as running:
        yield running


@pytest.fixture
def live(room: Room, server: KeyboardServer, qtbot: QtBot) -> Iterator[Room]:
    """A console on that server, its window in front."""
    proxy = Proxy(server.socket)
    room.lead_to(proxy.url())
    room.open_live()
    qtbot.waitUntil(room.window.isActiveWindow)
    yield room
    proxy.close()
