"""The report side of the window: facts, warnings, page with marks; or the welcome page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reviewer.domain.report import Report
from reviewer.gui.evidence_marks import EvidenceMarks
from reviewer.gui.facts_strip import FactsStrip
from reviewer.gui.file_drops import FileDrops
from reviewer.gui.find_bar import FindBar
from reviewer.gui.report_marks import EvidenceMark
from reviewer.gui.report_view import ReportView
from reviewer.gui.theme import Theme
from reviewer.gui.warning_banner import WarningBanner
from reviewer.gui.welcome_page import WelcomePage


class ReportPane(QWidget):
    """Places the widgets of the report side and connects them with each other.

    Attributes:
        view: The report itself.
        facts: The strip above it.
        banner: Warnings.
        marks: Beside the scroll bar.
        welcome: Shown while no report is open.

    Signals:
        evidence_clicked: As in `ReportView`; from the text or from the marks.
        files_dropped: Files (list of `Path`) dropped anywhere on the pane.
    """

    evidence_clicked = Signal(str, int)
    files_dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_pane")
        self.setAccessibleName("报告")
        self.view = ReportView(self)
        self.facts = FactsStrip(self)
        self.banner = WarningBanner(self)
        self.marks = EvidenceMarks(self)
        self.welcome = WelcomePage(self)
        self._drops = FileDrops(self)
        # The layout of a long report settles in many steps; the marks follow once per round.
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._place_widgets()
        self._connect_widgets()

    def show_report(self, report: Report | None) -> None:
        """Shows a report with its facts and warnings, or the welcome page."""
        self.view.show_report(report)
        self.facts.show_report(report)
        self.banner.show_warnings(report.warnings if report is not None else ())
        self._stack.setCurrentWidget(self.welcome if report is None else self._reading)

    def show_evidence(self, marks: Sequence[EvidenceMark]) -> None:
        """Marks evidence in the text and beside the scroll bar."""
        self.view.show_evidence(marks)

    def connect_find_bar(self, find_bar: FindBar) -> None:
        """Shows what a find bar finds; the bar itself may stand anywhere in the window."""
        find_bar.hits_changed.connect(self.view.show_hits)
        find_bar.hit_chosen.connect(self.view.scroll_to)

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours; nothing scrolls."""
        for widget in (self.view, self.facts, self.banner, self.marks, self.welcome):
            widget.set_theme(theme)

    def _place_widgets(self) -> None:
        self._reading = QWidget(self)
        page = QHBoxLayout()
        page.setSpacing(0)
        page.addWidget(self.view, 1)
        page.addWidget(self.marks)
        column = QVBoxLayout(self._reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.facts)
        column.addWidget(self.banner)
        column.addLayout(page, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self._reading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.view)

    def _connect_widgets(self) -> None:
        for widget in (self, self.view.viewport(), self.welcome):
            self._drops.watch(widget)
        self._drops.files_dropped.connect(self.files_dropped)
        self._drops.hover_changed.connect(self.welcome.set_drop_hover)
        self.view.evidence_clicked.connect(self.evidence_clicked)
        self.view.aside_shown_changed.connect(self.facts.aside.setChecked)
        self.facts.aside_toggled.connect(self.view.show_aside)
        self.view.evidence_changed.connect(self._settling.start)
        self.view.layout_changed.connect(self._settling.start)
        self.marks.mark_chosen.connect(self.evidence_clicked)
        self.marks.place_chosen.connect(self.view.scroll_to_share)
        self._settling.timeout.connect(self._on_settled)

    @Slot()
    def _on_settled(self) -> None:
        self.marks.show_marks(self.view.placed_marks())
