"""A server's serial console: bytes over a WebSocket (Nova's ``nova-serialproxy``)."""

import logging
import socket
import ssl
from collections.abc import Collection
from concurrent.futures import CancelledError
from contextlib import suppress
from enum import Enum
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.typing import Subprotocol

from launcher.cloud.certificates import fingerprint, shown_certificate
from launcher.cloud.http import USER_AGENT
from launcher.cloud.one_thread import OneThread
from launcher.cloud.route import dial
from launcher.cloud.tls import tls_context, unchecked
from launcher.model.profile import Profile
from launcher.model.proxy import Proxy

_OPEN_SECONDS = 20.0
_CLOSE_SECONDS = 1.0
_KEEP_ALIVE_SECONDS = 20.0
"""What stands in between forgets connections that are silent for long. Nobody has to answer."""

# At its debug level the library repeats the address, and with it the token.
_log = logging.getLogger("launcher.serial")
_log.setLevel(logging.ERROR)


class NoLine(Enum):
    """Why there is no line."""

    UNKNOWN_NAME = "unknown name"
    REFUSED = "refused"
    NO_ROUTE = "no route"
    TOO_SLOW = "too slow"
    HUNG_UP = "hung up"
    BAD_TLS = "bad TLS"
    ANSWERED = "answered"
    """With an HTTP status in place of a WebSocket."""


class SerialLineError(Exception):
    """The line could not be opened.

    Attributes:
        reason: why.
        status: the HTTP status of ``ANSWERED``, or 0.
        words: the system's own, for the curious; never the address.
    """

    def __init__(self, reason: NoLine, words: str = "", status: int = 0) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.words = words
        self.status = status


class UntrustedLineError(Exception):
    """The other side's certificate is not to be believed without a person's word.

    Attributes:
        certificate: DER.
        code: what is wrong with it, in OpenSSL's numbers.
        words: the same in its words.
    """

    def __init__(self, certificate: bytes, code: int, words: str) -> None:
        super().__init__(words)
        self.certificate = certificate
        self.code = code
        self.words = words


class SerialLine:
    """An open line. One thread may read while another writes; whoever closes it wakes both."""

    def __init__(self, connection: ClientConnection, network: OneThread) -> None:
        self._connection = connection
        self._network = network

    def read(self) -> bytes:
        """Wait for the next bytes; none: the line is closed."""
        with suppress(ConnectionClosed, CancelledError):
            while True:
                message = self._network.do(self._connection.recv)
                if message:
                    return message.encode() if isinstance(message, str) else message
        return b""

    def write(self, data: bytes) -> None:
        """Send bytes; they go nowhere once the line is closed. Waits while the other side does not read."""
        with suppress(ConnectionClosed, CancelledError):
            self._network.do(lambda: self._connection.send(data))

    def close(self) -> None:
        """Close the line. Waits a second for the other side's word, at most."""
        with suppress(CancelledError):
            self._network.do(self._connection.close)
        self._network.close()


def open_serial_line(
    url: str, profile: Profile, *, proxy: Proxy | None = None, trusted: Collection[str] = ()
) -> SerialLine:
    """Open the line that a link leads to.

    No ``Origin`` is sent: Nova's proxy compares it with its own name, and lets in who sends none.

    Args:
        url: ``ws://…`` or ``wss://…``, exactly as the cloud gave it; it carries a token.
        profile: says whose certificates are believed.
        proxy: what it goes through, or None.
        trusted: fingerprints of certificates that a person believes.

    Raises:
        SerialLineError: it could not be opened.
        UntrustedLineError: nobody vouches for the certificate.
        ProfileError: a file with certificates cannot be read.
    """
    context = tls_context(profile) if urlsplit(url).scheme == "wss" else None
    try:
        return _open(url, context, proxy)
    except ssl.SSLCertVerificationError as error:
        certificate = shown_certificate(url, _OPEN_SECONDS, proxy)
        if not certificate:
            raise SerialLineError(NoLine.BAD_TLS, error.verify_message) from error
        if fingerprint(certificate) not in trusted:
            raise UntrustedLineError(certificate, error.verify_code, error.verify_message) from error
    except (OSError, ValueError, WebSocketException) as error:
        raise _explained(error) from error
    try:
        return _open(url, _Pinned.to(certificate), proxy)
    except (OSError, ValueError, WebSocketException) as error:
        raise _explained(error) from error


def _open(url: str, context: ssl.SSLContext | None, proxy: Proxy | None) -> SerialLine:
    plain = dial(url, proxy, _OPEN_SECONDS)
    plain.setblocking(False)

    async def connected() -> ClientConnection:
        return await connect(
            url,
            sock=plain,
            ssl=context,
            subprotocols=[Subprotocol("binary")],
            compression=None,
            user_agent_header=USER_AGENT,
            open_timeout=_OPEN_SECONDS,
            close_timeout=_CLOSE_SECONDS,
            ping_interval=_KEEP_ALIVE_SECONDS,
            ping_timeout=None,
            max_size=None,
            logger=_log,
        )

    network = OneThread("serial line, network")
    try:
        return SerialLine(network.do(connected), network)
    except BaseException:
        network.close()
        plain.close()
        raise


class _OnlyThis(ssl.SSLObject):
    """Ends the handshake with anybody but the one whose certificate is believed."""

    def do_handshake(self) -> None:
        super().do_handshake()
        pinned = self.context
        if isinstance(pinned, _Pinned) and self.getpeercert(binary_form=True) != pinned.certificate:
            message = "the certificate is another than a moment ago"
            raise ssl.SSLError(message)


class _Pinned(ssl.SSLContext):
    """Believes one certificate and no other, before a word of the request is sent."""

    certificate = b""
    sslobject_class = _OnlyThis

    @classmethod
    def to(cls, certificate: bytes) -> ssl.SSLContext:
        context = cls(ssl.PROTOCOL_TLS_CLIENT)
        context.certificate = certificate
        return unchecked(context)


_KINDS: tuple[tuple[type[BaseException], NoLine], ...] = (
    (socket.gaierror, NoLine.UNKNOWN_NAME),
    (ConnectionRefusedError, NoLine.REFUSED),
    (TimeoutError, NoLine.TOO_SLOW),
    (ssl.SSLError, NoLine.BAD_TLS),
    (ConnectionError, NoLine.HUNG_UP),
    (OSError, NoLine.NO_ROUTE),
)


def _explained(error: Exception) -> SerialLineError:
    if isinstance(error, InvalidStatus):
        return SerialLineError(NoLine.ANSWERED, status=error.response.status_code)
    reason = next((reason for kind, reason in _KINDS if isinstance(error, kind)), NoLine.HUNG_UP)
    words = (error.strerror or str(error)) if isinstance(error, OSError) else type(error).__name__
    return SerialLineError(reason, words)
