"""Whether the other side of a line is believed, and what a person is told where it is not."""

from urllib.parse import urlsplit

from PySide6.QtNetwork import QSsl, QSslCertificate

from launcher.model.profile import Profile
from launcher.model.trust import TrustedCertificate
from launcher.services.serial_lines import UntrustedLineError
from launcher.ui.console.certificate import Flaw, UntrustedCertificate, described
from launcher.ui.console.renderer import trusted_by

_PORTS = {"ws": 80, "wss": 443}

_FLAWS = {
    9: Flaw.DATE,
    10: Flaw.DATE,
    18: Flaw.AUTHORITY,
    19: Flaw.AUTHORITY,
    20: Flaw.AUTHORITY,
    21: Flaw.AUTHORITY,
    23: Flaw.REVOKED,
    62: Flaw.NAME,
    64: Flaw.NAME,
    66: Flaw.WEAK,
    67: Flaw.WEAK,
    68: Flaw.WEAK,
}
"""By OpenSSL's numbers (``X509_STORE_CTX_get_error(3)``)."""


class Doubts:
    """Knows what is settled for one profile.

    Attributes:
        profile: as it is by now.
        trusted_for_now: what a person trusted beside it, for as long as the console window is open.
    """

    def __init__(self, profile: Profile, trusted_for_now: set[TrustedCertificate]) -> None:
        self.profile = profile
        self.trusted_for_now = trusted_for_now

    def settled(self, url: str) -> frozenset[str]:
        """Return the fingerprints that are believed of a link's host."""
        host = _place(url)
        return frozenset(one.fingerprint for one in self._known if one.host == host)

    def about(self, url: str, error: UntrustedLineError) -> UntrustedCertificate:
        """Return what a person has to decide about."""
        certificate = QSslCertificate(error.certificate, QSsl.EncodingFormat.Der)
        flaw = _FLAWS.get(error.code, Flaw.OTHER)
        return described(certificate, _place(url), flaw, error.words, is_another=bool(self.settled(url)))

    @property
    def _known(self) -> set[TrustedCertificate]:
        return trusted_by(self.profile) | self.trusted_for_now


def _place(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or _PORTS[parts.scheme]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
