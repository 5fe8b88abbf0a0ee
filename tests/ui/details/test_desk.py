"""The details beside a real list: opened and closed by key, on the server the keyboard is on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QSplitter
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.services.connections import Connections
from launcher.services.details import ServerDetails
from launcher.ui.details.desk import DetailsDesk
from launcher.ui.details.pane import DetailsPane
from launcher.ui.runner import TaskRunner
from tests.ui.details.parts import LEFT
from tests.ui.servers.parts import Pane, make_pane, profile_for


@pytest.fixture
def listed(qtbot: QtBot, cloud: DemoCloud) -> Iterator[Pane]:
    with make_pane(qtbot, [(profile_for(cloud, "prod"), cloud.access.password)]) as made:
        made.widget.refresh()
        qtbot.waitUntil(lambda: not made.loader.loading)
        yield made


@pytest.fixture
def desk(qtbot: QtBot, listed: Pane) -> Iterator[DetailsDesk]:
    runner, connections = TaskRunner(), Connections(listed.book)
    window, splitter = QMainWindow(), QSplitter()
    splitter.addWidget(listed.widget)
    window.setCentralWidget(splitter)
    made = DetailsDesk(
        listed.widget.table,
        splitter,
        lambda: DetailsPane(ServerDetails(connections), listed.book.get, runner, settle=0),
    )
    window.menuBar().addMenu("View").addAction(made.action)
    qtbot.addWidget(window)
    window.resize(1100, 600)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    listed.widget.table.setFocus()
    qtbot.waitUntil(listed.widget.table.hasFocus)
    yield made
    window.hide()
    runner.shut_down()
    connections.close()


def pane_of(desk: DetailsDesk) -> DetailsPane:
    assert desk.pane is not None
    return desk.pane


def named(desk: DetailsDesk) -> str:
    return pane_of(desk).title.name.toPlainText()


def test_it_is_made_by_the_key_and_follows_the_keyboard(
    qtbot: QtBot, desk: DetailsDesk, listed: Pane
) -> None:
    table = listed.widget.table
    table.select_first()
    assert desk.pane is None
    qtbot.keyClick(table, Qt.Key.Key_F4)
    assert pane_of(desk).isVisible()
    assert named(desk) == listed.names()[0]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: named(desk) == listed.names()[1])
    qtbot.keyClick(table, Qt.Key.Key_F4)
    assert not pane_of(desk).isVisible()
    assert table.hasFocus()


def test_a_refresh_leaves_it_as_it_is(
    qtbot: QtBot, desk: DetailsDesk, listed: Pane, cloud: DemoCloud
) -> None:
    listed.widget.table.select_first()
    desk.action.trigger()
    pane_of(desk).open_sections(["identity"])
    qtbot.waitUntil(lambda: pane_of(desk).parts.particulars.value is not None)
    known = pane_of(desk).parts.particulars.value
    cloud.forget_requests()
    listed.widget.refresh()
    qtbot.waitUntil(lambda: not listed.loader.loading)
    qtbot.waitUntil(lambda: not desk._soon.isActive())
    assert pane_of(desk).parts.particulars.value is known
    assert all(one.path.endswith("/servers/detail") for one in cloud.requests)


def test_esc_goes_back_to_the_list_and_the_button_closes(
    qtbot: QtBot, desk: DetailsDesk, listed: Pane
) -> None:
    listed.widget.table.select_first()
    desk.action.trigger()
    header = pane_of(desk).sections["identity"].header
    header.setFocus()
    qtbot.keyClick(header, Qt.Key.Key_Escape)
    assert listed.widget.table.hasFocus()
    header.setFocus()
    qtbot.mouseClick(pane_of(desk).title.close_button, LEFT)
    assert not desk.action.isChecked()
    assert listed.widget.table.hasFocus()


def test_a_list_that_is_filtered_to_nothing_has_no_details(
    qtbot: QtBot, desk: DetailsDesk, listed: Pane
) -> None:
    listed.widget.table.select_first()
    desk.action.trigger()
    listed.widget.bar.box.setText("no such server anywhere")
    qtbot.waitUntil(lambda: pane_of(desk)._server is None)
