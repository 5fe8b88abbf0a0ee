"""What a right click on a server, or the menu key, offers."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from launcher.model.console import OpenIn
from launcher.model.porthole_link import PortholeLink
from launcher.model.server import Server
from launcher.services.profiles import ProfileBook
from launcher.ui.power.menu import add_power_actions
from launcher.ui.servers.favourite_action import FavouriteAction
from launcher.ui.servers.table_view import ServerTableView
from launcher.ui.servers.watch_action import WatchAction
from launcher.ui.text import visible

if TYPE_CHECKING:
    from launcher.ui.browsers import Browsers


class RowMenu(QObject):
    """The menu of one row. It says by name what Enter and Ctrl+Enter do for this server's profile.

    Attributes:
        browsers: returns those a console can be shown in; None where there is no choice.
    """

    opening_requested = Signal(object, bool)
    """A :class:`Server` is to be opened; True: the other way."""

    link_copy_requested = Signal(object)
    """A fresh link of this :class:`Server` is to be put into the clipboard."""

    power_requested = Signal(object, object)
    """A :class:`PowerAction` is to be done with a list of :class:`Server`."""

    def __init__(self, book: ProfileBook, table: ServerTableView) -> None:
        super().__init__(table)
        self._book = book
        self._over = table
        self.browsers: Callable[[], Browsers] | None = None

    def show(self, server: Server, place: QPoint) -> None:
        """Show the menu.

        Args:
            server: whose row it is.
            place: on the screen.
        """
        menu = QMenu(self._over)
        menu.aboutToHide.connect(menu.deleteLater)
        self._add_ways(menu, server)
        menu.addSeparator()
        self._add_power(menu, self._chosen(server))
        menu.addSeparator()
        favourite = FavouriteAction(self._over, menu)
        favourite.aim_at(self._chosen(server))
        menu.addAction(favourite)
        watch = WatchAction(self._over, menu)
        watch.aim_at(self._chosen(server))
        menu.addAction(watch)
        menu.addSeparator()
        menu.addAction(self.tr("Copy console &link"), lambda: self.link_copy_requested.emit(server))
        self._add_copies(menu, server)
        menu.addSeparator()
        self._add_clippings(menu, self._chosen(server))
        menu.popup(place)

    def _add_ways(self, menu: QMenu, server: Server) -> None:
        labels = {
            OpenIn.EMBEDDED: self.tr("&Open console"),
            OpenIn.BROWSER: self.tr("Open in &browser"),
        }
        first = self._book.get(server.profile_id).open_in
        for way, keys in ((first, "Return"), (first.other, "Ctrl+Return")):
            # Shown, not bound: these are the table's own keys.
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            action = menu.addAction(f"{labels[way]}\t{shown}")
            action.triggered.connect(
                lambda _checked, other=way is not first: self.opening_requested.emit(server, other)
            )
            if way is first:
                menu.setDefaultAction(action)
        if self.browsers is not None:
            self._add_browsers(menu, server, self.browsers(), other_way=first is not OpenIn.BROWSER)

    def _add_browsers(self, menu: QMenu, server: Server, browsers: "Browsers", *, other_way: bool) -> None:
        from launcher.ui.browser_menu import BrowserMenu  # noqa: PLC0415 - no start needs it

        choice = BrowserMenu(browsers, menu)
        choice.setTitle(self.tr("Open &with"))
        choice.picked.connect(lambda: self.opening_requested.emit(server, other_way))
        menu.addMenu(choice)

    def _chosen(self, server: Server) -> list[Server]:
        """Return the selected servers where the menu is over one of them."""
        selected = self._over.selected_servers()
        return selected if any(one.key == server.key for one in selected) else [server]

    def _add_power(self, menu: QMenu, servers: list[Server]) -> None:
        production = any(self._book.get(server.profile_id).production for server in servers)
        add_power_actions(
            menu,
            servers,
            lambda action: self.power_requested.emit(action, servers),
            production=production,
        )

    def _add_copies(self, menu: QMenu, server: Server) -> None:
        clipboard = QGuiApplication.clipboard()
        menu.addAction(self.tr("Copy &name"), lambda: clipboard.setText(server.name))
        menu.addAction(self.tr("Copy &ID"), lambda: clipboard.setText(server.id))
        # Unlike the console's own link it is no secret.
        named = PortholeLink(self._book.get(server.profile_id).name, server.id)
        menu.addAction(self.tr("Copy link for a tic&ket"), lambda: clipboard.setText(str(named)))
        for address in server.addresses:
            action = menu.addAction(self.tr("Copy {0}").format(visible(address)))
            action.triggered.connect(lambda _checked, text=address: clipboard.setText(text))

    def _add_clippings(self, menu: QMenu, servers: list[Server]) -> None:
        clippings = self._over.clippings
        one = len(servers) == 1
        as_csv = self.tr("Copy as CS&V") if one else self.tr("Copy {0} servers as CS&V").format(len(servers))
        as_json = (
            self.tr("Copy as &JSON") if one else self.tr("Copy {0} servers as &JSON").format(len(servers))
        )
        menu.addAction(as_csv, lambda: clippings.copy_csv(servers))
        menu.addAction(as_json, lambda: clippings.copy_json(servers))
