"""Looking for clouds to import, and reading them, beside the Qt thread."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from launcher.model.errors import PortholeError
from launcher.services.imports import ImportSource, SourceClouds, find_sources, read_source, searched_places
from launcher.ui.runner import Task, TaskRunner

Search = tuple[tuple[ImportSource, ...], tuple[str, ...]]


class ImportReading(QObject):
    """Reads what may be read, and keeps what a person has to agree to first.

    Attributes:
        places: the directories that were looked into.
    """

    asked = Signal(object)
    """An :class:`ImportSource` in the current directory: it is not read before :meth:`read`."""

    began = Signal(object)
    """An :class:`ImportSource` is being read."""

    read_done = Signal(object)
    """What came of it: :class:`SourceClouds`."""

    failed = Signal(object)
    """The :class:`PortholeError` that kept a source from being read at all."""

    changed = Signal()
    """See :attr:`busy`."""

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._tasks: set[Task] = set()
        self._allowed: frozenset[str] = frozenset()
        self.places: tuple[str, ...] = ()

    @property
    def busy(self) -> bool:
        """Whether something is being looked for, or read."""
        return bool(self._tasks)

    def search(self) -> None:
        """Look where files with clouds are usually kept, and read those of them that may be read."""
        task = self._runner.run(
            lambda _task: (find_sources(), searched_places()),
            done=lambda found: self._on_found(task, found),
            failed=lambda error: self._on_failed(task, error),
        )
        self._add(task)

    def read(self, source: ImportSource) -> None:
        """Read a source; who calls this for one in the current directory has asked."""
        self.began.emit(source)
        allowed = self._allowed
        task = self._runner.run(
            lambda _task: read_source(source, allowed),
            done=lambda found: self._on_read(task, found),
            failed=lambda error: self._on_failed(task, error),
        )
        self._add(task)

    def read_file(self, path: str) -> ImportSource:
        """Read a file of the person's choice; returns what it is called from now on."""
        source = ImportSource(Path(path))
        self.read(source)
        return source

    def allow(self, address: str, source: ImportSource) -> None:
        """Let a vendor profile be fetched from an address, and read the source again with it."""
        self._allowed |= {address}
        self.read(source)

    def stop(self) -> None:
        """Hear no more of it."""
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()

    def _add(self, task: Task) -> None:
        self._tasks.add(task)
        self.changed.emit()

    def _on_found(self, task: Task, found: Search) -> None:
        sources, self.places = found
        for source in sources:
            if source.here:
                self.asked.emit(source)
            else:
                self.read(source)
        self._settle(task)

    def _on_read(self, task: Task, found: SourceClouds) -> None:
        self.read_done.emit(found)
        self._settle(task)

    def _on_failed(self, task: Task, error: PortholeError) -> None:
        self.failed.emit(error)
        self._settle(task)

    def _settle(self, task: Task) -> None:
        self._tasks.discard(task)
        self.changed.emit()
