"""A console's page that tries what it must not, and tells what came of it."""

import time
from urllib.parse import unquote

from PySide6.QtGui import QGuiApplication

from launcher.demo.web.exchange import Reply
from launcher.ui.console.state import ConnectionState
from tests.ui.console.proxy import Proxy
from tests.ui.console.room import Room

PAGE = """<!doctype html><body style="margin: 0; background: #8040c0">
<script>
  const tell = (word) => fetch("/told?" + encodeURIComponent(word));
  const refused = new DOMException("", "NotAllowedError");
  const pause = () => new Promise((go) => setTimeout(go, 100));
  const attempt = async () => { %s };
  const run = () => attempt().then((word) => tell(word ?? "done"), (error) => tell(error.name));
  %s
</script>"""

AT_ONCE = 'addEventListener("load", () => setTimeout(run, 0));'
_PATIENCE = 2.0
"""Seconds."""

# Chromium drops the clicks that come before a page is presented.
WHEN_CLICKED = """
  addEventListener("click", () => { fetch("/clicked"); run(); }, { once: true });
  new PerformanceObserver(() => fetch("/painted")).observe({ type: "paint", buffered: true });
"""


class Hostile:
    """Serves a page that attempts something, and hears what came of it."""

    def __init__(self, room: Room, proxy: Proxy) -> None:
        self._room = room
        self._proxy = proxy
        for name in ("told", "painted", "clicked"):
            proxy.pages[name] = Reply(204)
        room.lead_to(proxy.url("page.html"))

    @property
    def told(self) -> list[str]:
        return [unquote(one.partition("?")[2]) for one in self._proxy.asked if one.startswith("/told?")]

    def begin(self, script: str, *, clicked: bool = False) -> None:
        """Open a page that runs ``script``, of itself or when it is clicked."""
        self._proxy.pages["page.html"] = PAGE % (script, WHEN_CLICKED if clicked else AT_ONCE)
        self._room.open()

    def attempt(self, script: str, *, clicked: bool = False) -> str:
        """Let the page run ``script``, of itself or when it is clicked; returns what it came to."""
        self.begin(script, clicked=clicked)
        if clicked:
            self._room.wait_for(ConnectionState.CONNECTING)
            self._room.qtbot.waitUntil(lambda: "/painted" in self._proxy.asked)
            # It is painted beneath what says that it comes.
            self._room.qtbot.waitUntil(lambda: not self._room.tab.stand_in.isVisible())
            self._click()
        self._room.qtbot.waitUntil(lambda: bool(self.told))
        return self.told[0]

    def _click(self) -> None:
        """Click as a person does: once more where nothing comes of it."""
        clicked_at = 0.0

        def arrived() -> bool:
            nonlocal clicked_at
            if time.monotonic() - clicked_at > _PATIENCE and "/clicked" not in self._proxy.asked:
                clicked_at = time.monotonic()
                self._room.click_screen()
            return "/clicked" in self._proxy.asked

        self._room.qtbot.waitUntil(arrived)

    def asked_for(self, name: str) -> bool:
        return any(name in one for one in self._proxy.asked)


def windows() -> int:
    return sum(one.isVisible() for one in QGuiApplication.topLevelWindows())
