"""The one door to power actions on the Qt side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from launcher.model.errors import PortholeError, ServerNotFoundError, ServerNotReadyError
from launcher.model.power import PowerAction
from launcher.model.server import Server, ServerKey
from launcher.services.power import Follower, PowerService
from launcher.services.profiles import ProfileBook
from launcher.ui.lane import Lane
from launcher.ui.notices import Remedy
from launcher.ui.power.choice import choose, may_follow
from launcher.ui.power.question import PowerQuestion
from launcher.ui.power.report import Report
from launcher.ui.runner import TaskRunner


@dataclass(eq=False, frozen=True, slots=True)
class _Work:
    """One action under way with one server."""

    action: PowerAction
    follower: Follower
    report: Report

    @property
    def key(self) -> ServerKey:
        return self.follower.server.key


class PowerDesk(QObject):
    """Asks where it should, sends actions to many servers at once, and follows each to its end."""

    begun = Signal(object, object)
    """A :class:`Server`, and the :class:`PowerAction` that is sent to its cloud."""

    server_changed = Signal(object)
    """A :class:`Server` as the cloud has it now, at each step."""

    failed = Signal(object, object)
    """A :class:`Server`, and the :class:`PortholeError` that ended its action."""

    done = Signal(object)
    """A :class:`Server` whose action has come to its end."""

    server_vanished = Signal(object)
    """The cloud no longer has this server; carries the :class:`ServerKey`."""

    trouble_told = Signal(str, object, object)
    """What a person is to read of failures: a subject, a :class:`Trouble` and a tuple of remedies."""

    trouble_gone = Signal(str)
    """A subject of which nothing is to be said any more."""

    def __init__(self, book: ProfileBook, power: PowerService, runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._book = book
        self._power = power
        self._lane = Lane(runner)
        self._window = window
        self._works: dict[ServerKey, _Work] = {}
        self._numbers = count(1)

    def act(self, action: PowerAction, servers: Sequence[Server], over: QWidget | None = None) -> None:
        """Do something with servers, after a question where one is due.

        Args:
            action: to be done.
            servers: as last seen. Those that it does not fit are left as they are, and so are those with
                which somebody here is busy already.
            over: the window to ask in; None for the one with the list.
        """
        if not servers:
            return
        busy = {key: work.action for key, work in self._works.items()}
        try:
            choice = choose(action, servers, self._book, busy)
        except PortholeError as error:
            for server in servers:
                self.failed.emit(server, error)
            return
        if not choice.asks:
            self._begin_all(action, choice.fitting)
            return
        question = PowerQuestion(choice, over or self._window)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.confirmed.connect(lambda confirmed: self._begin_all(action, confirmed))
        question.open()

    def action_under_way(self, key: ServerKey) -> PowerAction | None:
        """Return what is being done with a server just now."""
        work = self._works.get(key)
        return work.action if work else None

    def close(self) -> None:
        """Follow nothing any more; what has begun goes on in the cloud."""
        self._works.clear()
        self._lane.clear()

    def _begin_all(self, action: PowerAction, servers: Sequence[Server]) -> None:
        report = Report(f"power {next(self._numbers)}", action, len(servers))
        for server in servers:
            self._begin(server, action, report)

    def _begin(self, server: Server, action: PowerAction, report: Report) -> None:
        if not may_follow(action, self.action_under_way(server.key)):
            return
        work = _Work(action, Follower(self._power, server, action), report)
        self._works[server.key] = work
        self.begun.emit(server, action)
        self._lane.run(
            lambda task: self._power.request(server, action, task.pause),
            done=lambda _nothing: self._look(work),
            failed=self._ending(work),
        )

    def _look(self, work: _Work) -> None:
        if not self._is_current(work):
            return

        def looked(pause: float | None) -> None:
            if not self._is_current(work):
                return
            if pause is None:
                del self._works[work.key]
                self.done.emit(work.follower.server)
            else:
                QTimer.singleShot(round(pause * 1000), self, lambda: self._look(work))

        def seen(server: Server) -> None:
            if self._is_current(work):
                self.server_changed.emit(server)

        self._lane.run(
            lambda task: work.follower.look(task.report),
            done=looked,
            failed=self._ending(work),
            progress=seen,
        )

    def _ending(self, work: _Work) -> Callable[[PortholeError], None]:
        def failed(error: PortholeError) -> None:
            if not self._is_current(work):
                return
            server = work.follower.server
            del self._works[server.key]
            if isinstance(error, ServerNotFoundError):
                self.server_vanished.emit(server.key)
            elif isinstance(error, ServerNotReadyError):
                self._refresh(server, work.report)
            self.failed.emit(server, error)
            self._tell(work.report, server, error)

        return failed

    def _refresh(self, server: Server, report: Report) -> None:
        """Look at a server whose state was another than the list's."""

        def seen(now: Server) -> None:
            report.see(now)
            self.server_changed.emit(now)

        self._lane.run(lambda _task: self._power.look_at(server), done=seen, failed=lambda _error: None)

    def _tell(self, report: Report, server: Server, error: PortholeError) -> None:
        trouble = report.add(server, error)
        self.trouble_told.emit(
            report.subject, trouble, (Remedy(self.tr("Try again"), lambda: self._retry(report)),)
        )

    def _retry(self, report: Report) -> None:
        self.trouble_gone.emit(report.subject)
        self.act(report.action, report.servers)

    def _is_current(self, work: _Work) -> bool:
        return self._works.get(work.key) is work
