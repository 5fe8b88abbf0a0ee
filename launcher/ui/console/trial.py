"""Whether consoles can be shown here, and what draws them: for ``porthole doctor``."""

from collections.abc import Callable

from PySide6.QtWebEngineCore import QWebEnginePage

from launcher.model.finding import Finding, Health
from launcher.ui.console.renderer import make_engine

_PAGE = "<!doctype html><title>Porthole</title>"
_ASK = """
(() => {
  const gl = document.createElement("canvas").getContext("webgl");
  const known = gl?.getExtension("WEBGL_debug_renderer_info");
  return known ? gl.getParameter(known.UNMASKED_RENDERER_WEBGL) : "";
})();
"""
"""Returns what draws 3D, or nothing where nothing does; consoles need none."""


class Trial:
    """Has the web engine show an empty page, and asks it what it draws with."""

    def __init__(self, done: Callable[[Finding], None]) -> None:
        """Begin.

        Args:
            done: called once, with what was found.
        """
        self._done = done
        self._engine = make_engine()
        self._page = QWebEnginePage(self._engine)
        self._page.loadFinished.connect(self._on_loaded)
        self._page.renderProcessTerminated.connect(lambda *_how: self._end(_failed("ended by itself")))
        self._page.setHtml(_PAGE)

    def _on_loaded(self, well: bool) -> None:
        if well:
            self._page.runJavaScript(_ASK, lambda drawn_by: self._end(_works(str(drawn_by or ""))))
        else:
            self._end(_failed("did not show an empty page"))

    def _end(self, found: Finding) -> None:
        # In this order: an engine must outlive its pages.
        self._page.deleteLater()
        self._done(found)


def _works(drawn_by: str) -> Finding:
    by = f"drawn with {drawn_by}" if drawn_by else "drawn without the graphics card"
    return Finding("graphics", Health.OK, f"Consoles can be shown in Porthole's window, {by}.")


def _failed(how: str) -> Finding:
    step = "Open consoles in the browser, and try QT_QUICK_BACKEND=software in the environment."
    return Finding("graphics", Health.FAILED, f"The part of Qt that shows consoles {how}.", step)
