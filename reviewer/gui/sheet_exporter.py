"""Exports the score sheet: asks for the place, writes in the pool, offers another place."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer.domain.review import Review
from reviewer.errors import ReviewerError
from reviewer.gui.desk_jobs import export_sheet
from reviewer.gui.dialogs import Dialogs
from reviewer.gui.tasks import TaskRunner

_logger = logging.getLogger(__name__)

_UNEXPECTED = "程序内部出错，评分表没有写成，结论都已保存。详情已写入日志。"


class SheetExporter(QObject):
    """Writes score sheets.

    Signals:
        exported: Path of the sheet.
    """

    exported = Signal(str)

    def __init__(self, runner: TaskRunner, dialogs: Dialogs, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._dialogs = dialogs
        self._window = window

    def export(self, review: Review, folder: Path, beside: Path | None = None) -> None:
        """Asks where to write the sheet of a review and writes it as the review is now.

        Args:
            review: The review.
            folder: Where to put the sheet of a report that has no folder of its own.
            beside: Where to put it instead of beside the report.
        """
        self._ask_and_write(review, _suggestion(review, folder, beside))

    def _ask_and_write(self, review: Review, suggestion: Path) -> None:
        chosen = self._dialogs.choose_sheet_path(self._window, suggestion)
        if chosen is None:
            return
        target = Path(chosen)
        self._runner.start(
            export_sheet(review, target),
            lambda path: self.exported.emit(str(path)),
            lambda error: self._on_failed(review, target, error),
        )

    def _on_failed(self, review: Review, target: Path, error: Exception) -> None:
        if not isinstance(error, ReviewerError):
            _logger.error("a sheet could not be written", exc_info=error)
            details = f"{type(error).__name__}: {error}"
            self._dialogs.show_error(self._window, "导出评分表", _UNEXPECTED, details)
        elif self._dialogs.ask_another_place(self._window, str(error)):
            self._ask_and_write(review, _other_name(target))


def _suggestion(review: Review, folder: Path, beside: Path | None) -> Path:
    path = Path(review.report.path)
    has_file = review.report.pasted is None and path.absolute().parent.is_dir()
    beside = beside or (path.absolute().parent if has_file else folder)
    stem = path.stem if path.suffix else path.name
    return beside / f"{stem}_评分表.xlsx"


def _other_name(path: Path) -> Path:
    """The first name beside `path` that is free."""
    number = 2
    while (other := path.with_name(f"{path.stem}{number}{path.suffix}")).exists():
        number += 1
    return other
