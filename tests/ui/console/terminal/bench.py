"""A person at a terminal: what it shows, read out of xterm.js itself, and what can be done with it."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.web.record import Answer
from launcher.model.console import ConsoleType
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.terminal.page import WORLD, TerminalPage
from launcher.ui.details.find_bar import FindBar
from tests.end_to_end.hand import Hand
from tests.ui.console.room import CONSOLES, Room, make_room
from tests.ui.console.terminal.serial_server import SerialServer

SERIAL = (ConsoleType.SERIAL,)

_PATIENCE = 2.0
"""Seconds."""

TEXT = """(() => {
  const buffer = porthole.terminal.buffer.active;
  const rows = Array.from({ length: buffer.length }, (_, row) => buffer.getLine(row));
  const lines = rows.map((row) => row.translateToString(true));
  return lines.join("\\n").trimEnd();
})()"""


class Bench:
    """A room whose links lead to serial lines."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.qtbot = room.qtbot
        self.hand = Hand()

    def lead_to(self, url: str, times: int = 1000) -> None:
        console = {"remote_console": {"type": "serial", "protocol": "serial", "url": url}}
        headers = {"Content-Type": "application/json"}
        self.room.cloud.answer_next(
            "POST", CONSOLES, Answer(200, headers, json.dumps(console).encode()), times
        )

    def open_live(self, url: str = "") -> None:
        if url:
            self.lead_to(url)
        self.room.open_live()
        self.qtbot.waitUntil(self.room.window.isActiveWindow)
        self.qtbot.waitUntil(self.has_keyboard)

    def has_keyboard(self) -> bool:
        return bool(self.evaluate("document.hasFocus() && document.activeElement.tagName === 'TEXTAREA'"))

    @property
    def page(self) -> TerminalPage:
        view = self.room.tab.view.findChild(QWebEngineView)
        assert view is not None
        page = view.page()
        assert isinstance(page, TerminalPage)
        return page

    def evaluate(self, script: str) -> Any:
        """Run a script beside the terminal's own, and return what it comes to."""
        answers: list[Any] = []
        asked_at = 0.0

        def answered() -> bool:
            nonlocal asked_at
            # A page that is just coming up answers nothing, ever: it is asked again.
            if not answers and time.monotonic() - asked_at > _PATIENCE:
                asked_at = time.monotonic()
                self.page.runJavaScript(script, WORLD.value, answers.append)
            return bool(answers)

        self.qtbot.waitUntil(answered, timeout=15_000)
        return answers[0]

    def text(self) -> str:
        return str(self.evaluate(TEXT))

    def wait_for_text(self, words: str, seconds: float = 15) -> None:
        self.qtbot.waitUntil(lambda: words in self.text(), timeout=round(seconds * 1000))

    def wait_for_typed(self, server: SerialServer, typed: bytes) -> None:
        def arrived() -> None:
            assert server.typed == typed

        self.qtbot.waitUntil(arrived)

    @property
    def find_bar(self) -> FindBar:
        bar = self.room.tab.findChild(FindBar)
        assert bar is not None
        return bar

    def wait_for(self, state: ConnectionState) -> None:
        self.room.wait_for(state)


@contextmanager
def make_bench(qtbot: QtBot, cloud: DemoCloud, **more: object) -> Iterator[Bench]:
    with make_room(qtbot, cloud, **{"console_types": SERIAL, **more}) as room:
        yield Bench(room)
