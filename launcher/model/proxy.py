"""The proxy that stands between this machine and a cloud."""

from urllib.parse import quote, unquote, urlsplit

from launcher.model.reticent import Reticent

DIRECT = "direct"
"""What a profile says in a proxy's place where there is to be none."""

PASSWORD = "proxy_password"  # noqa: S105 - a name
"""The name of its password among a profile's secrets."""

SCHEMES = ("http", "https", "socks5", "socks5h")
_PORTS = {"http": 8080, "https": 443, "socks5": 1080, "socks5h": 1080}


class Proxy(Reticent, frozen=True):
    """A proxy, and how one logs in to it.

    Attributes:
        scheme: one of :data:`SCHEMES`. By ``socks5`` too the proxy looks names up: a company's own are known
            inside alone.
        host: its name or address, IPv6 without brackets.
        port: where it listens.
        user: or empty.
        password: or empty.
    """

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    @classmethod
    def read(cls, address: str, user: str = "", password: str = "") -> "Proxy":
        """Read ``http://host:port``; what stands in it of a login counts where none is given.

        Raises:
            ValueError: it is none.
        """
        parts = urlsplit(address if "://" in address else f"http://{address}")
        if parts.scheme not in SCHEMES or not parts.hostname or parts.path.strip("/") or parts.query:
            message = "this is no address of a proxy"
            raise ValueError(message)
        return cls(
            parts.scheme,
            parts.hostname,
            parts.port or _PORTS[parts.scheme],
            user or unquote(parts.username or ""),
            password or unquote(parts.password or ""),
        )

    @property
    def place(self) -> str:
        """``host:port``, for messages."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def is_socks(self) -> bool:
        """Whether it forwards connections, not requests."""
        return self.scheme.startswith("socks")

    @property
    def url(self) -> str:
        """As HTTP libraries take it, login included: memory only."""
        scheme = "socks5h" if self.is_socks else self.scheme
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@" if self.user else ""
        return f"{scheme}://{login}{self.place}"
