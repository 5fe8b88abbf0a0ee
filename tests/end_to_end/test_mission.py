"""The whole mission in one go, by mouse and keys: from the first start to a session after the link's end."""

import re
from pathlib import Path

import keyring
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from launcher.app import Start
from launcher.demo.access import DemoAccess
from launcher.demo.options import DemoOptions
from launcher.demo.process import DemoProcess
from launcher.services.checks import CheckName, CheckState
from launcher.services.listing import Column
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.profiles.editor import ProfileEditor
from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import Stage, stage

LIFETIME = 15
"""Seconds a link lives: long enough to be seen counting down, short enough to be seen ending."""


def test_from_the_first_start_to_a_session_after_the_links_end(
    desktop: QApplication, own_directories: Path
) -> None:
    with DemoProcess(DemoOptions(link_lifetime=LIFETIME)) as cloud, stage(Start(), desktop) as on:
        add_the_cloud(on, cloud)
        written = (own_directories / "config" / "porthole" / "profiles.toml").read_text()
        assert cloud.auth_url in written
        assert cloud.password not in written
        (profile,) = on.porthole.book.profiles
        assert keyring.get_password("porthole", profile.id) == cloud.password

        on.wait_for_servers(24)
        tab = on.double_click("web-01")
        see_the_countdown(on, tab)
        type_into_the_console(on, tab)
        first = tab.link

        wait_until(lambda: "link expired" in connection(tab), "the link's end", LIFETIME + 5)
        assert connection(tab).startswith("session live")
        assert on.shows_remote_pixels(tab)
        wait_until(lambda: not link_cell(on, tab), "the row to say so too")

        on.hand.click(button(tab.toolbar, "Reconnect"))
        wait_until(lambda: tab.link is not first, "a fresh link")
        on.wait_for_remote_pixels(tab)
        assert connection(tab) == "session live"
        wait_until(lambda: "web-01 login: operator" in on.read(tab), "what was typed before")


def add_the_cloud(on: Stage, cloud: DemoAccess) -> None:
    wait_until(on.porthole.pane.face.isVisible, "the first start's card")
    assert "Welcome to Porthole" in on.porthole.pane.face.accessibleName()
    on.hand.click(button(on.porthole.pane.face, "Add a cloud…"))
    wait_until(lambda: isinstance(QApplication.activeWindow(), ProfileEditor), "the editor")
    editor = QApplication.activeWindow()
    assert isinstance(editor, ProfileEditor)
    for key, text in {
        "name": "loopback",
        "auth_url": cloud.auth_url,
        "username": cloud.username,
        "secret": cloud.password,
        "project_name": cloud.projects[0],
        "region_name": cloud.region_name,
    }.items():
        on.hand.click(editor.form.rows[key].target)
        on.hand.type(text)
    on.hand.press("alt+a")
    lifetime = editor.form.rows["link_lifetime"].target
    wait_until(lifetime.isVisible, "the advanced fields")
    on.hand.click(lifetime)
    on.hand.press("ctrl+a")
    on.hand.type(str(LIFETIME))
    on.hand.click(button(editor, "Test connection"))
    wait_until(lambda: states(editor) == [CheckState.PASSED] * 5, "five steps that pass")
    on.hand.click(button(editor, "Save"))
    wait_until(lambda: on.porthole.book.profiles, "the profile")


def type_into_the_console(on: Stage, tab: ConsoleTab) -> None:
    wait_until(lambda: "web-01 login:" in on.read(tab), "the login prompt", 30)
    on.hand.type("operator")
    wait_until(lambda: "web-01 login: operator" in on.read(tab), "the echo")


def see_the_countdown(on: Stage, tab: ConsoleTab) -> None:
    before = seconds_left(tab)
    assert 0 < before <= LIFETIME
    wait_until(lambda: seconds_left(tab) < before, "the next second")
    assert link_cell(on, tab)


def connection(tab: ConsoleTab) -> str:
    return tab.toolbar.status.connection.text()


def seconds_left(tab: ConsoleTab) -> int:
    found = re.fullmatch(r"link valid (\d+):(\d\d)", tab.toolbar.status.link.text())
    assert found, tab.toolbar.status.link.text()
    return int(found[1]) * 60 + int(found[2])


def link_cell(on: Stage, tab: ConsoleTab) -> str:
    row = on.porthole.model.row_of(tab.key)
    assert row is not None
    return str(on.porthole.model.index(row, Column.LINK).data())


def button(within: QWidget, label: str) -> QWidget:
    for found in within.findChildren(QWidget):
        words = found.accessibleName() or (found.text() if isinstance(found, QPushButton) else "")
        if words.replace("&", "") == label and found.isVisible():
            return found
    message = f"there is no {label!r}"
    raise AssertionError(message)


def states(editor: ProfileEditor) -> list[CheckState | None]:
    return [editor.test.list.state(name) for name in CheckName]
