"""All keys go to the server while its screen has the keyboard, the desktop's too; and none stays held."""

import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.end_to_end.hand import Hand
from tests.ui.console.keys.keyboard_server import KeyboardServer
from tests.ui.console.room import Room


@pytest.fixture
def front(live: Room, server: KeyboardServer) -> Room:
    server.choose("us")
    live.qtbot.waitUntil(lambda: server.is_ready, timeout=10_000)
    live.click_screen()
    return live


@pytest.fixture
def held() -> Iterator[str]:
    """Alt, held by a person's other hand."""
    yield "alt"
    subprocess.run(["xdotool", "keyup", "alt"], check=True)


@pytest.fixture
def beside(front: Room) -> Iterator[QLineEdit]:
    """Another window, behind the console."""
    field = QLineEdit()
    field.show()
    front.qtbot.waitUntil(field.isActiveWindow)
    front.window.activateWindow()
    front.qtbot.waitUntil(lambda: _has_keyboard(front))
    yield field
    field.close()


def test_the_desktops_own_keys_arrive(front: Room, server: KeyboardServer) -> None:
    Hand().press("alt+Tab")
    front.qtbot.waitUntil(lambda: {"up Key_Alt", "up Key_Tab"} <= set(server.moves))
    assert front.window.isActiveWindow()


def test_the_desktop_keeps_them_where_a_person_wants_that(front: Room, server: KeyboardServer) -> None:
    front.desk.habits.choose_system_keys(sent=False)
    Hand().press("alt+Tab")
    Hand().press("a")
    front.qtbot.waitUntil(lambda: "down Key_A" in server.moves)
    assert "down Key_Tab" not in server.moves
    assert front.desk.habits.settings["system_keys"] is False


def test_a_key_that_is_held_when_the_keyboard_leaves_is_let_go(
    front: Room, server: KeyboardServer, held: str
) -> None:
    subprocess.run(["xdotool", "keydown", held], check=True)
    front.qtbot.waitUntil(lambda: server.moves == ["down Key_Alt"])
    front.tab.toolbar.focus_first()
    front.qtbot.waitUntil(lambda: server.moves == ["down Key_Alt", "up Key_Alt"])


def test_a_key_that_is_held_when_the_sheet_opens_is_let_go(
    front: Room, server: KeyboardServer, held: str
) -> None:
    subprocess.run(["xdotool", "keydown", held], check=True)
    front.qtbot.waitUntil(lambda: server.moves == ["down Key_Alt"])
    front.tab.keys.open_sheet()
    front.qtbot.waitUntil(lambda: server.moves == ["down Key_Alt", "up Key_Alt"])


def test_a_console_that_takes_them_as_another_window_comes_forward_lets_that_have_its_keys(
    front: Room, server: KeyboardServer, beside: QLineEdit
) -> None:
    front.desk.habits.choose_system_keys(sent=False)
    # The window manager has settled it, and Qt not heard of it yet.
    subprocess.run(["xdotool", "windowactivate", "--sync", str(int(beside.winId()))], check=True)
    front.desk.habits.choose_system_keys(sent=True)
    front.qtbot.waitUntil(beside.isActiveWindow)
    heard = list(server.moves)
    Hand().type("all of it")
    front.qtbot.waitUntil(lambda: beside.text() == "all of it")
    assert server.moves == heard


def test_in_full_screen_every_key_arrives_and_one_lets_go(front: Room, server: KeyboardServer) -> None:
    Hand().press("F11")
    bar = front.window.full_screen_bar
    front.qtbot.waitUntil(bar.leave.isVisible)
    assert "Shift+F11 lets the keyboard go" in front.words()
    front.qtbot.waitUntil(lambda: _has_keyboard(front))
    Hand().press("ctrl+w", "Escape", "alt+F4", "alt+Tab")
    front.qtbot.waitUntil(lambda: server.moves.count("up Key_Alt") == 2)
    for key in ("Key_W", "Key_Escape", "Key_F4", "Key_Tab"):
        assert f"down {key}" in server.moves
    assert front.window.isFullScreen()
    Hand().press("shift+F11")
    front.qtbot.waitUntil(bar.leave.hasFocus)
    front.qtbot.waitUntil(lambda: "up Key_Shift" in server.moves)
    assert server.moves.count("down Key_Shift") == server.moves.count("up Key_Shift")


def test_keys_are_sent_from_the_full_screen(front: Room, server: KeyboardServer) -> None:
    Hand().press("F11")
    bar = front.window.full_screen_bar
    front.qtbot.waitUntil(bar.send.isVisible)
    menu = bar.send.menu()
    menu.popup(bar.send.mapToGlobal(QPoint(0, bar.send.height())))
    front.qtbot.waitUntil(menu.isVisible)
    entry = next(one for one in menu.actions() if one.text() == "Ctrl+Alt+Del")
    Hand().click_action(menu, entry)
    front.qtbot.waitUntil(lambda: "down Key_Delete" in server.moves)


def _has_keyboard(room: Room) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and room.tab.view.isAncestorOf(focused)
