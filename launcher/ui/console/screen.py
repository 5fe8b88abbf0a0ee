"""What a tab knows of whatever shows a server's screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from launcher.model.console import ConsoleLink
from launcher.model.keyboard import Chord
from launcher.model.profile import Profile
from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.zoom import Zoom


class ConsoleScreen(QWidget):
    """A place where a link's console is shown.

    The web view behind it is heavy, so tabs and window know this class alone, and the web engine is
    imported when the first embedded console opens.
    """

    broken = False
    """Whether nothing can be shown here any more; another screen can."""

    page_loaded = Signal()
    """The console's page is there; a session may follow."""

    session_connecting = Signal()
    """The page opens its way to the server."""

    session_opened = Signal()
    """The server sent its first bytes."""

    session_lost = Signal(bool)
    """The way to the server was closed; True: there had been a session."""

    page_silent = Signal(bool)
    """The page does not answer; False: it does, or is another one."""

    page_failed = Signal(object)
    """A :class:`PageTrouble`: the page did not come, or is there no more."""

    trust_asked = Signal(object)
    """An :class:`UntrustedCertificate` stands between us and the page."""

    full_screen_toggled = Signal()
    """The page's own button for the full screen was pressed."""

    zoom_changed = Signal()
    """:attr:`zoom_factor` is another."""

    log_changed = Signal(str)
    """What a serial line says is written into this file now, or into none (empty)."""

    told = Signal(str)
    """A sentence for the person, about something that is not the session's state."""

    @property
    def zoom_factor(self) -> float:
        """How large the server's screen is shown; 1 is as large as it is."""
        return 1.0

    def choose_zoom(self, zoom: Zoom) -> None:
        """Show the server's screen as large as a person wants it, where that can be chosen."""

    def let_through(self, *, keys_and_clicks: bool) -> None:
        """Let what a person does reach the server, or let them only look, where that can be chosen."""

    def load(self, link: ConsoleLink) -> None:
        """Show a link's console in place of whatever is shown."""
        raise NotImplementedError

    def use_profile(self, profile: Profile) -> None:
        """Follow what the profile says by now, from the next link on; some screens ask nothing of it."""

    def trust(self, certificate: UntrustedCertificate) -> None:
        """Accept this one certificate for this profile for as long as the console window is open."""
        raise NotImplementedError

    def clear(self) -> None:
        """Show nothing, and close the session there is."""
        raise NotImplementedError

    def take_picture(self, done: Callable[[QImage], None]) -> None:
        """Hand over what the server shows, as large as it is there where that can be had."""
        done(self.grab_screen())

    def grab_screen(self) -> QImage:
        """Return what is shown."""
        raise NotImplementedError

    def press(self, chord: Chord, done: Callable[[bool], object] = bool) -> None:
        """Press keys on the server's keyboard, and let them go.

        Args:
            chord: the keys.
            done: called afterwards, with whether there was anything to press them in. Not called where the
                console is left or closed meanwhile.
        """
        raise NotImplementedError

    def keep_hands_off(self, *, off: bool) -> None:
        """Let a person's keys and clicks not reach the server for a while; or again."""
        raise NotImplementedError

    def begin_find(self) -> None:
        """Let the person search what a serial line has said; nothing else can be searched."""

    def start_log(self, path: Path) -> None:
        """Write what a serial line says into a file from now on; nothing else can be written down."""

    def stop_log(self) -> None:
        """Write no more."""

    def close_down(self) -> None:
        """Give back everything at once; nothing may be asked of the screen afterwards."""
        raise NotImplementedError


class ScreenMaker(Protocol):
    """What makes the screens of one console window."""

    def make_screen(self, profile: Profile) -> ConsoleScreen:
        """Return a new screen for a server of this profile."""

    def close(self) -> None:
        """Give back what the screens shared; all of them are closed by now."""
