"""The way from the web engine to consoles that are reached through proxies."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from launcher.model.console import ConsoleLink

if TYPE_CHECKING:
    from launcher.cloud.relay import Relay


class ConsoleWays:
    """Knows what leads to which console; begins when the first one has a proxy before it."""

    def __init__(self) -> None:
        self._relay: Relay | None = None
        self._port = 0
        self._straight = set[str]()

    def lead(self, link: ConsoleLink) -> int | None:
        """Let a link's host be reached as the link says; returns the port of a SOCKS5 server that does so.

        None: no console has needed one yet, and each is reached straight. Does not wait.
        """
        if self._relay is None and link.via is None:
            # Those that were opened straight still are, once others go through a proxy.
            self._straight.add(_host_alone(link.url))
            return None
        if self._relay is None:
            from launcher.cloud.relay import Relay  # noqa: PLC0415 - for those who have a proxy

            self._relay = Relay()
            self._port = self._relay.open()
            for url in self._straight:
                self._relay.lead(url, None)
            self._straight.clear()
        self._relay.lead(link.url, link.via)
        return self._port

    def close(self) -> None:
        """End all that goes through it."""
        relay, self._relay = self._relay, None
        if relay is not None:
            relay.close()


def _host_alone(url: str) -> str:
    """Return an address without what it carries: a token is not to be kept longer than its link."""
    scheme, place, *_ = urlsplit(url)
    return f"{scheme}://{place}"
