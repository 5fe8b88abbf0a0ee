"""Porthole without its window: kept in the tray, started at login."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from launcher.model.errors import PortholeError
from launcher.model.login_start import LoginStart
from launcher.services.login_start import LoginStarter
from launcher.ui.runner import Task, TaskRunner
from launcher.ui.settings.group import Group
from launcher.ui.theme import Tone


class BackgroundGroup(Group):
    """Shows what the desktop would really do at the next login, and whether there is a tray.

    Args:
        starter: knows of the login, and switches it.
        runner: for the disk.
        has_tray: returns whether there is a tray now.
        parent: its owner.
    """

    kept = Signal(bool)
    """A person wants Porthole to stay in the tray when its window is closed, or not."""

    def __init__(
        self,
        starter: LoginStarter,
        runner: TaskRunner,
        has_tray: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("In the background"), parent)
        self._starter = starter
        self._runner = runner
        self._has_tray = has_tray
        self.tray_box = self.add_switch(
            self.tr("Keep Porthole in the &tray when its window is closed"), self._on_kept
        )
        self.tray_note = self.add_note()
        self._task: Task | None = None
        self._stands_on = False
        self.box = self.add_switch(self.tr("&Start Porthole when I log in"), self._turn)
        self.note = self.add_note()
        self.box.setEnabled(False)

    def look(self) -> None:
        """Find out how both stand: a login may have been switched elsewhere, and a tray come or go."""
        no_tray = self.tr("There is no tray on this desktop now: Porthole ends with its window.")
        self.tray_note.say("" if self._has_tray() else no_tray)
        if self._task is None:
            self._run(lambda _task: self._starter.read())

    def show_kept(self, kept: bool) -> None:
        """Show whether Porthole stays in the tray."""
        self.tray_box.setChecked(kept)

    def _on_kept(self, kept: bool) -> None:
        self.kept.emit(kept)

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
        waits = self.tr("In the tray, without its window.") if self._has_tray() else self.tr("Minimised.")
        self.note.say(waits if stands.on else "")

    def _tell(self, error: PortholeError) -> None:
        self._task = None
        self.box.setEnabled(True)
        self.note.say(f"{error.trouble.what} {error.trouble.next_step}", Tone.BAD)
