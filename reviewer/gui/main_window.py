"""The main window: places the widgets and connects them; it decides nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.domain.report import ReportKind
from reviewer.gui.actions import Actions
from reviewer.gui.checklist_pane import ChecklistPane
from reviewer.gui.desk_commands import DeskCommands
from reviewer.gui.desk_jobs import DeskMaker
from reviewer.gui.desk_session import DeskSession
from reviewer.gui.dialogs import Dialogs
from reviewer.gui.file_commands import FileCommands
from reviewer.gui.file_drops import FileDrops
from reviewer.gui.find_bar import FindBar
from reviewer.gui.icons import application_icon
from reviewer.gui.key_router import KeyRouter
from reviewer.gui.keys_page import KeysPage
from reviewer.gui.menus import ToolBar, fill_menu_bar
from reviewer.gui.outline_view import OutlinePane
from reviewer.gui.report_opener import ReportOpener
from reviewer.gui.report_pane import ReportPane
from reviewer.gui.report_shelf import ReportShelf
from reviewer.gui.session_display import SessionDisplay
from reviewer.gui.settings import Settings
from reviewer.gui.sheet_exporter import SheetExporter
from reviewer.gui.status_line import StatusLine
from reviewer.gui.style import palette, style_sheet
from reviewer.gui.tasks import TaskRunner
from reviewer.gui.theme import Theme
from reviewer.gui.theme_choice import ThemeSwitch
from reviewer.gui.warning_banner import WarningBanner

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.workflow import OpenReview

_PROGRAM_NAME = "报告审阅台"
_USUAL_SIZE = (1440, 900)
_USUAL_WIDTHS = (186, 774, 480)
_OUTLINE_NEEDS_WIDTH = 1280


class MainWindow(QMainWindow):
    """The desk: outline, report, checklist.

    Attributes:
        session: The review on the desk and the place in it.
        runner: Runs the jobs.

    Signals:
        report_opened: Path of a report that was opened ("" for pasted text).
        report_failed: Path of a report that could not be opened, and why.
        export_finished: Path of a score sheet that was written.
        first_painted: The window was painted for the first time.
    """

    report_opened = Signal(str)
    report_failed = Signal(str, str)
    export_finished = Signal(str)
    first_painted = Signal()

    def __init__(self, settings: Settings, dialogs: Dialogs, desk_maker: DeskMaker) -> None:
        super().__init__()
        self._settings = settings
        self._dialogs = dialogs
        self._desk_maker = desk_maker
        self._is_painted = False
        self._is_outline_forced = False
        self._exported: Path | None = None
        self.setWindowTitle(_PROGRAM_NAME)
        self.setWindowIcon(application_icon())
        self.runner = TaskRunner(self)
        self.session = DeskSession(self)
        self._opener = ReportOpener(self.runner, desk_maker, self)
        self._exporter = SheetExporter(self.runner, dialogs, self)
        self._actions = Actions(self)
        self._themes = ThemeSwitch(settings, self)
        # Before there are children, which would all be polished again.
        self.setStyleSheet(style_sheet(self._themes.theme))
        self._place_widgets(self._themes.theme)
        self._restore_layout()
        self._connect()
        self._apply_theme(self._themes.theme)
        self._show_panes()

    @property
    def review(self) -> OpenReview | None:
        """The review on the desk."""
        return self.session.review

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Opens reports; the last one that can be read ends up on the desk."""
        self._files.open_paths(paths)

    def open_after_painting(self, paths: Sequence[Path]) -> None:
        """Opens reports as soon as the window has been painted; without any, gets ready."""
        self.first_painted.connect(
            lambda: self.open_paths(paths) if paths else self._opener.warm_up()
        )

    def save_typed(self) -> None:
        """Stores what was typed and not stored yet."""
        self._checklist.detail.flush()

    def show_input_method_advice(self, sentence: str) -> None:
        """Says, until the reviewer has read it, what to do to type Chinese."""
        if sentence and not self._settings.is_input_method_hint_dismissed:
            self._advice.show_warnings([sentence])

    # Placing

    def _place_widgets(self, theme: Theme) -> None:
        self._outline = OutlinePane(self)
        self._report = ReportPane(self)
        self._checklist = ChecklistPane(theme, self)
        self._find_bar = FindBar(self)
        self._report.connect_find_bar(self._find_bar)
        self._shelf = ReportShelf(self)
        self._advice = WarningBanner(self)
        self._status = StatusLine(self._actions["action_open_export_folder"], self)
        self.setStatusBar(self._status)
        self._recent = fill_menu_bar(self.menuBar(), self._actions, self._themes, self._settings)
        self._tool_bar = ToolBar(self._actions, self._shelf, self._find_bar, self)
        self.addToolBar(self._tool_bar)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setObjectName("desk_splitter")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for stretch, pane in enumerate((self._outline, self._report, self._checklist)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(stretch, 1 if pane is self._report else 0)
        central = QWidget(self)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._advice)
        layout.addWidget(self._splitter, 1)
        self.setCentralWidget(central)
        self._router = KeyRouter(self._actions, self)
        self._router.watch(self)
        self._keys_page = KeysPage(theme, self)

    def _restore_layout(self) -> None:
        self.resize(*_USUAL_SIZE)
        self.restoreGeometry(self._settings.layout("window"))
        self._report.view.set_zoom_step(self._settings.zoom)

    def _show_panes(self) -> None:
        """Shows all panes with a review on the desk, and only the welcome page without."""
        is_first = self.review is not None and self._checklist.isHidden()
        self._checklist.setVisible(self.review is not None)
        self._show_outline_where_it_fits()
        if is_first:
            self._splitter.setSizes(list(_USUAL_WIDTHS))
            self._splitter.restoreState(self._settings.layout("desk"))
            self._checklist.splitter.restoreState(self._settings.layout("checklist"))

    def _keep_layout(self) -> None:
        self._settings.set_layout("window", self.saveGeometry())
        if self.review is not None:
            self._settings.set_layout("desk", self._splitter.saveState())
            self._settings.set_layout("checklist", self._checklist.splitter.saveState())
        self._settings.zoom = self._report.view.zoom_step
        self._settings.save()

    # Connecting

    def _connect(self) -> None:
        DeskCommands(
            self._actions,
            self.session,
            self._report,
            self._checklist,
            self._find_bar,
            self._dialogs,
        )
        SessionDisplay(
            self.session,
            self._actions,
            self._report,
            self._outline,
            self._checklist,
            self._status,
        )
        self.session.review_changed.connect(self._on_review_changed)
        self.session.failed.connect(self._on_change_failed)
        self._connect_files()
        self._connect_view()

    def _connect_files(self) -> None:
        # The shelf has a report before it is shown as the current one.
        self._opener.opened.connect(self._shelf.add)
        self._files = FileCommands(
            self._actions,
            self.session,
            self._opener,
            settings=self._settings,
            dialogs=self._dialogs,
            status=self._status,
            window=self,
        )
        files, report = self._files, self._report
        files.report_opened.connect(self.report_opened)
        files.report_failed.connect(self.report_failed)
        files.recent_changed.connect(self._show_recent)
        self._exporter.exported.connect(self._on_exported)
        self._actions["action_export"].triggered.connect(self._on_export)
        self._actions["action_open_export_folder"].triggered.connect(self._on_open_folder)
        self._actions["action_quit"].triggered.connect(self.close)
        self._recent.path_chosen.connect(files.open_path)
        self._shelf.review_chosen.connect(self.session.open)
        self._drops = FileDrops(self)
        self._drops.watch(self)
        self._drops.files_dropped.connect(files.open_paths)
        report.files_dropped.connect(files.open_paths)
        report.welcome.open_requested.connect(files.ask_and_open)
        report.welcome.paste_requested.connect(files.paste)
        report.welcome.sample_requested.connect(files.open_sample)
        report.welcome.recent_chosen.connect(files.open_path)
        report.banner.action_chosen.connect(files.judge_anyway)
        self._show_recent()

    def _connect_view(self) -> None:
        actions = self._actions
        for name in ("action_attach_selection", "action_find"):
            self._report.view.addAction(actions[name])  # into its context menu
        actions["action_show_keys"].triggered.connect(self._on_show_keys)
        actions["action_larger_text"].triggered.connect(self._on_larger_text)
        actions["action_smaller_text"].triggered.connect(self._on_smaller_text)
        actions["action_usual_text"].triggered.connect(self._on_usual_text)
        actions["action_show_outline"].triggered.connect(self._on_show_outline)
        self._themes.theme_changed.connect(self._apply_theme)
        self._advice.dismissed.connect(self._on_advice_dismissed)
        self._keys_page.closed.connect(self._on_keys_closed)

    # What is on the desk

    @Slot()
    def _on_review_changed(self) -> None:
        review = self.review
        self._show_panes()
        self._shelf.show_current(review)
        self._find_bar.set_text("" if review is None else review.report.text)
        if review is None:
            self.setWindowTitle(_PROGRAM_NAME)
            return
        title = review.report.facts.title
        name = title.value if title else Path(review.report.path).name
        self.setWindowTitle(f"{name} — {_PROGRAM_NAME}")
        if review.report.facts.kind is ReportKind.OTHER and not review.plain.findings:
            self._report.banner.show_warnings(
                review.report.warnings or ("这份文件不像法治政府建设年度报告，没有逐项判定。",),
                self._actions["action_judge_anyway"].text(),
            )
        self._checklist.items.setFocus()

    @Slot(str)
    def _on_change_failed(self, message: str) -> None:
        self._dialogs.show_error(self, "保存结论", message)

    # Exporting

    @Slot()
    def _on_export(self) -> None:
        self.save_typed()
        if self.review is not None:
            self._exporter.export(self.review.plain, self._settings.open_folder)

    @Slot(str)
    def _on_exported(self, path: str) -> None:
        self._exported = Path(path)
        score = None if self.review is None else self.review.score()
        left = 0 if score is None else score.items - score.decided
        rest = f"，其中 {left} 项未核" if left else ""
        self._status.show_message(f"已导出 {self._exported.name}{rest}", with_folder=True)
        self.export_finished.emit(path)

    @Slot()
    def _on_open_folder(self) -> None:
        if self._exported is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported.parent)))

    # Looking

    @Slot(Theme)
    def _apply_theme(self, theme: Theme) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(theme))
        if self.styleSheet() != (sheet := style_sheet(theme)):
            self.setStyleSheet(sheet)
        self._tool_bar.set_theme(theme)
        self._outline.set_theme(theme)
        self._report.set_theme(theme)
        self._checklist.set_theme(theme)
        self._find_bar.set_theme(theme)
        self._advice.set_theme(theme)
        self._keys_page.set_theme(theme)

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
        self._settings.is_outline_shown = is_shown
        self._is_outline_forced = is_shown
        self._show_outline_where_it_fits()

    def _show_outline_where_it_fits(self) -> None:
        fits = self.width() >= _OUTLINE_NEEDS_WIDTH or self._is_outline_forced
        is_shown = self._settings.is_outline_shown and fits
        self._outline.setVisible(is_shown and self.review is not None)
        self._actions["action_show_outline"].setChecked(is_shown)

    @Slot()
    def _on_show_keys(self) -> None:
        self._keys_page.open()

    @Slot()
    def _on_keys_closed(self) -> None:
        if self.isVisible():
            self._checklist.items.setFocus()

    @Slot()
    def _show_recent(self) -> None:
        self._report.welcome.show_recent([str(path) for path in self._settings.recent_files])

    @Slot()
    def _on_advice_dismissed(self) -> None:
        self._settings.is_input_method_hint_dismissed = True

    # Overrides

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._show_outline_where_it_fits()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_typed()
        self._keep_layout()
        self.runner.close()
        self._desk_maker.close()
        super().closeEvent(event)
