"""Whose certificates are believed."""

import ssl

import truststore
import urllib3

from launcher.model.errors import ProfileError, Trouble


def tls_context(cacert: str, *, verify: bool) -> ssl.SSLContext:
    """Return what decides whose certificates are believed.

    Args:
        cacert: path of a PEM file that is trusted beside the system's authorities, or empty.
        verify: whether certificates are checked at all.

    Raises:
        ProfileError: ``cacert`` cannot be read.
    """
    if not verify:
        # The person chose this for this profile, and its editor says what that means.
        urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
        return unchecked(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if cacert:
        try:
            context.load_verify_locations(cafile=cacert)
        except OSError as error:
            why = (
                "is not a PEM file with certificates" if isinstance(error, ssl.SSLError) else "cannot be read"
            )
            raise ProfileError(
                Trouble(
                    f"The certificate file {cacert} {why}.",
                    "Correct cacert in the profile.",
                    details=str(error.strerror or ""),
                )
            ) from error
    return context


def unchecked(context: ssl.SSLContext) -> ssl.SSLContext:
    """Let a context believe every certificate; returns it."""
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
