"""Problems beyond the checklist: numbering, years, wording …, each a click away in the report."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewer.domain.problem import Problem
from reviewer.domain.report import Report
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.gui.item_detail import PassageCard
from reviewer.gui.passage_list import PassageList
from reviewer.gui.theme import Theme

_MARGIN = 16
_LONGEST_QUOTE = 20
_NO_SPAN = Span(0, 0)


class ProblemsPane(QWidget):
    """A list of problems.

    Signals:
        place_chosen: The `Span` of the problem to see.
        closed: The reviewer goes back to the items.
    """

    place_chosen = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._problems: tuple[Problem, ...] = ()
        self._heading = QLabel(self)
        self._heading.setProperty("tone", "title")
        close = QPushButton("返回评审项", self)
        close.setObjectName("button_close_problems")
        close.setProperty("kind", "link")
        close.clicked.connect(self.closed)
        self._cards = PassageList(theme, is_evidence=False, parent=self)
        self._cards.setObjectName("problem_list")
        self._cards.setAccessibleName("问题清单")
        self._cards.chosen.connect(self._on_chosen)
        self._place_parts(close)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._cards.set_theme(theme)

    def show_problems(self, report: Report | None, problems: tuple[Problem, ...]) -> None:
        """Shows a report's problems; those of the whole document first."""
        if report is None:
            self._problems = ()
            self._cards.show_cards(())
            return
        self._problems = tuple(sorted(problems, key=lambda problem: problem.span or _NO_SPAN))
        self._heading.setText(f"问题清单 {len(problems)} 处" if problems else "没有发现问题")
        self._cards.show_cards(tuple(_card(report, problem) for problem in self._problems))
        self._cards.show_current(-1)

    def _place_parts(self, close: QPushButton) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 10, _MARGIN, 8)
        head.addWidget(self._heading, 1)
        head.addWidget(close)
        content = QWidget(self)
        inner = QVBoxLayout(content)
        inner.setContentsMargins(_MARGIN, 0, _MARGIN, 12)
        inner.addWidget(self._cards)
        inner.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(scroll, 1)

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        span = self._problems[row].span
        self._cards.show_current(row)
        if span is not None:
            self.place_chosen.emit(span)


def _card(report: Report, problem: Problem) -> PassageCard:
    if problem.span is None:
        return PassageCard(_NO_SPAN, problem.message, "全文", Verdict.PARTIAL)
    number = report.paragraph_at(problem.span.start).number
    quote = problem.text.strip().replace("\n", " ")
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[: _LONGEST_QUOTE - 1] + "…"
    place = f"第{number}段 · 原文“{quote}”" if quote else f"第{number}段"
    return PassageCard(problem.span, problem.message, place, Verdict.PARTIAL)
