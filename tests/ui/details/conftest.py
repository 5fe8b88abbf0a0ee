"""A cloud, and the details pane beside it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from tests.ui.details.parts import Details, make_details


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud() as running:
        yield running


@pytest.fixture
def details(qtbot: QtBot, cloud: DemoCloud) -> Iterator[Details]:
    with make_details(qtbot, cloud) as made:
        yield made
