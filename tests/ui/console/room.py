"""The console desk on real parts: cloud, broker, web engine; and what a person sees and does there."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.web.record import Answer
from launcher.model.browser import BrowserChoice
from launcher.model.console import OpenIn
from launcher.model.errors import PortholeError
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerKey
from launcher.ui.browsers import Browsers
from launcher.ui.console.desk import ConsoleDesk
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.console.window import ConsoleWindow
from launcher.ui.links import LinkKeeper
from launcher.ui.runner import TaskRunner
from tests.end_to_end.hand import Eye
from tests.ui.console.guest import COLOURS
from tests.unit.services.parts import Services, profile_for, services_for

CONSOLES = r"/remote-consoles$"

LONG = 3600.0
"""Seconds until a console is tried again by itself, in tests that do not wait for that."""


def refusal(status: int, message: str, **headers: str) -> Answer:
    """What a cloud says that gives no link."""
    body = json.dumps({"fault": {"code": status, "message": message}}).encode()
    sent = {"Content-Type": "application/json", "x-openstack-request-id": "req-42"}
    return Answer(status, sent | {name.replace("_", "-"): value for name, value in headers.items()}, body)


class Browser:
    """Stands where the system's browser would be started."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.choices: list[BrowserChoice] = []
        self.error: PortholeError | None = None

    def open(self, url: str, choice: BrowserChoice) -> None:
        if self.error is not None:
            raise self.error
        self.opened.append(url)
        self.choices.append(choice)

    def close(self) -> None:
        pass


@dataclass
class Room:
    """A person in front of the consoles."""

    qtbot: QtBot
    cloud: DemoCloud
    desk: ConsoleDesk
    keeper: LinkKeeper
    runner: TaskRunner
    browser: Browser
    servers: dict[str, Server]
    services: Services
    refused: list[tuple[Server, PortholeError]] = field(default_factory=list)
    vanished: list[ServerKey] = field(default_factory=list)

    # What the cloud does.

    def lead_to(
        self,
        url: str,
        times: int = 1000,
        delay: float = 0.0,
        console_type: str = "novnc",
        until: Event | None = None,
    ) -> None:
        """Let the cloud's next links lead to ``url``; they may be held back."""
        console = {"remote_console": {"type": console_type, "protocol": "any", "url": url}}
        headers = {"Content-Type": "application/json"}
        answer = Answer(200, headers, json.dumps(console).encode(), delay, until)
        self.cloud.answer_next("POST", CONSOLES, answer, times)

    @property
    def links_asked(self) -> int:
        return sum(one.path.endswith("/remote-consoles") for one in self.cloud.requests)

    # What a person does.

    def open(self, name: str = "web-01", way: OpenIn | None = None) -> Server:
        server = self.servers[name]
        self.desk.open(server, way)
        return server

    def open_live(self, name: str = "web-01") -> ConsoleTab:
        self.open(name)
        self.wait_for(ConnectionState.LIVE, name)
        return self.tab

    def press(self, label: str) -> None:
        # A layout shows what was put into it when the events at hand are done.
        self.qtbot.waitUntil(lambda: bool(self.button(label)))
        self.qtbot.mouseClick(self.button(label), Qt.MouseButton.LeftButton)

    def click_screen(self) -> None:
        """Click into the middle of the server's screen."""
        screen = self.tab.view.focusWidget()
        assert screen is not None
        self.qtbot.mouseClick(screen, Qt.MouseButton.LeftButton)

    # What a person sees.

    @property
    def window(self) -> ConsoleWindow:
        assert self.desk.window is not None, "there is no console window"
        return self.desk.window

    @property
    def tab(self) -> ConsoleTab:
        assert self.window.current is not None
        return self.window.current

    def wait_for(self, state: ConnectionState, name: str = "web-01") -> None:
        def reached() -> None:
            assert self.tab.server.name == name
            assert self.tab.state is state, self.words()

        self.qtbot.waitUntil(reached, timeout=15_000)

    def button(self, label: str) -> QPushButton:
        shown = [one for one in self.tab.findChildren(QPushButton) if one.isVisible()]
        found = [one for one in shown if one.text() == label]
        assert found, f"no button {label!r} among {[one.text() for one in shown]}"
        return found[0]

    def words(self) -> str:
        """Everything that is written in the window just now."""
        labels = [one for one in self.window.findChildren(QLabel) if one.isVisible()]
        return "\n".join(one.text() for one in labels if one.text())

    def listen(self) -> list[str]:
        """Everything that is written from now on, however short it stands there."""
        heard: list[str] = []
        self.tab.course.changed.connect(lambda: heard.append(self.words()))
        return heard

    def colours(self, widget: QWidget | None = None) -> set[str]:
        """The colours on the display where the server's screen is."""
        return Eye().colours(widget or self.tab.view, step=8)

    def wait_for_pixels(self) -> None:
        self.qtbot.waitUntil(lambda: set(COLOURS) <= self.colours(), timeout=15_000)


@contextmanager
def make_room(qtbot: QtBot, cloud: DemoCloud, *, secret: str = "", **more: object) -> Iterator[Room]:
    profile: Profile = profile_for(cloud, **more)
    services = services_for(profile, secret or cloud.access.password)
    runner, keeper, browser = TaskRunner(), LinkKeeper(), Browser()
    browsers = Browsers(browser, runner)  # type: ignore[arg-type]
    desk = ConsoleDesk(services.broker, services.book, keeper, runner, browsers)
    desk.pauses = (LONG,)
    room = Room(qtbot, cloud, desk, keeper, runner, browser, services.servers(), services)
    desk.console_refused.connect(lambda server, error: room.refused.append((server, error)))
    desk.server_vanished.connect(room.vanished.append)
    cloud.forget_requests()
    try:
        yield room
    finally:
        desk.close()
        runner.shut_down()
        services.connections.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [one for one in QGuiApplication.topLevelWindows() if one.isVisible()]
