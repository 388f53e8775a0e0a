"""Examines many files, in processes if wanted; results come in the order of the files.

Qt-free and without printing: the command line shows what comes out. Start with `examine_files`.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from reviewer import workflow
from reviewer.domain.checklist import Checklist
from reviewer.errors import CrashedReportError, EmptyFolderError, ExportFailedError, ReviewerError

MAX_JOBS = 61
"""Processes at most; Windows cannot wait for more."""
FILES_PER_JOB = 8
"""Fewer files than this are examined sooner than another process starts (about a second)."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """One file to examine.

    Attributes:
        path: The file as the user named it.
        sheet: Where its score sheet goes; None for none.
        error: What is already known to be wrong with it, a Chinese sentence.
    """

    path: Path
    sheet: Path | None = None
    error: str | None = None


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


def find_reports(paths: Iterable[Path]) -> list[Task]:
    """Tasks for files as named, and for all readable files of folders in the order of names.

    A folder that cannot be listed or holds nothing readable gives a task with an error. Hidden
    files and the lock files of office programs (~$…) are left out.
    """
    suffixes = workflow.supported_suffixes()
    tasks: list[Task] = []
    for path in paths:
        if not path.is_dir():
            tasks.append(Task(path))
            continue
        found = list(_in_folder(path, suffixes))
        tasks += found or [Task(path, error=str(EmptyFolderError(path)))]
    return tasks


def name_sheets(tasks: Iterable[Task], folder: Path) -> list[Task]:
    """Gives each task a sheet in `folder`: `<stem>_评分表.xlsx`, with a number where taken.

    A name is taken by an existing file or by an earlier task, upper and lower case alike, since
    some systems do not tell them apart.
    """
    taken = {entry.name.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
    named = []
    for task in tasks:
        stem, number = f"{task.path.stem}_评分表", 1
        name = f"{stem}.xlsx"
        while name.casefold() in taken:
            number += 1
            name = f"{stem}_{number}.xlsx"
        if task.error is None:
            taken.add(name.casefold())
        named.append(Task(task.path, folder / name, task.error))
    return named


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


def _in_folder(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Task]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Task(folder, error=str(EmptyFolderError(folder, reason)))
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _in_folder(entry, suffixes)
        elif entry.suffix.lower() in suffixes:
            yield Task(entry)


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
        options = self._options
        review = self._examiner.examine(
            workflow.read_report(task.path),
            year=options.year,
            nearest=options.nearest,
            force=options.force,
        )
        entry = workflow.review_json(review, shown_path(task.path))
        if task.sheet is None or not review.findings:
            return Outcome(entry)
        try:
            workflow.export_score_sheet(review, task.sheet)
        except ExportFailedError as error:
            return Outcome(entry, sheet_error=str(error))
        return Outcome(entry, sheet=task.sheet)


def _failure(task: Task, error: str) -> Outcome:
    return Outcome({"path": shown_path(task.path), "error": error}, error)


_worker: _Worker | None = None  # of this process, where it is one of several


def _start_worker(checklist: Checklist, options: Options) -> None:
    global _worker  # noqa: PLW0603 -- a process of the pool can be handed its state in no other way
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process
    _worker = _Worker(checklist, options)


def _examine_in_worker(task: Task) -> Outcome:
    assert _worker is not None  # noqa: S101 -- set by `_start_worker`
    return _worker.examine(task)


def _in_processes(
    tasks: Sequence[Task], checklist: Checklist, options: Options, processes: int
) -> Iterator[Outcome]:
    pool = _make_pool(processes, checklist, options)
    try:
        futures = [pool.submit(_examine_in_worker, task) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            try:
                outcome = future.result()
            except BrokenProcessPool:
                # Some file ended its process, and with it the pool: find out which.
                outcome = _examine_alone(task, checklist, options)
            yield outcome
    finally:
        pool.shutdown(cancel_futures=True)


def _examine_alone(task: Task, checklist: Checklist, options: Options) -> Outcome:
    with _make_pool(1, checklist, options) as pool:
        try:
            return pool.submit(_examine_in_worker, task).result()
        except BrokenProcessPool as error:
            return _failure(task, str(CrashedReportError(task.path, repr(error))))


def _make_pool(processes: int, checklist: Checklist, options: Options) -> ProcessPoolExecutor:
    # "spawn" on every system: forking a process that has threads can lock up.
    return ProcessPoolExecutor(processes, get_context("spawn"), _start_worker, (checklist, options))
