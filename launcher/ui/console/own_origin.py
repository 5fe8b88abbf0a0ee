"""Whom a console's page may talk to: the host and port it came from."""

from time import monotonic

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_WEB = {"ws": "http", "wss": "https"}

_Kind = QWebEngineUrlRequestInfo.ResourceType

_OUTLIVING = {_Kind.ResourceTypeServiceWorker, _Kind.ResourceTypeSharedWorker}
"""What would go on without a page, and see the links of others."""

_FRAMES = {_Kind.ResourceTypeMainFrame, _Kind.ResourceTypeSubFrame}
"""What :meth:`ConsolePage.acceptNavigationRequest` decides about."""

_INSIDE = {"blob", "data"}
"""What a page made itself."""


def port_of(url: QUrl) -> int:
    """Return the port of an address, the usual one where it names none; -1 where there is none."""
    return url.port(_PORTS.get(url.scheme(), -1))


def origin_of(url: QUrl) -> tuple[str, str, int]:
    """Return an address's origin (RFC 6454); a WebSocket's is that of the page that may open it."""
    return _WEB.get(url.scheme(), url.scheme()), url.host(), port_of(url)


_MOST_REQUESTS = 2000
"""Of all pages of an engine, within :data:`_WITHIN`. A page of noVNC's takes fifty."""

_WITHIN = 3.0
"""Seconds."""


class OwnOriginOnly(QWebEngineUrlRequestInterceptor):
    """Lets a page ask nothing of others, who would learn who is at which console, and when.

    A request that the page's own host redirects is the limit: Qt asks here while Chromium follows, so one
    without credentials may still leave, and nothing of its answer comes back.
    """

    flooded = Signal()
    """There were more requests than consoles need; each of them takes Porthole's memory for a while."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._count = 0
        self._counted_from = 0.0

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt's name
        """Block what leads elsewhere."""
        self._note()
        kind, url = info.resourceType(), info.requestUrl()
        if kind in _OUTLIVING or info.isDownload():
            info.block(True)
        elif kind not in _FRAMES and url.scheme() not in _INSIDE:
            info.block(origin_of(url) != origin_of(info.initiator()))

    def _note(self) -> None:
        now = monotonic()
        if now - self._counted_from > _WITHIN:
            self._count, self._counted_from = 0, now
        self._count += 1
        if self._count > _MOST_REQUESTS:
            self._count = 0
            self.flooded.emit()
