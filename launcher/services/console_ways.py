"""The way from the web engine to consoles that are reached through proxies."""

from typing import TYPE_CHECKING

from launcher.model.console import ConsoleLink

if TYPE_CHECKING:
    from launcher.cloud.relay import Relay


class ConsoleWays:
    """Knows what leads to which console; begins when the first one has a proxy before it."""

    def __init__(self) -> None:
        self._relay: Relay | None = None
        self._straight: list[str] = []

    def lead(self, link: ConsoleLink) -> int | None:
        """Let a link's host be reached as the link says; returns the port of a SOCKS5 server that does so.

        None: no console has needed one yet, and each is reached straight. Does not wait.
        """
        if self._relay is None and link.via is None:
            # Those that were opened straight still are, once others go through a proxy.
            self._straight.append(link.url)
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
