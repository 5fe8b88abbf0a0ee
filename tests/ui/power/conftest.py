"""A power desk on a cloud of its own, whose tasks end when a test says so."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from tests.ui.power.parts import Room, make_room


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud() as running:
        yield running


@pytest.fixture
def slow_cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(task_seconds=3600)) as running:
        yield running


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Callable[..., Room]]:
    rooms: list[Room] = []

    def make(cloud: DemoCloud, **profile: object) -> Room:
        rooms.append(make_room(qtbot, cloud, **profile))
        return rooms[-1]

    yield make
    for room in rooms:
        room.close()


@pytest.fixture
def room(make: Callable[..., Room], cloud: DemoCloud) -> Room:
    return make(cloud)


@pytest.fixture
def production(make: Callable[..., Room], cloud: DemoCloud) -> Room:
    return make(cloud, production=True)
