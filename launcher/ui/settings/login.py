"""Starting Porthole at login."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from launcher.model.errors import PortholeError
from launcher.model.login_start import LoginStart
from launcher.services.login_start import LoginStarter
from launcher.ui.runner import Task, TaskRunner
from launcher.ui.settings.group import Group
from launcher.ui.theme import Tone


class LoginGroup(Group):
    """Shows what the desktop would really do at the next login, and switches that.

    Args:
        starter: knows and does.
        runner: for the disk.
        parent: its owner.
    """

    def __init__(self, starter: LoginStarter, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Login"), parent)
        self._starter = starter
        self._runner = runner
        self._task: Task | None = None
        self._stands_on = False
        self.box = self.add_switch(self.tr("&Start Porthole when I log in"), self._turn)
        self.note = self.add_note()
        self.box.setEnabled(False)

    def look(self) -> None:
        """Find out how it stands: it may have been switched elsewhere."""
        if self._task is None:
            self._run(lambda _task: self._starter.read())

    def _turn(self, on: bool) -> None:
        self.box.setChecked(self._stands_on)
        if self._task is None:
            self._run(lambda _task: self._starter.turn(on=on))

    def _run(self, work: Callable[[Task], LoginStart]) -> None:
        self._task = self._runner.run(work, done=self._show, failed=self._tell)

    def _show(self, stands: LoginStart) -> None:
        self._task = None
        self._stands_on = stands.on
        self.box.setEnabled(True)
        self.box.setChecked(stands.on)
        self.box.setToolTip(stands.place)
        self.note.say("")

    def _tell(self, error: PortholeError) -> None:
        self._task = None
        self.box.setEnabled(True)
        self.note.say(f"{error.trouble.what} {error.trouble.next_step}", Tone.BAD)
