"""HTTP to one cloud: a pool of kept connections that trusts what the system trusts."""

import socket
import ssl
import time
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection

from launcher import __version__
from launcher.cloud.answer_failures import answer_failure
from launcher.cloud.route import Route
from launcher.cloud.tls import tls_context
from launcher.cloud.transport_failures import dropped_before_answer, transport_failure
from launcher.cloud.wire import DEFAULT_TIMEOUTS, Answer, Request, Timeouts
from launcher.model.instant import Instant
from launcher.model.profile import Profile
from launcher.model.proxy import Proxy

USER_AGENT = f"Porthole/{__version__}"

STALE_SECONDS = 5.0
"""A connection that was closed while it was idle shows it at once. One that is closed after a long wait was
given up by something in between, and asking again would only double the wait."""

_POOL_SIZE = 16
_KEEP_ALIVE_SECONDS = 60


class HttpClient:
    """Sends requests, keeps connections, and puts what goes wrong on the way into words.

    Attributes:
        session: for those who need :mod:`requests` itself, as keystoneauth1 does.
    """

    def __init__(
        self, profile: Profile, route: Route | None = None, timeouts: Timeouts = DEFAULT_TIMEOUTS
    ) -> None:
        """Connect to nothing yet.

        Args:
            profile: says whose certificates are believed, and which is shown.
            route: the way to the cloud; None: the profile's, with no password for a proxy.
            timeouts: how long to wait.

        Raises:
            ProfileError: a file with certificates cannot be read.
        """
        self._timeouts = timeouts
        self.session = _Session(tls_context(profile), route or Route(profile), timeouts)
        self.session.verify = profile.verify

    def ask(self, request: Request) -> Answer:
        """Send one request and return the answer, whatever its status.

        Raises:
            CloudUnreachableError: and its kinds: no answer came, or a proxy's that wants a login.
            UnexpectedAnswerError: it broke off.
            ProfileError: the address is none.
        """
        sent_at = Instant.now()
        try:
            response = self.session.request(
                request.method,
                request.url,
                headers=request.headers,
                params=request.params,
                data=request.body,
                auth=request.sign,
            )
        except (requests.RequestException, ValueError) as error:
            proxy = self.proxy_for(request.url)
            raise transport_failure(error, request.url, self._timeouts, request.secrets, proxy) from error
        answer = Answer(
            request.url, response.status_code, response.headers, response.content, sent_at, request.secrets
        )
        if answer.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
            # Whatever was asked: it is not the cloud that answers so.
            raise answer_failure(answer, "")
        return answer

    def proxy_for(self, url: str) -> Proxy | None:
        """Return the proxy that requests to an address go through.

        Raises:
            ProfileError: the profile's is no address of one.
        """
        with suppress(ValueError):  # of an address that is none
            return self.session.proxy_for(url)
        return None

    def close(self) -> None:
        """Close the kept connections."""
        self.session.close()


class _Session(requests.Session):
    """A session that reads no ``.netrc``, follows no redirect abroad and repeats what a dead connection ate.

    With ``trust_env`` on, requests would send a password found in ``.netrc`` and let an environment
    variable replace the trusted certificates. It is off, and the proxies, which we do want, are asked for
    once for each host.
    """

    def __init__(self, tls: ssl.SSLContext, route: Route, timeouts: Timeouts) -> None:
        super().__init__()
        self._timeouts = timeouts
        self._route = route
        self._proxies: dict[tuple[str, str], Proxy | None] = {}
        self.trust_env = False
        self.headers["User-Agent"] = USER_AGENT
        self.headers["Accept"] = "application/json"
        self.mount("https://", _Adapter(tls))
        self.mount("http://", _Adapter(tls))

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request, a second time where a kept connection turned out to be closed.

        Everything Porthole sends may be repeated: a login and a console link more do no harm.
        """
        kwargs["timeout"] = self._timeouts
        proxy = self.proxy_for(str(url))
        kwargs["proxies"] = {"http": proxy.url, "https": proxy.url} if proxy else {}
        # A POST is never redirected: it would become a GET, or carry a password somewhere else.
        kwargs["allow_redirects"] = method == "GET"
        began = time.monotonic()
        try:
            return super().request(method, url, *args, **kwargs)
        except requests.ConnectionError as error:
            if not dropped_before_answer(error) or time.monotonic() - began > STALE_SECONDS:
                raise
            return super().request(method, url, *args, **kwargs)

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Return where to go next, unless that is another host or another scheme: the token stays."""
        target = super().get_redirect_target(resp)
        if target and urlsplit(urljoin(resp.url, target))[:2] != urlsplit(resp.url)[:2]:
            return None
        return target

    def proxy_for(self, url: str) -> Proxy | None:
        """Return the proxy that requests to an address go through.

        Raises:
            ProfileError: the profile's is no address of one.
        """
        scheme, host, *_ = urlsplit(url)
        if (scheme, host) not in self._proxies:
            self._proxies[scheme, host] = self._route.proxy_for(url)
        return self._proxies[scheme, host]


class _Adapter(HTTPAdapter):
    """A pool whose TLS settings are ours."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        super().__init__(pool_maxsize=_POOL_SIZE)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._tls, socket_options=_socket_options(), **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> urllib3.ProxyManager:
        manager: urllib3.ProxyManager = super().proxy_manager_for(proxy, ssl_context=self._tls, **kwargs)
        return manager

    def cert_verify(self, *_args: Any) -> None:
        """Leave the TLS settings alone: requests would add certifi's authorities to the system's."""


def _socket_options() -> list[tuple[int, int, int]]:
    options = [*HTTPConnection.default_socket_options, (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
    # Linux and Windows, macOS: the same setting by two names.
    for name in ("TCP_KEEPIDLE", "TCP_KEEPALIVE"):
        if hasattr(socket, name):
            options.append((socket.IPPROTO_TCP, getattr(socket, name), _KEEP_ALIVE_SECONDS))
            break
    return options
