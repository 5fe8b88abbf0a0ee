"""The one door to consoles on the Qt side."""

from collections.abc import KeysView
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from launcher.model.console import ConsoleLink, OpenIn
from launcher.model.errors import PortholeError, ServerNotFoundError, waits_for_a_person
from launcher.model.power import PowerAction
from launcher.model.server import Server, ServerKey
from launcher.services.broker import ConsoleBroker
from launcher.services.profiles import ProfileBook
from launcher.ui.browsers import Browsers
from launcher.ui.console.askings import Askings, Refused
from launcher.ui.console.camera import Camera
from launcher.ui.console.comeback import PAUSES
from launcher.ui.console.course import Course
from launcher.ui.console.elsewhere import Elsewhere
from launcher.ui.console.embedding import Embedding
from launcher.ui.console.keys.habits import KeyHabits
from launcher.ui.console.outages import Outages
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.console.trusting import Trusting
from launcher.ui.console.window import ConsoleWindow
from launcher.ui.console.windows import ConsoleWindows
from launcher.ui.links import LinkKeeper
from launcher.ui.runner import TaskRunner

_ONE_FRAME = 17
"""Milliseconds. The row shows that it is busy before the first web view takes its tenth of a second; another
one takes a hundredth."""


class ConsoleDesk(QObject):
    """Asks for links, and brings each to where it is shown."""

    asking_started = Signal(object)
    """A link is asked for; carries the :class:`ServerKey`."""

    asking_ended = Signal(object)
    """It came, or was refused; carries the :class:`ServerKey`."""

    console_opened = Signal(object)
    """A console is shown, here or in the browser; carries the :class:`ServerKey`."""

    console_refused = Signal(object, object)
    """A :class:`Server`, and the :class:`PortholeError` that no console window tells of."""

    opening_failed = Signal(object, object)
    """A :class:`Server`, and the :class:`PortholeError` that its console window tells of."""

    login_needed = Signal(object, object)
    """A :class:`Server` a person wants to see, and the :class:`PortholeError` that a person can end."""

    link_copied = Signal(str)
    """A link that :meth:`copy_link` asked for is in the clipboard; carries a sentence about it."""

    server_seen = Signal(object)
    """A :class:`Server` as the cloud has it now."""

    server_vanished = Signal(object)
    """The cloud no longer has this server; carries the :class:`ServerKey`."""

    power_requested = Signal(object, object)
    """A :class:`PowerAction` is to be done with a list of :class:`Server`."""

    pauses = PAUSES
    """Seconds between the tries of a console that comes back by itself."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts it brings together, and nothing else
        self,
        broker: ConsoleBroker,
        book: ProfileBook,
        keeper: LinkKeeper,
        runner: TaskRunner,
        browsers: Browsers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._broker = broker
        self._book = book
        self._keeper = keeper
        self._runner = runner
        self._browsers = browsers
        self._camera = Camera(runner, self)
        self._embedding = Embedding()
        self._trusting = Trusting(book, runner)
        self.outages = Outages(self)
        self.outages.ended.connect(self._on_outage_ended)
        self._askings = askings = Askings(broker, keeper, runner, self)
        askings.ended.connect(self._on_asking_ended)
        askings.paused.connect(self._tell_pause)
        askings.started.connect(self.asking_started)
        askings.ended.connect(self.asking_ended)
        askings.server_vanished.connect(self.server_vanished)
        self._elsewhere = Elsewhere(askings, browsers, self._load)
        self._tabs: dict[ServerKey, ConsoleTab] = {}
        self.habits = KeyHabits(parent=self)
        self.windows = ConsoleWindows(self)
        self._wire_windows()

    @property
    def window(self) -> ConsoleWindow | None:
        """The console window a person works in, or None where no console is open."""
        return self.windows.active

    def open(self, server: Server, way: OpenIn | None = None) -> None:
        """Show a server's console.

        An open view of it is raised, and connected again where its session is lost. While a link for
        this server is under way, nothing more is asked for.

        Args:
            server: as last listed.
            way: where; None for what its profile says.
        """
        try:
            profile = self._book.get(server.profile_id)
        except PortholeError as error:
            self.console_refused.emit(server, error)
            return
        if (way or profile.open_in) is OpenIn.BROWSER:
            self._browse(server, partial(self.console_refused.emit, server))
        else:
            self._show(server)

    def copy_link(self, server: Server) -> None:
        """Put a fresh link into the clipboard: for whoever has no browser on this machine."""
        refused = partial(self.console_refused.emit, server)
        self._elsewhere.copy(server, self.link_copied.emit, refused)

    def renew_link(self, server: Server) -> None:
        """Get a fresh link; a session that lives goes on as it is."""
        tab = self._tabs.get(server.key)
        if tab is not None:
            self._renew(tab)
        else:
            self._askings.ask(
                server, lambda _link: None, lambda error: self.console_refused.emit(server, error)
            )

    @property
    def keys(self) -> KeysView[ServerKey]:
        """The servers whose consoles are open."""
        return self._tabs.keys()

    def update_server(self, server: Server) -> None:
        """Take in what a list says of a server: its name; its state explains a missing screen."""
        if (tab := self._tabs.get(server.key)) is not None:
            before = tab.server
            tab.course.server_seen(server)
            if server.name != before.name:
                self.windows.show_anew(tab)

    def update_profiles(self) -> None:
        """Show consoles under their profiles as those are now; where one is gone, as it was."""
        profiles = {profile.id: profile for profile in self._book.profiles}
        for tab in self._tabs.values():
            profile = profiles.get(tab.key.profile_id, tab.profile)
            if profile != tab.profile:
                tab.profile = profile
                self._trusting.take_in(tab)
                self.windows.show_anew(tab)

    def power_begun(self, server: Server, action: PowerAction) -> None:
        """Show that an action is sent to a server; the steps come with :meth:`update_server`."""
        tab = self._tabs.get(server.key)
        if tab is not None and action is PowerAction.START:
            tab.course.power_begun()

    def power_failed(self, server: Server, error: PortholeError) -> None:
        """Show in the server's console that an action came to no good end."""
        if (tab := self._tabs.get(server.key)) is not None:
            tab.course.power_failed()
            tab.complain(error)

    def close(self) -> None:
        """Close every console, and give back the web engine's parts in their order."""
        self._askings.cancel_all()
        self.windows.close()

    # The ways of a link.

    def _show(self, server: Server) -> None:
        tab = self._tabs.get(server.key)
        if tab is not None:
            self.windows.bring_forward(tab)
            if tab.course.connected:
                self.console_opened.emit(server.key)
                return
        if server.key in self._askings:
            return
        if tab is not None:
            tab.course.server = server
            tab.begin_asking(by_hand=True)
        self._askings.ask(
            server, lambda link: self._load(server, link), lambda error: self._refuse(server, error)
        )
        if tab is None:
            wait = 0 if self._tabs else _ONE_FRAME
            QTimer.singleShot(wait, self, lambda: self._begin_tab(server))

    def _browse(self, server: Server, refused: Refused) -> None:
        self._elsewhere.browse(server, partial(self.console_opened.emit, server.key), refused)

    def _renew(self, tab: ConsoleTab) -> None:
        tab.begin_renewing()
        self._askings.ask(tab.server, lambda _link: None, tab.complain)

    def _tell_pause(self, key: ServerKey) -> None:
        pause, tab = self._askings.pause_of(key), self._tabs.get(key)
        if pause is not None and tab is not None:
            tab.show_pause(pause)

    def _on_asking_ended(self, key: ServerKey) -> None:
        if (tab := self._tabs.get(key)) is not None:
            tab.course.renew(under_way=False)

    # Window and tabs.

    def _load(self, server: Server, link: ConsoleLink) -> None:
        tab = self._tab_of(server)
        if tab is not None:
            self._follow(tab, link)
            self.console_opened.emit(server.key)

    def _refuse(self, server: Server, error: PortholeError) -> None:
        if waits_for_a_person(error):
            # Where the console is not there yet, it comes with the login.
            tab = self._tabs.get(server.key)
            self.login_needed.emit(server, error)
        else:
            tab = self._tab_of(server)
            self.opening_failed.emit(server, error)
        if tab is not None:
            tab.course.refuse(error)

    def _begin_tab(self, server: Server) -> None:
        if server.key in self._askings:
            self._tab_of(server)
            self._tell_pause(server.key)

    def _tab_of(self, server: Server) -> ConsoleTab | None:
        """Return a server's tab, made where there is none; None where no console can be embedded."""
        tab = self._tabs.get(server.key)
        if tab is not None:
            return tab
        try:
            profile = self._book.get(server.profile_id)
            screen = self._embedding.make_screen(profile)
        except PortholeError as error:
            self._askings.cancel(server.key)
            self.console_refused.emit(server, error.about(cloud="", server=server.name))
            return None
        course = Course(server, self.pauses)
        tab = ConsoleTab(course, profile, screen, self._keeper, self._camera, self.habits)
        self._tabs[server.key] = tab
        self._wire_tab(tab)
        self.windows.add(tab)
        return tab

    def _wire_tab(self, tab: ConsoleTab) -> None:
        tab.toolbar.offer_browsers(self._browsers)
        tab.reconnect_requested.connect(lambda: self._reconnect(tab, by_hand=True))
        tab.course.link_wanted.connect(lambda: self._reconnect(tab, by_hand=False))
        tab.course.look_wanted.connect(lambda: self._look_at(tab))
        tab.renew_requested.connect(lambda: self._renew(tab))
        tab.cancel_requested.connect(lambda: self._give_up(tab))
        tab.browser_requested.connect(lambda: self._browse(tab.server, tab.complain))
        tab.link_copy_requested.connect(lambda: self._elsewhere.copy(tab.server, tab.say, tab.complain))
        tab.trust_requested.connect(lambda certificate: self._trusting.trust(tab, certificate))
        tab.close_requested.connect(lambda: self.windows.close_tab(tab))
        tab.power_requested.connect(lambda action: self.power_requested.emit(action, [tab.server]))

    def _reconnect(self, tab: ConsoleTab, *, by_hand: bool) -> None:
        if tab.key not in self._askings:
            tab.begin_asking(by_hand=by_hand)
            refused = partial(self._refuse, tab.server) if by_hand else tab.course.refuse
            self._askings.ask(tab.server, lambda link: self._follow(tab, link), refused)

    def _follow(self, tab: ConsoleTab, link: ConsoleLink) -> None:
        self._trusting.take_in(tab)
        tab.open_link(link)

    def _look_at(self, tab: ConsoleTab) -> None:
        """Ask the cloud how the server is: its list may be older than what ended the session."""
        server = tab.server

        def failed(error: PortholeError) -> None:
            if isinstance(error, ServerNotFoundError):
                self.server_vanished.emit(server.key)
            if self._tabs.get(server.key) is tab:
                # That there is no screen is told already; an error more would explain nothing.
                tab.course.not_seen(error)

        self._runner.run(lambda _task: self._broker.look_at(server), done=self._on_server_seen, failed=failed)

    def _on_server_seen(self, server: Server) -> None:
        self.update_server(server)
        self.server_seen.emit(server)

    def _on_outage_ended(self, seconds: float) -> None:
        for tab in self._tabs.values():
            tab.course.outage_ended(seconds)

    def _give_up(self, tab: ConsoleTab) -> None:
        self._askings.cancel(tab.key)
        if tab.link is None:
            self.windows.close_tab(tab)
        else:
            tab.course.give_up()

    def _wire_windows(self) -> None:
        windows = self.windows
        windows.opened.connect(self._on_window_opened)
        windows.tab_closed.connect(self._forget_tab)
        windows.emptied.connect(self._on_windows_emptied)

    def _on_window_opened(self, window: ConsoleWindow) -> None:
        self._keeper.watch(window)
        self.outages.watch()

    def _forget_tab(self, tab: ConsoleTab) -> None:
        self._askings.cancel(tab.key)
        del self._tabs[tab.key]
        tab.close_down()
        tab.deleteLater()

    def _on_windows_emptied(self) -> None:
        self._embedding.close()
        self.outages.rest()
