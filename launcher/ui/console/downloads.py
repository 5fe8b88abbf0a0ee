"""Downloads are refused; and what they were refused in lives a moment longer.

Chromium takes threads and files to end one, and tells the engine of it by an event that has the page's
address in it. Neither looks whether engine and page are still there: where a person closed the console in
that moment, the program ended.
"""

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEnginePage, QWebEngineProfile
from shiboken6 import delete

_SEEN = "downloads"
"""The property of an engine that had one."""

_A_MOMENT = 1000
"""Milliseconds."""


def refuse_downloads(engine: QWebEngineProfile) -> None:
    """Let no page of an engine save anything."""

    def refuse(download: QWebEngineDownloadRequest) -> None:
        note_download(engine)
        download.cancel()

    engine.downloadRequested.connect(refuse)


def note_download(engine: QWebEngineProfile) -> None:
    """Take note that a page began one, or may have."""
    engine.setProperty(_SEEN, True)


def put_away_page(page: QWebEnginePage, engine: QWebEngineProfile) -> None:
    """Delete a page that no view shows any more."""
    if engine.property(_SEEN):
        page.blockSignals(True)
        _delete_later(page, _A_MOMENT)
    else:
        delete(page)


def put_away_engine(engine: QWebEngineProfile) -> None:
    """Delete an engine after its pages."""
    if engine.property(_SEEN):
        _delete_later(engine, 2 * _A_MOMENT)
    else:
        delete(engine)


def _delete_later(thing: QObject, milliseconds: int) -> None:
    thing.setParent(QCoreApplication.instance())
    QTimer.singleShot(milliseconds, thing, thing.deleteLater)
