"""What the machine proposes and what was decided, side by side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from reviewer.domain.verdict import UNREVIEWED_LABEL, Verdict
from reviewer.gui.checklist_rows import ChecklistRow
from reviewer.gui.icons import PILL_HEIGHT, paint_verdict_pill, pill_width
from reviewer.gui.style import set_tone, small_font
from reviewer.gui.theme import Theme


class VerdictPill(QWidget):
    """One verdict as an outlined or filled word; empty for none."""

    def __init__(self, theme: Theme, *, is_decided: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_decided = is_decided
        self._verdict: Verdict | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._theme = theme
        self.update()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Shows another verdict, or none."""
        self._verdict = verdict
        self.setVisible(verdict is not None)
        self.setAccessibleName(verdict.label if verdict else "")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        text = self._verdict.label if self._verdict else ""
        return QSize(pill_width(QFontMetrics(small_font(self.font())), text), PILL_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._verdict is None:
            return
        painter = QPainter(self)
        painter.setFont(small_font(self.font()))
        paint_verdict_pill(
            painter,
            self.rect(),
            self._verdict.label,
            self._verdict,
            self._theme,
            is_decided=self._is_decided,
        )


class VerdictLine(QWidget):
    """The machine's verdict, the human one, and a way to take the latter back.

    Signals:
        clear_clicked: The reviewer takes the decision back.
    """

    clear_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._machine = VerdictPill(theme, is_decided=False, parent=self)
        self._human = VerdictPill(theme, is_decided=True, parent=self)
        self._machine_words = QLabel("系统", self)
        self._human_words = QLabel("人工", self)
        for label in (self._machine_words, self._human_words):
            label.setProperty("tone", "third")
        self._mark = QLabel(self)
        self._clear = QPushButton("撤回结论（退格）", self)
        self._clear.setObjectName("button_clear")
        self._clear.setProperty("kind", "link")
        self._clear.clicked.connect(self.clear_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._machine_words)
        layout.addWidget(self._machine)
        layout.addSpacing(8)
        layout.addWidget(self._human_words)
        layout.addWidget(self._human)
        layout.addWidget(self._mark)
        layout.addStretch(1)
        layout.addWidget(self._clear)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._machine.set_theme(theme)
        self._human.set_theme(theme)

    def show_row(self, row: ChecklistRow) -> None:
        """Shows another item."""
        self._machine.show_verdict(row.machine)
        self._machine_words.setText("系统" if row.machine is not None else "系统未识别")
        self._human.show_verdict(row.human)
        self._clear.setVisible(row.human is not None)
        if row.human is None:
            self._show_mark(UNREVIEWED_LABEL, "third")
        elif row.lacks_reason:
            self._show_mark("改判，请按 R 补充理由", "wrong")
        else:
            self._show_mark("改判" if row.is_override else "", "third")

    def _show_mark(self, words: str, tone: str) -> None:
        self._mark.setText(words)
        set_tone(self._mark, tone)
