import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from launcher.ui.garbage import GarbageRounds, collect_what_is_due


class Circle(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.myself = self


@pytest.fixture
def rounds(qtbot: QtBot) -> Iterator[GarbageRounds]:  # noqa: ARG001 - Qt must stand first
    yield GarbageRounds()
    gc.disable()


def make_many() -> None:
    kept = [[] for _ in range(gc.get_threshold()[0] * 40)]
    assert kept


def test_no_other_thread_collects(rounds: GarbageRounds) -> None:
    circle = weakref.ref(Circle())
    thread = threading.Thread(target=make_many)
    thread.start()
    thread.join()
    assert rounds
    assert circle() is not None


@pytest.mark.usefixtures("rounds")
def test_the_qt_thread_does() -> None:
    circle = weakref.ref(Circle())
    kept = [[] for _ in range(gc.get_threshold()[0] + 50)]
    collect_what_is_due()
    assert kept
    assert circle() is None


def test_where_much_is_made_it_is_looked_at_at_once(qtbot: QtBot) -> None:  # noqa: ARG001 - as above
    timer = QTimer()
    rounds = GarbageRounds(much_made=timer.timeout)
    circle = weakref.ref(Circle())
    kept = [[] for _ in range(gc.get_threshold()[0] + 50)]
    timer.timeout.emit()
    assert rounds
    assert kept
    assert circle() is None
