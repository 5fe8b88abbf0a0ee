"""Certificates beside the web engine's own: authorities it is to believe, and the one that says who asks."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice
from PySide6.QtNetwork import QSsl, QSslCertificate, QSslKey

from launcher.model.profile import Profile

_OF_THE_SYSTEM = (
    Path("/usr/local/share/ca-certificates"),  # Debian, update-ca-certificates(8)
    Path("/etc/pki/ca-trust/source/anchors"),  # Fedora, update-ca-trust(8)
    Path("/etc/ca-certificates/trust-source/anchors"),  # Arch
    Path("/etc/pki/trust/anchors"),  # SUSE
)
_ENDINGS = {".crt", ".pem", ".cer"}
_KINDS = (QSsl.KeyAlgorithm.Ec, QSsl.KeyAlgorithm.Rsa, QSsl.KeyAlgorithm.Dsa)


def authorities(profile: Profile) -> list[QSslCertificate]:
    """Return the authorities that consoles of a profile may have beside the web engine's own.

    These are the profile's, and those that this machine's administrator added to the system's. Elsewhere than
    on Linux the engine asks the system itself.
    """
    files = [profile.ca_file] if profile.cacert else []
    if sys.platform == "linux":
        files += [str(path) for path in _added_to_the_system()]
    return [one for path in files for one in QSslCertificate.fromPath(path)]


def client_certificate(profile: Profile) -> tuple[QSslCertificate, QSslKey] | None:
    """Return the certificate that says who asks, with its key; None: there is none, or it cannot be read."""
    cert, key = profile.client_certificate
    shown = QSslCertificate.fromPath(cert) if cert else []
    file = QFile(key or cert)
    if not shown or not file.open(QIODevice.OpenModeFlag.ReadOnly):
        return None
    data = file.readAll()
    file.close()
    for kind in _KINDS:
        unlocked = QSslKey(data, kind)
        if not unlocked.isNull():
            return shown[0], unlocked
    return None


def _added_to_the_system() -> Iterator[Path]:
    # OpenSSL, and with it every request of ours, reads this one in place of its own file.
    if named := os.environ.get("SSL_CERT_FILE"):
        yield Path(named)
    for directory in _OF_THE_SYSTEM:
        yield from (path for path in sorted(directory.rglob("*")) if path.suffix in _ENDINGS)
