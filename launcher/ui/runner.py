"""Work beside the Qt thread, and the way its results come back."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from launcher.model.errors import PortholeError
from launcher.ui.mishaps import unforeseen

_log = logging.getLogger(__name__)

T = TypeVar("T")
_Arrival = tuple[Callable[[Any], None] | None, object, bool]

_WORKERS = 32
"""Most of them wait for a network; a cloud that hangs must not starve the others."""

_PATIENCE = 0.5
"""Seconds that the end of the program waits for threads which have nothing but a request to finish."""


class Pause(msgspec.Struct, frozen=True):
    """A step of work that waits because a cloud asked for it.

    Attributes:
        seconds: how long.
    """

    seconds: float


class Task:
    """One piece of work under way."""

    def __init__(self, report: "Callable[[Task, object], None]") -> None:
        self._cancelled = threading.Event()
        self._report = report

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for this any more; long work asks between its steps."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Silence the task: none of its callbacks runs from now on."""
        self._cancelled.set()

    def pause(self, seconds: float) -> bool:
        """Let time go by within the work, and report that; False at once when the task is cancelled."""
        self.report(Pause(seconds))
        return not self._cancelled.wait(seconds)

    def report(self, step: object) -> None:
        """Hand an intermediate result to the Qt thread. Called by the work itself."""
        self._report(self, step)


class TaskRunner(QObject):
    """Runs blocking calls in threads and settles them in the Qt thread.

    One long-lived signal carries every result: a signals object that each task owned would die on
    the pool's thread, and its result with it.
    """

    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(_WORKERS, thread_name_prefix="porthole-task")
        self._under_way: set[Task] = set()
        self._futures: set[Future[None]] = set()
        self._ended = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether no task is under way."""
        return not self._under_way

    def run(
        self,
        work: Callable[[Task], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[PortholeError], None],
        progress: Callable[[Any], None] | None = None,
    ) -> Task:
        """Run ``work(task)`` in a thread; exactly one of ``done`` and ``failed`` follows, in the Qt thread.

        Args:
            work: the blocking call. It may ask ``task.cancelled`` and call ``task.report(step)``.
            done: gets what ``work`` returned.
            failed: gets what it raised. An error nobody foresaw is logged and explained as one.
            progress: gets each reported step, in order, before ``done`` or ``failed``.

        Returns:
            the task; once it is cancelled none of the callbacks runs. After :meth:`shut_down` it is cancelled
            from the start, and nothing is done: what still wants something then is on its way out too.
        """
        task = Task(lambda one, step: self._bring_home(one, (progress, step, False)))
        if self._ended:
            task.cancel()
            return task
        self._under_way.add(task)

        def settle() -> None:
            callback: Callable[[Any], None]
            result: object
            try:
                callback, result = done, work(task)
            except PortholeError as error:
                callback, result = failed, error
            except Exception as error:  # noqa: BLE001 - the last line of defence: nothing is lost in a thread
                _log.exception("unforeseen error in a task")
                callback, result = failed, unforeseen(error)
            self._bring_home(task, (callback, result, True))

        future = self._executor.submit(settle)
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)
        return task

    def shut_down(self) -> bool:
        """Cancel everything, and wait for a moment.

        Returns:
            whether all threads came to their end. One may sit in a request until its time-out.
        """
        self._ended = True
        for task in self._under_way:
            task.cancel()
        self._executor.shutdown(wait=False, cancel_futures=True)
        return not wait(tuple(self._futures), _PATIENCE).not_done

    def _bring_home(self, task: Task, arrival: _Arrival) -> None:
        with suppress(RuntimeError):  # raised when Qt is already gone at exit; nobody waits any more
            self._arrived.emit(task, arrival)

    def _on_arrived(self, task: Task, arrival: _Arrival) -> None:
        callback, result, settled = arrival
        if settled:
            self._under_way.discard(task)
        if callback is not None and not task.cancelled:
            callback(result)
