"""What went wrong on the way to a cloud, in an operator's words."""

import socket
import ssl
from collections.abc import Callable, Iterator
from http.client import RemoteDisconnected
from typing import NamedTuple
from urllib.parse import urlsplit

import requests
import socks

from launcher.cloud.wire import Timeouts
from launcher.cloud.words import clean
from launcher.model.errors import (
    CertificateError,
    CloudTimeoutError,
    CloudUnreachableError,
    PortholeError,
    ProfileError,
    Trouble,
    UnexpectedAnswerError,
)
from launcher.model.proxy import Proxy

_DROPPED = (RemoteDisconnected, ConnectionResetError, ConnectionAbortedError, BrokenPipeError)
_CHECK_NETWORK = "Check the network and VPN, and the address in the profile."
_DEFAULT_PORTS = {"http": 80, "https": 443}


class _Way(NamedTuple):
    """Where a request was going."""

    host: str
    port: int | None
    timeouts: Timeouts
    proxy: Proxy | None = None

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}" if self.port else self.host


_Told = tuple[type[PortholeError], str, str]


def dropped_before_answer(error: BaseException) -> bool:
    """Whether the other side closed the connection without a word of an answer."""
    return any(isinstance(cause, _DROPPED) for cause in _causes(error))


def transport_failure(
    error: BaseException,
    url: str,
    timeouts: Timeouts,
    secrets: tuple[str, ...] = (),
    proxy: Proxy | None = None,
) -> PortholeError:
    """Return the error to raise in place of one that requests raised, or keystoneauth1 above it.

    Args:
        error: what was raised.
        url: what was asked.
        timeouts: how long was waited, in seconds.
        secrets: what must not stand in the details.
        proxy: what the request was to go through, or None.
    """
    causes = tuple(_causes(error))
    way = _way(url, timeouts)._replace(proxy=proxy)
    if proxy is not None:
        secrets = (*secrets, proxy.password)
    for kinds, tell in _TELLERS:
        cause = next((cause for cause in causes if isinstance(cause, kinds)), None)
        if cause is not None:
            kind, what, step = tell(cause, way)
            break
    else:
        kind, what, step = CloudUnreachableError, f"{way.place} cannot be reached.", _CHECK_NETWORK
    return kind(Trouble(what, step, details=clean(str(causes[-1]), secrets)))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that lies beneath it: each library hides the one below in its own way."""
    waiting, seen = [error], set[int]()
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        below = (*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__)
        waiting.extend(one for one in below if isinstance(one, BaseException))


def _way(url: str, timeouts: Timeouts) -> _Way:
    try:
        parts = urlsplit(url)
        return _Way(parts.hostname or url, parts.port or _DEFAULT_PORTS.get(parts.scheme), timeouts)
    except ValueError:
        return _Way(url, None, timeouts)


def _proxy(cause: BaseException, way: _Way) -> _Told:
    return _proxy_told(str(cause), way.host, way.proxy)


def _proxy_told(said: str, host: str, proxy: Proxy | None) -> _Told:
    """Return what a person is told of a proxy that led nowhere.

    Args:
        said: by it, or by the library that asked it.
        host: where to.
        proxy: which one, or None where it is not known.
    """
    which = f"The proxy {proxy.place}" if proxy else f"The proxy on the way to {host}"
    if any(word in said for word in _WANTS_LOGIN):
        what = f"{which} wants a login, or another one than it was given."
        return CloudUnreachableError, what, "Enter its user and password in the profile, under Network."
    if any(word in said for word in _NOT_THERE):
        return CloudUnreachableError, f"{which} cannot be reached.", _CHECK_PROXY
    what = f"{which} did not let the request to {host} through."
    return CloudUnreachableError, what, _CHECK_PROXY


_WANTS_LOGIN = ("failed: 407", "failed: 401", "407:", "SOCKS5 authentication", "All offered SOCKS5")
_NOT_THERE = ("Unable to connect to proxy", "Error connecting to")
_CHECK_PROXY = (
    "Check the proxy in the profile, or HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment Porthole was"
    " started from."
)


def _certificate(cause: BaseException, way: _Way) -> _Told:
    code = getattr(cause, "verify_code", 0)
    reason, step = _CERTIFICATE_WORDS.get(code, _UNTRUSTED)
    return CertificateError, f"The certificate of {way.place} {reason}", step.format(host=way.host)


_UNTRUSTED = (
    "is signed by an authority that this machine does not know.",
    "If the cloud has its own authority, name its PEM file as cacert in the profile.",
)
# By OpenSSL's X509_V_ERR_ number (x509_vfy.h).
_CERTIFICATE_WORDS = {
    9: ("is not valid yet.", "Check this machine's clock; otherwise tell the cloud's operator."),
    10: ("has expired.", "Tell the cloud's operator, who has to renew it. Check this machine's clock, too."),
    62: (
        "was made for another host.",
        "Use the host name the certificate was made for in place of {host}, or tell the cloud's operator.",
    ),
    64: (
        "was made for another host.",
        "Use the host name the certificate was made for in place of {host}, or tell the cloud's operator.",
    ),
}


def _no_tls(_cause: BaseException, way: _Way) -> _Told:
    return (
        CertificateError,
        f"{way.place} could not agree with Porthole on an encrypted connection.",
        "Check the port, and whether the address begins with http:// rather than https://.",
    )


def _connect_timeout(_cause: BaseException, way: _Way) -> _Told:
    seconds = f"{way.timeouts.connect:g}"
    return CloudTimeoutError, f"{way.place} did not answer within {seconds} seconds.", _CHECK_NETWORK


def _read_timeout(_cause: BaseException, way: _Way) -> _Told:
    return (
        CloudTimeoutError,
        f"{way.place} took the request, then kept silent for {way.timeouts.read:g} seconds.",
        "Try again; if it stays silent, tell the cloud's operator.",
    )


def _unknown_name(_cause: BaseException, way: _Way) -> _Told:
    return CloudUnreachableError, f"The host name {way.host} cannot be found.", _CHECK_NETWORK


def _refused(_cause: BaseException, way: _Way) -> _Told:
    return (
        CloudUnreachableError,
        f"{way.place} refuses the connection.",
        "Check the port in the address; the service may be down.",
    )


def _dropped(_cause: BaseException, way: _Way) -> _Told:
    if way.proxy is not None:
        what = f"The proxy {way.proxy.place} closed the connection to {way.place} without an answer."
        return CloudUnreachableError, what, _CHECK_PROXY
    return (
        CloudUnreachableError,
        f"{way.place} closed the connection without an answer.",
        "Try again; check the port, and whether the address begins with http:// or https://.",
    )


def _no_address(_cause: BaseException, way: _Way) -> _Told:
    return (
        ProfileError,
        f"{way.place} is not an address Porthole can ask.",
        "Write it as https://host:port/path in the profile.",
    )


def _broken_off(_cause: BaseException, way: _Way) -> _Told:
    return (
        UnexpectedAnswerError,
        f"The answer of {way.place} is broken off or garbled.",
        "Try again; a proxy may stand between this machine and the cloud.",
    )


_TELLERS: tuple[tuple[tuple[type[BaseException], ...], Callable[[BaseException, _Way], _Told]], ...] = (
    ((requests.exceptions.ProxyError, socks.ProxyError), _proxy),
    ((ssl.SSLCertVerificationError,), _certificate),
    ((requests.exceptions.SSLError, ssl.SSLError), _no_tls),
    ((requests.exceptions.ConnectTimeout,), _connect_timeout),
    ((requests.exceptions.Timeout,), _read_timeout),
    ((socket.gaierror,), _unknown_name),
    ((ConnectionRefusedError,), _refused),
    (_DROPPED, _dropped),
    (
        (
            requests.exceptions.ChunkedEncodingError,
            requests.exceptions.ContentDecodingError,
            requests.exceptions.TooManyRedirects,
        ),
        _broken_off,
    ),
    # All that requests, urllib3 and urllib say of an address that is none.
    ((ValueError,), _no_address),
)
