"""Tells how large a server's screen is on its page, whatever page it is.

A script in a world of its own looks for the largest canvas, and says its size to the console at each
change. The page cannot hear it, and learns nothing of ours.
"""

import re
import secrets
from typing import NamedTuple


class ScreenSize(NamedTuple):
    """A server's screen on its page.

    Attributes:
        width: pixels of the server's.
        height: pixels of the server's.
        beside: CSS pixels of the page's width that are something else's.
        above: CSS pixels of the page's height that are something else's, such as a bar.
    """

    width: int
    height: int
    beside: int = 0
    above: int = 0


_MOST = 32_767
"""Pixels; what a page says beyond that is no screen."""


class ScreenWatch:
    """The script of one page, and the reader of what it says."""

    def __init__(self) -> None:
        prefix = secrets.token_hex(16)
        self._prefix = prefix
        self._said = re.compile(rf"{prefix}:(\d+),(\d+),(\d+),(\d+)")

    @property
    def script(self) -> str:
        """JavaScript for a world of its own, to be run when the document is ready."""
        return _SCRIPT.replace("PREFIX", self._prefix)

    def read(self, console_message: str) -> ScreenSize | None:
        """Return what a message of the page's console tells of the screen, if anything."""
        found = self._said.fullmatch(console_message)
        if found is None:
            return None
        size = ScreenSize(*map(int, found.groups()))
        return size if 0 < size.width <= _MOST and 0 < size.height <= _MOST else None


# What scrolls the canvas is as large as the room for it, and has what stands beside it outside. What a window
# has inside is told without its fraction of a pixel: a little less room is better than bars to scroll with.
_SCRIPT = """
(() => {
  const log = console.log.bind(console);
  let told = "";
  const look = () => {
    let screen = null;
    for (const one of document.querySelectorAll("canvas"))
      if (!screen || one.width * one.height > screen.width * screen.height) screen = one;
    if (!screen) return;
    const room = (screen.parentElement ?? screen).getBoundingClientRect();
    const word = [
      screen.width, screen.height, innerWidth + 1 - room.width, innerHeight + 1 - room.height,
    ].map((one) => Math.max(0, Math.ceil(one))).join(",");
    if (word !== told) log("PREFIX:" + (told = word));
  };
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["width", "height", "class", "style"],
  });
  addEventListener("resize", look);
  look();
})();
"""
