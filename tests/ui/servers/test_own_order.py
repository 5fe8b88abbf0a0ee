"""Recent servers stand as they were opened, until a person sorts them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.services.columns import Column
from launcher.services.scopes import Everything, Recent
from tests.ui.servers.parts import Pane, make_pane, profile_for

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NAMES = ["web-02", "db-01", "web-01"]
"""As they were opened, the last one first."""


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[Pane]:
    with (
        DemoCloud(DemoOptions(servers=24)) as cloud,
        make_pane(qtbot, [(profile_for(cloud, "prod"), cloud.access.password)]) as made,
    ):
        made.widget.refresh()
        qtbot.waitUntil(lambda: not made.loader.loading)
        servers = {server.name: server for server in made.listing.visible}
        for ago, name in enumerate(NAMES):
            made.history.opened(servers[name].key, NOW - timedelta(hours=ago))
        yield made


def click_title(qtbot: QtBot, pane: Pane, column: Column) -> None:
    header = pane.widget.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 10, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_they_stand_as_they_were_opened_and_no_title_says_otherwise(pane: Pane) -> None:
    pane.widget.show_place(Recent())
    assert pane.names() == NAMES
    assert pane.widget.table.horizontalHeader().sortIndicatorSection() == -1
    pane.widget.bar.box.setText("web")
    assert pane.names() == ["web-02", "web-01"]


def test_a_click_on_a_title_sorts_them_and_a_third_one_no_longer(qtbot: QtBot, pane: Pane) -> None:
    pane.widget.show_place(Recent())
    click_title(qtbot, pane, Column.NAME)
    assert pane.names() == ["db-01", "web-01", "web-02"]
    click_title(qtbot, pane, Column.NAME)
    assert pane.names() == ["web-02", "web-01", "db-01"]
    click_title(qtbot, pane, Column.NAME)
    assert pane.names() == NAMES


def test_everywhere_else_it_is_sorted_as_before(qtbot: QtBot, pane: Pane) -> None:
    click_title(qtbot, pane, Column.STATUS)
    before = pane.names()
    pane.widget.show_place(Recent())
    click_title(qtbot, pane, Column.ZONE)
    assert pane.widget.table.sorting() == (Column.STATUS, False)
    pane.widget.show_place(Everything())
    assert pane.names() == before
    assert pane.widget.table.horizontalHeader().sortIndicatorSection() == Column.STATUS
    # There the third click turns round once more.
    for _ in range(2):
        click_title(qtbot, pane, Column.STATUS)
    assert pane.names() == before
    pane.widget.show_place(Recent())
    assert pane.names() == NAMES
