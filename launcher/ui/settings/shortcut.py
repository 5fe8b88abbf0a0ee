"""A key of the desktop for quick connect, or the command to give to one."""

import shlex
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from launcher.ui.notices import Remedy
from launcher.ui.profiles.dialog import button
from launcher.ui.quick.shortcut import QuickShortcut, Standing, window_name
from launcher.ui.runner import TaskRunner
from launcher.ui.settings.group import Group
from launcher.ui.theme import Tone


class ShortcutGroup(Group):
    """Where the desktop gives shortcuts, a switch; elsewhere the command.

    Args:
        shortcut: the desktop's.
        find_command: returns what shows quick connect, a program and its arguments; waits for the disk.
        runner: for that.
        parent: its owner.
    """

    switched = Signal(bool)
    """A person wants the shortcut, or no longer."""

    def __init__(
        self,
        shortcut: QuickShortcut,
        find_command: Callable[[], Sequence[str]],
        runner: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Quick connect from anywhere"), parent)
        self._shortcut = shortcut
        self._find_command = find_command
        self._runner = runner
        self.box = self.add_switch(
            self.tr("Show &quick connect with a key of the desktop"), self._on_switched
        )
        self.note = self.add_note()
        self._intro = self.add_note(under_a_box=False)
        self._intro.say(self.tr("Give this command to a key, in your desktop's settings of the keyboard:"))
        self.command = QLineEdit(self)
        self.command.setReadOnly(True)
        self.command.setAccessibleName(self.tr("Command"))
        self.copy = button(self.tr("Co&py"), self)
        self.copy.clicked.connect(self._on_copy_clicked)
        row = QHBoxLayout()
        row.addWidget(self.command, 1)
        row.addWidget(self.copy)
        self.add(row)
        shortcut.changed.connect(self._show)
        self._show()

    def look(self) -> None:
        """Find out whether the desktop gives shortcuts by now, and how Porthole is started."""
        self._shortcut.look()
        self._runner.run(
            lambda _task: shlex.join(self._find_command()),
            done=self.command.setText,
            failed=lambda _error: None,
        )
        self.copy.setText(self.tr("Co&py"))

    def _on_switched(self, on: bool) -> None:
        if on:
            self._shortcut.turn_on(window_name(self.window()))
        else:
            self._shortcut.turn_off()
        self.switched.emit(on)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())
        self.copy.setText(self.tr("Copied"))

    def _show(self) -> None:
        standing = self._shortcut.standing
        missing = standing is Standing.MISSING
        self.box.setVisible(not missing)
        for part in (self._intro, self.command, self.copy):
            part.setVisible(missing)
        self.box.setEnabled(standing is not Standing.UNKNOWN)
        self.box.setChecked(standing in {Standing.ASKING, Standing.ON})
        self._say(standing)

    def _say(self, standing: Standing) -> None:
        change = Remedy(self.tr("Change…"), lambda: self._shortcut.configure(window_name(self.window())))
        match standing:
            case Standing.ASKING:
                self.note.say(self.tr("Your desktop asks you for the key."))
            case Standing.ON:
                key = self._shortcut.trigger or self.tr("The key stands in your desktop's settings.")
                self.note.say(key, remedy=change if self._shortcut.configurable else None)
            case Standing.REFUSED:
                self.note.say(self.tr("No key was given."), Tone.WARNING)
            case _:
                self.note.say("")
