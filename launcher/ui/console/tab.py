"""One server's console: its bar, and its screen or what stands in the screen's place."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from launcher.model.console import ConsoleLink
from launcher.model.errors import BrowserUnavailableError, PortholeError
from launcher.model.instant import Instant
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerKey
from launcher.ui.console import page_troubles
from launcher.ui.console.camera import Camera
from launcher.ui.console.course import Course
from launcher.ui.console.ending_bar import EndingBar
from launcher.ui.console.keys.habits import KeyHabits
from launcher.ui.console.keys.keys import ConsoleKeys
from launcher.ui.console.photos import Photos
from launcher.ui.console.screen import ConsoleScreen
from launcher.ui.console.stand_in import StandIn
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.terminal.controls import TerminalControls
from launcher.ui.console.toolbar import ConsoleToolbar
from launcher.ui.keyboard_stack import KeyboardStack, has_keyboard
from launcher.ui.links import LinkKeeper
from launcher.ui.notices import NoticeBoard, Remedy
from launcher.ui.theme import Tone
from launcher.ui.whisper import Whisper


class ConsoleTab(QWidget):
    """Shows the course of one server's console; asks its owner for links."""

    reconnect_requested = Signal()
    renew_requested = Signal()
    cancel_requested = Signal()
    browser_requested = Signal()
    link_copy_requested = Signal()
    close_requested = Signal()
    state_changed = Signal()

    full_screen_requested = Signal(str)
    """The whole display is wanted: the one of this name, or the one the window is on where it is empty."""

    trust_requested = Signal(object)
    """An :class:`UntrustedCertificate` is to be trusted from now on."""

    power_requested = Signal(object)
    """A :class:`PowerAction` is to be done with the server."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts it brings together, and nothing else
        self,
        course: Course,
        profile: Profile,
        view: ConsoleScreen,
        keeper: LinkKeeper,
        camera: Camera,
        habits: KeyHabits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        course.setParent(self)
        self.course = course
        self.profile = profile
        self.view = view
        self._keeper = keeper
        self.photos = Photos(view, camera, lambda: self.server.name, self.say)
        course.ends_with_link = profile.sessions_end_with_link
        self._shown_tone = course.state.tone
        self._shown_state = course.state
        self.closed = False
        self.toolbar = ConsoleToolbar(self)
        self.stand_in = StandIn(course, profile, self)
        self.notices = NoticeBoard(self)
        self.ending_bar = EndingBar(self)
        self.ending_bar.renew_requested.connect(self.reconnect_requested)
        self.whisper = Whisper(self)
        self.keys = ConsoleKeys(view, habits, lambda: (self.server, self.profile), self)
        self._lay_out()
        self._wire_toolbar()
        self._wire_screen()
        TerminalControls(self.toolbar, view, lambda: self.server.name, self.say, self)
        self._wire_stand_in()
        keeper.ticked.connect(self._on_ticked)
        keeper.changed.connect(self._on_link_changed)
        course.changed.connect(self._on_course_changed)
        course.page_unwanted.connect(view.clear)
        self._on_course_changed()

    @property
    def server(self) -> Server:
        """The server as last seen."""
        return self.course.server

    @property
    def key(self) -> ServerKey:
        """Whose console this is."""
        return self.server.key

    @property
    def state(self) -> ConnectionState:
        """How the connection stands."""
        return self.course.state

    @property
    def link(self) -> ConsoleLink | None:
        """The newest link to this server, alive or not."""
        return self.course.link

    @property
    def tone(self) -> Tone:
        """What the console says at a glance."""
        ending = self.course.seconds_to_end(Instant.now()) is not None
        return Tone.WARNING if ending else self.state.tone

    # What its owner tells it.

    def begin_asking(self, *, by_hand: bool) -> None:
        """Show that a link is asked for, which will be loaded."""
        self.notices.withdraw(_REFUSED)
        self.course.ask(by_hand=by_hand)

    def begin_renewing(self) -> None:
        """Show that a link is asked for, which will leave the screen as it is."""
        self.notices.withdraw(_REFUSED)
        self.course.renew(under_way=True)

    def open_link(self, link: ConsoleLink) -> None:
        """Connect with a fresh link."""
        self.toolbar.show_type(link.console.type)
        self.course.follow(link)
        self.view.load(link)

    def go_on(self) -> None:
        """Connect, now that a certificate is trusted."""
        link = self.link
        if link is not None and not self.course.link_expired:
            self.open_link(link)
        else:
            self.reconnect_requested.emit()

    def show_pause(self, seconds: float) -> None:
        """Show that the cloud asked for a pause, after which it is asked again."""
        self.course.cloud_pauses(seconds)
        if self.state is not ConnectionState.ASKING:
            self.say(self.stand_in.waiting_words())

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
        self.closed = True
        self._keeper.ticked.disconnect(self._on_ticked)
        self._keeper.changed.disconnect(self._on_link_changed)
        self.course.changed.disconnect(self._on_course_changed)
        self.course.stop_trying()
        self.keys.close_down()
        self.view.close_down()

    # What a person does.

    def show_toolbar(self, *, shown: bool) -> None:
        """Show the bar, or leave the room to the screen."""
        self.toolbar.setVisible(shown)

    def focusInEvent(self, _event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hand the keyboard to whatever is shown."""
        self._stack.take_keyboard()

    def _lay_out(self) -> None:
        self._stack = KeyboardStack(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.stand_in)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.notices)
        layout.addWidget(self.ending_bar)
        layout.addWidget(self.keys.place)
        layout.addWidget(self._stack, 1)

    def _wire_toolbar(self) -> None:
        bar = self.toolbar
        bar.renew_requested.connect(self.renew_requested)
        bar.reconnect_requested.connect(self.reconnect_requested)
        bar.browser_requested.connect(self.browser_requested)
        bar.link_copy_requested.connect(self.link_copy_requested)
        bar.view_menu.full_screen_requested.connect(self.full_screen_requested)
        bar.view_menu.zoom_chosen.connect(self.view.choose_zoom)
        bar.view_menu.view_only_chosen.connect(self._on_view_only_chosen)
        bar.offer_keys(self.keys.menu)
        bar.ctrl_alt_del_requested.connect(lambda: self.keys.press("Ctrl+Alt+Del"))
        bar.text_requested.connect(self.keys.open_sheet)
        self.keys.said.connect(self.say)
        bar.screenshot_requested.connect(self.photos.save)
        bar.screenshot_menu.speak_of(self.photos, self)
        bar.power_menu.speak_of(lambda: self.server, production=self.profile.production)
        bar.power_menu.chosen.connect(self.power_requested)

    def _wire_screen(self) -> None:
        view, course = self.view, self.course
        view.page_loaded.connect(course.page_loaded)
        view.session_connecting.connect(course.session_connecting)
        view.session_opened.connect(course.session_opened)
        view.session_lost.connect(course.session_lost)
        view.page_silent.connect(self._on_page_silent)
        view.page_failed.connect(course.page_failed)
        view.trust_asked.connect(course.doubt)
        view.full_screen_toggled.connect(lambda: self.full_screen_requested.emit(""))

    def _wire_stand_in(self) -> None:
        self.stand_in.reconnect_requested.connect(self.reconnect_requested)
        self.stand_in.cancel_requested.connect(self.cancel_requested)
        self.stand_in.close_requested.connect(self.close_requested)
        self.stand_in.power_requested.connect(self.power_requested)
        self.stand_in.trust_given.connect(self._on_trust_given)
        self.stand_in.page_changed.connect(self._on_page_changed)

    def _on_page_silent(self, silent: bool) -> None:
        if silent:
            remedy = Remedy(self.tr("Reconnect"), self.reconnect_requested.emit)
            self.notices.post(_SILENT, page_troubles.silent(), (remedy,))
        else:
            self.notices.withdraw(_SILENT)

    def _on_trust_given(self, lasting: bool) -> None:
        certificate = self.course.certificate
        if certificate is None:
            return
        if lasting:
            self.trust_requested.emit(certificate)
        else:
            self.view.trust(certificate)
            self.go_on()

    def _on_view_only_chosen(self, chosen: bool) -> None:
        self.view.let_through(keys_and_clicks=not chosen)
        self._on_course_changed()
        self.view.setFocus()

    # What is shown.

    def _on_link_changed(self, key: ServerKey) -> None:
        if key == self.key:
            self.course.link = self._keeper.link(key) or self.link
            self.course.tick()

    def _on_ticked(self, _now: Instant) -> None:
        self.course.tick()

    def _on_course_changed(self) -> None:
        course, now = self.course, Instant.now()
        left = course.seconds_to_end(now)
        self.ending_bar.show_left(left)
        self.toolbar.show_state(course.state, renewing=course.renewing, gone=course.gone)
        view_only = self.toolbar.view_menu.view_only.isChecked()
        takes_keys = course.state is ConnectionState.LIVE and not view_only
        self.keys.show_live(live=takes_keys)
        self.toolbar.allow_keys(allowed=takes_keys)
        self.toolbar.status.show_link(None if course.gone else course.link, now)
        self.toolbar.status.show_connection(
            course.state,
            renewing=course.renewing,
            link_expired=course.link_expired,
            view_only=view_only,
            ending=left is not None,
        )
        self.stand_in.show_course()
        has_screen = course.state is ConnectionState.LIVE or course.page_waits
        self._stack.show_page(self.view if has_screen else self.stand_in, self)
        # The first picture is painted by the time it is shown: the page has a size, and is no hidden one.
        self._stack.paint_beneath(others=course.state is ConnectionState.CONNECTING and not has_screen)
        if (course.state, self.tone) != (self._shown_state, self._shown_tone):
            self._shown_state, self._shown_tone = course.state, self.tone
            self.state_changed.emit()

    def _on_page_changed(self) -> None:
        # The button that had the keyboard may be gone with its page.
        if self._stack.currentWidget() is self.stand_in and has_keyboard(self):
            self._stack.take_keyboard()


_REFUSED = "refused"
"""The subject of the notice above a screen: what was asked for last, and refused."""

_SILENT = "silent"
"""The same, of a page that does not answer."""
