"""Above the checklist: score, progress, filters."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from reviewer.domain.scoring import ReviewScore
from reviewer.domain.verdict import Verdict
from reviewer.gui.checklist_rows import ChecklistRow, ItemFilter
from reviewer.gui.points_text import points_text
from reviewer.gui.style import set_tone
from reviewer.gui.theme import Theme

_BIG_PIXEL_SIZE = 26
_BAR_HEIGHT = 6


class ScoreLabel(QLabel):
    """A score such as "31.5/36", the points given large and what they are out of small."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._theme = theme
        self.update()

    def _big_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(_BIG_PIXEL_SIZE)
        return font

    @override
    def sizeHint(self) -> QSize:
        total, slash, out_of = self.text().partition("/")
        big = QFontMetrics(self._big_font())
        small = self.fontMetrics()
        width = big.horizontalAdvance(total) + small.horizontalAdvance(f" {slash} {out_of}") + 2
        return QSize(width, _BIG_PIXEL_SIZE + 6)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        total, slash, out_of = self.text().partition("/")
        painter = QPainter(self)
        baseline = self.height() - self.fontMetrics().descent() - 1
        painter.setFont(self._big_font())
        painter.setPen(self._theme.text)
        painter.drawText(0, baseline, total)
        left = painter.fontMetrics().horizontalAdvance(total)
        painter.setFont(self.font())
        painter.setPen(self._theme.second)
        painter.drawText(left, baseline, f" {slash} {out_of}")


class ProgressBar(QWidget):
    """How much is decided, coloured by what was decided."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: Counter[Verdict] = Counter()
        self._total = 0
        self.setFixedHeight(_BAR_HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._theme = theme
        self.update()

    def show_rows(self, rows: tuple[ChecklistRow, ...]) -> None:
        """Shows the decided ones among the items."""
        self._counts = Counter(row.human for row in rows if row.human is not None)
        self._total = len(rows)
        self.setToolTip(
            "　".join(f"{v.label} {self._counts[v]}" for v in Verdict if v in self._counts)
        )
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        painter.setClipPath(whole)
        painter.fillRect(self.rect(), self._theme.line)
        left = 0.0
        for verdict in Verdict:
            if self._total and self._counts[verdict]:
                width = self.width() * self._counts[verdict] / self._total
                part = QRectF(left, 0, width, self.height())
                painter.fillRect(part, self._theme.verdicts[verdict].ink)
                left += width


class ReviewHeader(QWidget):
    """Score, progress and filters of a review.

    Signals:
        filter_chosen: The `ItemFilter` that the reviewer chose.
        problems_wanted: The reviewer wants to see the problems beyond the checklist.
    """

    filter_chosen = Signal(ItemFilter)
    problems_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = ScoreLabel(theme, self)
        self._score.setObjectName("score_label")
        self._converted = QLabel(self)
        self._converted.setProperty("tone", "second")
        self._progress = QLabel(self)
        self._progress.setObjectName("progress_label")
        self._rest = QLabel(self)
        self._rest.setProperty("tone", "second")
        self._bar = ProgressBar(theme, self)
        self._chips: dict[ItemFilter, QPushButton] = {}
        self._build()
        self.show_score(None, ())
        self.show_problems(0)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._score.set_theme(theme)
        self._bar.set_theme(theme)

    def show_score(self, score: ReviewScore | None, rows: tuple[ChecklistRow, ...]) -> None:
        """Shows a review's score and counts, or that there is no review."""
        self._score.setText(
            "—/—" if score is None else f"{points_text(score.total)}/{points_text(score.out_of)}"
        )
        self._score.updateGeometry()
        self._converted.setText("" if score is None else _converted_text(score))
        decided = sum(row.human is not None for row in rows)
        self._progress.setText(f"已核 {decided}/{len(rows)}")
        self._show_rest(rows, decided)
        self._bar.show_rows(rows)
        for item_filter, chip in self._chips.items():
            count = sum(map(item_filter.accepts, rows))
            chip.setText(f"{item_filter.value} {count}")
            chip.setEnabled(bool(rows))

    def show_problems(self, count: int) -> None:
        """Shows how many problems there are beyond the checklist."""
        self._problems.setText(f"问题 {count}")
        self._problems.setToolTip("评审项以外发现的问题：序号、年度、用词、标点等")
        self._problems.setVisible(count > 0)

    def show_filter(self, item_filter: ItemFilter) -> None:
        """Marks the filter in use."""
        self._chips[item_filter].setChecked(True)

    def _show_rest(self, rows: tuple[ChecklistRow, ...], decided: int) -> None:
        lacking = sum(row.lacks_reason for row in rows)
        parts = ["全部已核"] if rows and decided == len(rows) else []
        if lacking:
            parts.append(f"改判缺理由 {lacking}")
        self._rest.setText(" · ".join(parts))
        set_tone(self._rest, "wrong" if lacking else "good")

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._score, 0, Qt.AlignmentFlag.AlignBottom)
        first.addWidget(self._converted, 1, Qt.AlignmentFlag.AlignBottom)
        first.addWidget(self._rest, 0, Qt.AlignmentFlag.AlignBottom)
        first.addSpacing(8)
        first.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignBottom)
        first.setSpacing(0)
        first.insertSpacing(1, 8)
        chips = QHBoxLayout()
        chips.setSpacing(6)
        group = QButtonGroup(self)
        for item_filter in ItemFilter:
            chip = QPushButton(item_filter.value, self)
            chip.setObjectName(f"filter_{item_filter.name.lower()}")
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(chip)
            chips.addWidget(chip)
            self._chips[item_filter] = chip
        chips.addStretch(1)
        self._problems = QPushButton(self)
        self._problems.setObjectName("button_problems")
        self._problems.setProperty("kind", "link")
        self._problems.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._problems.clicked.connect(self.problems_wanted)
        chips.addWidget(self._problems)
        self._chips[ItemFilter.ALL].setChecked(True)
        group.buttonClicked.connect(self._on_chip_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addWidget(self._bar)
        layout.addLayout(chips)

    @Slot(QAbstractButton)
    def _on_chip_clicked(self, button: QAbstractButton) -> None:
        for item_filter, chip in self._chips.items():
            if chip is button:
                self.filter_chosen.emit(item_filter)


def _converted_text(score: ReviewScore) -> str:
    parts = []
    if score.converted is not None:
        parts.append(f"折算 {points_text(score.converted)}")
    if score.grade is not None:
        parts.append(score.grade)
    elif score.projected.converted is not None:
        projected = points_text(score.projected.converted)
        grade = f" {score.projected.grade}" if score.projected.grade else ""
        parts.append(f"预计 {projected}{grade}")
    return " · ".join(parts)
