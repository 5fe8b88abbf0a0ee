"""The web engine's way to consoles: straight, or through whatever leads to each."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtNetwork import QNetworkProxy
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile

from launcher.model.console import ConsoleLink
from launcher.services.console_ways import ConsoleWays
from launcher.ui.console.downloads import put_away_page

_KINDS = QNetworkProxy.ProxyType


class WebWay(QObject):
    """Tells the web engine where to go; it has one way for the whole program.

    What the system says of proxies is not for it: that is settled for each link, as for all of a profile's
    requests.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ways = ConsoleWays()
        self._set = False
        self._first: QWebEnginePage | None = None
        self._waiting: list[Callable[[], None]] = []
        QNetworkProxy.setApplicationProxy(QNetworkProxy(_KINDS.NoProxy))

    def lead(self, link: ConsoleLink, engine: QWebEngineProfile, go: Callable[[], None]) -> None:
        """Call ``go`` as soon as the engine can load a link, mostly at once."""
        port = self._ways.lead(link)
        if port is None or (self._set and self._first is None):
            go()
            return
        self._waiting.append(go)
        if self._set:
            return
        self._set = True
        QNetworkProxy.setApplicationProxy(QNetworkProxy(_KINDS.Socks5Proxy, "127.0.0.1", port))
        # An engine that was used before asks for its proxy only when it has sent the next request.
        page = QWebEnginePage(engine)
        page.loadFinished.connect(self._on_first_finished)
        self._first = page
        page.load(QUrl(f"http://127.0.0.1:{port}/"))

    def close(self) -> None:
        """End what goes through proxies. Whoever waits is not called."""
        self._waiting.clear()
        self._put_away()
        self._ways.close()
        QNetworkProxy.setApplicationProxy(QNetworkProxy(_KINDS.NoProxy))

    def _on_first_finished(self) -> None:
        # A page cannot be deleted while it tells of its end.
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self._put_away()
        waiting, self._waiting = self._waiting, []
        for go in waiting:
            go()

    def _put_away(self) -> None:
        first, self._first = self._first, None
        if first is not None:
            first.loadFinished.disconnect(self._on_first_finished)
            put_away_page(first)
