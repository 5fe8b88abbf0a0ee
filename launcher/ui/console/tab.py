"""One server's console: its bar, and its screen or what stands in the screen's place."""

from math import ceil

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from launcher.model.console import ConsoleLink, LinkState
from launcher.model.errors import BrowserUnavailableError, PortholeError, ServerNotFoundError, Trouble
from launcher.model.instant import Instant
from launcher.model.power import PowerAction
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerKey
from launcher.ui.console import explanations
from launcher.ui.console.camera import Camera
from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.pages import TroublePage, TrustPage
from launcher.ui.console.screen import ConsoleScreen
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.toolbar import ConsoleToolbar
from launcher.ui.face import Face, FaceContent
from launcher.ui.links import LinkKeeper
from launcher.ui.notices import NoticeBoard, Remedy
from launcher.ui.whisper import Whisper


class ConsoleTab(QWidget):
    """Shows one server; asks its owner for links."""

    reconnect_requested = Signal()
    renew_requested = Signal()
    cancel_requested = Signal()
    browser_requested = Signal()
    link_copy_requested = Signal()
    full_screen_requested = Signal()
    close_requested = Signal()
    state_changed = Signal()

    session_ended = Signal()
    """The way to the server was closed; why, only the server's state tells."""

    power_requested = Signal(object)
    """A :class:`PowerAction` is to be done with the server."""

    def __init__(
        self,
        server: Server,
        profile: Profile,
        view: ConsoleScreen,
        keeper: LinkKeeper,
        camera: Camera,
    ) -> None:
        super().__init__()
        self.server = server
        self.view = view
        self.state = ConnectionState.ASKING
        self.profile = profile
        self._keeper = keeper
        self._camera = camera
        self._link: ConsoleLink | None = None
        self._renewing = False
        self._page_waits = False
        self._had_session: bool | None = None
        self.toolbar = ConsoleToolbar(self)
        self.asking_page = Face(self)
        self.trouble_page = TroublePage(self)
        self.trust_page = TrustPage(self)
        self.notices = NoticeBoard(self)
        self.whisper = Whisper(self)
        self._lay_out()
        self._wire_toolbar()
        self._wire_screen()
        keeper.ticked.connect(self._on_ticked)
        keeper.changed.connect(self._on_link_changed)
        self.begin_asking()

    @property
    def key(self) -> ServerKey:
        """Whose console this is."""
        return self.server.key

    @property
    def link(self) -> ConsoleLink | None:
        """The newest link to this server, alive or not."""
        return self._link

    @property
    def connected(self) -> bool:
        """Whether there is a session, or will be one without anybody's doing."""
        return self.state is ConnectionState.LIVE or self.state.under_way

    # What its owner tells it.

    def begin_asking(self) -> None:
        """Show that a link is asked for, which will be loaded."""
        self.notices.withdraw(_REFUSED)
        self._set_state(ConnectionState.ASKING)
        cancel = Remedy(self.tr("Cancel"), self.cancel_requested.emit)
        self._show_waiting(self.tr("Asking {0} for a console").format(self.profile.name), cancel)

    def show_pause(self, seconds: float) -> None:
        """Show that the cloud asked for a pause, after which it is asked again."""
        words = self.tr("The cloud asks for a pause. It is asked again in {0} s.").format(ceil(seconds))
        if self.state is ConnectionState.ASKING:
            cancel = Remedy(self.tr("Cancel"), self.cancel_requested.emit)
            self._show_waiting(words, cancel)
        else:
            self.say(words)

    def begin_renewing(self) -> None:
        """Show that a link is asked for, which will leave the screen as it is."""
        self.notices.withdraw(_REFUSED)
        self._renewing = True
        self._show_state()

    def end_renewing(self) -> None:
        """Show that no link is asked for any more."""
        self._renewing = False
        self._show_state()

    def open_link(self, link: ConsoleLink) -> None:
        """Connect with a fresh link."""
        self._link = link
        self.toolbar.status.show_link(link, Instant.now())
        self._page_waits = False
        self._set_state(ConnectionState.CONNECTING)
        close = Remedy(self.tr("Cancel"), self.close_requested.emit)
        self._show_waiting(self.tr("Connecting"), close)
        self.view.load(link)

    def refuse(self, error: PortholeError) -> None:
        """Say why there is no link."""
        if isinstance(error, ServerNotFoundError):
            remedy = Remedy(self.tr("Close"), self.close_requested.emit)
        else:
            remedy = Remedy(self.tr("Try again"), self.reconnect_requested.emit)
        self._show_trouble(ConnectionState.REFUSED, error.trouble, remedy)

    def give_up_asking(self) -> None:
        """Go back to what stood there before a link was asked for."""
        self._explain_end(had_session=True)

    def take_in(self, server: Server) -> None:
        """Take in the server's present state; it explains why there is no screen."""
        before, self.server = self.server, server
        if self._had_session is None:
            return
        if explanations.has_come_back(before, server):
            self.reconnect_requested.emit()
        else:
            self._explain_again()

    def show_starting(self) -> None:
        """Show that the server is being started."""
        if (had_session := self._had_session) is not None:
            self._show_starting(self.state)
            self._had_session = had_session

    def show_power_failed(self, error: PortholeError) -> None:
        """Say why the server's power is as it was."""
        if self._had_session is not None:
            self._explain_again()
        self.complain(error)

    def say(self, text: str) -> None:
        """Tell of something that was done."""
        self.notices.withdraw(_REFUSED)
        self.whisper.say(text)

    def complain(self, error: PortholeError) -> None:
        """Tell of something that was asked for and did not come; the screen stays as it is."""
        remedies: tuple[Remedy, ...] = ()
        if isinstance(error, BrowserUnavailableError):
            remedies = (Remedy(self.tr("Copy link"), self.link_copy_requested.emit),)
        self.notices.post(_REFUSED, error.trouble, remedies)

    def close_down(self) -> None:
        """Give back the screen, and hear of nothing any more."""
        self._keeper.ticked.disconnect(self._on_ticked)
        self._keeper.changed.disconnect(self._on_link_changed)
        self.view.close_down()

    # What a person does.

    def show_toolbar(self, *, shown: bool) -> None:
        """Show the bar, or leave the room to the screen."""
        self.toolbar.setVisible(shown)

    def focusInEvent(self, _event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hand the keyboard to whatever is shown."""
        if (page := self._stack.currentWidget()) is not None:
            _give_keyboard(page)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        for page in (self.asking_page, self.view, self.trouble_page, self.trust_page):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.notices)
        layout.addWidget(self._stack, 1)

    def _wire_toolbar(self) -> None:
        bar = self.toolbar
        bar.renew_requested.connect(self.renew_requested)
        bar.reconnect_requested.connect(self.reconnect_requested)
        bar.browser_requested.connect(self.browser_requested)
        bar.link_copy_requested.connect(self.link_copy_requested)
        bar.full_screen_requested.connect(self.full_screen_requested)
        bar.ctrl_alt_del_requested.connect(self._on_ctrl_alt_del_requested)
        bar.screenshot_requested.connect(
            lambda: self._camera.save(self.view.grab_screen(), self.server.name, self.say)
        )
        bar.screenshot_as_requested.connect(
            lambda: self._camera.save_as(self.view.grab_screen(), self.server.name, self, self.say)
        )
        bar.power_menu.speak_of(lambda: self.server, production=self.profile.production)
        bar.power_menu.chosen.connect(self.power_requested)
        bar.screenshot_copy_requested.connect(lambda: self._camera.copy(self.view.grab_screen(), self.say))

    def _wire_screen(self) -> None:
        self.view.page_loaded.connect(self._on_page_loaded)
        self.view.session_connecting.connect(self._on_session_connecting)
        self.view.session_opened.connect(self._on_session_opened)
        self.view.session_lost.connect(self._on_session_lost)
        self.view.page_failed.connect(self._on_page_failed)
        self.view.trust_asked.connect(self._on_trust_asked)
        self.view.full_screen_toggled.connect(self.full_screen_requested)

    # What the screen tells.

    def _on_page_loaded(self) -> None:
        if self.state is ConnectionState.CONNECTING:
            # A page that opens no session of itself waits for a person: a login, a button to press.
            self._page_waits = True
            self._show(self.view)

    def _on_session_connecting(self) -> None:
        self._page_waits = False
        self._set_state(ConnectionState.CONNECTING)

    def _on_session_opened(self) -> None:
        self._set_state(ConnectionState.LIVE)
        self._show(self.view)

    def _on_session_lost(self, had_session: bool) -> None:
        self._explain_end(had_session=had_session)
        self._had_session = had_session
        self.session_ended.emit()

    def _explain_again(self) -> None:
        if (had_session := self._had_session) is not None:
            self._explain_end(had_session=had_session)
            self._had_session = had_session

    def _explain_end(self, *, had_session: bool) -> None:
        state = ConnectionState.LOST if had_session else ConnectionState.FAILED
        if explanations.is_starting(self.server):
            self._show_starting(state)
            return
        if explanations.is_without_screen(self.server):
            trouble = explanations.without_screen(self.server)
        elif self._link_expired():
            state = ConnectionState.EXPIRED
            trouble = explanations.expired(self.server, had_session=had_session)
        elif had_session:
            trouble = explanations.lost(self.server)
        else:
            trouble = explanations.dropped(self.server)
        self._show_trouble(state, trouble, self._reconnect(), *self._start())

    def _on_page_failed(self, trouble: Trouble) -> None:
        self._show_trouble(ConnectionState.FAILED, trouble, self._reconnect())

    def _on_trust_asked(self, certificate: UntrustedCertificate) -> None:
        self._set_state(ConnectionState.UNTRUSTED)
        self.trust_page.show_certificate(
            certificate,
            self.profile.name,
            Remedy(self.tr("Cancel"), self.close_requested.emit),
            Remedy(self.tr("Trust for this profile"), lambda: self._trust(certificate)),
        )
        self._show(self.trust_page)

    def _trust(self, certificate: UntrustedCertificate) -> None:
        self.view.trust(certificate)
        if self._link is not None and not self._link_expired():
            self.open_link(self._link)
        else:
            self.reconnect_requested.emit()

    def _on_ctrl_alt_del_requested(self) -> None:
        self.view.send_ctrl_alt_del()
        self.view.setFocus()

    # The link's life.

    def _on_link_changed(self, key: ServerKey) -> None:
        if key != self.key:
            return
        self._link = self._keeper.link(key) or self._link
        self._on_ticked(Instant.now())

    def _on_ticked(self, now: Instant) -> None:
        self.toolbar.status.show_link(self._link, now)
        self._show_state()
        if self._link_expired() and self.state is ConnectionState.CONNECTING and not self._page_waits:
            self.view.clear()
            self._explain_end(had_session=False)

    def _link_expired(self) -> bool:
        return self._link is not None and self._link.state(Instant.now()) is LinkState.EXPIRED

    # What is shown.

    def _set_state(self, state: ConnectionState) -> None:
        self.state = state
        self._had_session = None
        self._show_state()
        self.state_changed.emit()

    def _show_state(self) -> None:
        self.toolbar.show_state(self.state, renewing=self._renewing)
        self.toolbar.status.show_connection(
            self.state, renewing=self._renewing, link_expired=self._link_expired()
        )

    def _show_waiting(self, text: str, remedy: Remedy) -> None:
        title = self.tr("Opening {0}").format(self.server.name)
        self.asking_page.show_content(FaceContent(title, text, (remedy,), busy=True))
        self._show(self.asking_page)

    def _show_starting(self, state: ConnectionState) -> None:
        self._set_state(state)
        trouble = explanations.starting(self.server)
        content = FaceContent(trouble.what, trouble.next_step, (self._reconnect(),), busy=True)
        self.asking_page.show_content(content)
        self._show(self.asking_page)

    def _show_trouble(self, state: ConnectionState, trouble: Trouble, *remedies: Remedy) -> None:
        self._set_state(state)
        self.trouble_page.show_trouble(trouble, *remedies)
        self._show(self.trouble_page)

    def _reconnect(self) -> Remedy:
        return Remedy(self.tr("Reconnect"), self.reconnect_requested.emit)

    def _start(self) -> tuple[Remedy, ...]:
        # Second: keys that a person types on after the screen is gone must not start anything.
        if not PowerAction.START.fits(self.server):
            return ()
        label = self.tr("Start server…") if self.profile.production else self.tr("Start server")
        return (Remedy(label, lambda: self.power_requested.emit(PowerAction.START)),)

    def _show(self, page: QWidget) -> None:
        if page is self._stack.currentWidget():
            return
        here = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._stack.setCurrentWidget(page)
        if here or self.window().focusWidget() is None:
            _give_keyboard(page)


def _give_keyboard(page: QWidget) -> None:
    """Let Enter press the page's first button, or the server's screen have all keys."""
    for button in page.findChildren(QPushButton):
        if button.isDefault() and not button.isHidden():
            button.setFocus()
            return
    page.setFocus()


_REFUSED = "refused"
"""The subject of the notice above a screen: what was asked for last, and refused."""
