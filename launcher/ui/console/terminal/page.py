"""The page that xterm.js runs in: sealed, it knows no address and reaches no network."""

import json
import secrets
from base64 import b64encode
from collections.abc import Callable
from importlib.resources import files

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from launcher.storage.terminal_parts import TerminalParts
from launcher.ui.console.locked_page import LockedPage

WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
"""Where the terminal's script runs."""

_HTML = """<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Terminal</title>
<style>{style}</style>
<style>
html, body {{ margin: 0; height: 100%; overflow: hidden; background: {background}; }}
#terminal {{ height: 100%; }}
#terminal .xterm-viewport {{ background: transparent !important; scrollbar-width: none; }}
#terminal .xterm {{ height: 100%; box-sizing: border-box; padding: 6px 0 0 8px; }}
</style></head><body><div id="terminal"></div></body></html>"""


class Seal(QWebEngineUrlRequestInterceptor):
    """Lets a page have nothing but itself."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt's name
        """Refuse whatever would come from somewhere."""
        info.block(info.requestUrl().scheme() not in {"data", "about"})


class TerminalPage(LockedPage):
    """A terminal: bytes in, text out."""

    typed = Signal(bytes)
    """What a person typed or pasted, or the terminal answers."""

    taken = Signal()
    """One :meth:`show_bytes` is shown."""

    selected = Signal(str)
    """A person has selected text with the mouse."""

    sized = Signal(int, int)
    """Columns and rows; said whenever the room for them is another."""

    found = Signal(int, int, bool)
    """Which place is shown (from 0; -1: none), how many there are, and whether there are more."""

    def __init__(
        self,
        engine: QWebEngineProfile,
        parts: TerminalParts,
        look: dict[str, object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(engine, parent)
        self._prefix = f"{secrets.token_hex(16)}:"
        self._loaded = False
        self._waiting: list[str] | None = []
        ours = files(__package__).joinpath("terminal.js").read_text(encoding="utf-8")
        ours = ours.replace("PREFIX", self._prefix)
        script = QWebEngineScript()
        script.setName("terminal")
        script.setSourceCode(f"{parts.script}\n;const SETTINGS = {json.dumps(look)};\n{ours}")
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        script.setWorldId(WORLD)
        self.scripts().insert(script)
        background = look["theme"]["background"]  # type: ignore[index]
        self.setHtml(_HTML.format(style=parts.style, background=background))

    def show_bytes(self, data: bytes) -> None:
        """Show what came over the line; ``taken`` follows."""
        self._do(f'take("{b64encode(data).decode()}")')

    def begin(self, words: str) -> None:
        """Begin another session below what the last one said, under a line of ``words``."""
        self._do(f"begin({json.dumps(words)})")

    def dress(self, look: dict[str, object]) -> None:
        """Take other colours."""
        self._do(f"dress({json.dumps(look)})")

    def find(self, wanted: str) -> None:
        """Mark all places where ``wanted`` stands, and show the last; ``found`` follows."""
        self._do(f"find({json.dumps(wanted)})")

    def step(self, direction: int) -> None:
        """Show the next place (1) or the one before (-1), round the ends; ``found`` follows."""
        self._do(f"step({direction:d})")

    def paste(self, text: str) -> None:
        """Type a text, in brackets where the other side asked for that."""
        self._do(f"paste({json.dumps(text)})")

    def take_keyboard(self) -> None:
        """Let the terminal have the page's keys."""
        self._do("focus()")

    def select_all(self) -> None:
        """Select all there is."""
        self._do("selectAll()")

    def ask_selection(self, answer: Callable[[str], None]) -> None:
        """Give ``answer`` the selected text, which may be empty."""
        self.runJavaScript("porthole.selection()", WORLD.value, lambda text: answer(str(text or "")))

    def acceptNavigationRequest(  # noqa: N802 - Qt's name
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Let the page be what it was made as, and nothing else ever."""
        first, self._loaded = not self._loaded, True
        return first and is_main_frame and QUrl(url).scheme() == "data"

    def javaScriptConsoleMessage(  # noqa: N802 - Qt's name
        self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, _line: int, _source: str
    ) -> None:
        """Read what our script says."""
        if message.startswith(self._prefix):
            word, *values = json.loads(message.removeprefix(self._prefix))
            self._hear(word, values)

    def _hear(self, word: str, values: list[str | int | bool]) -> None:
        match word, values:
            case "typed", [str(text)]:
                self.typed.emit(text.encode("utf-8", "replace"))
            case "sent", [str(text)]:
                self.typed.emit(text.encode("latin-1", "replace"))
            case "taken", []:
                self.taken.emit()
            case "selected", [str(text)]:
                self.selected.emit(text)
            case "sized", [int(columns), int(rows)]:
                self.sized.emit(columns, rows)
            case "found", [int(current), int(count), bool(more)]:
                self.found.emit(current, count, more)
            case "ready", []:
                waiting, self._waiting = self._waiting, None
                for call in waiting or ():
                    self._do(call)

    def _do(self, call: str) -> None:
        if self._waiting is not None:
            self._waiting.append(call)
            return
        self.runJavaScript(f"porthole.{call}", WORLD.value)
