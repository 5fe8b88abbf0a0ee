"""A lane for many small tasks: a few at a time, so that the others' work is not kept waiting."""

from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from launcher.model.errors import PortholeError
from launcher.ui.runner import Task, TaskRunner

T = TypeVar("T")

_WIDTH = 8
"""Tasks at a time. The runner has more threads, which consoles and lists want too."""


class Lane:
    """Hands tasks to the runner as others come to their end, in their order.

    Args:
        runner: runs them.
        width: how many at a time.
    """

    def __init__(self, runner: TaskRunner, width: int = _WIDTH) -> None:
        self._runner = runner
        self._width = width
        self._waiting: deque[Callable[[], Task]] = deque()
        self._under_way = 0

    @property
    def idle(self) -> bool:
        """Whether nothing is under way, and nothing waits."""
        return not self._under_way and not self._waiting

    def run(
        self,
        work: Callable[[Task], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[PortholeError], None],
        progress: Callable[[Any], None] | None = None,
    ) -> None:
        """Run ``work(task)`` when its turn comes; otherwise as :meth:`TaskRunner.run`."""

        def settled(callback: Callable[[Any], None]) -> Callable[[Any], None]:
            def settle(result: object) -> None:
                self._under_way -= 1
                self._go_on()
                callback(result)

            return settle

        self._waiting.append(
            lambda: self._runner.run(work, done=settled(done), failed=settled(failed), progress=progress)
        )
        self._go_on()

    def clear(self) -> None:
        """Forget what waits for its turn."""
        self._waiting.clear()

    def _go_on(self) -> None:
        while self._waiting and self._under_way < self._width:
            self._under_way += 1
            self._waiting.popleft()()
