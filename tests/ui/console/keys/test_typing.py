"""A text is typed on a server: what is seen before, meanwhile and afterwards, and what the server got."""

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from tests.end_to_end.hand import Hand
from tests.ui.console.keys.keyboard_server import KeyboardServer
from tests.ui.console.room import Room

SECRET = "Zq7!ÄyÜ#ß"


@pytest.fixture
def german(live: Room, server: KeyboardServer) -> Room:
    """A console on a server with a German keyboard, and the sheet for a text open."""
    server.choose("de")
    live.qtbot.waitUntil(lambda: server.is_ready, timeout=10_000)
    live.tab.keys.open_sheet()
    choose(live, "German", pace=100)
    return live


def choose(room: Room, layout: str, pace: int = 100) -> None:
    sheet = room.tab.keys.sheet
    assert sheet is not None
    for box, text in ((sheet.layouts, layout), (sheet.paces, f"{pace} keys/s")):
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())


def type_it(room: Room) -> None:
    room.qtbot.waitUntil(lambda: room.button("Type").isEnabled())
    room.press("Type")


def wait_for_end(room: Room) -> None:
    room.qtbot.waitUntil(lambda: not room.tab.keys.typist.types, timeout=20_000)


def test_a_text_arrives_as_it_was_written(german: Room, server: KeyboardServer) -> None:
    text = "Zäh wie y: {[€@^\\~|<>]} `é\N{ACUTE ACCENT}\n\tß=1\n"
    german.tab.keys.sheet.field.setPlainText(text)
    type_it(german)
    german.qtbot.waitUntil(lambda: len(server.typed) == len(text), timeout=20_000)
    assert server.typed == text
    german.qtbot.waitUntil(german.tab.keys.place.isHidden)
    assert f"All {len(text)} characters were typed." in german.words()
    assert german.tab.keys.sheet.field.toPlainText() == ""


def test_the_wrong_layout_is_the_persons_to_choose_and_is_remembered(
    german: Room, server: KeyboardServer
) -> None:
    choose(german, "US English")
    german.tab.keys.sheet.field.setPlainText("xyz")
    type_it(german)
    german.qtbot.waitUntil(lambda: server.typed == "xzy")
    choose(german, "German")
    assert german.desk.habits.layout(german.tab.profile.id).id == "de"
    assert german.desk.habits.settings["server_keyboards"] == {german.tab.profile.id: "de"}


def test_what_cannot_be_typed_is_named_and_nothing_is_sent(german: Room, server: KeyboardServer) -> None:
    choose(german, "US English")
    german.tab.keys.sheet.field.setPlainText("5 € für łódź\x1b")
    words = "Not on this keyboard (US English): “€”, “ü”, “ł”, “ó”, “ź”, “[U+001B]”"
    german.qtbot.waitUntil(lambda: words in german.words())
    assert not german.button("Type").isEnabled()
    german.qtbot.keyClick(german.tab.keys.sheet.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not german.tab.keys.typist.types
    assert server.typed == ""
    german.tab.keys.sheet.field.setPlainText("5 EUR")
    german.qtbot.waitUntil(lambda: "Not on this keyboard" not in german.words())
    assert german.button("Type").isEnabled()


def test_typing_is_cancelled_and_holds_no_key(german: Room, server: KeyboardServer) -> None:
    choose(german, "German", pace=10)
    german.tab.keys.sheet.field.setPlainText("A" * 200)
    type_it(german)
    german.qtbot.waitUntil(lambda: len(server.typed) >= 3)
    assert "of 200 characters typed" in german.words()
    german.press("Cancel")
    done = german.tab.keys.typist.done
    german.qtbot.waitUntil(lambda: f"Stopped: {done} of 200 characters were typed." in german.words())
    german.press("Close")
    Hand().press("b")
    german.qtbot.waitUntil(lambda: server.typed.endswith("b"))
    assert done <= server.typed.count("A") <= done + 1
    assert server.moves.count("down Key_Shift") == server.moves.count("up Key_Shift")


def test_escape_cancels_and_then_closes(german: Room, server: KeyboardServer) -> None:
    german.qtbot.waitUntil(german.window.isActiveWindow)
    choose(german, "German", pace=5)
    german.tab.keys.sheet.field.setPlainText("a" * 50)
    type_it(german)
    german.qtbot.waitUntil(lambda: server.typed != "")
    Hand().press("Escape")
    german.qtbot.waitUntil(lambda: "Stopped: " in german.words())
    Hand().press("Escape")
    german.qtbot.waitUntil(german.tab.keys.place.isHidden)


def test_a_secret_arrives_and_is_nowhere_else(
    german: Room, server: KeyboardServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(f"{SECRET}\n")
    sheet = german.tab.keys.sheet
    sheet.secret.setChecked(True)
    german.press("From clipboard")
    clipboard.setText("something else")
    sheet.enter.setChecked(True)
    assert sheet.secret_line.displayText() != SECRET
    assert SECRET not in german.words()
    heard: list[str] = []
    german.tab.keys.typist.progressed.connect(lambda: heard.append(german.words()))
    type_it(german)
    german.qtbot.waitUntil(lambda: server.typed == f"{SECRET}\n", timeout=20_000)
    wait_for_end(german)
    assert clipboard.text() == "something else"
    seen = [
        *heard,
        caplog.text,
        *capfd.readouterr(),
        *(one.text() for one in german.window.findChildren(QLabel)),
    ]
    seen += [one.text() for one in german.window.findChildren(QLineEdit)]
    seen += [one.toPlainText() for one in german.window.findChildren(QPlainTextEdit)]
    assert not [one for one in seen if SECRET in one or SECRET[:4] in one]
    sheet.secret_line.undo()
    assert sheet.secret_line.text() == ""


def test_a_secret_is_never_brought_into_sight(german: Room) -> None:
    sheet = german.tab.keys.sheet
    sheet.secret.setChecked(True)
    sheet.secret_line.insert("5 łódź")
    choose(german, "US English")
    assert "3 characters of it cannot be typed with this layout." in german.words()
    sheet.secret.setChecked(False)
    assert sheet.field.toPlainText() == ""
    assert sheet.secret_line.text() == ""


def test_a_lost_session_ends_the_typing(german: Room, server: KeyboardServer) -> None:
    choose(german, "German", pace=5)
    german.tab.keys.sheet.field.setPlainText("a" * 50)
    type_it(german)
    german.qtbot.waitUntil(lambda: server.typed != "")
    german.tab.view.clear()
    german.tab.course.session_lost(True)
    assert not german.tab.keys.typist.types
    assert "Stopped: " in german.words()
    assert not german.button("Type").isEnabled()


def test_the_person_does_not_type_into_it(german: Room, server: KeyboardServer) -> None:
    choose(german, "German", pace=10)
    german.tab.keys.sheet.field.setPlainText("a" * 20)
    type_it(german)
    german.qtbot.waitUntil(lambda: server.typed != "")
    german.click_screen()
    Hand().type("x")
    german.qtbot.waitUntil(lambda: len(server.typed) == 20, timeout=20_000)
    assert server.typed == "a" * 20
