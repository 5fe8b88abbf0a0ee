"""Debian's TigerVNC as the screen of a server whose keyboard has a layout, as QEMU's has.

It goes by the places of keys (``-RawKeyboard``); X.Org's own tables and dead keys make text of them.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.ui.console.keys import typewriter
from tests.ui.console.vnc_server import display_on, running


class KeyboardServer:
    """A keyboard that can be given a layout, and what came out of it."""

    def __init__(self, socket: Path, environment: dict[str, str]) -> None:
        self.socket = socket
        self._environment = environment
        self._folder = socket.parent
        self._stack = ExitStack()

    @property
    def is_ready(self) -> bool:
        """Whether the layout is in force and the keyboard has somebody who listens."""
        return bool(self._lines("typed"))

    @property
    def typed(self) -> str:
        """All text since the layout was chosen."""
        return "".join(json.loads(line) for line in self._lines("typed"))

    @property
    def moves(self) -> list[str]:
        """Keys that went down and up since then: ``down Key_A``."""
        return self._lines("moves")

    def choose(self, layout: str) -> None:
        """Give the keyboard a layout, ``de`` or ``de(nodeadkeys)``, and begin a new text."""
        self._stack.close()
        name, _, variant = layout.rstrip(")").partition("(")
        # Without the option X.Org would keep Ctrl+Alt+F2 for itself.
        command = ["setxkbmap", "-layout", name, "-variant", variant, "-option", "srvrkeys:none"]
        subprocess.run(command, env=self._environment, check=True)
        typed, moves = (self._stack.enter_context((self._folder / name).open("wb")) for name in _FILES)
        program = [sys.executable, typewriter.__file__]
        self._stack.enter_context(running(program, env=self._environment, stdout=typed, stderr=moves))

    def close(self) -> None:
        self._stack.close()

    def _lines(self, name: str) -> list[str]:
        # The last line may be half written.
        return (self._folder / name).read_text().split("\n")[:-1]


@contextmanager
def keyboard_server(directory: Path) -> Iterator[KeyboardServer]:
    socket = directory / "vnc"
    # The dead keys of Compose are those of a locale with UTF-8.
    with display_on(socket, "-RawKeyboard") as environment:
        server = KeyboardServer(socket, environment | {"LC_ALL": "C.UTF-8"})
        yield server
        server.close()


_FILES = ("typed", "moves")
