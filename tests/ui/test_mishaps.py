import logging
import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from launcher.ui.mishaps import Mishaps


@pytest.fixture
def mishaps(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Mishaps:  # noqa: ARG001 - Qt must stand first
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    watching = Mishaps()
    watching.watch()
    return watching


def test_a_defect_is_told_in_words_and_logged_with_its_traceback(
    qtbot: QtBot, mishaps: Mishaps, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    error = ZeroDivisionError("token=abc")
    with qtbot.waitSignal(mishaps.happened) as told:
        sys.excepthook(type(error), error, error.__traceback__)
    assert told.args is not None
    trouble = told.args[0].trouble
    assert trouble.what == "Porthole ran into an error of its own."
    assert "abc" not in repr(trouble)
    assert caplog.records[0].exc_info
    assert not capsys.readouterr().err


def test_a_defect_in_a_thread_is_told_too(qtbot: QtBot, mishaps: Mishaps) -> None:
    def break_down() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(mishaps.happened):
        threading.Thread(target=break_down).start()


def test_ctrl_c_is_no_defect(mishaps: Mishaps, caplog: pytest.LogCaptureFixture) -> None:
    told: list[object] = []
    mishaps.happened.connect(told.append)
    with caplog.at_level(logging.ERROR):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not told
