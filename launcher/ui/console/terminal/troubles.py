"""Why a serial line could not be opened, as a person reads it."""

from PySide6.QtCore import QCoreApplication

from launcher.model.errors import Trouble
from launcher.services.serial_lines import NoLine, SerialLineError
from launcher.ui.console.page_troubles import PageTrouble, not_reached

_CODES = {
    NoLine.UNKNOWN_NAME: -105,
    NoLine.REFUSED: -102,
    NoLine.NO_ROUTE: -109,
    NoLine.TOO_SLOW: -118,
    NoLine.HUNG_UP: -101,
    NoLine.BAD_TLS: -107,
}
"""What the web engine would call it."""

_FAULTS = 500


def not_opened(host: str, error: SerialLineError) -> PageTrouble:
    """Say why a host gave no serial line."""
    if error.reason in _CODES:
        return not_reached(host, _CODES[error.reason], error.words)
    translate = QCoreApplication.translate
    return PageTrouble(
        Trouble(
            translate("TerminalTroubles", "{0} answered {1} in place of a serial console.").format(
                host, error.status
            ),
            translate(
                "TerminalTroubles",
                "Reconnect asks for a fresh link; if it comes back, the cloud's console proxy is at fault.",
            ),
        ),
        passing=error.status >= _FAULTS,
        another_link_may_help=True,
    )
