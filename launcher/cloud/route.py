"""The way from this machine to a cloud: straight, or through a proxy."""

import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from urllib.parse import urlsplit

from launcher.model.errors import ProfileError, Trouble
from launcher.model.profile import Profile
from launcher.model.proxy import DIRECT, PASSWORD, Proxy
from launcher.model.secrets import unpacked

SystemProxy = Callable[[str], str]
"""Returns the address of the proxy that the system wants for an address, or empty. May wait."""

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_AS_PAGES = {"ws": "http", "wss": "https"}


def environment_proxy(url: str) -> str:
    """Return the proxy that the environment names for an address (``HTTPS_PROXY``, ``NO_PROXY``), or empty.

    On Windows and macOS also the one of the system's settings, as far as Python reads them.
    """
    from requests.utils import get_environ_proxies, select_proxy  # noqa: PLC0415 - a worker's

    return select_proxy(url, get_environ_proxies(url)) or ""


class Route:
    """How one profile's requests, consoles and serial lines go."""

    def __init__(
        self, profile: Profile, secret: str | None = None, system: SystemProxy = environment_proxy
    ) -> None:
        """Take the proxy of a profile, or else the system's.

        Args:
            profile: whose way.
            secret: its secrets, as :func:`launcher.model.secrets.packed` writes them.
            system: knows the proxy where the profile names none.
        """
        self._profile = profile
        self._password = unpacked(secret).get(PASSWORD, "")
        self._system = system

    def proxy_for(self, url: str) -> Proxy | None:
        """Return the proxy to an address; None: there is none. May wait for the system's own rules.

        Raises:
            ProfileError: the profile's proxy is no address of one.
        """
        own = self._profile.proxy
        if own == DIRECT:
            return None
        if own:
            try:
                return Proxy.read(own, self._profile.proxy_user, self._password)
            except ValueError:
                what = f"The profile {self._profile.name} has a proxy that is no address of one: {own}"
                step = "Write it as http://host:port or socks5://host:port."
                raise ProfileError(Trouble(what, step)) from None
        parts = urlsplit(url)
        found = self._system(parts._replace(scheme=_AS_PAGES.get(parts.scheme, parts.scheme)).geturl())
        with suppress(ValueError):
            return Proxy.read(found) if found else None
        return None


def dial(url: str, proxy: Proxy | None, seconds: float) -> socket.socket:
    """Return a connection to the host of an address; otherwise as :func:`connect`."""
    return connect(*place_of(url), proxy, seconds)


def place_of(url: str) -> tuple[str, int]:
    """Return host and port of ``https://…``, ``wss://…``."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 443)


def connect(host: str, port: int, proxy: Proxy | None, seconds: float) -> socket.socket:
    """Return a connection to a host.

    Args:
        host: its name or address.
        port: where it listens.
        proxy: what it goes through; None: nothing.
        seconds: to wait for it at most.

    Raises:
        OSError: there is no way through.
    """
    if proxy is None:
        return socket.create_connection((host, port), seconds)
    if proxy.scheme == "https":
        # Requests alone can speak TLS to it: a console's TLS would have to go through that, in one socket.
        raise OSError(errno.EPROTONOSUPPORT, "consoles go through http:// and socks5:// proxies only")
    import socks  # noqa: PLC0415 - for those who have a proxy

    return socks.create_connection(
        (host, port),
        timeout=ceil(seconds),
        proxy_type=socks.SOCKS5 if proxy.is_socks else socks.HTTP,
        proxy_addr=proxy.host,
        proxy_port=proxy.port,
        proxy_rdns=True,
        proxy_username=proxy.user or None,
        proxy_password=proxy.password or None,
    )
