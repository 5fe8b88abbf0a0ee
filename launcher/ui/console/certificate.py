"""The certificate of a console proxy that nothing on this machine vouches for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from PySide6.QtCore import QCryptographicHash, QDateTime
from PySide6.QtNetwork import QSslCertificate

from launcher.model.trust import TrustedCertificate


class Flaw(Enum):
    """Why a certificate is not trusted, as far as it can be told apart."""

    AUTHORITY = "authority"
    NAME = "name"
    DATE = "date"
    REVOKED = "revoked"
    WEAK = "weak"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class UntrustedCertificate:
    """What a person compares before trusting a certificate.

    Attributes:
        host: the proxy's host, with its port.
        flaw: why it is not trusted; the web engine tells the gravest one only.
        reason: the same in the engine's words.
        subject: whom it names first.
        names: every host it is for.
        issuer: who signed it.
        self_signed: whether that is nobody but itself.
        fingerprint: SHA-256 of the certificate, upper case, in pairs with colons.
        valid_from: timezone-aware.
        valid_until: timezone-aware.
        is_another: whether a person trusted this host before, with another certificate.
    """

    host: str
    flaw: Flaw
    reason: str
    subject: str
    names: tuple[str, ...]
    issuer: str
    self_signed: bool
    fingerprint: str
    valid_from: datetime
    valid_until: datetime
    is_another: bool = False

    @property
    def trusted(self) -> TrustedCertificate:
        """What a person who trusts it trusts."""
        return TrustedCertificate(self.host, self.fingerprint)


def described(
    certificate: QSslCertificate, host: str, flaw: Flaw, reason: str, *, is_another: bool = False
) -> UntrustedCertificate:
    """Return what a person compares.

    Args:
        certificate: the host's own.
        host: with its port.
        flaw: why it is not trusted.
        reason: the same in the words of whoever looked at it.
        is_another: whether a person trusted this host before, with another certificate.
    """
    return UntrustedCertificate(
        host=host,
        flaw=flaw,
        reason=reason,
        subject=certificate.subjectDisplayName(),
        names=tuple(_names(certificate)),
        issuer=certificate.issuerDisplayName(),
        self_signed=certificate.isSelfSigned(),
        fingerprint=bytes(certificate.digest(QCryptographicHash.Algorithm.Sha256).data()).hex(":").upper(),
        valid_from=_moment(certificate.effectiveDate()),
        valid_until=_moment(certificate.expiryDate()),
        is_another=is_another,
    )


def _names(certificate: QSslCertificate) -> Iterator[str]:
    for several in certificate.subjectAlternativeNames().values():
        # Qt's map has several values to a key, which PySide gives as a list; its stubs say otherwise.
        yield from several if isinstance(several, list) else [str(several)]


def _moment(when: QDateTime) -> datetime:
    return datetime.fromtimestamp(when.toSecsSinceEpoch(), UTC)
