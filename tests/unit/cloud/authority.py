"""A certificate authority of our own, good and bad certificates from it, and servers that show them."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


class Authority:
    """Signs what it is told to sign."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Porthole test authority")])
        now = datetime.now(UTC)
        builder = self._builder(self._name, self._key.public_key(), now - DAY, now + DAY)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        certificate = builder.sign(self._key, hashes.SHA256())
        self.pem = directory / "authority.pem"
        self.pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def server(self, host: str = "127.0.0.1", *, begins: int = -1, ends: int = 1) -> ssl.SSLContext:
        """Return the context of a server with a certificate for ``host``, valid from and to these days."""
        chain = self.pair(host, begins=begins, ends=ends)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        return context

    def pair(self, host: str, *, begins: int = -1, ends: int = 1) -> Path:
        """Return a PEM file with a key and a certificate for ``host``, valid from and to these days."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        now = datetime.now(UTC)
        builder = self._builder(name, key.public_key(), now + begins * DAY, now + ends * DAY)
        builder = builder.add_extension(x509.SubjectAlternativeName([_alternative(host)]), critical=False)
        certificate = builder.sign(self._key, hashes.SHA256())
        chain = self._directory / f"{host}{begins}{ends}.pem"
        chain.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        return chain

    def _builder(
        self, name: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, ends: datetime
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(ends)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False
            )
        )


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
