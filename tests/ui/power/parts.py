"""A person who starts, stops and reboots servers."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.model.errors import PortholeError, Trouble
from launcher.model.power import PowerAction
from launcher.model.server import Server, ServerKey
from launcher.services.power import PowerService
from launcher.ui.notices import Remedy
from launcher.ui.power.desk import PowerDesk
from launcher.ui.power.question import PowerQuestion
from launcher.ui.runner import TaskRunner
from tests.unit.services.parts import Services, profile_for, services_for


@dataclass
class Room:
    qtbot: QtBot
    cloud: DemoCloud
    services: Services
    runner: TaskRunner
    window: QWidget
    desk: PowerDesk
    servers: dict[str, Server]
    seen: list[Server] = field(default_factory=list)
    done: list[Server] = field(default_factory=list)
    failed: list[tuple[Server, PortholeError]] = field(default_factory=list)
    vanished: list[ServerKey] = field(default_factory=list)
    told: dict[str, tuple[Trouble, tuple[Remedy, ...]]] = field(default_factory=dict)

    def act(self, action: PowerAction, *names: str) -> None:
        self.desk.act(action, [self.servers[name] for name in names])

    def ask(self, action: PowerAction, *names: str) -> PowerQuestion:
        """Return the question that an action leads to."""
        before = set(self.window.findChildren(PowerQuestion))
        self.act(action, *names)
        (question,) = set(self.window.findChildren(PowerQuestion)) - before
        self.qtbot.waitUntil(question.isActiveWindow)
        return question

    @property
    def questions(self) -> list[PowerQuestion]:
        return [one for one in self.window.findChildren(PowerQuestion) if one.isVisible()]

    def sent(self) -> int:
        return sum(one.path.endswith("/action") for one in self.cloud.requests)

    def settled(self) -> int:
        return len(self.done) + len(self.failed)

    def wait_for(self, count: int) -> None:
        """Wait until so many actions have come to their end."""
        self.qtbot.waitUntil(lambda: self.settled() == count, timeout=10_000)

    def close(self) -> None:
        self.desk.close()
        for question in self.questions:
            question.reject()
        self.runner.shut_down()
        self.services.connections.close()


def make_room(qtbot: QtBot, cloud: DemoCloud, **profile: object) -> Room:
    services = services_for(profile_for(cloud, **profile), cloud.access.password)
    runner, window = TaskRunner(), QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    with qtbot.waitExposed(window):
        window.show()
    power = PowerService(services.book, services.connections)
    desk = PowerDesk(services.book, power, runner, window)
    room = Room(qtbot, cloud, services, runner, window, desk, services.servers())
    desk.server_changed.connect(room.seen.append)
    desk.done.connect(room.done.append)
    desk.failed.connect(lambda server, error: room.failed.append((server, error)))
    desk.server_vanished.connect(room.vanished.append)
    desk.trouble_told.connect(lambda subject, *told: room.told.update({subject: told}))
    desk.trouble_gone.connect(room.told.pop)
    cloud.forget_requests()
    return room
