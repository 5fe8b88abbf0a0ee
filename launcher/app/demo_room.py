"""The demo cloud, started when somebody wants to look around."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from launcher.app.parts import Parts
from launcher.model.errors import PortholeError
from launcher.ui.notices import Remedy

if TYPE_CHECKING:
    from launcher.services.demo import Demo


class DemoRoom(QObject):
    """Starts the demo cloud at most once, and shows its servers."""

    def __init__(self, parts: Parts, servers: int) -> None:
        super().__init__(parts)
        self._parts = parts
        self._servers = servers
        self._demo: Demo | None = None
        parts.window.demo_requested.connect(self.start)
        parts.remedies.demo_requested.connect(self.start)

    def start(self) -> None:
        """Start it, unless it runs."""
        if self._demo is not None:
            return
        from launcher.services.demo import Demo  # noqa: PLC0415 - see Porthole

        self._demo = demo = Demo(self._parts.book, self._servers)
        self._parts.pane.show_waiting(self.tr("Starting the demo cloud"))
        self._parts.runner.run(lambda _task: self._begin(demo), done=self._on_begun, failed=self._on_failed)

    def stop(self) -> None:
        """End it. Waits for its process."""
        if self._demo is not None:
            self._demo.stop()

    def _begin(self, demo: "Demo") -> tuple[PortholeError, ...]:
        demo.start()
        return self._parts.load_marks()

    def _on_begun(self, problems: tuple[PortholeError, ...]) -> None:
        for problem in problems:
            self._parts.tell(problem)
        self._parts.marks_changed.emit()
        self._parts.show_profiles()
        book = self._parts.book
        self._parts.loader.refresh([one.id for one in book.profiles if book.is_guest(one.id)])

    def _on_failed(self, error: PortholeError) -> None:
        self._demo = None
        self._parts.show_profiles()
        again = Remedy(self.tr("Try again"), self.start)
        self._parts.pane.notices.post("demo", error.trouble, (again,))
