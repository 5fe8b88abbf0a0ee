"""A table on real parts: book, keeper, listing, model, view."""

from dataclasses import dataclass

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from launcher.model.console import ConsoleLink, ConsoleProtocol, ConsoleType, RemoteConsole
from launcher.model.instant import Instant
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.listing import ServerListing
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.links import LinkKeeper
from launcher.ui.servers.table_model import ServerTableModel
from launcher.ui.servers.table_view import ServerTableView


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

    def names(self) -> list[str]:
        return [self.cell(row, 0) for row in range(self.model.rowCount())]


def make_table(qtbot: QtBot, servers: list[Server]) -> Table:
    book = ProfileBook(ProfileFile(), Secrets())
    book.add_guest(Profile(id="prod", name="production"), "secret")
    book.add_guest(Profile(id="stage", name="staging"), "secret")
    keeper = LinkKeeper()
    listing = ServerListing(lambda profile_id: book.get(profile_id).name, keeper.remaining)
    listing.update(servers)
    model = ServerTableModel(listing, book, keeper)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    view = ServerTableView(model)
    qtbot.addWidget(view)
    keeper.watch(view)
    model.apply()
    view.resize(900, 400)
    with qtbot.waitExposed(view):
        view.show()
    return Table(book, keeper, listing, model, view)
