"""Keeps the listing filled: one task a profile, page by page."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from launcher.model.errors import PortholeError
from launcher.model.instant import Instant
from launcher.model.server import Server, ServerKey
from launcher.services.directory import ServerDirectory
from launcher.services.listing import ServerListing
from launcher.ui.runner import Pause, Task, TaskRunner


class ServerLoader(QObject):
    """Loads profiles' servers into a listing and says how that goes.

    Known servers stay where they are while a refresh runs; what the cloud no longer has leaves when
    the last page is in.

    Attributes:
        refusals: the error of each profile whose last refresh did not come to its end.
        pauses: seconds for which a cloud asked to be left alone, by profile, where a refresh waits for it.
        loaded_at: when each profile's list was last complete.
    """

    listing_changed = Signal()
    """A page arrived, or servers left."""

    state_changed = Signal()
    """A refresh began or ended; see :attr:`loading` and :attr:`refusals`."""

    def __init__(
        self,
        directory: ServerDirectory,
        listing: ServerListing,
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._directory = directory
        self._listing = listing
        self._runner = runner
        self._tasks: dict[str, Task] = {}
        self.refusals: dict[str, PortholeError] = {}
        self.pauses: dict[str, float] = {}
        self.loaded_at: dict[str, Instant] = {}

    @property
    def loading(self) -> frozenset[str]:
        """The profiles being loaded just now."""
        return frozenset(self._tasks)

    def refresh(self, profile_ids: Iterable[str]) -> None:
        """Load profiles anew; one that is being loaded already is left at it."""
        for profile_id in profile_ids:
            if profile_id not in self._tasks:
                self.refusals.pop(profile_id, None)
                self._start(profile_id)
        self.state_changed.emit()

    def cancel(self) -> None:
        """Stop loading; what has arrived stays."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        self.pauses.clear()
        self.state_changed.emit()

    def forget(self, profile_id: str) -> None:
        """Stop loading a profile and drop its servers: it was removed, or leads elsewhere now."""
        task = self._tasks.pop(profile_id, None)
        if task:
            task.cancel()
        self.pauses.pop(profile_id, None)
        self.refusals.pop(profile_id, None)
        self.loaded_at.pop(profile_id, None)
        self._listing.drop(self._listing.keys(profile_id))
        self.listing_changed.emit()
        self.state_changed.emit()

    def _start(self, profile_id: str) -> None:
        seen: set[ServerKey] = set()

        def on_step(step: Pause | tuple[Server, ...]) -> None:
            was_paused = self.pauses.pop(profile_id, None) is not None
            if isinstance(step, Pause):
                self.pauses[profile_id] = step.seconds
            else:
                seen.update(server.key for server in step)
                self._listing.update(step)
                self.listing_changed.emit()
            if was_paused or self.pauses:
                self.state_changed.emit()

        self._tasks[profile_id] = self._runner.run(
            self._work(profile_id),
            progress=on_step,
            done=lambda _nothing: self._on_done(profile_id, seen),
            failed=lambda error: self._on_failed(profile_id, error),
        )

    def _work(self, profile_id: str) -> Callable[[Task], None]:
        def work(task: Task) -> None:
            for page in self._directory.pages(profile_id, lambda: task.cancelled, task.pause):
                task.report(page)

        return work

    def _on_done(self, profile_id: str, seen: set[ServerKey]) -> None:
        self._settle(profile_id)
        self.loaded_at[profile_id] = Instant.now()
        gone = self._listing.keys(profile_id) - seen
        if gone:
            self._listing.drop(gone)
            self.listing_changed.emit()
        self.state_changed.emit()

    def _on_failed(self, profile_id: str, error: PortholeError) -> None:
        self._settle(profile_id)
        self.refusals[profile_id] = error
        self.state_changed.emit()

    def _settle(self, profile_id: str) -> None:
        del self._tasks[profile_id]
        self.pauses.pop(profile_id, None)
