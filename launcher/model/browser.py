"""Browsers of this machine, and the one a person wants for consoles."""

import msgspec

PAGE = "%page%"
"""Stands in a browser's command where the page's address goes."""


class Browser(msgspec.Struct, frozen=True):
    """A browser that is installed here.

    Attributes:
        id: the same in every run: of its desktop entry, its bundle, or its key in the registry.
        name: what the system calls it.
        command: the program with its arguments; :data:`PAGE` is among them.
        private: the same for a window that remembers nothing; empty where it has none that can be asked for.
    """

    id: str
    name: str
    command: tuple[str, ...]
    private: tuple[str, ...] = ()


class BrowserChoice(msgspec.Struct, frozen=True):
    """Which browser shows consoles, and how.

    Attributes:
        id: the browser's; empty for the one the system opens pages with.
        private: whether in a window that remembers nothing.
    """

    id: str = ""
    private: bool = False


SYSTEM_BROWSER = BrowserChoice()
"""The one the system opens pages with."""
