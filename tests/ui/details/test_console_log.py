"""The console log: read when it is seen, followed while it is seen, searched, saved."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

from launcher.demo.web.record import Answer
from launcher.ui.details.log_panel import LogPanel
from tests.ui.details.parts import BEAT, LEFT, Details

CTRL = Qt.KeyboardModifier.ControlModifier


def output(text: str) -> Answer:
    return Answer(200, {"Content-Type": "application/json"}, json.dumps({"output": text}).encode())


def numbered(last: int) -> str:
    return "".join(f"line {number}\n" for number in range(last + 1))


@pytest.fixture
def say(details: Details) -> Callable[..., None]:
    """Let the cloud's next answers be this log."""

    def lay_ready(text: str, times: int = 1) -> None:
        details.cloud.answer_next("POST", "/action", output(text), times)

    return lay_ready


@pytest.fixture
def log(details: Details) -> LogPanel:
    return details.widget.log


def open_log(details: Details, name: str = "web-01") -> None:
    details.choose(name)
    details.click("console_log")
    view = details.widget.log.view
    details.qtbot.waitUntil(lambda: bool(view.text))


def at_end(view: QPlainTextEdit) -> bool:
    return view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_it_is_read_when_it_is_opened_and_shows_its_end(details: Details, log: LogPanel) -> None:
    details.choose("web-01")
    details.qtbot.waitUntil(lambda: not details.widget._settled.isActive())
    assert details.asked() == []
    details.click("console_log")
    details.qtbot.waitUntil(lambda: "web-01 login:" in log.view.toPlainText())
    assert details.asked() == ["action"]
    assert at_end(log.view)
    assert "lines" in log.words.toPlainText()
    assert log.view.isReadOnly()
    assert log.view.fontInfo().fixedPitch()


def test_colours_are_gone_and_what_is_invisible_is_seen(
    details: Details, log: LogPanel, say: Callable[..., None]
) -> None:
    say("[\x1b[1;92m  OK  \x1b[0m] Started\r\n\x1b]0;title\x07evil\u202egnp.exe\x00 <b>x</b>\tend\n")
    open_log(details)
    assert log.view.toPlainText() == "[  OK  ] Started\nevil[U+202E]gnp.exe[U+0000] <b>x</b>  end\n"


def test_a_followed_log_shows_a_new_line_by_itself(
    details: Details, log: LogPanel, say: Callable[..., None]
) -> None:
    say(numbered(3))
    open_log(details)
    say(numbered(4), times=10_000)
    details.qtbot.mouseClick(log.follow_button, LEFT)
    details.qtbot.waitUntil(lambda: "line 4" in log.view.toPlainText())
    assert "read again every" in log.words.toPlainText()
    details.qtbot.waitUntil(lambda: len(details.asked()) > 5)
    assert log.view.toPlainText() == numbered(4)


@pytest.mark.parametrize("hide", ["pane", "section", "follow"])
def test_following_stops_when_nobody_looks(details: Details, log: LogPanel, hide: str) -> None:
    open_log(details)
    details.qtbot.mouseClick(log.follow_button, LEFT)
    details.qtbot.waitUntil(lambda: len(details.asked()) > 3)
    if hide == "pane":
        details.widget.hide()
    elif hide == "section":
        details.click("console_log")
    else:
        details.qtbot.mouseClick(log.follow_button, LEFT)
    details.qtbot.waitUntil(lambda: not log.feed.asking)
    assert not log.feed._timer.isActive()
    if hide == "pane":
        before = len(details.asked())
        details.widget.show()
        details.qtbot.waitUntil(lambda: len(details.asked()) > before + 2)


def test_a_cloud_that_asks_for_a_pause_is_left_alone_and_then_asked_again(
    details: Details, log: LogPanel
) -> None:
    open_log(details)
    details.cloud.answer_next("POST", "/action", Answer(429, {"Retry-After": "1"}))
    details.qtbot.mouseClick(log.follow_button, LEFT)
    details.qtbot.waitUntil(log.refusal.isVisible)
    assert log.feed._timer.interval() == 1000
    assert "The next look is in 1 s" in log.words.toPlainText()
    assert log.view.isVisible()
    details.qtbot.waitUntil(lambda: not log.refusal.isVisible())
    assert log.feed.seconds == BEAT


def test_a_place_that_was_scrolled_to_stays_and_so_does_a_selection(
    details: Details, log: LogPanel, say: Callable[..., None]
) -> None:
    say(numbered(200))
    open_log(details)
    view = log.view
    view.verticalScrollBar().setValue(50)
    cursor = view.textCursor()
    cursor.movePosition(cursor.MoveOperation.Start)
    cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.verticalScrollBar().setValue(50)
    say("".join(numbered(300).partition("line 100\n")[1:]))
    details.qtbot.mouseClick(log.reload_button, LEFT)
    details.qtbot.waitUntil(lambda: "line 300" in view.text)
    assert view.verticalScrollBar().value() == 50
    assert view.textCursor().selectedText() == "line 0"
    assert view.toPlainText() == numbered(300)


def test_the_end_stays_in_sight_where_nobody_scrolled(
    details: Details, log: LogPanel, say: Callable[..., None]
) -> None:
    say(numbered(200))
    open_log(details)
    say(numbered(300))
    details.qtbot.mouseClick(log.reload_button, LEFT)
    details.qtbot.waitUntil(lambda: "line 300" in log.view.text)
    assert at_end(log.view)


def test_a_log_that_began_anew_is_shown_as_it_is(
    details: Details, log: LogPanel, say: Callable[..., None]
) -> None:
    say(numbered(5))
    open_log(details)
    say("booting again\n")
    details.qtbot.mouseClick(log.reload_button, LEFT)
    details.qtbot.waitUntil(lambda: log.view.toPlainText() == "booting again\n")


def test_the_search_counts_steps_and_closes(
    details: Details, log: LogPanel, say: Callable[..., None]
) -> None:
    qtbot = details.qtbot
    window_find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), details.widget.window())
    stolen: list[bool] = []
    window_find.activated.connect(lambda: stolen.append(True))
    say("Error one 😀\nfine\nerror two 😀 ERROR three\n")
    open_log(details)
    log.view.setFocus()
    qtbot.keyClick(log.view, Qt.Key.Key_F, CTRL)
    field = log.find_bar.field
    qtbot.waitUntil(field.hasFocus)
    assert not stolen
    qtbot.keyClicks(field, "error")
    assert log.find_bar.count.text() == "3 of 3"
    assert [one.selectedText() for one in log.view.matches] == ["Error", "error", "ERROR"]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert log.find_bar.count.text() == "1 of 3"
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert log.find_bar.count.text() == "3 of 3"
    qtbot.mouseClick(log.find_bar.previous_button, LEFT)
    assert log.find_bar.count.text() == "2 of 3"
    qtbot.mouseClick(log.find_bar.next_button, LEFT)
    assert log.find_bar.count.text() == "3 of 3"
    qtbot.keyClicks(field, " nowhere")
    assert log.find_bar.count.text() == "0"
    assert not log.find_bar.next_button.isEnabled()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert log.view.hasFocus()
    assert not log.find_bar.isVisible()
    assert not log.view.extraSelections()


def test_what_comes_is_searched_too(details: Details, log: LogPanel, say: Callable[..., None]) -> None:
    say("error one\n")
    open_log(details)
    details.qtbot.mouseClick(log.find_button, LEFT)
    details.qtbot.keyClicks(log.find_bar.field, "error")
    say("error one\nerror two\n")
    details.qtbot.mouseClick(log.reload_button, LEFT)
    details.qtbot.waitUntil(lambda: log.find_bar.count.text() == "1 of 2")


def test_long_lines_wrap_or_run_on(details: Details, log: LogPanel, say: Callable[..., None]) -> None:
    say("x" * 2000)
    open_log(details)
    assert log.view.horizontalScrollBar().maximum() == 0
    details.qtbot.mouseClick(log.wrap_button, LEFT)
    assert log.view.horizontalScrollBar().maximum() > 0


def test_it_is_saved_where_a_person_wants_it(
    details: Details, log: LogPanel, say: Callable[..., None], tmp_path: Path
) -> None:
    say("\x1b[1mhello\x1b[0m\n")
    open_log(details)
    details.qtbot.mouseClick(log.save_button, LEFT)
    (dialog,) = log.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].rpartition("/")[2].startswith("web-01-")
    path = tmp_path / "kept.log"
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setText(str(path))
    details.qtbot.keyClick(field, Qt.Key.Key_Return)
    details.qtbot.waitUntil(path.exists)
    details.qtbot.waitUntil(lambda: "Saved as" in log.words.toPlainText())
    assert path.read_text() == "hello\n"


def test_a_file_that_cannot_be_written_is_told(details: Details, log: LogPanel, tmp_path: Path) -> None:
    open_log(details)
    log.saver.write(log.view.text, tmp_path, log._say)
    details.qtbot.waitUntil(lambda: "cannot be written" in log.words.toPlainText())


def test_a_server_without_a_log_says_so(details: Details, log: LogPanel, say: Callable[..., None]) -> None:
    details.choose("build-runner-07")
    details.click("console_log")
    details.qtbot.waitUntil(log.refusal.isVisible)
    assert "present state" in log.refusal.what.toPlainText()
    assert not log.view.isVisible()
    say("")
    details.qtbot.mouseClick(log.refusal.retry_button, LEFT)
    details.qtbot.waitUntil(lambda: "written nothing" in log.words.toPlainText())


def test_another_server_has_another_log(details: Details, log: LogPanel) -> None:
    open_log(details, "web-01")
    details.widget.show_server(details.servers["mail-01"])
    assert log.view.toPlainText() == ""
    details.qtbot.waitUntil(lambda: "Kernel panic" in log.view.toPlainText())
