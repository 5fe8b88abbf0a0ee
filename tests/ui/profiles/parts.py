"""The dialogs of profiles on real parts, used by mouse and keys."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.model.errors import PortholeError
from launcher.model.profile import Profile
from launcher.services.checks import CheckName, CheckState
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.profiles.editor import ProfileEditor
from launcher.ui.profiles.remove_profile import RemoveProfile
from launcher.ui.profiles.secret_prompt import SecretPrompt
from launcher.ui.runner import TaskRunner
from tests.ui.servers.parts import profile_for

__all__ = ["Desk", "button", "click", "profile_for", "states", "tab_to", "texts", "try_out", "type_into"]

D = TypeVar("D", bound=QDialog)
LEFT = Qt.MouseButton.LeftButton
DIALOG_SECONDS = 10_000
"""Milliseconds."""


class Desk:
    """A book, a runner, and the dialogs opened on them."""

    def __init__(self, qtbot: QtBot, site_path: Path) -> None:
        self.qtbot = qtbot
        self.runner = TaskRunner()
        self.file = ProfileFile(site_path=site_path)
        self.book = ProfileBook(self.file, Secrets())
        self._dialogs: list[QDialog] = []

    def keep(self, profile: Profile, secret: str = "") -> Profile:
        """Let the file have a profile, and the keyring its secret."""
        self.book.save(profile, NewSecret(secret) if secret else None)
        return profile

    def editor(self, profile: Profile | None = None) -> ProfileEditor:
        return self._shown(ProfileEditor(self.book, self.runner, profile))

    def removal(self, profile: Profile) -> RemoveProfile:
        return self._shown(RemoveProfile(self.book, self.runner, profile))

    def prompt(self, profile: Profile, error: PortholeError | None = None) -> SecretPrompt:
        if all(one.id != profile.id for one in self.book.profiles):
            self.keep(profile)
        return self._shown(SecretPrompt(self.book, self.runner, profile, error))

    def text(self) -> str:
        """Return what the file holds."""
        return self.file.path.read_text() if self.file.path.exists() else ""

    def close(self) -> None:
        for dialog in self._dialogs:
            dialog.done(0)
        self.runner.shut_down()

    def _shown(self, dialog: D) -> D:
        self.qtbot.addWidget(dialog)
        self._dialogs.append(dialog)
        with self.qtbot.waitActive(dialog):
            dialog.open()
        return dialog


def dialogs(kind: type[QDialog]) -> list[QDialog]:
    """Return the dialogs of a kind that are open."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def press(*keys: str) -> None:
    """Press keys where the keyboard is, each as Qt names it (``Ctrl+Return``)."""
    for key in keys:
        combination = QKeySequence(key)[0]
        QTest.keyClick(QApplication.focusWidget(), combination.key(), combination.keyboardModifiers())


def type_text(text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def type_into(widget: QWidget, text: str) -> None:
    """Put the keyboard into a line, and replace what stands there."""
    widget.setFocus()
    press("Ctrl+A", "Del")
    if text:
        QTest.keyClicks(widget, text)


def tab_to(name: str) -> None:
    """Press Tab until the field of this name has the keyboard."""
    seen = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        seen.append(focused.accessibleName() or getattr(focused, "text", str)())
        if re.sub("&", "", seen[-1]) == name:
            return
        press("Tab")
    message = f"Tab never comes to {name!r}, only to {seen}"
    raise AssertionError(message)


def button(parent: QWidget, label: str) -> QAbstractButton:
    shown = [one for one in parent.findChildren(QAbstractButton) if one.isVisible()]
    found = [one for one in shown if one.text().replace("&", "") == label]
    assert found, f"no button {label!r} among {[one.text() for one in shown]}"
    return found[0]


def click(parent: QWidget, label: str) -> None:
    target = button(parent, label)
    # A box that may be ticked takes clicks on its words only, not on the room beside them.
    place = QPoint(8, target.height() // 2) if isinstance(target, QCheckBox) else target.rect().center()
    QTest.mouseClick(target, LEFT, pos=place)


def texts(parent: QWidget) -> str:
    """Return every text there is to read, a line each."""
    kinds: tuple[type[QObject], ...] = (QLabel, QPushButton, QCheckBox)
    shown = [one for kind in kinds for one in parent.findChildren(kind) if one.isVisible()]
    return "\n".join(one.text() for one in shown)


def fill_in(editor: ProfileEditor, cloud: DemoCloud, name: str = "prod") -> None:
    """Fill in everything a login by password wants."""
    access = cloud.access
    type_into(editor.form.name, name)
    type_into(editor.form.login.address, access.auth_url)
    rows = editor.form.rows
    type_into(rows["username"].target, access.username)
    type_into(rows["project_name"].target, "production")
    type_into(rows["secret"].target, access.password)


def choose_method(desk: Desk, editor: ProfileEditor, auth_type: str) -> None:
    """Choose a login method by keys, and wait until its fields are there."""
    box = editor.form.login.method
    box.setFocus()
    press("Home")
    while box.currentData() != auth_type:
        press("Down")
    rows, plan = editor.form.rows, editor.form.login.plan
    fields = [rows[option.name].target for option in (*plan.before, *plan.after)]
    desk.qtbot.waitUntil(lambda: all(field.isVisible() for field in fields))


def try_out(desk: Desk, editor: ProfileEditor) -> None:
    """Click the button for a test, and wait for its end."""
    click(editor, "Test connection")
    assert editor.test.running, texts(editor)
    desk.qtbot.waitUntil(lambda: not editor.test.running, timeout=DIALOG_SECONDS)


def states(editor: ProfileEditor) -> list[CheckState | None]:
    return [editor.test.list.state(name) for name in CheckName]


@contextmanager
def hanging_keyring(address: str) -> Iterator[None]:
    """Hold the Secret Service's process, so that it answers nobody."""
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    question = new_method_call(bus, "GetConnectionUnixProcessID", "s", ("org.freedesktop.secrets",))
    with closing(open_dbus_connection(address)) as connection:
        (process,) = connection.send_and_get_reply(question).body
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)
