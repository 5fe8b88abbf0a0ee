"""One SPICE server for all tests of its page; a proxy and a room for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from launcher.demo.novnc import FolderPages
from tests.ui.console.proxy import Proxy
from tests.ui.console.spice.spice_server import BOOTED, SpiceServer, spice_server

PAGES = Path("/usr/share/spice-html5")
"""Where Debian's package has them."""


@pytest.fixture(scope="session")
def spice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SpiceServer]:
    with spice_server(tmp_path_factory.mktemp("spice")) as running:
        yield running


@pytest.fixture
def proxy(spice: SpiceServer, qtbot: QtBot) -> Iterator[Proxy]:
    qtbot.waitUntil(lambda: BOOTED in spice.keys, timeout=20_000)
    running = Proxy(spice.socket, FolderPages(PAGES))
    yield running
    running.close()
