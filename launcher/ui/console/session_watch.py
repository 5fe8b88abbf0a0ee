"""Tells from a page's WebSockets how its session stands, whatever page it is.

A script that runs before the page's own, in every frame, wraps ``WebSocket`` and says a word to the console
at each change. That gives the page nothing of ours to hold. A page that found out the prefix could lie about
its own state, and about nothing else. What a page does in a worker stays unseen: it is shown, and left alone.
"""

import re
import secrets
from enum import Enum


class SessionWord(Enum):
    """What is to be known of a page."""

    CONNECTING = "connecting"
    OPENED = "opened"
    LOST = "lost"
    DROPPED = "dropped"


class SessionWatch:
    """The script of one page, and the reader of what it says.

    A page may have several sockets, as SPICE's has one for each channel: there is a session for as long as
    one is open that brought anything.
    """

    def __init__(self) -> None:
        prefix = secrets.token_hex(16)
        self._prefix = prefix
        self._said = re.compile(rf"{prefix}:(\w+\.\d+):(\w+)")
        self._open: set[str] = set()
        self._greeted: set[str] = set()
        self._told: SessionWord | None = None

    @property
    def script(self) -> str:
        """JavaScript for the main world of every frame, to be run at document creation."""
        return _SCRIPT.replace("PREFIX", self._prefix)

    def read(self, console_message: str) -> SessionWord | None:
        """Return what a message of the page's console changes about its session, if anything."""
        found = self._said.fullmatch(console_message)
        if found is None:
            return None
        socket, word = found.groups()
        had_session = bool(self._greeted)
        self._take(socket, word)
        now = self._state(had_session=had_session)
        if now is None or now is self._told:
            return None
        self._told = now
        return now

    def _take(self, socket: str, word: str) -> None:
        match word:
            case "connecting":
                self._open.add(socket)
            case "greeted" if socket in self._open:
                self._greeted.add(socket)
            case "closed":
                self._open.discard(socket)
                self._greeted.discard(socket)

    def _state(self, *, had_session: bool) -> SessionWord | None:
        if self._greeted:
            return SessionWord.OPENED
        if had_session:
            return SessionWord.LOST
        if self._open:
            return SessionWord.CONNECTING
        # What is left of a session that is over says nothing more by closing, too.
        return SessionWord.DROPPED if self._told is SessionWord.CONNECTING else None


# A proxy, not a subclass: noVNC looks for WebSocket's methods on the very prototype of the object.
# The greeting counts as a session only when it has bytes: websockify sends empty frames.
# A frame that goes takes its sockets along, and they do not say so.
_SCRIPT = """
(() => {
  const log = console.log.bind(console);
  const frame = Math.random().toString(36).slice(2);
  const open = new Set();
  let made = 0;
  const tell = (number, word) => log(`PREFIX:${frame}.${number}:${word}`);
  const watch = (socket) => {
    const number = (made += 1);
    open.add(number);
    tell(number, "connecting");
    const greet = ({ data }) => {
      if (!(data.byteLength ?? data.size ?? data.length)) return;
      socket.removeEventListener("message", greet);
      tell(number, "greeted");
    };
    socket.addEventListener("message", greet);
    socket.addEventListener("close", () => {
      if (open.delete(number)) tell(number, "closed");
    });
  };
  addEventListener("pagehide", () => {
    open.forEach((number) => tell(number, "closed"));
    open.clear();
  });
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
