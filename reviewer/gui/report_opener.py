"""Opens reports: reads and examines them in the pool, then puts them into the workspace."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.domain.review import Review
from reviewer.domain.source_lines import PastedSource
from reviewer.errors import ReviewerError
from reviewer.gui.desk_jobs import (
    MOST_FILES,
    DeskMaker,
    FoundFile,
    examine_clipboard,
    examine_file,
    examine_pasted,
    find_files,
    holds_reports,
    warm_up,
)
from reviewer.gui.tasks import Job, TaskRunner

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.workflow import OpenReview

_logger = logging.getLogger(__name__)

_PASTED = "粘贴的文字"
_TOO_MANY = "一次最多打开 {} 份报告，其余的没有打开；请分几次打开。"
_UNEXPECTED = "程序内部出错，这份报告没有打开；其他报告不受影响。详情已写入日志。"


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be opened.

    Attributes:
        name: The path as asked for, or what the pasted text is called.
        message: A Chinese sentence.
        details: For an unexpected error, what a developer needs; else "".
    """

    name: str
    message: str
    details: str = ""


@dataclass(slots=True)
class _Request:
    """Reports asked for together.

    Attributes:
        count: How many they are, as far as that is known.
        done: How many of them were read, or failed.
        is_shown: Whether one of them was put on the desk.
    """

    count: int = 1
    done: int = 0
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class _Order:
    """A job that is waiting or running.

    Attributes:
        name: The path as asked for, or "" for pasted text.
        job: The job; it gives a `Review`, or the files in folders and archives.
        request: What it is part of.
    """

    name: str
    job: Job
    request: _Request


class ReportOpener(QObject):
    """Opens one or more reports, one after another; those in folders and archives, too.

    A new request goes first. It drops an earlier one for a single report; of an earlier one for
    several, the rest is opened after it.

    Signals:
        opened: An `OpenReview`, the path as asked for ("" for pasted text), and whether it is
            the first of those asked for together, which goes on the desk.
        failed: A `Failure`.
        progressed: Name of the report now being read, how many are done, how many there are.
        finished: Nothing is left to open.
    """

    opened = Signal(object, str, bool)
    failed = Signal(object)
    progressed = Signal(str, int, int)
    finished = Signal()

    def __init__(self, runner: TaskRunner, desk_maker: DeskMaker, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk_maker = desk_maker
        self._waiting: list[_Order] = []
        self._running: _Order | None = None
        self._job_id: int | None = None
        self._origins: dict[str, Path] = {}

    @property
    def is_busy(self) -> bool:
        """Whether a report is being opened."""
        return self._job_id is not None

    def origin_of(self, path: str) -> Path | None:
        """The folder or archive that the file of a report was found in, or None."""
        return self._origins.get(path)

    def archive_of(self, path: str) -> Path | None:
        """The archive that the file of a report was unpacked from, or None."""
        origin = self.origin_of(path)
        return None if origin is None or origin in Path(path).parents else origin

    def warm_up(self) -> None:
        """Loads what the first report will need, so that it opens at once."""
        self._runner.start(
            warm_up(self._desk_maker.make), lambda _desk: None, self._on_warm_up_failed
        )

    def open_paths(self, paths: Sequence[Path], *, force: bool = False) -> None:
        """Opens files in order, and all reports in folders and archives."""
        make = self._desk_maker.make
        if any(holds_reports(path) for path in paths):
            self._start([_Order(str(paths[0]), find_files(make, paths), _Request())])
            return
        request = _Request(len(paths))
        self._start(
            [_Order(str(path), examine_file(make, path, force=force), request) for path in paths]
        )

    def open_clipboard(self, text: str, html: str) -> None:
        """Opens what is in the clipboard as a report; either form of it may be empty."""
        self._start([_Order("", examine_clipboard(self._desk_maker.make, text, html), _Request())])

    def open_pasted(self, pasted: PastedSource, *, force: bool = False) -> None:
        """Opens again what was pasted."""
        job = examine_pasted(self._desk_maker.make, pasted, force=force)
        self._start([_Order("", job, _Request())])

    def cancel(self) -> None:
        """Drops what is left to open."""
        if self._job_id is not None:
            self._runner.cancel(self._job_id)
            self._job_id = self._running = None
            self._waiting = []
            self.finished.emit()

    def _start(self, orders: list[_Order]) -> None:
        rest = self._waiting
        if self._job_id is not None and self._running is not None:
            self._runner.cancel(self._job_id)
            rest = [self._running, *rest] if self._running.request.count > 1 else rest
        self._waiting = [*orders, *rest]
        self._start_next()

    def _start_next(self) -> None:
        if not self._waiting:
            self._job_id = self._running = None
            self.finished.emit()
            return
        order = self._running = self._waiting.pop(0)
        self._job_id = self._runner.start(
            order.job,
            lambda result: self._on_result(order, result),
            lambda error: self._on_failed(order, error),
        )
        request = order.request
        self.progressed.emit(Path(order.name).name or _PASTED, request.done, request.count)

    def _on_result(self, order: _Order, result: object) -> None:
        if isinstance(result, Review):
            self._adopt(order, result)
            order.request.done += 1
        elif isinstance(result, list):
            self._open_found(result)
        self._start_next()

    def _adopt(self, order: _Order, examined: Review) -> None:
        desk = self._desk_maker.desk
        if desk is None:
            return
        try:
            review: OpenReview = desk.adopt(examined)
        except ReviewerError as error:
            self.failed.emit(Failure(order.name, str(error)))
            return
        is_first, order.request.is_shown = not order.request.is_shown, True
        self.opened.emit(review, order.name, is_first)

    def _open_found(self, found: list[FoundFile]) -> None:
        """Goes on with the reports in folders and archives; of too many, with the first."""
        for file in found:
            if file.error is not None:
                self.failed.emit(Failure(file.name, file.error))
        files = [file for file in found if file.error is None]
        if len(files) > MOST_FILES:
            self.failed.emit(Failure(str(files[0].path.parent), _TOO_MANY.format(MOST_FILES)))
            files = files[:MOST_FILES]
        request, make = _Request(len(files)), self._desk_maker.make
        self._origins |= {str(f.path): f.origin for f in files if f.origin is not None}
        self._waiting[:0] = [
            _Order(str(file.path), examine_file(make, file.path, force=False), request)
            for file in files
        ]

    def _on_failed(self, order: _Order, error: Exception) -> None:
        order.request.done += 1
        if isinstance(error, ReviewerError):
            self.failed.emit(Failure(order.name, str(error)))
        else:
            _logger.error("a report could not be opened", exc_info=error)
            details = f"{type(error).__name__}: {error}"
            self.failed.emit(Failure(order.name, _UNEXPECTED, details))
        self._start_next()

    def _on_warm_up_failed(self, error: Exception) -> None:
        # The same error comes up again, and is shown, when a report is opened.
        _logger.warning("warming up failed: %s", error)
