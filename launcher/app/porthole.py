"""The running program."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from launcher.app.bookmarks_room import BookmarksRoom
from launcher.app.closing_room import ClosingRoom
from launcher.app.consoles_room import ConsolesRoom
from launcher.app.demo_room import DemoRoom
from launcher.app.details_room import DetailsRoom
from launcher.app.links_room import LinksRoom
from launcher.app.notifications_room import NotificationsRoom
from launcher.app.parts import Parts
from launcher.app.places_room import PlacesRoom
from launcher.app.power_room import PowerRoom
from launcher.app.profiles_room import ProfilesRoom
from launcher.app.quick_room import QuickRoom
from launcher.app.requests_room import RequestsRoom
from launcher.app.settings_room import SettingsRoom
from launcher.app.shortcut_room import ShortcutRoom
from launcher.app.start import Start
from launcher.app.tray_room import TrayRoom
from launcher.app.watching_room import WatchingRoom
from launcher.model.request import ShowWindow, StayHidden
from launcher.ui.locks import set_by
from launcher.ui.theme import apply_colour_scheme, outline_boxes

if TYPE_CHECKING:
    from launcher.services.browsers.opener import BrowserOpener

_SETTLED = 2_000
"""Milliseconds after which the window and its first list need the processor no more."""


class Porthole(Parts):
    """The first window's parts, and the rooms that open from it.

    What is not needed for the first window is imported and built when it is first used: together it would
    take as long as the window itself. So rooms are small objects that know when to open.
    """

    def __init__(
        self, application: QApplication, start: Start, browser: "BrowserOpener | None" = None
    ) -> None:
        super().__init__(application)
        self._start = start
        apply_colour_scheme(application, self.memory.settings.colour_scheme)
        # Queued: once the desktop's new palette is there as well.
        hints, later = application.styleHints(), Qt.ConnectionType.QueuedConnection
        hints.colorSchemeChanged.connect(self._on_colours_changed, later)
        self.window.restore_layout(self.memory.settings)
        self.window.show_colour_scheme(self.memory.settings.colour_scheme)
        if "colour_scheme" in self.memory.locked:
            self.window.lock_colour_scheme(set_by(self.memory.organisation))
        self.places = PlacesRoom(self)
        self.profiles = ProfilesRoom(self)
        self.consoles = ConsolesRoom(self, browser)
        self.marks = BookmarksRoom(self)
        self.power = PowerRoom(self, self.consoles)
        self.quick = QuickRoom(self, self.consoles)
        self.links = LinksRoom(self, self.consoles)
        self.requests = RequestsRoom(self, self.consoles, self.quick, self.links)
        self.demo = DemoRoom(self, start.demo_servers)
        self.details = DetailsRoom(self)
        self.tray = TrayRoom(self, self.consoles)
        self.closing = ClosingRoom(self, self.consoles, self.tray, resident=not start.demo)
        self.watching = WatchingRoom(self)
        self.notifications = NotificationsRoom(
            self, self.consoles, self.power, self.quick, self.watching, self.tray
        )
        self.shortcut = ShortcutRoom(self, self.quick)
        self.settings = SettingsRoom(self, self.consoles, self.tray, self.notifications, self.shortcut)
        self._tidying = QTimer(self, singleShot=True, interval=_SETTLED)
        self._wire()

    def begin(self) -> None:
        """Show the window, or stay in the tray; the profiles, and then the servers, follow."""
        self.closing.begin(hidden=isinstance(self._start.request, StayHidden))
        if self.memory.problem is not None:
            self.pane.notices.post("settings", self.memory.problem.trouble)
        if self._start.demo:
            self.demo.start()
        else:
            self.profiles.load()
        if not isinstance(self._start.request, ShowWindow | StayHidden):
            self.requests.carry_out(self._start.request)
        self._tidying.start()

    def end(self) -> bool:
        """Close everything that outlives the window.

        Returns:
            whether nothing is left running. A request to a cloud that is silent can take a minute.
        """
        self._tidying.stop()
        self.closing.close()
        self.tray.close()
        self.watching.close()
        self.notifications.close()
        self.power.close()
        self.quick.close()
        self.settings.close()
        self.consoles.close()
        ended = self.runner.shut_down()
        self.leave_bus()
        self.connections.close()
        self.marks.close()
        self.memory.write()
        # A browser may still have a page to read, and a demo's console to show.
        self.consoles.let_browsers_read()
        self.demo.stop()
        return ended

    def _tidy(self) -> None:
        if not self._start.demo:
            self.shortcut.begin()
        self.runner.run(lambda _task: _remove_leftovers(), done=lambda _nothing: None, failed=self.tell)

    def _wire(self) -> None:
        self._tidying.timeout.connect(self._tidy)
        self.window.colour_scheme_chosen.connect(self._on_colour_scheme_chosen)
        self.window.closed.connect(self._on_closed)
        self.tray.requested.connect(self.requests.carry_out)
        self.tray.settings_requested.connect(self.settings.show)
        self.consoles.login_needed.connect(self.profiles.log_in)
        self.remedies.refresh_requested.connect(self._on_refresh_requested)
        self.loader.rows_changed.connect(self.model.flash)
        self.consoles.console_opened.connect(self.marks.console_opened)
        self.profiles.profile_removed.connect(self.marks.forget_profile)

    def _on_refresh_requested(self, profile_id: str) -> None:
        if profile_id:
            self.loader.refresh([profile_id])
        else:
            self.pane.refresh()

    def _on_colour_scheme_chosen(self, scheme: str) -> None:
        self.memory.note(colour_scheme=scheme)
        apply_colour_scheme(self.application, scheme)

    def _on_colours_changed(self) -> None:
        outline_boxes(self.application)

    def _on_closed(self) -> None:
        self.memory.settings = self.window.remember_layout(self.memory.settings)
        self.details.remember()
        if not self._start.demo:
            self.places.remember()


def _remove_leftovers() -> None:
    from launcher.storage.redirect import remove_stale_redirects  # noqa: PLC0415 - a worker's

    remove_stale_redirects(datetime.now(UTC))
