"""Power actions: from list and consoles to the desk, and what came of them back to both."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from launcher.app.consoles_room import ConsolesRoom
from launcher.app.parts import Parts
from launcher.model.errors import PortholeError
from launcher.model.power import PowerAction
from launcher.model.server import Server
from launcher.services.places import profile_of

if TYPE_CHECKING:
    from launcher.ui.power.desk import PowerDesk


class PowerRoom(QObject):
    """Hears which servers are to be started, stopped or rebooted, and whether production is in sight."""

    done = Signal(object)
    """A :class:`Server` whose action has come to its end."""

    failed = Signal(object, object)
    """A :class:`Server`, and the :class:`PortholeError` that ended its action."""

    def __init__(self, parts: Parts, consoles: ConsolesRoom) -> None:
        super().__init__(parts)
        self._parts = parts
        self._consoles = consoles
        self._desk: PowerDesk | None = None
        parts.pane.menu.power_requested.connect(self._on_power_requested)
        consoles.power_requested.connect(self._on_console_power_requested)
        parts.window.power_menu.aboutToShow.connect(self._fill_menu)
        parts.sidebar.place_chosen.connect(self.show_band)
        parts.profiles_shown.connect(self.show_band)
        parts.pane.table.selectionModel().selectionChanged.connect(self.show_band)

    @property
    def desk(self) -> "PowerDesk":
        """The way to power actions; imported and built when the first is wanted."""
        if self._desk is None:
            from launcher.services.power import PowerService  # noqa: PLC0415 - see Porthole
            from launcher.ui.power.desk import PowerDesk  # noqa: PLC0415

            parts = self._parts
            service = PowerService(parts.book, parts.connections)
            self._desk = desk = PowerDesk(parts.book, service, parts.runner, parts.window)
            desk.begun.connect(self._on_begun)
            desk.server_changed.connect(self._on_server_changed)
            desk.failed.connect(self._on_failed)
            desk.failed.connect(self.failed)
            desk.done.connect(self.done)
            desk.server_vanished.connect(parts.pane.server_vanished)
            desk.trouble_told.connect(parts.pane.notices.post)
            desk.trouble_gone.connect(parts.pane.notices.withdraw)
        return self._desk

    def close(self) -> None:
        """Follow nothing any more."""
        if self._desk is not None:
            self._desk.close()

    def show_band(self) -> None:
        """Show the band where the profile one looks at, or a selected server's, is production."""
        parts = self._parts
        chosen = profile_of(parts.sidebar.place)
        selected = (server.profile_id for server in parts.pane.table.selected_servers())
        ids = {chosen} if chosen else set(selected)
        parts.window.band.show_profiles(one for one in parts.book.profiles if one.id in ids)

    def _fill_menu(self) -> None:
        from launcher.ui.power.menu import add_power_actions  # noqa: PLC0415 - see Porthole

        menu, book = self._parts.window.power_menu, self._parts.book
        servers = self._parts.pane.table.selected_servers()
        menu.clear()
        add_power_actions(
            menu,
            servers,
            lambda action: self.desk.act(action, servers),
            production=any(book.get(server.profile_id).production for server in servers),
        )

    def _on_power_requested(self, action: PowerAction, servers: list[Server]) -> None:
        self.desk.act(action, servers)

    def _on_console_power_requested(self, action: PowerAction, servers: list[Server]) -> None:
        self.desk.act(action, servers, over=self._consoles.desk.window)

    def _on_begun(self, server: Server, action: PowerAction) -> None:
        if self._consoles.is_open:
            self._consoles.desk.power_begun(server, action)

    def _on_server_changed(self, server: Server) -> None:
        self._parts.pane.server_seen(server)
        if self._consoles.is_open:
            self._consoles.desk.update_server(server)

    def _on_failed(self, server: Server, error: PortholeError) -> None:
        if self._consoles.is_open:
            self._consoles.desk.power_failed(server, error)
