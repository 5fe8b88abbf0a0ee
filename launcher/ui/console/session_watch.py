"""Tells from a page's WebSocket how its session stands, whatever page it is.

A script that runs before the page's own wraps ``WebSocket`` and says a word to the console at each
change. That gives the page nothing of ours to hold. A page that found out the prefix could lie about
its own state, and about nothing else.
"""

import secrets
from enum import Enum


class SessionWord(Enum):
    """What the script says."""

    CONNECTING = "connecting"
    OPENED = "opened"
    LOST = "lost"
    DROPPED = "dropped"


class SessionWatch:
    """The script of one page, and the reader of what it says."""

    def __init__(self) -> None:
        self._prefix = f"{secrets.token_hex(16)}:"

    @property
    def script(self) -> str:
        """JavaScript for the main world of every frame, to be run at document creation."""
        return _SCRIPT.replace("PREFIX", self._prefix)

    def read(self, console_message: str) -> SessionWord | None:
        """Return what a message of the page's console tells of its session, if anything."""
        prefix, word = console_message[: len(self._prefix)], console_message[len(self._prefix) :]
        try:
            return SessionWord(word) if prefix == self._prefix else None
        except ValueError:
            return None


# A proxy, not a subclass: noVNC looks for WebSocket's methods on the very prototype of the object.
# The greeting counts as a session only when it has bytes: websockify sends empty frames.
_SCRIPT = """
(() => {
  const log = console.log.bind(console);
  const tell = (word) => log("PREFIX" + word);
  let sockets = 0;
  let session = false;
  const watch = (socket) => {
    sockets += 1;
    tell("connecting");
    const greet = ({ data }) => {
      if (!(data.byteLength ?? data.size ?? data.length)) return;
      socket.removeEventListener("message", greet);
      if (!session) tell("opened");
      session = true;
    };
    socket.addEventListener("message", greet);
    socket.addEventListener("close", () => {
      sockets -= 1;
      if (sockets) return;
      tell(session ? "lost" : "dropped");
      session = false;
    });
  };
  const watched = new Proxy(WebSocket, {
    construct(target, values, maker) {
      const socket = Reflect.construct(target, values, maker === watched ? target : maker);
      watch(socket);
      return socket;
    },
  });
  window.WebSocket = watched;
})();
"""
