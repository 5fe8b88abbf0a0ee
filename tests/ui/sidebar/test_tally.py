"""When the servers of each place are counted."""

import time

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from launcher.ui.sidebar.tally import Tally


class Counting:
    """A tally, and when it counted."""

    def __init__(self, seen: QWidget, cost: float = 0.0) -> None:
        self.times: list[float] = []
        self.cost = cost
        self.tally = Tally(self._count, seen)

    def _count(self) -> None:
        time.sleep(self.cost)
        self.times.append(time.monotonic())


@pytest.fixture
def seen(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_however_often_something_changes_it_is_counted_a_few_times_a_second(
    qtbot: QtBot, seen: QWidget
) -> None:
    counting = Counting(seen)

    def three_counts() -> bool:
        counting.tally.count_soon()
        return len(counting.times) >= 3

    qtbot.waitUntil(three_counts)
    assert counting.times[2] - counting.times[0] >= 0.45


def test_a_long_count_is_followed_by_a_longer_pause(qtbot: QtBot, seen: QWidget) -> None:
    counting = Counting(seen, cost=0.02)
    counting.tally.count_now()
    counting.tally.count_soon()
    qtbot.waitUntil(lambda: len(counting.times) == 2)
    assert counting.times[1] - counting.times[0] >= 0.35


def test_while_nobody_looks_nothing_is_counted_and_all_of_it_afterwards(qtbot: QtBot, seen: QWidget) -> None:
    unseen = QWidget()
    qtbot.addWidget(unseen)
    counting, meanwhile = Counting(unseen), Counting(seen)
    for one in (counting, meanwhile):
        one.tally.count_soon()
    qtbot.waitUntil(lambda: len(meanwhile.times) == 1)
    assert not counting.times
    unseen.show()
    qtbot.waitUntil(lambda: len(counting.times) == 1)


def test_what_a_person_waits_for_is_counted_at_once(seen: QWidget) -> None:
    counting = Counting(seen)
    counting.tally.count_soon()
    counting.tally.count_now()
    assert len(counting.times) == 1
