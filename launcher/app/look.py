"""``porthole __look``: tray and web engine, tried for ``porthole doctor`` in a process of their own."""

import sys

import msgspec
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from launcher.model.errors import ConsoleUnavailableError
from launcher.model.finding import Finding, Health, failure
from launcher.model.profile import Profile
from launcher.ui.console.embedding import Embedding


def run() -> int:
    """Print what is found, a :class:`Finding` a line, as soon as it is known.

    Returns:
        the exit code, which tells nothing more.
    """
    application = QApplication(sys.argv[:1])
    _put(_tray())
    embedding = Embedding()
    try:
        # As the window does it: where it cannot, this says why.
        embedding.make_screen(Profile(id="trial", name="trial")).close_down()
    except ConsoleUnavailableError as error:
        _put(failure("graphics", error))
        return 0
    from launcher.ui.console.trial import Trial  # noqa: PLC0415 - where it runs at all

    def done(found: Finding) -> None:
        _put(found)
        application.quit()

    trial = Trial(done)
    application.exec()
    del trial
    embedding.close()
    return 0


def _tray() -> Finding:
    if QSystemTrayIcon.isSystemTrayAvailable():
        return Finding("tray", Health.OK, "This desktop has one.")
    words = "This desktop has none, so closing the window ends Porthole."
    return Finding("tray", Health.WARNING, words, "GNOME has one with the extension AppIndicator.")


def _put(found: Finding) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    sys.stdout.buffer.flush()
