"""The desk itself: outline, report and checklist side by side, and all that works on them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget
from typing_extensions import override

from reviewer.domain.report import ReportKind
from reviewer.gui.checklist_pane import ChecklistPane
from reviewer.gui.desk_commands import DeskCommands
from reviewer.gui.desk_jobs import DeskMaker
from reviewer.gui.desk_session import DeskSession
from reviewer.gui.file_commands import FileCommands
from reviewer.gui.file_drops import FileDrops
from reviewer.gui.find_bar import FindBar
from reviewer.gui.frame_parts import FrameParts
from reviewer.gui.outline_view import OutlinePane
from reviewer.gui.reading_commands import ReadingCommands
from reviewer.gui.report_opener import ReportOpener
from reviewer.gui.report_pane import ReportPane
from reviewer.gui.report_shelf import ReportShelf
from reviewer.gui.session_display import SessionDisplay
from reviewer.gui.sheet_exporter import SheetExporter
from reviewer.gui.tasks import TaskRunner
from reviewer.gui.theme import Theme

_USUAL_WIDTHS = (186, 774, 480)
_OUTLINE_NEEDS_WIDTH = 1280
_NOT_JUDGED = "这份文件不像法治政府建设年度报告，没有逐项判定。"


class Workplace(QWidget):
    """Places the three panes and connects them with session, files and jobs.

    Attributes:
        session: The review on the desk and the place in it.
        runner: Runs the jobs.
        files: Opens reports.
        opener: What `files` opens them with.

    Signals:
        taken_changed: Whether there is a review on the desk, before it is shown.
        export_finished: Path of a score sheet that was written.
    """

    taken_changed = Signal(bool)
    export_finished = Signal(str)

    def __init__(self, frame: FrameParts, desk_maker: DeskMaker, theme: Theme) -> None:
        super().__init__(frame.window)
        self._frame = frame
        self._is_outline_forced = False
        self._is_laid_out = False
        self._exported: Path | None = None
        self.runner = TaskRunner(self)
        self.session = DeskSession(self)
        self.opener = ReportOpener(self.runner, desk_maker, self)
        self._exporter = SheetExporter(self.runner, frame.dialogs, frame.window)
        self._find_bar = FindBar(self)
        self._shelf = ReportShelf(self)
        self._place_panes(theme)
        self._place_in_tool_bar()
        self._connect_session(desk_maker)
        self.files = self._make_files()
        self._connect_commands()
        self.set_theme(theme)
        self._report.view.set_zoom_step(frame.settings.zoom)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._find_bar.set_theme(theme)
        self._outline.set_theme(theme)
        self._report.set_theme(theme)
        self._checklist.set_theme(theme)

    def save_typed(self) -> None:
        """Stores what was typed and not stored yet."""
        self._checklist.detail.flush()

    def focus(self) -> None:
        """Puts the focus where single keys act."""
        self._checklist.items.setFocus()

    def keep_layout(self) -> None:
        """Puts what the reviewer arranged into the settings."""
        settings = self._frame.settings
        if self._is_laid_out:
            settings.set_layout("desk", self._splitter.saveState())
            settings.set_layout("checklist", self._checklist.splitter.saveState())
        settings.zoom = self._report.view.zoom_step

    def show_outline_where_it_fits(self) -> None:
        """Shows the outline if it is wanted and there is room for it."""
        fits = self.width() >= _OUTLINE_NEEDS_WIDTH or self._is_outline_forced
        is_shown = self._frame.settings.is_outline_shown and fits
        self._outline.setVisible(is_shown)
        self._frame.actions["action_show_outline"].setChecked(is_shown)

    def _place_panes(self, theme: Theme) -> None:
        self._outline = OutlinePane(self)
        self._report = ReportPane(self)
        self._checklist = ChecklistPane(theme, self)
        self._report.connect_find_bar(self._find_bar)
        for name in ("action_attach_selection", "action_find"):
            self._report.view.addAction(self._frame.actions[name])  # into its context menu
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setObjectName("desk_splitter")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for place, pane in enumerate((self._outline, self._report, self._checklist)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(place, 1 if pane is self._report else 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)

    def _place_in_tool_bar(self) -> None:
        shelf, find_bar = self._frame.tool_bar.add_desk_widgets(self._shelf, self._find_bar)
        self._shelf.wanted_changed.connect(shelf.setVisible)
        self._find_action = find_bar

    def _connect_session(self, desk_maker: DeskMaker) -> None:
        frame, session = self._frame, self.session
        # The shelf has a report before it is shown as the current one.
        self.opener.opened.connect(self._shelf.add)
        self._shelf.review_chosen.connect(session.open)
        # First the panes get their sizes, then the report is laid out in them.
        session.review_changed.connect(self._on_review_coming)
        session.failed.connect(self._on_change_failed)
        DeskCommands(
            frame.actions, session, self._report, self._checklist, self._find_bar, frame.dialogs
        )
        SessionDisplay(
            session, frame.actions, self._report, self._outline, self._checklist, frame.status
        )
        session.review_changed.connect(self._on_review_changed)
        ReadingCommands(
            frame.actions, session, self._report.view, self.runner, desk_maker, frame.status
        ).failed.connect(self._on_reading_failed)

    def _make_files(self) -> FileCommands:
        frame = self._frame
        files = FileCommands(
            frame.actions,
            self.session,
            self.opener,
            settings=frame.settings,
            dialogs=frame.dialogs,
            status=frame.status,
            window=frame.window,
        )
        frame.recent_menu.path_chosen.connect(files.open_path)
        welcome = frame.welcome
        welcome.open_requested.connect(files.ask_and_open)
        welcome.paste_requested.connect(files.paste)
        welcome.sample_requested.connect(files.open_sample)
        welcome.recent_chosen.connect(files.open_path)
        self._report.banner.action_chosen.connect(files.judge_anyway)
        self._report.files_dropped.connect(files.open_paths)
        self._drops = FileDrops(self)
        for widget in (frame.window, welcome):
            self._drops.watch(widget)
        self._drops.files_dropped.connect(files.open_paths)
        self._drops.hover_changed.connect(welcome.set_drop_hover)
        return files

    def _connect_commands(self) -> None:
        slots = {
            "action_export": self._on_export,
            "action_open_export_folder": self._on_open_folder,
            "action_larger_text": self._on_larger_text,
            "action_smaller_text": self._on_smaller_text,
            "action_usual_text": self._on_usual_text,
            "action_show_outline": self._on_show_outline,
            "action_next_report": self._on_next_report,
            "action_previous_report": self._on_previous_report,
        }
        for name, slot in slots.items():
            self._frame.actions[name].triggered.connect(slot)
        self._exporter.exported.connect(self._on_exported)

    @Slot()
    def _on_review_coming(self) -> None:
        is_taken = self.session.review is not None
        self.taken_changed.emit(is_taken)
        if is_taken and not self._is_laid_out:
            self._lay_out()

    @Slot()
    def _on_review_changed(self) -> None:
        review = self.session.review
        self._shelf.show_current(review)
        self._find_bar.set_text("" if review is None else review.report.text)
        self._find_action.setVisible(review is not None)
        if review is None:
            return
        if review.report.facts.kind is ReportKind.OTHER and not review.plain.findings:
            self._report.banner.show_warnings(
                review.report.warnings or (_NOT_JUDGED,),
                self._frame.actions["action_judge_anyway"].text(),
            )

    def _lay_out(self) -> None:
        """Gives the panes the widths they had last time."""
        self._is_laid_out = True
        self.show_outline_where_it_fits()
        self._splitter.setSizes(list(_USUAL_WIDTHS))
        self._splitter.restoreState(self._frame.settings.layout("desk"))
        self._checklist.splitter.restoreState(self._frame.settings.layout("checklist"))

    @Slot(str)
    def _on_change_failed(self, message: str) -> None:
        self._frame.dialogs.show_error(self._frame.window, "保存结论", message)

    @Slot(str)
    def _on_reading_failed(self, message: str) -> None:
        self._frame.dialogs.show_error(self._frame.window, "重新读取报告", message)

    @Slot()
    def _on_export(self) -> None:
        self.save_typed()
        if self.session.plain is not None:
            path, folder = self.session.plain.report.path, self._frame.settings.open_folder
            archive = self.opener.archive_of(path)
            self._exporter.export(
                self.session.plain, folder, beside=None if archive is None else archive.parent
            )

    @Slot(str)
    def _on_exported(self, path: str) -> None:
        self._exported = Path(path)
        left = sum(row.human is None for row in self.session.rows)
        rest = f"，其中 {left} 项未核" if left else ""
        self._frame.status.show_message(f"已导出 {self._exported.name}{rest}", with_folder=True)
        self.export_finished.emit(path)

    @Slot()
    def _on_open_folder(self) -> None:
        if self._exported is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported.parent)))

    @Slot()
    def _on_next_report(self) -> None:
        self._go_to_report(1, "已是最后一份报告")

    @Slot()
    def _on_previous_report(self) -> None:
        self._go_to_report(-1, "已是第一份报告")

    def _go_to_report(self, step: int, at_the_end: str) -> None:
        review = self._shelf.neighbour(step)
        if review is not None:
            self.session.open(review)
        else:
            self._frame.status.show_message(at_the_end)

    @Slot()
    def _on_larger_text(self) -> None:
        self._report.view.set_zoom_step(self._report.view.zoom_step + 1)

    @Slot()
    def _on_smaller_text(self) -> None:
        self._report.view.set_zoom_step(self._report.view.zoom_step - 1)

    @Slot()
    def _on_usual_text(self) -> None:
        self._report.view.set_zoom_step(0)

    @Slot(bool)
    def _on_show_outline(self, is_shown: bool) -> None:  # noqa: FBT001  (a slot)
        self._frame.settings.is_outline_shown = is_shown
        self._is_outline_forced = is_shown
        self.show_outline_where_it_fits()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.show_outline_where_it_fits()
