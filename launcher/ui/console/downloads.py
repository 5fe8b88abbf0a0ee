"""Downloads are refused; and what they are refused in ends in an order that the web engine survives.

What a page asks of a server to save it never leaves (:mod:`launcher.ui.console.own_origin`), so that none
begins when a server likes. What a page made itself, or was given in place of a page, Chromium takes threads
and files to begin, also for a page that is gone. An engine deleted meanwhile fails a check of its own: it
lets in what is still on its way there after it has sent away the others. Before it tells of a download, that
lies among Qt's events for a while, with the page's bare address in it: a page deleted meanwhile is called all
the same. Either ends the program.
"""

import atexit

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEnginePage, QWebEngineProfile
from shiboken6 import isValid

_A_MOMENT = 2000
"""Milliseconds in which Chromium ends what it began."""

_leaving: list[QObject] = []
"""Pages and engines that are put away."""


def refuse_downloads(engine: QWebEngineProfile) -> None:
    """Let no page of an engine save anything."""
    engine.downloadRequested.connect(_refuse)


def put_away_page(page: QWebEnginePage) -> None:
    """End what a page shows, which no view shows any more, at once; delete it after the events at hand."""
    page.blockSignals(True)
    # From here on it begins nothing; what it began is told before it is deleted.
    page.setLifecycleState(QWebEnginePage.LifecycleState.Discarded)
    _keep(page)
    QTimer.singleShot(0, page, page.deleteLater)


def put_away_engine(engine: QWebEngineProfile) -> None:
    """Delete an engine, whose pages are put away, a moment later."""
    _keep(engine)
    QTimer.singleShot(_A_MOMENT, engine, engine.deleteLater)


def _refuse(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


def _keep(thing: QObject) -> None:
    _leaving[:] = [one for one in _leaving if isValid(one)]
    _leaving.append(thing)


@atexit.register
def _see_off() -> None:
    # A program that ends waits no less, out of sight: an engine must not outlive the application.
    while QCoreApplication.instance() is not None and any(isValid(one) for one in _leaving):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
