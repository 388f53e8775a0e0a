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
    DeskMaker,
    examine_clipboard,
    examine_file,
    examine_pasted,
    warm_up,
)
from reviewer.gui.tasks import Job, TaskRunner

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.workflow import OpenReview

_logger = logging.getLogger(__name__)

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


class ReportOpener(QObject):
    """Opens one or more reports, one after another.

    A new request drops what is left of an earlier one.

    Signals:
        opened: An `OpenReview` and the path as asked for ("" for pasted text).
        failed: A `Failure`.
        progressed: Name of the report now being read, how many are done, how many there are.
        finished: Nothing is left to open.
    """

    opened = Signal(object, str)
    failed = Signal(object)
    progressed = Signal(str, int, int)
    finished = Signal()

    def __init__(self, runner: TaskRunner, desk_maker: DeskMaker, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk_maker = desk_maker
        self._names: list[str] = []
        self._waiting: list[tuple[str, Job]] = []
        self._job_id: int | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a report is being opened."""
        return self._job_id is not None

    def warm_up(self) -> None:
        """Loads what the first report will need, so that it opens at once."""
        self._runner.start(
            warm_up(self._desk_maker.make), lambda _desk: None, self._on_warm_up_failed
        )

    def open_paths(self, paths: Sequence[Path], *, force: bool = False) -> None:
        """Opens files in order."""
        make = self._desk_maker.make
        self._start([(str(path), examine_file(make, path, force=force)) for path in paths])

    def open_clipboard(self, text: str, html: str) -> None:
        """Opens what is in the clipboard as a report; either form of it may be empty."""
        self._start([("", examine_clipboard(self._desk_maker.make, text, html))])

    def open_pasted(self, pasted: PastedSource, *, force: bool = False) -> None:
        """Opens again what was pasted."""
        self._start([("", examine_pasted(self._desk_maker.make, pasted, force=force))])

    def cancel(self) -> None:
        """Drops what is left to open."""
        if self._job_id is not None:
            self._runner.cancel(self._job_id)
            self._job_id = None
            self._waiting = []
            self.finished.emit()

    def _start(self, jobs: list[tuple[str, Job]]) -> None:
        if self._job_id is not None:
            self._runner.cancel(self._job_id)
            self._job_id = None
        self._names = [name for name, _ in jobs]
        self._waiting = jobs
        self._start_next()

    def _start_next(self) -> None:
        if not self._waiting:
            self._job_id = None
            self.finished.emit()
            return
        name, job = self._waiting.pop(0)
        done = len(self._names) - len(self._waiting) - 1
        self._job_id = self._runner.start(
            job,
            lambda review: self._on_examined(name, review),
            lambda error: self._on_failed(name, error),
        )
        self.progressed.emit(Path(name).name or "粘贴的文字", done, len(self._names))

    def _on_examined(self, name: str, examined: object) -> None:
        desk = self._desk_maker.desk
        if isinstance(examined, Review) and desk is not None:
            try:
                review: OpenReview = desk.adopt(examined)
            except ReviewerError as error:
                self.failed.emit(Failure(name, str(error)))
            else:
                self.opened.emit(review, name)
        self._start_next()

    def _on_failed(self, name: str, error: Exception) -> None:
        if isinstance(error, ReviewerError):
            self.failed.emit(Failure(name, str(error)))
        else:
            _logger.error("a report could not be opened", exc_info=error)
            details = f"{type(error).__name__}: {error}"
            self.failed.emit(Failure(name, _UNEXPECTED, details))
        self._start_next()

    def _on_warm_up_failed(self, error: Exception) -> None:
        # The same error comes up again, and is shown, when a report is opened.
        _logger.warning("warming up failed: %s", error)
