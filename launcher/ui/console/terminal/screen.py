"""A server's serial line in a terminal.

The page shows and is typed at; the line itself is kept from it, with its address and its token.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from launcher.model.console import ConsoleLink
from launcher.model.errors import PortholeError
from launcher.model.keyboard import Chord
from launcher.model.profile import Profile
from launcher.model.trust import TrustedCertificate
from launcher.services.serial_lines import SerialLineError, UntrustedLineError
from launcher.storage.terminal_parts import find_terminal_parts
from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.page_troubles import PageTrouble, crashed
from launcher.ui.console.renderer import make_engine
from launcher.ui.console.screen import ConsoleScreen
from launcher.ui.console.terminal.chords import bytes_of
from launcher.ui.console.terminal.clipboard import TerminalClipboard
from launcher.ui.console.terminal.doubts import Doubts
from launcher.ui.console.terminal.find import TerminalFind
from launcher.ui.console.terminal.line import Line
from launcher.ui.console.terminal.look import look_of
from launcher.ui.console.terminal.menu import TerminalMenu
from launcher.ui.console.terminal.page import Seal, TerminalPage
from launcher.ui.console.terminal.recorder import Recorder
from launcher.ui.console.terminal.troubles import not_opened
from launcher.ui.console.zoom import Zoom, ZoomMode

_AT_ONCE = 65_536
"""Bytes handed to the page in one piece."""

_ON_THE_WAY = 2
"""Pieces that the page has not shown yet: one under its hands, and the next."""

_GRACE = 500
"""Milliseconds. A line greets nobody, and a proxy that dislikes a token lets go within a few of them."""


class TerminalScreens:
    """Makes the terminals of one console window."""

    def __init__(self) -> None:
        self._parts = find_terminal_parts()
        self._engine = make_engine()
        self._seal = Seal()
        self._engine.setUrlRequestInterceptor(self._seal)
        self._trusted: dict[str, set[TrustedCertificate]] = {}

    def make_screen(self, profile: Profile) -> ConsoleScreen:
        """Return a new terminal for a server of this profile."""
        page = TerminalPage(self._engine, self._parts, look_of(QGuiApplication.palette()))
        return TerminalScreen(Doubts(profile, self._trusted.setdefault(profile.id, set())), page)

    def close(self) -> None:
        """Give back the engine; its terminals are closed by now."""
        delete(self._engine)


class TerminalScreen(ConsoleScreen):
    """Shows the line of a link; what an earlier line said stays above it."""

    def __init__(self, doubts: Doubts, page: TerminalPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doubts = doubts
        self._page = page
        self._recorder = Recorder(self)
        self._line: Line | None = None
        self._host = ""
        self._live = self._used = self._looks_only = False
        self._on_the_way = 0
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(_GRACE)
        self._grace.timeout.connect(self._on_silent)
        self._web = QWebEngineView(self)
        self._web.setAccessibleName(self.tr("Terminal of the server"))
        # First: the view's inner widget comes with its page.
        clipboard = TerminalClipboard(page, self._web, lambda: self._live)
        clipboard.find_wanted.connect(self.begin_find)
        self._web.setPage(page)
        self.setFocusProxy(self._web)
        self._find = TerminalFind(page, self._web, self)
        self.menu = TerminalMenu(page, self._web, clipboard.copy, clipboard.paste, self.begin_find)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._find)
        layout.addWidget(self._web, 1)
        page.typed.connect(self._on_typed)
        page.taken.connect(self._on_taken)
        page.renderProcessTerminated.connect(lambda _status, _code: self._on_crashed())
        self._recorder.changed.connect(lambda: self.log_changed.emit(str(self._recorder.path or "")))
        self._recorder.failed.connect(self.told)

    # A line.

    def load(self, link: ConsoleLink) -> None:
        """Show a link's line."""
        self.clear()
        self._host = urlsplit(link.url).hostname or ""
        if self._used:
            now = datetime.now().astimezone().strftime("%H:%M:%S")
            self._page.begin(self.tr("connected again at {0}").format(now))
        self._used = True
        line = self._line = Line(self._doubts.profile, self._recorder, self)
        line.opened.connect(self._grace.start)
        line.came.connect(self._on_came)
        line.closed.connect(self._on_closed)
        line.refused.connect(self._on_refused)
        line.distrusted.connect(lambda error: self._on_distrusted(link.url, error))
        self.session_connecting.emit()
        line.open(link, self._doubts.settled(link.url))

    def use_profile(self, profile: Profile) -> None:
        """Follow what the profile says by now, from the next link on."""
        self._doubts.profile = profile

    def trust(self, certificate: UntrustedCertificate) -> None:
        """Accept this one certificate for this profile for as long as the console window is open."""
        self._doubts.trusted_for_now.add(certificate.trusted)

    def clear(self) -> None:
        """Close the line there is; what it said stays to be read."""
        self._grace.stop()
        self._live = False
        line, self._line = self._line, None
        if line is not None:
            line.close()
            line.deleteLater()

    def close_down(self) -> None:
        """Close line and file, and give back view and page, in this order."""
        self.clear()
        self._recorder.end()
        delete(self._web)
        delete(self._page)

    def _begin_session(self) -> None:
        if not self._live and self._line is not None:
            self._live = True
            self._grace.stop()
            self._page.take_keyboard()
            self.session_opened.emit()

    def _on_silent(self) -> None:
        self._begin_session()
        self.told.emit(self.tr("The line is open, and nothing comes yet. Enter often brings a prompt."))

    def _on_came(self) -> None:
        self._begin_session()
        self._pass_on()

    def _on_closed(self) -> None:
        had_session = self._live
        self._pass_on()
        self.clear()
        self.session_lost.emit(had_session)

    def _on_refused(self, error: SerialLineError | PortholeError) -> None:
        if isinstance(error, PortholeError):
            self._fail(PageTrouble(error.trouble))
        else:
            self._fail(not_opened(self._host, error))

    def _on_distrusted(self, url: str, error: UntrustedLineError) -> None:
        self.clear()
        self.trust_asked.emit(self._doubts.about(url, error))

    def _on_crashed(self) -> None:
        self.broken = True
        self._fail(crashed())

    def _fail(self, trouble: PageTrouble) -> None:
        self.clear()
        self.page_failed.emit(trouble)

    # What it says, piece by piece, as fast as it can be shown.

    def _on_taken(self) -> None:
        self._on_the_way -= 1
        self._pass_on()

    def _pass_on(self) -> None:
        while self._line is not None and self._on_the_way < _ON_THE_WAY:
            data = self._line.inflow.take(_AT_ONCE)
            if not data:
                return
            self._on_the_way += 1
            self._page.show_bytes(data)

    # What a person does.

    @property
    def zoom_factor(self) -> float:
        """How large the letters are; 1 is as large as anywhere else on this desktop."""
        return self._web.zoomFactor()

    def choose_zoom(self, zoom: Zoom) -> None:
        """Show larger or smaller letters; a line has no size that would have to fit."""
        self._web.setZoomFactor(zoom.factor if zoom.mode is ZoomMode.FIXED else 1.0)
        self.zoom_changed.emit()

    def let_through(self, *, keys_and_clicks: bool) -> None:
        """Let what a person types reach the server, or let them only read, search and copy."""
        self._looks_only = not keys_and_clicks

    def keep_hands_off(self, *, off: bool) -> None:
        """Let a person's keys not reach the server for a while; or again."""
        self._web.setEnabled(not off)

    def press(self, chord: Chord, done: Callable[[bool], object] = bool) -> None:
        """Send what a terminal makes of these keys, where it makes anything of them."""
        data = bytes_of(chord)
        if self._live and self._line is not None and data:
            self._line.write(data)
        done(bool(data))

    def grab_screen(self) -> QImage:
        """Return what is shown."""
        return self._web.grab().toImage()

    def begin_find(self) -> None:
        """Let the person search what the line has said."""
        self._find.begin()

    def start_log(self, path: Path) -> None:
        """Write what the line says into a file, byte by byte, colours and all, from now on."""
        self._recorder.begin(path)

    def stop_log(self) -> None:
        """Write no more."""
        self._recorder.end()

    def event(self, event: QEvent) -> bool:
        """Keep every key for the server but our own: no shortcut of the window's may take them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() != Qt.Key.Key_F11)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._page.dress(look_of(self.palette()))

    def _on_typed(self, data: bytes) -> None:
        if self._live and self._line is not None and not self._looks_only:
            self._line.write(data)
