"""The screen that fits a link: a web view for a page, a terminal for a serial line."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedLayout, QWidget

from launcher.model.console import ConsoleLink, ConsoleType
from launcher.model.errors import PortholeError
from launcher.model.keyboard import Chord
from launcher.model.profile import Profile
from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.page_troubles import PageTrouble
from launcher.ui.console.screen import ConsoleScreen, ScreenMaker
from launcher.ui.console.web_view import WebScreens
from launcher.ui.console.zoom import Zoom


class Screens:
    """Makes the screens of one console window, of either kind."""

    def __init__(self) -> None:
        self._web = WebScreens()
        self._terminals: ScreenMaker | None = None

    def make_screen(self, profile: Profile) -> ConsoleScreen:
        """Return a new screen for a server of this profile."""
        return EitherScreen(self, profile)

    def of_kind(self, profile: Profile, *, serial: bool) -> ConsoleScreen:
        """Return a new screen of one kind.

        Raises:
            ConsoleUnavailableError: the terminal's parts are not installed.
        """
        if not serial:
            return self._web.make_screen(profile)
        if self._terminals is None:
            from launcher.ui.console.terminal.screen import TerminalScreens  # noqa: PLC0415 - not everybody's

            self._terminals = TerminalScreens()
        return self._terminals.make_screen(profile)

    def close(self) -> None:
        """Give back what the screens shared; all of them are closed by now."""
        self._web.close()
        if self._terminals is not None:
            self._terminals.close()


class EitherScreen(ConsoleScreen):
    """Is what the link at hand needs; which that is only the cloud's answer tells."""

    def __init__(self, screens: Screens, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screens = screens
        self._profile = profile
        self._zoom = Zoom()
        self._looks_only = False
        self._made: dict[bool, ConsoleScreen] = {}
        self._shown: ConsoleScreen | None = None
        self._stack = QStackedLayout(self)
        if profile.console_types != (ConsoleType.SERIAL,):
            # Here, while the cloud is asked: the first one takes a tenth of a second.
            self._change_to(self._make(serial=False))

    def load(self, link: ConsoleLink) -> None:
        """Show a link's console in place of whatever is shown."""
        serial = link.console.type is ConsoleType.SERIAL
        if serial in self._made and self._made[serial].broken:
            self._discard(self._made.pop(serial))
        try:
            screen = self._made.get(serial) or self._make(serial=serial)
        except PortholeError as error:
            self.page_failed.emit(PageTrouble(error.trouble))
            return
        self._change_to(screen)
        screen.load(link)

    def trust(self, certificate: UntrustedCertificate) -> None:
        """Accept this one certificate for this profile for as long as the console window is open."""
        if (screen := self._shown) is not None:
            screen.trust(certificate)

    def clear(self) -> None:
        """Show nothing, and close the session there is."""
        if (screen := self._shown) is not None:
            screen.clear()

    def take_picture(self, done: Callable[[QImage], None]) -> None:
        """Hand over what the server shows, as large as it is there where that can be had."""
        if (screen := self._shown) is not None:
            screen.take_picture(done)

    def grab_screen(self) -> QImage:
        """Return what is shown."""
        screen = self._shown
        return screen.grab_screen() if screen is not None else QImage(QSize(1, 1), QImage.Format.Format_RGB32)

    def press(self, chord: Chord, done: Callable[[bool], object] = bool) -> None:
        """Press keys on the server's keyboard, and let them go."""
        if (screen := self._shown) is not None:
            screen.press(chord, done)

    def keep_hands_off(self, *, off: bool) -> None:
        """Let a person's keys and clicks not reach the server for a while; or again."""
        if (screen := self._shown) is not None:
            screen.keep_hands_off(off=off)

    @property
    def zoom_factor(self) -> float:
        """How large the server's screen is shown; 1 is as large as it is."""
        return self._shown.zoom_factor if self._shown is not None else 1.0

    def choose_zoom(self, zoom: Zoom) -> None:
        """Show the server's screen as large as a person wants it."""
        self._zoom = zoom
        for screen in self._made.values():
            screen.choose_zoom(zoom)

    def let_through(self, *, keys_and_clicks: bool) -> None:
        """Let what a person does reach the server, or let them only look."""
        self._looks_only = not keys_and_clicks
        for screen in self._made.values():
            screen.let_through(keys_and_clicks=keys_and_clicks)

    def use_profile(self, profile: Profile) -> None:
        """Follow what the profile says by now, from the next link on."""
        self._profile = profile
        for screen in self._made.values():
            screen.use_profile(profile)

    def begin_find(self) -> None:
        """Let the person search what a serial line has said."""
        if (screen := self._shown) is not None:
            screen.begin_find()

    def start_log(self, path: Path) -> None:
        """Write what a serial line says into a file from now on."""
        if (screen := self._shown) is not None:
            screen.start_log(path)

    def stop_log(self) -> None:
        """Write no more."""
        if (screen := self._shown) is not None:
            screen.stop_log()

    def close_down(self) -> None:
        """Give back everything at once; nothing may be asked of the screen afterwards."""
        while self._made:
            _kind, screen = self._made.popitem()
            screen.close_down()

    def _change_to(self, screen: ConsoleScreen) -> None:
        before, self._shown = self._shown, screen
        if before is screen:
            return
        if before is not None:
            before.clear()
        has_keyboard = self.isAncestorOf(self.window().focusWidget())
        self._stack.setCurrentWidget(screen)
        self.setFocusProxy(screen)
        if has_keyboard:
            screen.setFocus()

    def _discard(self, screen: ConsoleScreen) -> None:
        if self._shown is screen:
            self._shown = None
        self._stack.removeWidget(screen)
        screen.close_down()
        screen.deleteLater()

    def _make(self, *, serial: bool) -> ConsoleScreen:
        screen = self._screens.of_kind(self._profile, serial=serial)
        self._made[serial] = screen
        for told, ours in (
            (screen.page_loaded, self.page_loaded),
            (screen.session_connecting, self.session_connecting),
            (screen.session_opened, self.session_opened),
            (screen.session_lost, self.session_lost),
            (screen.page_silent, self.page_silent),
            (screen.page_failed, self.page_failed),
            (screen.trust_asked, self.trust_asked),
            (screen.full_screen_toggled, self.full_screen_toggled),
            (screen.zoom_changed, self.zoom_changed),
            (screen.log_changed, self.log_changed),
            (screen.told, self.told),
        ):
            told.connect(ours)
        screen.choose_zoom(self._zoom)
        screen.let_through(keys_and_clicks=not self._looks_only)
        self._stack.addWidget(screen)
        return screen
