"""Certificates of console proxies that a person trusts for one profile."""

import re
from typing import Self

import msgspec

_WRITTEN = re.compile(r"(\S+:\d{1,5}) ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})", re.IGNORECASE)


class TrustedCertificate(msgspec.Struct, frozen=True):
    """One certificate, of one host and port.

    Attributes:
        host: of the console proxy, with its port (``console.example:6080``).
        fingerprint: SHA-256 of the certificate, upper case, in pairs with colons; no secret.
    """

    host: str
    fingerprint: str

    @classmethod
    def read(cls, text: str) -> Self:
        """Return what ``text`` says, in the way of :meth:`__str__`.

        Raises:
            ValueError: it says something else.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError(text)
        return cls(written[1], written[2].upper())

    def __str__(self) -> str:
        """Return it as one line of a person's file."""
        return f"{self.host} {self.fingerprint}"
