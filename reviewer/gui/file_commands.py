"""The commands that bring reports to the desk: open, paste, sample, recent files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.gui.actions import Actions
from reviewer.gui.desk_jobs import ARCHIVE_SUFFIX, holds_reports, readable_suffixes
from reviewer.gui.desk_session import DeskSession
from reviewer.gui.dialogs import Dialogs
from reviewer.gui.report_opener import Failure, ReportOpener
from reviewer.gui.settings import Settings
from reviewer.gui.status_line import StatusLine
from reviewer.resources import resource_path

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.workflow import OpenReview

_MOST_FAILURES_SHOWN = 8


class FileCommands(QObject):
    """Opens reports and tells how that went.

    Signals:
        report_opened: Path of a report that was opened ("" for pasted text).
        report_failed: Path of a report that could not be opened, and why.
        recent_changed: The recent files are others now.
    """

    report_opened = Signal(str)
    report_failed = Signal(str, str)
    recent_changed = Signal()

    def __init__(
        self,
        actions: Actions,
        session: DeskSession,
        opener: ReportOpener,
        *,
        settings: Settings,
        dialogs: Dialogs,
        status: StatusLine,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._opener = opener
        self._settings = settings
        self._dialogs = dialogs
        self._status = status
        self._window = window
        self._failures: list[Failure] = []
        actions["action_open"].triggered.connect(self.ask_and_open)
        actions["action_open_reports_folder"].triggered.connect(self.ask_for_folder)
        actions["action_paste"].triggered.connect(self.paste)
        actions["action_judge_anyway"].triggered.connect(self.judge_anyway)
        actions["action_clear_recent"].triggered.connect(self._on_clear_recent)
        opener.opened.connect(self._on_opened)
        opener.failed.connect(self._on_failed)
        opener.progressed.connect(self._on_progressed)
        opener.finished.connect(self._on_finished)
        status.cancel_clicked.connect(opener.cancel)

    @Slot(list)
    def open_paths(self, paths: Sequence[Path]) -> None:
        """Opens reports, also those in folders and archives; the first goes on the desk."""
        if paths:
            for path in paths:
                if holds_reports(path):
                    self._remember(path)
            self._opener.open_paths([Path(path) for path in paths])

    @Slot(str)
    @Slot(object)
    def open_path(self, path: str | Path) -> None:
        """Opens one report."""
        self.open_paths([Path(path)])

    @Slot()
    def ask_and_open(self) -> None:
        """Asks which reports to open."""
        paths = self._dialogs.choose_reports(
            self._window,
            self._settings.open_folder,
            (*readable_suffixes(), ARCHIVE_SUFFIX),
        )
        if paths:
            self._settings.open_folder = Path(paths[0]).parent
            self.open_paths(paths)

    @Slot()
    def ask_for_folder(self) -> None:
        """Asks for a folder whose reports to open."""
        folder = self._dialogs.choose_folder(self._window, self._settings.open_folder)
        if folder is not None:
            self._settings.open_folder = folder
            self.open_paths([folder])

    @Slot()
    def paste(self) -> None:
        """Opens what is in the clipboard, or the files copied in a file manager.

        Word processors and browsers give HTML beside the text; it tells headings and tables.
        """
        data = QApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.open_paths(files)
        elif data.text().strip() or data.html().strip():
            self._opener.open_clipboard(data.text(), data.html())
        else:
            self._status.show_message("剪贴板里没有文字")

    @Slot()
    def open_sample(self) -> None:
        """Opens the report that ships with the program."""
        self.open_paths(sorted(resource_path("samples").glob("*.txt"))[:1])

    @Slot()
    def judge_anyway(self) -> None:
        """Judges the document on the desk though it is no annual report."""
        if self._session.review is None:
            return
        report = self._session.review.report
        if report.pasted is not None:
            self._opener.open_pasted(report.pasted, force=True)
        else:
            self._opener.open_paths([Path(report.path)], force=True)

    @Slot(object, str, bool)
    def _on_opened(self, review: OpenReview, path: str, is_first: bool) -> None:  # noqa: FBT001
        if path and self._opener.origin_of(path) is None:
            self._remember(Path(path))
        if is_first:
            self._session.open(review)
        self.report_opened.emit(path)

    def _remember(self, path: Path) -> None:
        self._settings.add_recent_file(path.absolute())
        self.recent_changed.emit()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._failures.append(failure)
        self.report_failed.emit(failure.name, failure.message)

    @Slot(str, int, int)
    def _on_progressed(self, name: str, done: int, count: int) -> None:
        self._status.show_busy(
            f"正在打开 {name}" if count == 1 else f"正在打开 {name}（{done + 1}/{count}）"
        )

    @Slot()
    def _on_finished(self) -> None:
        self._status.show_idle()
        failures, self._failures = self._failures, []
        if not failures:
            return
        messages = [failure.message for failure in failures[:_MOST_FAILURES_SHOWN]]
        if len(failures) > len(messages):
            messages.append(f"另有 {len(failures) - len(messages)} 份没有打开。")
        details = "\n".join(failure.details for failure in failures if failure.details)
        self._dialogs.show_error(self._window, "打开报告", "\n\n".join(messages), details)

    @Slot()
    def _on_clear_recent(self) -> None:
        self._settings.clear_recent_files()
        self.recent_changed.emit()
