"""Consoles: opening them from the list, and telling the list what came of it."""

from collections.abc import Callable, Set
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from launcher.app.parts import Parts
from launcher.model.console import OpenIn
from launcher.model.errors import BrowserUnavailableError, PortholeError, waits_for_a_person
from launcher.model.server import Server, ServerKey
from launcher.ui.locks import set_by
from launcher.ui.notices import Remedy

if TYPE_CHECKING:
    from launcher.services.browsers.opener import BrowserOpener
    from launcher.ui.browsers import Browsers
    from launcher.ui.console.desk import ConsoleDesk


class ConsolesRoom(QObject):
    """Hears which server's console is wanted, and which way."""

    power_requested = Signal(object, object)
    """A :class:`PowerAction` is to be done with a list of :class:`Server`."""

    console_opened = Signal(object)
    """The console of a server, a :class:`ServerKey`, is shown, here or in the browser."""

    console_failed = Signal(object, object, bool)
    """A :class:`Server`, the :class:`PortholeError` that kept its console from being opened, and whether the
    list tells of it; otherwise its console window does."""

    link_copied = Signal(str)
    """A fresh link is in the clipboard; carries a sentence about it."""

    login_needed = Signal(str, object, object)
    """A profile's id, the :class:`PortholeError` that a person can end, and what to call when they have."""

    quit_requested = Signal()
    """The whole program is to end."""

    def __init__(self, parts: Parts, browser: "BrowserOpener | None" = None) -> None:
        super().__init__(parts)
        self._parts = parts
        self._browser = browser
        self._desk: ConsoleDesk | None = None
        self._wishes: dict[ServerKey, Callable[[], None]] = {}
        parts.pane.server_activated.connect(self.activate)
        parts.pane.link_copy_requested.connect(self.copy_link)
        parts.pane.menu.browsers = lambda: self.browsers
        parts.profiles_shown.connect(self._on_profiles_shown)

    @property
    def desk(self) -> "ConsoleDesk":
        """The way to consoles; imported and built when the first is wanted."""
        if self._desk is None:
            from launcher.services.broker import ConsoleBroker  # noqa: PLC0415 - see Porthole
            from launcher.ui.console.desk import ConsoleDesk  # noqa: PLC0415

            parts = self._parts
            broker = ConsoleBroker(parts.book, parts.connections)
            self._desk = ConsoleDesk(broker, parts.book, parts.keeper, parts.runner, self.browsers, self)
            self._wire(self._desk)
        return self._desk

    @cached_property
    def browsers(self) -> "Browsers":
        """The browsers of this machine; imported and built when one may be wanted."""
        from launcher.services.browsers.opener import BrowserOpener  # noqa: PLC0415 - see Porthole
        from launcher.ui.browsers import Browsers  # noqa: PLC0415

        self._browser = self._browser or BrowserOpener()
        memory = self._parts.memory
        browsers = Browsers(self._browser, self._parts.runner, self)
        browsers.recall(memory.settings)
        browsers.lock_settings(memory.locked, set_by(memory.organisation))
        browsers.changed.connect(lambda: memory.note(**browsers.settings))
        browsers.look()
        return browsers

    def activate(self, server: Server, other_way: bool) -> None:
        """Open a server's console as its profile says, or the other way."""
        way = self._parts.book.get(server.profile_id).open_in
        self.open(server, way.other if other_way else way)

    @property
    def is_open(self) -> bool:
        """Whether any console was opened yet."""
        return self._desk is not None

    @property
    def shown(self) -> bool:
        """Whether a console stands in a window just now."""
        return self._desk is not None and self._desk.window is not None

    def close(self) -> None:
        """Close every console."""
        if self._desk is not None:
            self._desk.close()

    def let_browsers_read(self) -> None:
        """Wait until browsers that were just started have read where to go."""
        if self._browser is not None:
            self._browser.close()

    def _wire(self, desk: "ConsoleDesk") -> None:
        parts = self._parts
        desk.windows.quit_requested.connect(self.quit_requested)
        desk.habits.recall(parts.memory.settings)
        if "system_keys" in parts.memory.locked:
            desk.habits.system_keys_lock = set_by(parts.memory.organisation)
        desk.habits.changed.connect(lambda: parts.memory.note(**desk.habits.settings))
        desk.windows.place = parts.memory.settings.console_geometry
        desk.windows.own_places = dict(parts.memory.settings.console_places)
        desk.windows.placed.connect(self._on_windows_placed)
        desk.asking_started.connect(lambda key: parts.model.set_busy(key, busy=True))
        desk.asking_ended.connect(lambda key: parts.model.set_busy(key, busy=False))
        desk.console_opened.connect(self.console_opened)
        desk.console_refused.connect(self._on_console_refused)
        desk.opening_failed.connect(lambda server, error: self.console_failed.emit(server, error, False))
        desk.login_needed.connect(self._on_login_needed)
        desk.link_copied.connect(parts.pane.say)
        desk.link_copied.connect(self.link_copied)
        desk.server_vanished.connect(parts.pane.server_vanished)
        desk.server_seen.connect(parts.pane.server_seen)
        desk.power_requested.connect(self.power_requested)
        parts.loader.rows_changed.connect(self._on_rows_changed)

    def _on_rows_changed(self, keys: Set[ServerKey]) -> None:
        for key in self.desk.keys & keys:
            if (server := self._parts.listing.server(key)) is not None:
                self.desk.update_server(server)

    def _on_windows_placed(self) -> None:
        windows = self.desk.windows
        self._parts.memory.note(console_geometry=windows.place, console_places=dict(windows.own_places))

    def open(self, server: Server, way: OpenIn) -> None:
        """Open a server's console, here or in the browser."""
        self._parts.pane.notices.withdraw(_subject(server.key))
        self._wishes[server.key] = lambda: self.open(server, way)
        self.desk.open(server, way)

    def copy_link(self, server: Server) -> None:
        """Put a fresh link into the clipboard."""
        self._wishes[server.key] = lambda: self.desk.copy_link(server)
        self.desk.copy_link(server)

    def renew_link(self, server: Server) -> None:
        """Get a fresh link, and leave everything else as it is."""
        self._wishes[server.key] = lambda: self.desk.renew_link(server)
        self.desk.renew_link(server)

    def _on_profiles_shown(self) -> None:
        if self._desk is not None:
            self._desk.update_profiles()

    def _on_console_refused(self, server: Server, error: PortholeError) -> None:
        if waits_for_a_person(error):
            self._on_login_needed(server, error)
            return
        remedies = [Remedy(self.tr("Try again"), self._wish(server))]
        if isinstance(error, BrowserUnavailableError):
            remedies.insert(0, Remedy(self.tr("Copy link"), lambda: self.desk.copy_link(server)))
        self._parts.pane.notices.post(_subject(server.key), error.trouble, tuple(remedies))
        self.console_failed.emit(server, error, True)

    def _on_login_needed(self, server: Server, error: PortholeError) -> None:
        self.login_needed.emit(server.profile_id, error, self._wish(server))

    def _wish(self, server: Server) -> Callable[[], None]:
        """Return what a person wanted last with a server."""
        return self._wishes.get(server.key, lambda: self.open(server, OpenIn.EMBEDDED))


def _subject(key: ServerKey) -> str:
    return f"console {key.profile_id} {key.server_id}"
