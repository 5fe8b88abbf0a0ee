"""A table on real parts: book, keeper, listing, model, view."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.model.console import ConsoleLink, ConsoleProtocol, ConsoleType, RemoteConsole
from launcher.model.instant import Instant
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.bookmarks import Bookmarks
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.history import History
from launcher.services.listing import ServerListing
from launcher.services.profiles import ProfileBook
from launcher.storage.bookmarks import BookmarksFile
from launcher.storage.history import HistoryFile
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.links import LinkKeeper
from launcher.ui.runner import TaskRunner
from launcher.ui.servers.freshness import Pace
from launcher.ui.servers.loader import ServerLoader
from launcher.ui.servers.pane import ServersPane
from launcher.ui.servers.remedies import Remedies
from launcher.ui.servers.table_model import ServerTableModel
from launcher.ui.servers.table_view import ServerTableView

CHECKED = 1_000
"""Rows up to which Qt's own checks, which ask for every cell, run beside each test."""


def fleet(count: int, profile_id: str = "prod") -> list[Server]:
    return [
        Server(
            profile_id,
            f"id-{number}",
            f"web-{number}",
            ServerStatus.ACTIVE if number % 5 else ServerStatus.SHUTOFF,
            addresses=(f"10.0.{number // 250}.{number % 250}",),
            zone=f"eu-de-0{number % 3}",
        )
        for number in range(count)
    ]


def link(key: ServerKey, validity: float = 600.0) -> ConsoleLink:
    console = RemoteConsole(ConsoleType.NOVNC, ConsoleProtocol.VNC, "https://proxy.example/?token=t")
    return ConsoleLink(key, console, Instant.now(), validity)


@dataclass
class Table:
    book: ProfileBook
    keeper: LinkKeeper
    listing: ServerListing
    model: ServerTableModel
    view: ServerTableView

    def cell(self, row: int, column: int) -> str:
        return str(self.model.index(row, column).data())

    def title(self, column: int) -> str:
        spoken = Qt.ItemDataRole.AccessibleTextRole
        return str(self.model.headerData(column, Qt.Orientation.Horizontal, spoken))

    def names(self) -> list[str]:
        return [self.cell(row, 0) for row in range(self.model.rowCount())]


def make_table(qtbot: QtBot, servers: list[Server]) -> Table:
    book = ProfileBook(ProfileFile(), Secrets())
    book.add_guest(Profile(id="prod", name="production"), "secret")
    book.add_guest(Profile(id="stage", name="staging"), "secret")
    keeper = LinkKeeper()
    bookmarks = Bookmarks(BookmarksFile(), book)
    listing = ServerListing(
        lambda profile_id: book.get(profile_id).name, keeper.remaining, lambda: bookmarks.favourites
    )
    listing.update(servers)
    model = ServerTableModel(listing, book, keeper, bookmarks)
    if len(servers) <= CHECKED:
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    view = ServerTableView(model)
    qtbot.addWidget(view)
    keeper.watch(view)
    model.apply()
    view.resize(900, 400)
    with qtbot.waitExposed(view):
        view.show()
    return Table(book, keeper, listing, model, view)


def profile_for(cloud: DemoCloud, profile_id: str, project: str = "production") -> Profile:
    access = cloud.access
    return Profile(
        id=profile_id,
        name=profile_id,
        region_name=access.region_name,
        auth=access.auth(project),
    )


@dataclass
class Pane:
    book: ProfileBook
    loader: ServerLoader
    listing: ServerListing
    remedies: Remedies
    widget: ServersPane
    history: History

    def names(self) -> list[str]:
        return [server.name for server in self.listing.visible]

    def face_text(self) -> str:
        assert self.widget.face.isVisible()
        return self.widget.face.accessibleName()

    def button(self, label: str) -> QPushButton:
        QApplication.processEvents()  # a layout shows what was added to it with the next round of events
        shown = [one for one in self.widget.findChildren(QPushButton) if one.isVisible()]
        found = [one for one in shown if one.text() == label]
        assert found, f"no button {label!r} among {[one.text() for one in shown]}"
        return found[0]


@contextmanager
def make_pane(qtbot: QtBot, profiles: list[tuple[Profile, str]]) -> Iterator[Pane]:
    """A pane for profiles that live for this run only."""
    book = ProfileBook(ProfileFile(), Secrets())
    for profile, secret in profiles:
        book.add_guest(profile, secret)
    with pane_for(qtbot, book) as made:
        yield made


@contextmanager
def pane_for(qtbot: QtBot, book: ProfileBook, pace: Pace | None = None) -> Iterator[Pane]:
    """A pane for the profiles of a book."""
    runner = TaskRunner()
    connections = Connections(book)
    keeper = LinkKeeper()
    bookmarks = Bookmarks(BookmarksFile(), book)
    history = History(HistoryFile(), book)
    listing = ServerListing(
        lambda profile_id: book.get(profile_id).name,
        keeper.remaining,
        lambda: bookmarks.favourites,
        lambda: history.recent,
    )
    loader = ServerLoader(ServerDirectory(book, connections), listing, runner)
    remedies = Remedies()
    remedies.refresh_requested.connect(lambda profile_id: loader.refresh([profile_id]))
    model = ServerTableModel(listing, book, keeper, bookmarks)
    widget = ServersPane(model, loader, book, remedies)
    if pace:
        widget.freshness.pace = pace
    qtbot.addWidget(widget)
    widget.resize(900, 500)
    with qtbot.waitExposed(widget):
        widget.show()
    yield Pane(book, loader, listing, remedies, widget, history)
    loader.cancel()
    runner.shut_down()
    connections.close()
