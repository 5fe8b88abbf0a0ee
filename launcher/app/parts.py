"""The parts of the first window, built and not yet wired."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from launcher.app.memory import Memory
from launcher.model.errors import PortholeError
from launcher.model.server import ServerKey
from launcher.services.bookmarks import Bookmarks
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.history import History
from launcher.services.listing import ServerListing
from launcher.services.places import Place
from launcher.services.profiles import ProfileBook
from launcher.storage.bookmarks import BookmarksFile
from launcher.storage.history import HistoryFile
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.links import LinkKeeper
from launcher.ui.main_window import MainWindow
from launcher.ui.runner import TaskRunner
from launcher.ui.servers.loader import ServerLoader
from launcher.ui.servers.pane import ServersPane
from launcher.ui.servers.remedies import Remedies
from launcher.ui.servers.table_model import ServerTableModel
from launcher.ui.sidebar.sidebar import Sidebar
from launcher.ui.system_proxy import system_proxy

if TYPE_CHECKING:
    from launcher.services.desktop.bus import SessionBus


class Parts(QObject):
    """What every room needs: the services, and the window with the list."""

    profiles_shown = Signal()
    """The profiles are shown anew."""

    marks_changed = Signal()
    """Other servers are favourites, or were opened last, than before."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.application = application
        self.memory = Memory()
        self.runner = TaskRunner(self)
        self.keeper = LinkKeeper(self)
        self.book = ProfileBook(ProfileFile(), Secrets())
        self.bookmarks = Bookmarks(BookmarksFile(), self.book)
        self.history = History(HistoryFile(), self.book)
        self.connections = Connections(self.book, system_proxy)
        self.listing = ServerListing(
            lambda profile_id: self.book.get(profile_id).name,
            self.keeper.remaining,
            lambda: self.bookmarks.favourites,
            lambda: self.history.recent,
            lambda: self.bookmarks.watched,
        )
        self.directory = ServerDirectory(self.book, self.connections)
        self.loader = ServerLoader(self.directory, self.listing, self.runner, self)
        self.remedies = Remedies(self)
        self.model = ServerTableModel(self.listing, self.book, self.keeper, self.bookmarks, self)
        self.pane = ServersPane(self.model, self.loader, self.book, self.remedies)
        self.sidebar = Sidebar()
        self.window = MainWindow(self.sidebar, self.pane)
        self.keeper.watch(self.pane.table)

    @cached_property
    def bus(self) -> "SessionBus":
        """The desktop's message bus, for whoever needs it first."""
        from launcher.services.desktop.bus import SessionBus  # noqa: PLC0415 - no start needs it

        return SessionBus()

    def leave_bus(self) -> None:
        """Leave the message bus, where somebody needed it."""
        if "bus" in self.__dict__:
            self.bus.close()

    def show_profiles(self, place: Place | None = None) -> None:
        """Show the profiles as the book has them now, and the servers of a place; None: of the same one."""
        profiles, filters = self.book.profiles, self.bookmarks.filters
        self.window.show_sidebar(shown=bool(profiles))
        self.pane.bar.saving.show_filters(filters)
        self.sidebar.show_filters(filters)
        self.sidebar.show_profiles(profiles, place or self.sidebar.place)
        self.pane.show_place(self.sidebar.place)
        self.profiles_shown.emit()

    def load_marks(self) -> tuple[PortholeError, ...]:
        """Read what a person marked and opened; returns what is wrong with that. Waits for the disk."""
        self.history.load()
        try:
            self.bookmarks.load()
        except PortholeError as error:
            return (error,)
        return ()

    def store_marks(self) -> None:
        """Write down what a person marked and opened."""
        self.bookmarks.note_names(self._name_of)
        self.runner.run(lambda _task: self.write_marks(), done=lambda _nothing: None, failed=self.tell)

    def write_marks(self) -> None:
        """Write down what a person marked and opened. Waits for the disk.

        Raises:
            BookmarksError: the system refused; the next call tries again.
        """
        self.history.store()
        self.bookmarks.store()

    def _name_of(self, key: ServerKey) -> str | None:
        server = self.listing.server(key)
        return server.name if server else None

    def tell(self, error: PortholeError) -> None:
        """Show an error that belongs to no server and no profile."""
        self.pane.notices.post("porthole", error.trouble)
