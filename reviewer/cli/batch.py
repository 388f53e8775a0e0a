"""Examines many files, in processes if wanted; results come in the order of the files.

Qt-free and without printing: the command line shows what comes out. Start with `examine_files`.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

from reviewer import workflow
from reviewer.cli.tasks import Task
from reviewer.domain.checklist import Checklist
from reviewer.errors import CrashedReportError, ExportFailedError, ReviewerError

MAX_JOBS = 61
"""Processes at most; Windows cannot wait for more."""
FILES_PER_JOB = 32
"""Fewer files than this are examined sooner than another process starts (about a second)."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """How files are examined.

    Attributes:
        year: The report year where the text gives none.
        nearest: Whether to look for nearest passages.
        force: Whether to judge what is no annual report.
    """

    year: int | None = None
    nearest: bool = True
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        entry: Its entry in the JSON of `check`.
        error: Why it could not be read, or None; also in the entry.
        sheet: The score sheet written; None when none was wanted, or nothing was judged.
        sheet_error: Why the score sheet could not be written, or None.
    """

    entry: dict[str, Any]
    error: str | None = None
    sheet: Path | None = None
    sheet_error: str | None = None


def examine_files(
    tasks: Sequence[Task], checklist: Checklist, options: Options, *, jobs: int | None = None
) -> Iterator[Outcome]:
    """Examines files; gives one outcome per task, in order, as soon as it is there.

    Args:
        tasks: The files.
        checklist: What is required.
        options: How they are examined.
        jobs: Processes; None for as many as are worth it.
    """
    wanted = jobs or min(os.cpu_count() or 1, len(tasks) // FILES_PER_JOB)
    processes = min(wanted, len(tasks), MAX_JOBS)
    if processes > 1:
        return _in_processes(tasks, checklist, options, processes)
    worker = _Worker(checklist, options)
    return (worker.examine(task) for task in tasks)


def shown_path(path: Path) -> str:
    """The path as text; bytes of a file name that are no text become �."""
    return os.fsencode(path).decode("utf-8", "replace")


class _Worker:
    """Examines one file after the other; rules are compiled for the first one."""

    def __init__(self, checklist: Checklist, options: Options) -> None:
        self._checklist = checklist
        self._options = options
        self._examiner: workflow.Examiner | None = None

    def examine(self, task: Task) -> Outcome:
        """Examines a file; never raises, so that the others are still done."""
        if task.error is not None:
            return _failure(task, task.error)
        try:
            return self._examine(task)
        except ReviewerError as error:
            return _failure(task, str(error))
        except Exception as error:  # noqa: BLE001 -- the border of a job: the others go on
            _log.debug("examining a file failed", exc_info=True)
            return _failure(task, str(CrashedReportError(task.path, repr(error))))

    def _examine(self, task: Task) -> Outcome:
        if self._examiner is None:
            self._examiner = workflow.Examiner(self._checklist)
            # The rules stay as long as the job; collections need not look through them again.
            gc.freeze()
        options = self._options
        review = self._examiner.examine(
            workflow.read_report(task.path),
            year=options.year,
            nearest=options.nearest,
            force=options.force,
        )
        entry = workflow.review_json(review, _name_of(task))
        if task.sheet is None or not review.findings:
            return Outcome(entry)
        try:
            workflow.export_score_sheet(review, task.sheet)
        except ExportFailedError as error:
            return Outcome(entry, sheet_error=str(error))
        return Outcome(entry, sheet=task.sheet)


def _failure(task: Task, error: str) -> Outcome:
    return Outcome({"path": _name_of(task), "error": error}, error)


def _name_of(task: Task) -> str:
    return shown_path(task.path if task.name is None else Path(task.name))


_worker: _Worker | None = None  # of this process, where it is one of several


def _start_worker(checklist: Checklist, options: Options) -> None:
    global _worker  # noqa: PLW0603 -- a process of the pool can be handed its state in no other way
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # not inherited on Windows
    _worker = _Worker(checklist, options)


def _examine_in_worker(task: Task) -> Outcome:
    assert _worker is not None  # noqa: S101 -- set by `_start_worker`
    return _worker.examine(task)


def _in_processes(
    tasks: Sequence[Task], checklist: Checklist, options: Options, processes: int
) -> Iterator[Outcome]:
    pool = _make_pool(processes, checklist, options)
    try:
        with _interrupts_ignored():  # the processes start here, and inherit it
            futures = [pool.submit(_examine_in_worker, task) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            try:
                outcome = future.result()
            except BrokenProcessPool:
                # Some file ended its process, and with it the pool: find out which.
                outcome = _examine_alone(task, checklist, options)
            yield outcome
    except (KeyboardInterrupt, GeneratorExit):
        for process in active_children():
            process.terminate()  # a file on a dead network drive would be waited for
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ctrl-C is for the first process; the others would each print where they were."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no other thread may change signals
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _examine_alone(task: Task, checklist: Checklist, options: Options) -> Outcome:
    with _make_pool(1, checklist, options) as pool:
        try:
            return pool.submit(_examine_in_worker, task).result()
        except BrokenProcessPool as error:
            return _failure(task, str(CrashedReportError(task.path, repr(error))))


def _make_pool(processes: int, checklist: Checklist, options: Options) -> ProcessPoolExecutor:
    # "spawn" on every system: forking a process that has threads can lock up.
    return ProcessPoolExecutor(processes, get_context("spawn"), _start_worker, (checklist, options))
