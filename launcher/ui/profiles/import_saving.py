"""Importing the chosen clouds, one after the other, beside the Qt thread."""

import threading
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from launcher.model.errors import PortholeError
from launcher.services.imports import ImportCandidate, ImportResult, import_clouds
from launcher.services.profiles import ProfileBook
from launcher.ui.runner import Task, TaskRunner


class ImportSaving(QObject):
    """One import at a time.

    Attributes:
        saved: the ids of the profiles that came of all imports so far.
    """

    imported = Signal(object)
    """An :class:`ImportResult`, each as it comes."""

    ended = Signal()
    """No cloud is left, or it was stopped."""

    failed = Signal(object)
    """The :class:`PortholeError` that ended it."""

    def __init__(self, book: ProfileBook, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._runner = runner
        self._task: Task | None = None
        self._stopped = threading.Event()
        self.saved: list[str] = []

    @property
    def under_way(self) -> bool:
        """Whether an import goes on."""
        return self._task is not None

    @property
    def stopping(self) -> bool:
        """Whether it ends as soon as the keyring has answered."""
        return self.under_way and self._stopped.is_set()

    def begin(self, chosen: Iterable[ImportCandidate], *, remember: bool) -> None:
        """Import clouds; their secrets into the keyring, or for this run only."""
        stopped = self._stopped = threading.Event()

        def work(task: Task) -> None:
            results = import_clouds(self._book, chosen, remember=remember, go_on=lambda: not stopped.is_set())
            for result in results:
                task.report(result)

        self._task = self._runner.run(
            work, done=lambda _nothing: self._on_done(), failed=self._on_failed, progress=self._on_result
        )

    def stop(self) -> None:
        """Write no further profile."""
        self._stopped.set()

    def forget(self) -> None:
        """Write no further profile, and hear no more of it."""
        self._stopped.set()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_result(self, result: ImportResult) -> None:
        if result.profile is not None:
            self.saved.append(result.profile.id)
        self.imported.emit(result)

    def _on_done(self) -> None:
        self._task = None
        self.ended.emit()

    def _on_failed(self, error: PortholeError) -> None:
        self._task = None
        self.failed.emit(error)
