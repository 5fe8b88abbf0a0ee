import logging
import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from launcher.model.errors import PortholeError, ProfileError, Trouble, UnforeseenError
from launcher.ui.runner import Task, TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> object:  # noqa: ARG001 - Qt must stand before the runner
    made = TaskRunner()
    yield made
    made.shut_down()


def test_every_result_arrives_in_the_qt_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    results: list[int] = []
    threads = set()

    def done(result: int) -> None:
        results.append(result)
        threads.add(QThread.currentThread())

    for number in range(200):
        runner.run(lambda _task, number=number: number, done=done, failed=pytest.fail)
    qtbot.waitUntil(lambda: len(results) == 200)
    assert sorted(results) == list(range(200))
    assert threads == {runner.thread()}
    assert runner.idle


def test_steps_arrive_in_order_and_before_the_end(qtbot: QtBot, runner: TaskRunner) -> None:
    heard: list[object] = []

    def work(task: Task) -> str:
        for step in range(5):
            task.report(step)
        return "end"

    runner.run(work, progress=heard.append, done=heard.append, failed=pytest.fail)
    qtbot.waitUntil(lambda: len(heard) == 6)
    assert heard == [0, 1, 2, 3, 4, "end"]


def test_an_error_for_people_arrives_as_it_is(qtbot: QtBot, runner: TaskRunner) -> None:
    errors: list[PortholeError] = []
    error = ProfileError(Trouble("Said."))

    def work(_task: Task) -> None:
        raise error

    runner.run(work, done=pytest.fail, failed=errors.append)
    qtbot.waitUntil(lambda: errors == [error])


def test_an_error_nobody_foresaw_is_logged_and_explained(
    qtbot: QtBot, runner: TaskRunner, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[PortholeError] = []
    with caplog.at_level(logging.ERROR):
        runner.run(lambda _task: 1 // 0, done=pytest.fail, failed=errors.append)
        qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], UnforeseenError)
    assert errors[0].trouble.next_step
    assert "ZeroDivisionError" in caplog.text


def test_a_cancelled_task_is_silent_and_knows_it(qtbot: QtBot, runner: TaskRunner) -> None:
    begun, go_on = threading.Event(), threading.Event()
    seen: list[bool] = []

    def work(task: Task) -> None:
        begun.set()
        go_on.wait(5)
        seen.append(task.cancelled)
        task.report("step")

    task = runner.run(work, progress=pytest.fail, done=pytest.fail, failed=pytest.fail)
    assert begun.wait(5)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert seen == [True]


def test_shutting_down_does_not_wait_for_a_request_that_hangs(qtbot: QtBot) -> None:  # noqa: ARG001
    runner = TaskRunner()
    go_on = threading.Event()
    runner.run(lambda _task: go_on.wait(30), done=pytest.fail, failed=pytest.fail)
    runner.shut_down()
    assert not go_on.is_set()
    go_on.set()


def test_what_is_wanted_after_the_end_is_not_done(qtbot: QtBot) -> None:  # noqa: ARG001 - Qt must stand first
    runner = TaskRunner()
    runner.shut_down()
    done: list[object] = []
    task = runner.run(lambda _task: done.append("work"), done=done.append, failed=done.append)
    assert task.cancelled
    assert runner.idle
    assert not done
