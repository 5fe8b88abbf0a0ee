"""Why a console's page did not come, or is there no more."""

from dataclasses import dataclass
from http import HTTPStatus

from PySide6.QtCore import QCoreApplication

from launcher.model.errors import Trouble
from launcher.ui.console.certificate import UntrustedCertificate

_BAD_TLS = -107
_NOT_BY_PROXY = (-120, -121)
_NOTHING_TO_SHOW = -3
_UNSAFE_REDIRECT = -311


@dataclass(frozen=True, slots=True)
class PageTrouble:
    """Why there is no page, and what may help.

    Attributes:
        trouble: what a person is told.
        passing: whether it may be over in a moment.
        another_link_may_help: whether it is worth one try with a fresh link.
    """

    trouble: Trouble
    passing: bool = False
    another_link_may_help: bool = False


def not_reached(host: str, code: int, words: str) -> PageTrouble:
    """Say why a host gave no page.

    Args:
        host: of the console proxy.
        code: Chromium's network error (``net/base/net_error_list.h``).
        words: its name there, for the details.
    """
    what, next_step = _reasons().get(
        code,
        (
            tr("The console's page did not come from {0}."),
            tr("Check the network and the VPN, then reconnect."),
        ),
    )
    return PageTrouble(
        Trouble(what.format(host), next_step, details=words),
        passing=code not in {_BAD_TLS, _NOTHING_TO_SHOW, _UNSAFE_REDIRECT},
        another_link_may_help=code not in {_NOTHING_TO_SHOW, _UNSAFE_REDIRECT},
    )


def answered_with(host: str, status: int) -> PageTrouble:
    """Say that a host answered with an HTTP error in place of the page."""
    trouble = Trouble(
        tr("{0} answered {1} in place of the console's page.").format(host, status),
        tr("Reconnect asks for a fresh link; if it comes back, the cloud's console proxy is at fault."),
    )
    its_own_fault = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return PageTrouble(trouble, passing=its_own_fault, another_link_may_help=True)


def led_elsewhere(host: str) -> PageTrouble:
    """Say that a page wanted to go to another host."""
    return PageTrouble(
        Trouble(
            tr("The console's page wanted to lead to {0}, and was not let.").format(host),
            tr(
                "A console stays on the host its link names. "
                "If this is how your cloud works, use the browser."
            ),
        )
    )


def certificate_refused(certificate: UntrustedCertificate) -> PageTrouble:
    """Say that a certificate is wrong in a way that no person can excuse."""
    return PageTrouble(
        Trouble(
            tr("The certificate of {0} was not accepted.").format(certificate.host),
            tr(
                "The host insists on a valid one. "
                "Ask the cloud's operators, or check the date of this computer."
            ),
            details=f"{certificate.reason} SHA-256 {certificate.fingerprint}",
        )
    )


def crashed() -> PageTrouble:
    """Say that the page's process ended."""
    return PageTrouble(
        Trouble(
            tr("The process that showed this screen ended unexpectedly."),
            tr("The server is not affected. Reconnect shows it again."),
        ),
        another_link_may_help=True,
    )


def outgrown() -> PageTrouble:
    """Say that the page's process was ended before it took this computer's memory."""
    return PageTrouble(
        Trouble(
            tr("The console's page took far more than a console needs, and was ended."),
            tr("The server is not affected. Reconnect shows it again; tell the cloud's operators."),
        )
    )


def silent() -> Trouble:
    """Say that the page is there, and does nothing."""
    return Trouble(
        tr("The console's page does not answer."),
        tr("It may come back by itself. Reconnect ends it, and asks for a fresh link."),
    )


def _reasons() -> dict[int, tuple[str, str]]:
    network = tr("Check the network and the VPN, then reconnect.")
    return {
        **dict.fromkeys(
            _NOT_BY_PROXY,
            (
                tr("{0} cannot be reached through the proxy."),
                tr("Check the proxy in the profile, and whether it leads there; then reconnect."),
            ),
        ),
        -3: (
            tr("{0} sent nothing that can be shown."),
            tr("The cloud's console proxy is at fault: tell the cloud's operators."),
        ),
        -7: (tr("{0} took too long to answer."), network),
        -21: (tr("The network changed while {0} was asked."), tr("Reconnect.")),
        -100: (tr("{0} hung up."), network),
        -101: (tr("{0} hung up."), network),
        -102: (
            tr("{0} refuses the connection."),
            tr("The cloud's console proxy may be down; check the VPN too, then reconnect."),
        ),
        -105: (
            tr("The name {0} cannot be found."),
            tr("The console proxy has a name of its own: check that this computer's DNS or VPN knows it."),
        ),
        -106: (tr("There is no network."), tr("Connect this computer, then reconnect.")),
        -107: (
            tr("{0} speaks no TLS that this computer accepts."),
            tr("Ask the cloud's operators about the console proxy."),
        ),
        -109: (tr("There is no way to {0} from here."), network),
        -118: (tr("{0} took too long to answer."), network),
        -130: (
            tr("The proxy on the way to {0} cannot be reached."),
            tr("Check the system's proxy settings."),
        ),
        -137: (
            tr("The name {0} cannot be found."),
            tr("The console proxy has a name of its own: check that this computer's DNS or VPN knows it."),
        ),
        -324: (tr("{0} answered with nothing."), network),
    }


def tr(text: str) -> str:
    """Translate a sentence of this module."""
    return QCoreApplication.translate("PageTroubles", text)
