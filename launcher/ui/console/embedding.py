"""Whether a console can be shown inside Porthole, and the way to do it."""

from PySide6.QtCore import QCoreApplication

from launcher.model.errors import ConsoleUnavailableError, Trouble
from launcher.model.profile import Profile
from launcher.services.sandbox import refuses_this_user
from launcher.ui.console.painter import choose_painter
from launcher.ui.console.screen import ConsoleScreen, ScreenMaker
from launcher.ui.console.sound import keep_sound_inside
from launcher.ui.console.thrift import give_memory_back


class Embedding:
    """Brings in the web engine when the first console is shown."""

    def __init__(self) -> None:
        self._maker: ScreenMaker | None = None

    def make_screen(self, profile: Profile) -> ConsoleScreen:
        """Return a new screen. The first one takes about 150 ms.

        Raises:
            ConsoleUnavailableError: the web engine does not run here.
        """
        if self._maker is None:
            self._maker = _make_maker()
        return self._maker.make_screen(profile)

    def close(self) -> None:
        """Give back what the screens shared."""
        maker, self._maker = self._maker, None
        if maker is not None:
            maker.close()
            give_memory_back()


def _make_maker() -> ScreenMaker:
    if refuses_this_user():
        raise _unavailable(
            _tr("Porthole shows no consoles in its own window while it runs as root."),
            _tr("Run it as an ordinary user, or open the console in the browser."),
            "Chromium's sandbox refuses root; QTWEBENGINE_DISABLE_SANDBOX=1 does without it.",
        )
    try:
        from launcher.ui.console.screens import Screens  # noqa: PLC0415 - heavy, and not everybody's way
    except ImportError as error:
        raise _unavailable(
            _tr("The part of Qt that shows consoles does not run on this system."),
            _tr("Install the library the details name, or open the console in the browser."),
            str(error),
        ) from error
    choose_painter()
    keep_sound_inside()
    return Screens()


def _unavailable(what: str, next_step: str, details: str) -> ConsoleUnavailableError:
    return ConsoleUnavailableError(Trouble(what, next_step, details=details))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Embedding", text)
