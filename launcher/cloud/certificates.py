"""The certificates that hosts show."""

import hashlib
import ssl
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urlsplit

from launcher.cloud.route import dial
from launcher.cloud.tls import tls_context, unchecked
from launcher.model.profile import Profile
from launcher.model.proxy import Proxy


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of a DER certificate, upper case, in pairs with colons."""
    return hashlib.sha256(certificate).digest().hex(":").upper()


def shown_certificate(url: str, seconds: float, proxy: Proxy | None = None) -> bytes:
    """Return the certificate a host shows, DER, or nothing where it shows none; nothing of ours is sent.

    Args:
        url: ``https://…``, ``wss://…``.
        seconds: to wait for an answer.
        proxy: what leads to it, or None.
    """
    tls = _shaken(url, unchecked(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)), seconds, proxy)
    if tls is None:
        return b""
    with tls:
        return tls.getpeercert(binary_form=True) or b""


def end_of_certificate(
    url: str, profile: Profile, seconds: float, proxy: Proxy | None = None
) -> datetime | None:
    """Return the moment from which on a host's certificate is not believed any more.

    None where it shows none that is believed now, or the system (macOS, Windows) keeps its dates to itself.

    Args:
        url: ``https://…``.
        profile: says whose certificates are believed.
        seconds: to wait for an answer.
        proxy: what leads to it, or None.

    Raises:
        ProfileError: its ``cacert`` cannot be read.
    """
    tls = _shaken(url, tls_context(profile), seconds, proxy)
    if tls is None:
        return None
    with tls:
        ends = (tls.getpeercert() or {}).get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(ends)), UTC) if ends else None


def _shaken(url: str, context: ssl.SSLContext, seconds: float, proxy: Proxy | None) -> ssl.SSLSocket | None:
    parts = urlsplit(url)
    with suppress(OSError):
        plain = dial(url, proxy, seconds)
        try:
            return context.wrap_socket(plain, server_hostname=parts.hostname)
        except OSError:
            plain.close()
    return None
