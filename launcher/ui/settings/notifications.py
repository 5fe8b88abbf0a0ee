"""Which notifications come."""

from collections.abc import Callable, Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from launcher.model.settings import Settings
from launcher.ui.runner import TaskRunner
from launcher.ui.settings.group import Group


class NotificationsGroup(Group):
    """A box for each kind.

    Args:
        is_there: returns whether the desktop shows notifications; blocks.
        runner: for that.
        parent: its owner.
    """

    switched = Signal(str, bool)
    """A person switched a kind, by the name of its setting."""

    def __init__(
        self, is_there: Callable[[], bool], runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Notifications, while you work elsewhere"), parent)
        self._is_there = is_there
        self._runner = runner
        self._boxes: dict[str, QCheckBox] = {}
        for name, words in (
            ("tell_of_consoles", self.tr("A &console could not be opened")),
            ("tell_of_servers", self.tr("A server I &watch has changed, or one I started or stopped")),
        ):
            self._boxes[name] = self.add_switch(words, self._telling(name))
        self.note = self.add_note()
        self._hint = self.tr("To watch a server, right-click it and tick “Tell me when it changes”.")
        self.note.say(self._hint)

    def show_settings(self, settings: Settings) -> None:
        """Show which kinds come."""
        for name, box in self._boxes.items():
            box.setChecked(getattr(settings, name))

    def lock_kinds(self, names: Collection[str], why: str) -> None:
        """Let nobody switch some kinds.

        Args:
            names: of settings; those that are none of these kinds are left out.
            why: stands below.
        """
        boxes = [box for name, box in self._boxes.items() if name in names]
        if boxes:
            self.lock(why, *boxes)

    def look(self) -> None:
        """Find out whether there is anybody who would show them."""
        self._runner.run(lambda _task: self._is_there(), done=self._show, failed=lambda _error: None)

    def _telling(self, name: str) -> Callable[[bool], None]:
        def switched(on: bool) -> None:
            self.switched.emit(name, on)

        return switched

    def _show(self, there: bool) -> None:
        missing = self.tr("This desktop shows no notifications: no program for them is running.")
        self.note.say(self._hint if there else missing)
