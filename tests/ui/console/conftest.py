"""One VNC server for all tests of the console; a cloud, a proxy and a desk for each."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from tests.ui.console.hostile import Hostile
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room, make_room
from tests.ui.console.vnc_server import VncServer, vnc_server


class PatientBot(QtBot):
    """Waits longer before it gives up: to load a page can take seconds where others are at work too."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = 15_000) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    assert qapp
    return PatientBot(request)


@pytest.fixture(scope="session")
def vnc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VncServer]:
    with vnc_server(tmp_path_factory.mktemp("vnc")) as running:
        yield running


@pytest.fixture
def proxy(vnc: VncServer, qtbot: QtBot) -> Iterator[Proxy]:
    qtbot.waitUntil(lambda: vnc.is_painted)
    running = Proxy(vnc.socket)
    yield running
    running.close()


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud() as running:
        yield running


@pytest.fixture
def room(qtbot: QtBot, cloud: DemoCloud) -> Iterator[Room]:
    with make_room(qtbot, cloud) as made:
        yield made


@pytest.fixture
def hostile(room: Room, proxy: Proxy) -> Hostile:
    return Hostile(room, proxy)
