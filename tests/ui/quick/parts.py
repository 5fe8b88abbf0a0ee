"""A palette on a few servers, and what it told."""

from dataclasses import dataclass, field

from pytestqt.qtbot import QtBot

from launcher.model.profile import ProfileColour
from launcher.model.server import Server
from launcher.services.quick import QuickSearch
from launcher.ui.quick.palette import QuickPalette

PROFILES = {"prod": "production"}


@dataclass
class Told:
    """What a palette asked for, in its order."""

    palette: QuickPalette
    opened: list[tuple[str, bool]] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    closed: int = 0

    def names(self) -> list[str]:
        results = self.palette.results
        return [str(results.index(row).data()) for row in range(results.rowCount())]

    @property
    def chosen(self) -> str:
        return str(self.palette.list.currentIndex().data())


def make_palette(qtbot: QtBot, servers: list[Server], nothing_known: str = "") -> Told:
    palette = QuickPalette(lambda _profile: ProfileColour.TEAL)
    qtbot.addWidget(palette)
    told = Told(palette)
    palette.server_activated.connect(lambda server, other: told.opened.append((server.name, other)))
    palette.list_requested.connect(lambda server: told.listed.append(server.name))

    def on_closed() -> None:
        told.closed += 1

    palette.closed.connect(on_closed)
    palette.ask(QuickSearch(servers, PROFILES), nothing_known)
    qtbot.waitUntil(palette.isActiveWindow)
    qtbot.waitUntil(palette.field.hasFocus)
    return told
