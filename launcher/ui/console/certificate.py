"""The certificate of a console proxy that nothing on this machine vouches for."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UntrustedCertificate:
    """What a person compares before trusting a certificate.

    Attributes:
        host: the proxy's host, with its port.
        reason: why it is not trusted, in the browser engine's words.
        subject: whom it names.
        issuer: who signed it.
        fingerprint: SHA-256 of the certificate, upper case, in pairs with colons.
        valid_from: timezone-aware.
        valid_until: timezone-aware.
    """

    host: str
    reason: str
    subject: str
    issuer: str
    fingerprint: str
    valid_from: datetime
    valid_until: datetime
