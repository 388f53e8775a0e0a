"""The main window: a frame that is painted at once, and the desk that is put into it then.

What the first painted window does not show is neither imported nor built before that; see
`furnish`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.gui.actions import Actions
from reviewer.gui.dialogs import Dialogs
from reviewer.gui.frame_parts import FrameParts
from reviewer.gui.icons import application_icon
from reviewer.gui.menus import ToolBar, fill_menu_bar
from reviewer.gui.settings import Settings
from reviewer.gui.status_line import StatusLine
from reviewer.gui.style import palette, style_sheet
from reviewer.gui.theme import Theme
from reviewer.gui.theme_choice import ThemeSwitch
from reviewer.gui.warning_banner import WarningBanner
from reviewer.gui.welcome_page import WelcomePage

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.gui.desk_jobs import DeskMaker
    from reviewer.gui.desk_session import DeskSession
    from reviewer.gui.tasks import TaskRunner
    from reviewer.gui.workplace import Workplace
    from reviewer.workflow import OpenReview

PROGRAM_NAME = "报告审阅台"
_USUAL_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """The window of the program.

    Args:
        settings: What the window remembers.
        dialogs: Questions and messages.
        workspace_url: Where decisions are kept, as for `workflow.Desk`.
        desk_maker: Makes the desk, when it is needed; None for the one of `workspace_url`.

    Signals:
        report_opened: Path of a report that was opened ("" for pasted text).
        report_failed: Path of a report that could not be opened, and why.
        export_finished: Path of a score sheet that was written.
        first_painted: The window was painted for the first time, and is furnished now.
    """

    report_opened = Signal(str)
    report_failed = Signal(str, str)
    export_finished = Signal(str)
    first_painted = Signal()

    def __init__(
        self,
        settings: Settings,
        dialogs: Dialogs,
        workspace_url: str | None = None,
        *,
        desk_maker: DeskMaker | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._dialogs = dialogs
        self._desk_maker = desk_maker
        self._workspace_url = workspace_url
        self._workplace: Workplace | None = None
        self._is_painted = False
        self.setWindowTitle(PROGRAM_NAME)
        self.setWindowIcon(application_icon())
        self._actions = Actions(self)
        self._themes = ThemeSwitch(settings, self)
        # Before there are children, which would all be polished again.
        self.setStyleSheet(style_sheet(self._themes.theme))
        self._place_widgets()
        self._apply_theme(self._themes.theme)
        self._themes.theme_changed.connect(self._apply_theme)
        self._actions["action_quit"].triggered.connect(self.close)
        self._actions["action_clear_recent"].triggered.connect(self._on_clear_recent)
        self._show_recent()
        self.resize(*_USUAL_SIZE)
        self.restoreGeometry(settings.layout("window"))

    @property
    def review(self) -> OpenReview | None:
        """The review on the desk."""
        return self.session.review

    @property
    def session(self) -> DeskSession:
        """The review on the desk and the place in it."""
        return self.furnish().session

    @property
    def runner(self) -> TaskRunner:
        """Runs the jobs."""
        return self.furnish().runner

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Opens reports, also those in folders and archives; the first goes on the desk."""
        self.furnish().files.open_paths(paths)

    def open_after_painting(self, paths: Sequence[Path]) -> None:
        """Opens reports as soon as the window has been painted; without any, gets ready."""

        def begin() -> None:
            if paths:
                self.open_paths(paths)
            else:
                self.furnish().opener.warm_up()

        self.first_painted.connect(begin)

    def show_fitting(self) -> None:
        """Shows the window; maximized where the screen is smaller than its usual size."""
        available = self.screen().availableSize()
        is_small = available.width() < _USUAL_SIZE[0] or available.height() < _USUAL_SIZE[1]
        if is_small and self._settings.layout("window").isEmpty():
            self.showMaximized()
        else:
            self.show()

    def save_typed(self) -> None:
        """Stores what was typed and not stored yet."""
        if self._workplace is not None:
            self._workplace.save_typed()

    def show_input_method_advice(self, sentence: str) -> None:
        """Says, until the reviewer has read it, what to do to type Chinese."""
        if sentence and not self._settings.is_input_method_hint_dismissed:
            self._advice.show_warnings([sentence])

    def furnish(self) -> Workplace:
        """Puts the desk into the window, at the latest when it was painted, and gives it.

        Everything imported here is kept out of the time until the first paint.
        """
        if self._workplace is None:
            from reviewer.gui.desk_jobs import DeskMaker  # noqa: PLC0415  (see above)
            from reviewer.gui.key_router import KeyRouter  # noqa: PLC0415
            from reviewer.gui.keys_page import KeysPage  # noqa: PLC0415
            from reviewer.gui.workplace import Workplace  # noqa: PLC0415

            if self._desk_maker is None:
                self._desk_maker = DeskMaker(self._workspace_url)
            theme = self._themes.theme
            self._workplace = Workplace(self._frame, self._desk_maker, theme)
            self._stack.addWidget(self._workplace)
            self._router = KeyRouter(self._actions, self)
            self._router.watch(self)
            self._keys_page = KeysPage(theme, self)
            self._connect_workplace(self._workplace)
        return self._workplace

    def _place_widgets(self) -> None:
        self._status = StatusLine(self._actions["action_open_export_folder"], self)
        self.setStatusBar(self._status)
        self._welcome = WelcomePage(self)
        self._tool_bar = ToolBar(self._actions, self)
        self.addToolBar(self._tool_bar)
        self._frame = FrameParts(
            window=self,
            actions=self._actions,
            settings=self._settings,
            dialogs=self._dialogs,
            status=self._status,
            tool_bar=self._tool_bar,
            recent_menu=fill_menu_bar(self.menuBar(), self._actions, self._themes, self._settings),
            welcome=self._welcome,
        )
        self._advice = WarningBanner(self)
        self._advice.dismissed.connect(self._on_advice_dismissed)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._welcome)
        central = QWidget(self)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._advice)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(central)

    def _connect_workplace(self, workplace: Workplace) -> None:
        workplace.taken_changed.connect(self._on_taken_changed)
        workplace.session.review_changed.connect(self._on_review_changed)
        workplace.export_finished.connect(self.export_finished)
        workplace.files.report_opened.connect(self.report_opened)
        workplace.files.report_failed.connect(self.report_failed)
        workplace.files.recent_changed.connect(self._show_recent)
        self._actions["action_show_keys"].triggered.connect(self._keys_page.open)
        self._keys_page.closed.connect(self._on_keys_closed)

    @Slot(bool)
    def _on_taken_changed(self, is_taken: bool) -> None:  # noqa: FBT001  (a slot)
        """Shows the desk with a review on it, and the welcome page without."""
        self._stack.setCurrentWidget(self.furnish() if is_taken else self._welcome)

    @Slot()
    def _on_review_changed(self) -> None:
        review = self.review
        if review is None:
            self.setWindowTitle(PROGRAM_NAME)
            return
        title = review.report.facts.title
        name = title.value if title else Path(review.report.path).name
        self.setWindowTitle(f"{name} — {PROGRAM_NAME}")
        self.furnish().focus()

    @Slot(Theme)
    def _apply_theme(self, theme: Theme) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(theme))
        if self.styleSheet() != (sheet := style_sheet(theme)):
            self.setStyleSheet(sheet)
        self._tool_bar.set_theme(theme)
        self._welcome.set_theme(theme)
        self._advice.set_theme(theme)
        if self._workplace is not None:
            self._workplace.set_theme(theme)
            self._keys_page.set_theme(theme)

    @Slot()
    def _on_keys_closed(self) -> None:
        if self.isVisible():
            self.furnish().focus()

    @Slot()
    def _on_clear_recent(self) -> None:
        self._settings.clear_recent_files()
        self._show_recent()

    @Slot()
    def _show_recent(self) -> None:
        self._welcome.show_recent([str(path) for path in self._settings.recent_files])

    @Slot()
    def _on_advice_dismissed(self) -> None:
        self._settings.is_input_method_hint_dismissed = True

    @Slot()
    def _on_painted(self) -> None:
        self.furnish()
        self.first_painted.emit()

    @override
    def findChild(self, *arguments: Any, **options: Any) -> Any:
        """As Qt's; whoever asks for a child finds the window furnished."""
        self.furnish()
        return super().findChild(*arguments, **options)

    @override
    def findChildren(self, *arguments: Any, **options: Any) -> Any:
        """As Qt's; whoever asks for children finds the window furnished."""
        self.furnish()
        return super().findChildren(*arguments, **options)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._on_painted)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.set_layout("window", self.saveGeometry())
        if self._workplace is not None:
            self._workplace.save_typed()
            self._workplace.keep_layout()
            self._workplace.runner.close()
        if self._desk_maker is not None:
            self._desk_maker.close()
        self._settings.save()
        super().closeEvent(event)
