"""Finds xterm.js on this machine; it is never copied into the program."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from launcher.model.errors import ConsoleUnavailableError, Trouble

_SCRIPT, _STYLE = "xterm.js", "xterm.css"

_GLOBALLY = tuple(
    Path(place)
    for place in ("/usr/local/lib", "/usr/lib", "/opt/homebrew/lib", os.path.expandvars("${APPDATA}/npm"))
)
"""Where npm keeps what it installs for everybody, on one system or another."""


class TerminalParts(NamedTuple):
    """What a terminal is made of.

    Attributes:
        script: xterm.js itself.
        style: its style sheet.
    """

    script: str
    style: str


def find_terminal_parts() -> TerminalParts:
    """Return xterm.js.

    It comes from ``share/xterm`` of the Python environment, from npm's ``@xterm/xterm`` where that is
    installed for everybody, or from PyPI's ``tinyterminal`` (which is read, not imported).

    Raises:
        ConsoleUnavailableError: this machine has none.
    """
    for place in _places():
        script, style = place / "lib" / _SCRIPT, place / "css" / _STYLE
        if not script.is_file():
            script, style = place / _SCRIPT, place / _STYLE
        if script.is_file() and style.is_file():
            return TerminalParts(script.read_text(encoding="utf-8"), style.read_text(encoding="utf-8"))
    raise ConsoleUnavailableError(
        Trouble(
            "The terminal's parts are not installed: xterm.js, which shows serial consoles.",
            "Install it with `npm install --global @xterm/xterm`, then reconnect.",
        )
    )


def _places() -> list[Path]:
    places = [Path(sys.prefix, "share", "xterm")]
    places += [place / "node_modules" / "@xterm" / "xterm" for place in _GLOBALLY]
    spec = find_spec("tinyterminal")
    places += [Path(one, "static", "vendor") for one in (spec and spec.submodule_search_locations) or ()]
    return places
