"""A details pane on real parts: runner, connections, a cloud on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.model.server import Server
from launcher.services.connections import Connections
from launcher.services.details import ServerDetails
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.details.pace import Pace
from launcher.ui.details.pane import DetailsPane
from launcher.ui.details.part_view import PartView
from launcher.ui.details.section import SectionHeader
from launcher.ui.details.sheet import FactRow
from launcher.ui.runner import TaskRunner
from tests.unit.services.parts import profile_for

LEFT = Qt.MouseButton.LeftButton
SETTLE = 20
BEAT = 0.04


@dataclass
class Details:
    qtbot: QtBot
    cloud: DemoCloud
    book: ProfileBook
    servers: dict[str, Server]
    widget: DetailsPane

    def choose(self, name: str, *names_open: str) -> None:
        """Show a server with these sections open, and no others."""
        self.widget.open_sections(names_open)
        self.cloud.forget_requests()
        self.widget.show_server(self.servers[name])

    def asked(self) -> list[str]:
        """What was asked of servers, without their ids."""
        paths = (one.path.partition("/servers/")[2] for one in self.cloud.requests)
        return [path.partition("/")[2] or "show" for path in paths if path]

    def header(self, name: str) -> SectionHeader:
        return self.widget.sections[name].header

    def view(self, name: str) -> PartView:
        body = self.widget.sections[name].body
        assert isinstance(body, PartView)
        return body

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.header(name), LEFT)

    def rows(self, name: str) -> list[FactRow]:
        sheet = self.view(name).sheet
        return [row for row in sheet.findChildren(FactRow) if row.isVisible()]

    def facts(self, name: str) -> list[tuple[str, str]]:
        return [(row.label.toPlainText(), row.value.toPlainText()) for row in self.rows(name)]

    def fact(self, name: str, label: str) -> str:
        # Rows that are laid out anew are shown with the next round of events.
        return dict(self.facts(name)).get(label, "")

    def wait_for(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: bool(self.rows(name)))

    def wait_for_refusal(self, name: str) -> None:
        self.qtbot.waitUntil(self.view(name).refusal.isVisible)


@contextmanager
def make_details(
    qtbot: QtBot, cloud: DemoCloud, *, settle: int = SETTLE, beat: float = BEAT
) -> Iterator[Details]:
    runner = TaskRunner()
    book = ProfileBook(ProfileFile(), Secrets())
    book.add_guest(profile_for(cloud), cloud.access.password)
    connections = Connections(book)
    servers = {one.name: Server("prod", one.id, one.name, one.status) for one in cloud.servers()}
    window = QWidget()
    pane = DetailsPane(
        ServerDetails(connections), book.get, runner, window, settle=settle, pace=Pace(beat, shortest=beat)
    )
    qtbot.addWidget(window)
    window.resize(340, 720)
    pane.resize(340, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    cloud.forget_requests()
    yield Details(qtbot, cloud, book, servers, pane)
    pane.hide()
    runner.shut_down()
    connections.close()
