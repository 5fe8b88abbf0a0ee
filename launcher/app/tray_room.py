"""The tray: what its menu offers, and who hears of what is chosen there."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from launcher.app.consoles_room import ConsolesRoom
from launcher.app.parts import Parts
from launcher.model.console import ENDING_SECONDS
from launcher.model.instant import Instant
from launcher.model.request import ConnectServer, QuickConnect, ShowWindow
from launcher.model.server import Server, ServerKey

if TYPE_CHECKING:
    from launcher.services.tray import TrayServer
    from launcher.ui.tray.icon import TrayIcon
    from launcher.ui.tray.menu import TrayMenu

_SOON = 200
"""Milliseconds in which changes are gathered for a panel that is told of each."""

_SETTLED = 2_000
"""Milliseconds after which a start needs disk and processor no more."""


class TrayRoom(QObject):
    """Keeps icon and menu true. Without a tray it costs nothing, and nothing depends on it."""

    requested = Signal(object)
    """A :class:`Request` is to be carried out."""

    settings_requested = Signal()
    """The settings are to be shown."""

    quit_requested = Signal()

    icon_clicked = Signal()
    """By the left button."""

    lost = Signal()
    """There is no tray any more, or still none, for somebody who relies on it."""

    def __init__(self, parts: Parts, consoles: ConsolesRoom) -> None:
        super().__init__(parts)
        self._parts = parts
        self._consoles = consoles
        self._changed = QTimer(self, singleShot=True, interval=_SOON)
        self._changed.timeout.connect(self.refill)

    @cached_property
    def icon(self) -> "TrayIcon":
        """The icon; imported and built when it is first wanted."""
        from launcher.ui.tray.icon import TrayIcon  # noqa: PLC0415 - see Porthole

        icon = TrayIcon(self.menu, self)
        icon.came.connect(self._refill_soon)
        icon.clicked.connect(self.icon_clicked)
        icon.lost.connect(self.lost)
        return icon

    @cached_property
    def menu(self) -> "TrayMenu":
        """Its menu."""
        from launcher.ui.tray.menu import TrayMenu  # noqa: PLC0415 - see Porthole

        menu = TrayMenu()
        menu.aboutToShow.connect(self.refill)
        menu.server_chosen.connect(self._on_server_chosen)
        menu.renewal_requested.connect(lambda entry: self._consoles.renew_link(self._server(entry)))
        menu.copy_requested.connect(lambda entry: self._consoles.copy_link(self._server(entry)))
        menu.quick_requested.connect(lambda text: self.requested.emit(QuickConnect(text)))
        menu.show_requested.connect(lambda: self.requested.emit(ShowWindow()))
        menu.settings_requested.connect(self.settings_requested)
        menu.quit_requested.connect(self.quit_requested)
        self._parts.keeper.watch(menu)
        self._parts.keeper.ticked.connect(self._on_ticked)
        return menu

    def appear(self) -> None:
        """Have an icon in whatever tray there is, or comes."""
        if self.icon.shown:
            return
        self.icon.appear()
        self._follow()
        self._recall_soon()
        self.refill()

    def close(self) -> None:
        """Take the icon away."""
        self._changed.stop()
        if "icon" in self.__dict__:
            self.icon.vanish()
            self.menu.close()
            self.menu.deleteLater()

    def refill(self) -> None:
        """Offer what there is now. Takes no longer than a frame, and asks neither cloud nor disk."""
        from launcher.services.tray import Marks, tray_contents  # noqa: PLC0415 - see Porthole

        if self.menu.isVisible():
            # Nothing moves below a pointer; and the next time it is opened it is filled anew.
            return
        parts = self._parts
        seconds = parts.keeper.remaining()
        living = [key for key, left in seconds.items() if left > 0]
        marks = Marks(parts.bookmarks.favourite_keys, parts.history.recent, living)
        contents = tray_contents(parts.book.profiles, parts.listing, marks, parts.bookmarks.name_of)
        self.menu.show_contents(contents, seconds)

    def _follow(self) -> None:
        """Hear of everything that icon and menu show."""
        from launcher.ui.tray.milestones import Milestones  # noqa: PLC0415 - see Porthole

        parts = self._parts
        milestones = Milestones(parts.keeper, self)
        milestones.passed.connect(self._show_badge)
        for change in (
            parts.marks_changed,
            parts.profiles_shown,
            parts.loader.listing_changed,
            parts.pane.servers_changed,
            milestones.passed,
        ):
            change.connect(self._refill_soon)
        parts.profiles_shown.connect(self._recall_soon)
        self._consoles.link_copied.connect(self._on_link_copied)
        milestones.watch()

    def _refill_soon(self) -> None:
        # Where Qt shows the menu it asks before; a panel may never do so.
        if self.icon.shown and self.menu.by_bus and not self._changed.isActive():
            self._changed.start()

    def _recall_soon(self) -> None:
        QTimer.singleShot(_SETTLED, self, self._recall)

    def _recall(self) -> None:
        """Have the servers of the last run to offer, without a cloud."""
        if self.icon.available:
            self._parts.loader.recall((one.id for one in self._parts.book.profiles), or_load=False)

    def _show_badge(self) -> None:
        left = self._parts.keeper.remaining().values()
        self.icon.show_badge(sum(0 < seconds <= ENDING_SECONDS for seconds in left))

    def _on_ticked(self, _now: Instant) -> None:
        if self.menu.isVisible():
            self.menu.show_times(self._parts.keeper.remaining())

    def _on_server_chosen(self, entry: "TrayServer") -> None:
        self.requested.emit(ConnectServer(*entry.key, entry.name))

    def _on_link_copied(self, words: str) -> None:
        if not self._parts.window.isVisible():
            self.icon.say(self.tr("Console link"), words)

    def _server(self, entry: "TrayServer") -> Server:
        key: ServerKey = entry.key
        return self._parts.listing.server(key) or Server.unlisted(key, entry.name)
