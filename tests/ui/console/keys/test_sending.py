"""Keys are chosen from the menu, and arrive on the server."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from launcher.ui.console.keys.other_keys import OtherKeys
from launcher.ui.console.keys.question import RequestQuestion
from tests.end_to_end.hand import Hand
from tests.ui.console.keys.keyboard_server import KeyboardServer
from tests.ui.console.room import Room


@pytest.fixture
def ready(live: Room, server: KeyboardServer) -> Room:
    server.choose("us")
    live.qtbot.waitUntil(lambda: server.is_ready, timeout=10_000)
    return live


def entries(menu: QMenu) -> list[tuple[str, QAction]]:
    """Everything a menu offers, with what is in the menus below it."""
    found = []
    for action in menu.actions():
        below = action.menu()
        found += entries(below) if isinstance(below, QMenu) else [(action.text().split(":")[0], action)]
    return found


def choose(room: Room, words: str) -> None:
    menu = room.tab.keys.menu
    menu.aboutToShow.emit()
    dict(entries(menu))[words].trigger()


def test_keys_arrive_and_are_let_go(ready: Room, server: KeyboardServer) -> None:
    expected = []
    for words, arrive in (
        ("Ctrl+Alt+Del", ["Key_Control", "Key_Alt", "Key_Delete"]),
        ("Ctrl+Alt+Backspace", ["Key_Control", "Key_Alt", "Key_Backspace"]),
        ("Ctrl+Alt+F2", ["Key_Control", "Key_Alt", "Key_F2"]),
        ("Ctrl+Alt+F12", ["Key_Control", "Key_Alt", "Key_F12"]),
        ("Esc", ["Key_Escape"]),
        ("Print", ["Key_Print"]),
        ("Pause", ["Key_Pause"]),
        ("Super", ["Key_Meta"]),
        ("Alt+Tab", ["Key_Alt", "Key_Tab"]),
        ("Alt+F4", ["Key_Alt", "Key_F4"]),
        ("S", ["Key_Alt", "Key_SysReq", "Key_S"]),
    ):
        choose(ready, words)
        expected += [*(f"down {key}" for key in arrive), *(f"up {key}" for key in reversed(arrive))]
        ready.qtbot.waitUntil(lambda: len(server.moves) >= len(expected))  # noqa: B023 - waited for here
        assert server.moves == expected


def test_after_the_menu_the_screen_has_the_keyboard(ready: Room, server: KeyboardServer) -> None:
    bar, menu = ready.tab.toolbar, ready.tab.keys.menu
    button = bar.widgetForAction(bar.send)
    assert button.menu() is menu
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    ready.qtbot.waitUntil(menu.isVisible)
    action = dict(entries(menu))["Alt+F4"]
    Hand().click_action(menu, action)
    ready.qtbot.waitUntil(lambda: "up Key_Alt" in server.moves)
    Hand().press("b")
    ready.qtbot.waitUntil(lambda: server.typed == "b")


def question(room: Room) -> RequestQuestion:
    found: list[RequestQuestion] = []

    def is_open() -> bool:
        found[:] = [one for one in room.window.findChildren(RequestQuestion) if one.isVisible()]
        return bool(found)

    room.qtbot.waitUntil(is_open)
    return found[0]


def test_what_can_cost_something_is_asked_about(ready: Room, server: KeyboardServer) -> None:
    choose(ready, "B")
    asked = question(ready)
    assert asked.cancel_button.hasFocus() or asked.focusWidget() is asked.cancel_button
    ready.qtbot.mouseClick(asked.cancel_button, Qt.MouseButton.LeftButton)
    choose(ready, "S")
    ready.qtbot.waitUntil(lambda: "down Key_S" in server.moves)
    assert "down Key_B" not in server.moves


def test_reisub_is_sent_letter_by_letter(
    ready: Room, server: KeyboardServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("launcher.ui.console.keys.sysrq.PACE", 20)
    choose(ready, "REISUB")
    ready.qtbot.mouseClick(question(ready).send_button, Qt.MouseButton.LeftButton)
    ready.qtbot.waitUntil(lambda: "up Key_B" in server.moves)
    letters = [
        one[-1] for one in server.moves if one.startswith("down Key_") and len(one) == len("down Key_R")
    ]
    assert "".join(letters) == "REISUB"


def test_reisub_can_be_stopped_before_it_has_rebooted_anything(ready: Room, server: KeyboardServer) -> None:
    choose(ready, "REISUB")
    ready.qtbot.mouseClick(question(ready).send_button, Qt.MouseButton.LeftButton)
    bar = ready.tab.keys.sequence_bar
    ready.qtbot.waitUntil(lambda: "up Key_R" in server.moves)
    ready.qtbot.waitUntil(lambda: bar.words.text().startswith("Alt+SysRq: R is sent; EISUB follows"))
    ready.qtbot.waitUntil(bar.stop.hasFocus)
    ready.qtbot.keyClick(bar.stop, Qt.Key.Key_Escape)
    ready.qtbot.waitUntil(ready.tab.keys.place.isHidden)
    assert ready.tab.whisper.text() == "Stopped: of Alt+SysRq REISUB only R was sent."
    assert not ready.tab.keys.sequence.types
    ready.tab.keys.press("Ctrl+Alt+Del")
    ready.qtbot.waitUntil(lambda: "down Key_Delete" in server.moves)
    assert "down Key_E" not in server.moves


def test_production_wants_the_servers_name(ready: Room) -> None:
    ready.tab.profile = replace(ready.tab.profile, production=True)
    choose(ready, "REISUB")
    asked = question(ready)
    assert not asked.send_button.isEnabled()
    ready.qtbot.keyClicks(asked.line, "web-01")
    assert asked.send_button.isEnabled()
    asked.reject()


def other_keys(room: Room) -> OtherKeys:
    choose(room, "&Other keys…")
    found: list[OtherKeys] = []

    def is_open() -> bool:
        found[:] = [one for one in room.window.findChildren(OtherKeys) if one.isVisible()]
        return bool(found)

    room.qtbot.waitUntil(is_open)
    return found[0]


def test_a_combination_of_ones_own_is_sent_kept_and_removed(ready: Room, server: KeyboardServer) -> None:
    dialog = other_keys(ready)
    dialog.line.setText("ctrl+shift+ł")
    assert not dialog.send_button.isEnabled()
    assert "“Ł” is no key of this keyboard (US English)" in dialog.note.text()
    dialog.line.clear()
    ready.qtbot.keyClicks(dialog.line, "ctrl+shift+k")
    ready.qtbot.mouseClick(dialog.send_button, Qt.MouseButton.LeftButton)
    ready.qtbot.waitUntil(lambda: "up Key_Control" in server.moves)
    assert server.moves[:3] == ["down Key_Control", "down Key_Shift", "down Key_K"]
    assert ready.desk.habits.settings["own_keys"] == ("Ctrl+Shift+K",)
    choose(ready, "Ctrl+Shift+K")
    ready.qtbot.waitUntil(lambda: server.moves.count("up Key_Control") == 2)
    dialog = other_keys(ready)
    dialog.list.setCurrentRow(0)
    ready.qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert ready.desk.habits.combinations == ()
    dialog.reject()


def test_a_combination_is_recorded(ready: Room) -> None:
    dialog = other_keys(ready)
    ready.qtbot.waitUntil(dialog.isActiveWindow)
    ready.qtbot.mouseClick(dialog.record, Qt.MouseButton.LeftButton)
    Hand().press("ctrl+alt+k")
    ready.qtbot.waitUntil(lambda: dialog.line.text() == "Ctrl+Alt+K")
    assert not dialog.record.isChecked()
    dialog.reject()


def test_a_character_is_found_by_the_servers_layout(ready: Room, server: KeyboardServer) -> None:
    server.choose("de")
    ready.qtbot.waitUntil(lambda: server.is_ready, timeout=10_000)
    ready.desk.habits.choose_layout(ready.tab.profile.id, "de")
    ready.tab.keys.press("Ctrl+Z")
    ready.qtbot.waitUntil(lambda: "down Key_Z" in server.moves)


def test_the_bars_keys_send_and_open_the_sheet(ready: Room, server: KeyboardServer) -> None:
    ready.qtbot.waitUntil(ready.window.isActiveWindow)
    Hand().press("shift+F11")
    ready.qtbot.waitUntil(lambda: ready.tab.toolbar.isAncestorOf(QApplication.focusWidget()))
    Hand().press("ctrl+shift+v")
    ready.qtbot.waitUntil(ready.tab.keys.place.isVisible)
    Hand().press("Escape")
    ready.qtbot.waitUntil(ready.tab.keys.place.isHidden)
    Hand().press("shift+F11")
    ready.qtbot.waitUntil(lambda: ready.tab.toolbar.isAncestorOf(QApplication.focusWidget()))
    Hand().press("ctrl+shift+Delete")
    ready.qtbot.waitUntil(lambda: "down Key_Delete" in server.moves)


def test_nothing_is_sent_where_the_screen_is_only_looked_at(ready: Room) -> None:
    bar = ready.tab.toolbar
    ready.tab.keys.open_sheet()
    ready.tab.keys.sheet.field.setPlainText("ls")
    assert bar.send.isEnabled()
    assert ready.button("Type").isEnabled()
    bar.view_menu.view_only.trigger()
    assert not bar.send.isEnabled()
    assert not ready.button("Type").isEnabled()
