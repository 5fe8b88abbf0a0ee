"""Whose certificates are believed, and which one is shown."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import truststore
import urllib3

from launcher.model.errors import ProfileError, Trouble
from launcher.model.profile import Profile


def tls_context(profile: Profile) -> ssl.SSLContext:
    """Return what decides whose certificates are believed, and which one is shown to whoever asks for it.

    The system's authorities are believed (by :mod:`truststore`), and the profile's ``cacert`` beside them.

    Raises:
        ProfileError: a file cannot be read.
    """
    if profile.verify:
        context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if profile.cacert:
            with _reading("certificate", profile.ca_file, "cacert", "with certificates"):
                context.load_verify_locations(cafile=profile.ca_file)
    else:
        # The person chose this for this profile, and its editor says what that means.
        urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
        context = unchecked(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    cert, key = profile.client_certificate
    if cert:
        kept = "with a certificate and its unlocked key"
        with _reading("certificate", f"{cert} or {key}" if key else cert, "cert and key", kept):
            # A password is not asked for: OpenSSL would, at a terminal.
            context.load_cert_chain(cert, key or None, password=lambda: "")
    return context


@contextmanager
def _reading(kind: str, path: str, fields: str, content: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = f"is not a PEM file {content}" if isinstance(error, ssl.SSLError) else "cannot be read"
        raise ProfileError(
            Trouble(
                f"The {kind} file {path} {why}.",
                f"Correct {fields} in the profile.",
                details=str(error.strerror or ""),
            )
        ) from error


def unchecked(context: ssl.SSLContext) -> ssl.SSLContext:
    """Let a context believe every certificate; returns it."""
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
