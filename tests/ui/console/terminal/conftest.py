"""A cloud that has serial consoles, and a proxy behind which a test speaks."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from tests.ui.console.terminal.bench import SERIAL, Bench, make_bench
from tests.ui.console.terminal.serial_server import SerialServer


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(console_types=SERIAL)) as running:
        yield running


@pytest.fixture
def bench(qtbot: QtBot, cloud: DemoCloud) -> Iterator[Bench]:
    with make_bench(qtbot, cloud) as made:
        yield made


@pytest.fixture
def server() -> Iterator[SerialServer]:
    running = SerialServer()
    yield running
    running.close()
