"""The buttons that decide an item, with their keys on them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget
from typing_extensions import override

from reviewer.domain.verdict import Verdict
from reviewer.gui.actions import VERDICT_KEYS
from reviewer.gui.checklist_rows import ChecklistRow
from reviewer.gui.style import mixed, small_font
from reviewer.gui.theme import Theme

_CONFIRM_KEY = "空格"
_COLUMNS = 3
_HEIGHT = 30


class DecisionButton(QPushButton):
    """A key and a word; outlined in a verdict's colour when proposed, filled when decided."""

    def __init__(self, key: str, words: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._key = key
        self._theme = theme
        self._verdict: Verdict | None = None
        self._is_decided = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{words}（{key}）")

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._theme = theme
        self.update()

    def show_state(self, words: str, verdict: Verdict | None, *, is_decided: bool) -> None:
        """Shows its words, and the verdict it stands for: None when it is neither."""
        self._verdict, self._is_decided = verdict, is_decided
        self.setText(words)
        self.setToolTip(f"{words}（{self._key}）")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(96, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        ground, border = theme.paper, theme.line
        if self._verdict is not None:
            colours = theme.verdicts[self._verdict]
            border = colours.ink
            ground = colours.tint if self._is_decided else theme.paper
        if self.isDown() or self.underMouse():
            ground = mixed(ground, theme.accent, 0.16 if self.isDown() else 0.07)
        if self.hasFocus():
            border = theme.accent
        painter.setBrush(ground if self.isEnabled() else theme.window)
        painter.setPen(QPen(border, 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_words(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        painter.setFont(small_font(self.font()))
        key_width = painter.fontMetrics().horizontalAdvance(self._key)
        room = self.width() - key_width - 5 - 12
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        left = (self.width() - key_width - 5 - metrics.horizontalAdvance(words)) // 2
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._theme.third)
        painter.drawText(left, 0, key_width, self.height(), middle, self._key)
        painter.setFont(self.font())
        painter.setPen(self._ink())
        rest = self.width() - left - key_width - 5
        painter.drawText(left + key_width + 5, 0, rest, self.height(), middle, words)

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self._theme.third
        if self._verdict is None:
            return self._theme.text
        return self._theme.verdicts[self._verdict].ink


class VerdictButtons(QWidget):
    """Confirm, and one button per verdict.

    Signals:
        confirm_clicked: The reviewer confirms the proposal or goes on.
        verdict_clicked: The `Verdict` that the reviewer decides.
    """

    confirm_clicked = Signal()
    verdict_clicked = Signal(Verdict)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._confirm = DecisionButton(_CONFIRM_KEY, "确认", theme, self)
        self._confirm.setObjectName("button_confirm")
        self._confirm.clicked.connect(self.confirm_clicked)
        self._buttons = {
            verdict: DecisionButton(key, verdict.label, theme, self)
            for verdict, key in VERDICT_KEYS.items()
        }
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._confirm, 0, 0)
        for place, (verdict, button) in enumerate(self._buttons.items(), start=1):
            button.setObjectName(f"button_{verdict.value}")
            button.clicked.connect(self._on_verdict_clicked)
            layout.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            layout.setColumnStretch(column, 1)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        for button in (self._confirm, *self._buttons.values()):
            button.set_theme(theme)

    def show_row(self, row: ChecklistRow) -> None:
        """Shows what is proposed and what is decided about an item."""
        is_decided = row.human is not None
        proposal = None if is_decided or row.machine is Verdict.MANUAL else row.machine
        self._confirm.show_state(_confirm_words(row), proposal, is_decided=False)
        for verdict, button in self._buttons.items():
            is_shown = verdict is (row.human if is_decided else row.machine)
            button.show_state(verdict.label, verdict if is_shown else None, is_decided=is_decided)

    @Slot()
    def _on_verdict_clicked(self) -> None:
        sender = self.sender()
        for verdict, button in self._buttons.items():
            if button is sender:
                self.verdict_clicked.emit(verdict)


def _confirm_words(row: ChecklistRow) -> str:
    if row.human is not None:
        return "下一未核项"
    if row.machine is None:
        return "无系统判定"
    if row.machine is Verdict.MANUAL:
        return "填写得分"
    return "确认" if row.machine is Verdict.PLAN_ONLY else f"确认{row.machine.label}"
