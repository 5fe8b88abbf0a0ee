"""The one place where everything is built and wired together."""

import gc
import logging
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from launcher import __version__
from launcher.model.console import OpenIn
from launcher.model.errors import BrowserUnavailableError, PortholeError
from launcher.model.server import Server, ServerKey
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.listing import ServerListing
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.storage.settings import SettingsFile
from launcher.ui.icons import application_icon
from launcher.ui.interrupts import Interrupts
from launcher.ui.links import LinkKeeper
from launcher.ui.main_window import MainWindow
from launcher.ui.mishaps import Mishaps
from launcher.ui.notices import Remedy
from launcher.ui.runner import TaskRunner
from launcher.ui.servers.loader import ServerLoader
from launcher.ui.servers.pane import ServersPane
from launcher.ui.servers.remedies import Remedies
from launcher.ui.servers.table_model import ServerTableModel
from launcher.ui.sidebar import Sidebar
from launcher.ui.theme import apply_colour_scheme

if TYPE_CHECKING:
    from launcher.services.browser import BrowserOpener
    from launcher.services.demo import Demo
    from launcher.ui.console.desk import ConsoleDesk
    from launcher.ui.profiles.desk import ProfileDesk


@dataclass(frozen=True, slots=True)
class Start:
    """What was asked for on the command line.

    Attributes:
        demo: show the demo cloud only; the person's own profiles stay untouched.
        demo_servers: how many servers the demo cloud has.
        debug: write a detailed log.
    """

    demo: bool = False
    demo_servers: int = 24
    debug: bool = False


class Porthole(QObject):
    """The running program: its parts, and who tells whom."""

    def __init__(
        self, application: QApplication, start: Start, browser: "BrowserOpener | None" = None
    ) -> None:
        super().__init__()
        self._application = application
        self._start = start
        self._demo: Demo | None = None
        self._ways: dict[ServerKey, OpenIn] = {}
        self._browser = browser
        self._settings_file = SettingsFile()
        self._settings = self._settings_file.read()
        apply_colour_scheme(application, self._settings.colour_scheme)
        self._build_services()
        self._build_window()
        self._wire()

    def _build_services(self) -> None:
        self.runner = TaskRunner(self)
        self.keeper = LinkKeeper(self)
        self.book = ProfileBook(ProfileFile(), Secrets())
        self.connections = Connections(self.book)
        self.listing = ServerListing(lambda profile_id: self.book.get(profile_id).name, self.keeper.remaining)
        self.loader = ServerLoader(
            ServerDirectory(self.book, self.connections), self.listing, self.runner, self
        )

    def _build_window(self) -> None:
        self.remedies = Remedies(self)
        self.model = ServerTableModel(self.listing, self.book, self.keeper, self)
        self.pane = ServersPane(self.model, self.loader, self.book, self.remedies)
        self.sidebar = Sidebar()
        self.window = MainWindow(self.sidebar, self.pane)
        self.window.restore_layout(self._settings)
        self.window.show_colour_scheme(self._settings.colour_scheme)
        self.window.colour_scheme_chosen.connect(self._on_colour_scheme_chosen)
        self.window.closed.connect(self._on_closed)
        self.window.quit_requested.connect(self._application.closeAllWindows)
        self.keeper.watch(self.pane.table)

    def _wire(self) -> None:
        self.window.add_requested.connect(self._on_add_requested)
        self.window.demo_requested.connect(self._start_demo)
        self.sidebar.profile_chosen.connect(self.pane.show_profile)
        self.sidebar.entered.connect(self.pane.table.setFocus)
        self.sidebar.add_requested.connect(self._on_add_requested)
        self.sidebar.edit_requested.connect(self._on_edit_requested)
        self.sidebar.remove_requested.connect(self._on_remove_requested)
        self.remedies.add_requested.connect(self._on_add_requested)
        self.remedies.demo_requested.connect(self._start_demo)
        self.remedies.edit_requested.connect(self._on_edit_requested)
        self.remedies.secret_requested.connect(self._on_secret_requested)
        self.remedies.refresh_requested.connect(self._on_refresh_requested)
        self.loader.state_changed.connect(self._on_loader_state_changed)
        self.pane.server_activated.connect(self._on_server_activated)
        self.pane.link_copy_requested.connect(self._on_link_copy_requested)

    # What is not needed for the first window is imported and built when it is first used: together it
    # would take as long as the window itself.

    @cached_property
    def profiles(self) -> "ProfileDesk":
        """The door to everything that changes profiles."""
        from launcher.ui.profiles.desk import ProfileDesk  # noqa: PLC0415

        desk = ProfileDesk(self.book, self.runner, self.window)
        desk.profile_saved.connect(self._on_profile_changed)
        desk.profile_removed.connect(self._on_profile_removed)
        desk.secret_entered.connect(self._on_profile_changed)
        return desk

    @cached_property
    def consoles(self) -> "ConsoleDesk":
        """The door to consoles."""
        from launcher.services.broker import ConsoleBroker  # noqa: PLC0415
        from launcher.services.browser import BrowserOpener  # noqa: PLC0415
        from launcher.ui.console.desk import ConsoleDesk  # noqa: PLC0415

        self._browser = self._browser or BrowserOpener()
        broker = ConsoleBroker(self.book, self.connections)
        desk = ConsoleDesk(broker, self.book, self.keeper, self.runner, self._browser, self)
        desk.place_window(self._settings.console_geometry)
        desk.window_placed.connect(self._on_console_window_placed)
        desk.asking_started.connect(lambda key: self.model.set_busy(key, busy=True))
        desk.asking_ended.connect(lambda key: self.model.set_busy(key, busy=False))
        desk.console_refused.connect(self._on_console_refused)
        desk.link_copied.connect(self.pane.say)
        desk.server_vanished.connect(self.pane.server_vanished)
        desk.server_seen.connect(self.pane.server_seen)
        return desk

    def begin(self) -> None:
        """Show the window; the profiles, and then the servers, follow."""
        self.window.show()
        if self._start.demo:
            self._start_demo()
        else:
            self.runner.run(
                lambda _task: self.book.load(), done=self._on_profiles_loaded, failed=self._on_profiles_failed
            )

    def end(self) -> bool:
        """Close everything that outlives the window.

        Returns:
            whether nothing is left running. A request to a cloud that is silent can take a minute.
        """
        if "consoles" in vars(self):
            self.consoles.close()
        ended = self.runner.shut_down()
        self.connections.close()
        self._settings_file.write(self._settings)
        if self._browser is not None:
            # It may still have a page to read, and a demo's console to show.
            self._browser.close()
        if self._demo is not None:
            self._demo.stop()
        return ended

    def tell(self, error: PortholeError) -> None:
        """Show an error that belongs to no server and no profile."""
        self.pane.notices.post("porthole", error.trouble)

    def _show_profiles(self, chosen: str | None = None) -> None:
        profiles = self.book.profiles
        self.window.show_sidebar(shown=bool(profiles))
        self.sidebar.show_profiles(profiles, chosen or self.sidebar.chosen)
        self.pane.show_profile(self.sidebar.chosen)

    def _on_profiles_loaded(self, problems: tuple[PortholeError, ...]) -> None:
        for number, problem in enumerate(problems):
            self.pane.notices.post(f"profiles {number}", problem.trouble)
        self._show_profiles(self._settings.chosen_profile or None)
        self.pane.refresh()
        self.runner.run(lambda _task: _remove_leftovers(), done=lambda _nothing: None, failed=self.tell)

    def _on_profiles_failed(self, error: PortholeError) -> None:
        self.pane.notices.post("profiles", error.trouble)

    def _on_profile_changed(self, profile_id: str) -> None:
        self.connections.drop(profile_id)
        self.loader.forget(profile_id)
        self._show_profiles()
        self.loader.refresh([profile_id])

    def _on_profile_removed(self, profile_id: str) -> None:
        self.connections.drop(profile_id)
        self.loader.forget(profile_id)
        self._show_profiles()

    def _on_add_requested(self) -> None:
        self.profiles.add()

    def _on_edit_requested(self, profile_id: str) -> None:
        self.profiles.edit(profile_id)

    def _on_remove_requested(self, profile_id: str) -> None:
        self.profiles.remove(profile_id)

    def _on_secret_requested(self, profile_id: str) -> None:
        self.profiles.ask_secret(profile_id)

    def _on_link_copy_requested(self, server: Server) -> None:
        self.consoles.copy_link(server)

    def _on_loader_state_changed(self) -> None:
        self.sidebar.show_marks(self.loader.loading, frozenset(self.loader.refusals))

    def _on_refresh_requested(self, profile_id: str) -> None:
        if profile_id:
            self.loader.refresh([profile_id])
        else:
            self.pane.refresh()

    def _start_demo(self) -> None:
        if self._demo is not None:
            return
        from launcher.services.demo import Demo  # noqa: PLC0415 - most starts are not the demo's

        self._demo = demo = Demo(self.book, self._start.demo_servers)
        self.pane.show_waiting(self.tr("Starting the demo cloud"))
        self.runner.run(lambda _task: demo.start(), done=self._on_demo_begun, failed=self._on_demo_failed)

    def _on_demo_begun(self, _nothing: None) -> None:
        self._show_profiles()
        self.loader.refresh([one.id for one in self.book.profiles if self.book.is_guest(one.id)])

    def _on_demo_failed(self, error: PortholeError) -> None:
        self._demo = None
        self._show_profiles()
        again = Remedy(self.tr("Try again"), self._start_demo)
        self.pane.notices.post("demo", error.trouble, (again,))

    def _on_server_activated(self, server: Server, other_way: bool) -> None:
        way = self.book.get(server.profile_id).open_in
        self._open(server, way.other if other_way else way)

    def _open(self, server: Server, way: OpenIn) -> None:
        self.pane.notices.withdraw(_subject(server.key))
        self._ways[server.key] = way
        self.consoles.open(server, way)

    def _on_console_refused(self, server: Server, error: PortholeError) -> None:
        way = self._ways.get(server.key, OpenIn.EMBEDDED)
        remedies = [Remedy(self.tr("Try again"), lambda: self._open(server, way))]
        if isinstance(error, BrowserUnavailableError):
            remedies.insert(0, Remedy(self.tr("Copy link"), lambda: self.consoles.copy_link(server)))
        self.pane.notices.post(_subject(server.key), error.trouble, tuple(remedies))

    def _on_colour_scheme_chosen(self, scheme: str) -> None:
        self._settings = msgspec.structs.replace(self._settings, colour_scheme=scheme)
        apply_colour_scheme(self._application, scheme)

    def _on_closed(self) -> None:
        self._settings = self.window.remember_layout(self._settings)
        if not self._start.demo:
            self._settings = msgspec.structs.replace(self._settings, chosen_profile=self.sidebar.chosen or "")

    def _on_console_window_placed(self, place: str) -> None:
        self._settings = msgspec.structs.replace(self._settings, console_geometry=place)


def _remove_leftovers() -> None:
    from launcher.storage.redirect import remove_stale_redirects  # noqa: PLC0415 - a worker's, see above

    remove_stale_redirects(datetime.now(UTC))


def _subject(key: ServerKey) -> str:
    return f"console {key.profile_id} {key.server_id}"


def make_application(arguments: list[str]) -> QApplication:
    """Return the one QApplication, with the names desktops know Porthole by."""
    application = QApplication(arguments)
    application.setApplicationName("porthole")
    application.setApplicationDisplayName("Porthole")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("porthole")
    application.setWindowIcon(application_icon())
    return application


def run_window(start: Start) -> int:
    """Open the window and stay until it is closed.

    Returns:
        the exit code.
    """
    application = make_application(sys.argv[:1])
    porthole = Porthole(application, start)
    mishaps = Mishaps(porthole)
    mishaps.happened.connect(porthole.tell)
    mishaps.watch()
    Interrupts(porthole).quit_requested.connect(application.closeAllWindows)
    porthole.begin()
    from launcher.storage.logs import start_logging  # noqa: PLC0415 - 10 ms that a window need not wait for

    start_logging(debug=start.debug)
    gc.freeze()
    gc.enable()
    code = QApplication.exec()
    if not porthole.end():
        # Python would wait for the thread that waits for the cloud, with no window to say so.
        logging.shutdown()
        os._exit(code)
    return code
