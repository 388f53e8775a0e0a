from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.gui.tasks import IsCancelled, TaskRunner


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:  # noqa: ARG001  (signals need one)
    runner = TaskRunner()
    yield runner
    runner.close()


def unexpected(value: object) -> None:
    pytest.fail(f"not expected: {value}")


def test_a_result_arrives_on_the_gui_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    arrived: list[tuple[object, bool]] = []
    gui_thread = QApplication.instance()
    assert gui_thread is not None

    def take(result: object) -> None:
        arrived.append((result, QThread.currentThread() is gui_thread.thread()))

    runner.start(lambda _is_cancelled: threading.current_thread(), take, unexpected)

    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived[0][0] is not threading.main_thread()
    assert arrived[0][1]


def give(number: int, _is_cancelled: IsCancelled) -> int:
    return number


def test_every_result_of_many_jobs_arrives_in_order(qtbot: QtBot, runner: TaskRunner) -> None:
    arrived: list[object] = []

    for number in range(300):
        runner.start(partial(give, number), arrived.append, unexpected)

    qtbot.waitUntil(lambda: len(arrived) == 300)
    assert arrived == list(range(300))


def test_an_error_is_delivered_as_a_failure(qtbot: QtBot, runner: TaskRunner) -> None:
    failures: list[Exception] = []

    def fail(_is_cancelled: IsCancelled) -> object:
        raise OSError("no such disk")

    runner.start(fail, unexpected, failures.append)

    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], OSError)


def test_the_result_of_a_cancelled_job_is_dropped(qtbot: QtBot, runner: TaskRunner) -> None:
    arrived: list[object] = []
    may_go_on = threading.Event()

    def job(is_cancelled: IsCancelled) -> object:
        may_go_on.wait(5)
        return is_cancelled()

    job_id = runner.start(job, unexpected, unexpected)
    runner.cancel(job_id)
    may_go_on.set()
    runner.start(lambda _is_cancelled: "next", arrived.append, unexpected)

    qtbot.waitUntil(lambda: arrived == ["next"])


def test_closing_waits_for_the_running_job(qtbot: QtBot) -> None:
    runner = TaskRunner()
    ended = threading.Event()

    def job(is_cancelled: IsCancelled) -> object:
        while not is_cancelled():
            QThread.msleep(1)
        ended.set()
        return None

    runner.start(job, unexpected, unexpected)
    qtbot.waitUntil(lambda: runner.is_busy)

    runner.close()

    assert ended.is_set()


def test_busy_is_told_once_for_several_jobs(qtbot: QtBot, runner: TaskRunner) -> None:
    told: list[bool] = []
    runner.busy_changed.connect(told.append)

    for _ in range(3):
        runner.start(lambda _is_cancelled: None, lambda _result: None, unexpected)

    qtbot.waitUntil(lambda: not runner.is_busy)
    assert told == [True, False]
