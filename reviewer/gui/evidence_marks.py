"""Marks beside the scroll bar: where in the whole report evidence lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from reviewer.gui.report_marks import EvidenceMark
from reviewer.gui.theme import LIGHT, Theme

_WIDTH = 14
_END = 4
_REACH = 5.0
_DECIDED_THICKNESS = 4.0
_PROPOSED_THICKNESS = 2.0


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark and where it stands.

    Attributes:
        mark: The evidence.
        index: Its 0-based place among the marks of its item.
        share: How far down the page it stands, from 0 (top) to 1 (bottom).
    """

    mark: EvidenceMark
    index: int
    share: float


class EvidenceMarks(QWidget):
    """A strip as high as the report pane, with one mark per piece of evidence.

    Signals:
        mark_chosen: Item id, and the mark's place among those of its item.
        place_chosen: The share of the page that was clicked where no mark is near.
    """

    mark_chosen = Signal(str, int)
    place_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._marks: tuple[PlacedMark, ...] = ()
        self.setObjectName("evidence_marks")
        self.setAccessibleName("依据分布")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_marks(self, marks: Sequence[PlacedMark]) -> None:
        """Shows these marks; the current one on top."""
        self._marks = tuple(sorted(marks, key=lambda placed: placed.mark.is_current))
        current = next((p for p in marks if p.mark.is_current), None)
        self.setAccessibleDescription(
            f"共 {len(marks)} 处依据"
            + (f"，当前一处在全文 {current.share:.0%} 的位置" if current else "")
        )
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.paper)
        painter.setPen(self._theme.line)
        painter.drawLine(QPointF(0.5, 0), QPointF(0.5, self.height()))
        for placed in self._marks:
            self._paint_mark(painter, placed)
        painter.end()

    def _paint_mark(self, painter: QPainter, placed: PlacedMark) -> None:
        ink = self._theme.verdicts[placed.mark.verdict].ink
        level = self._level(placed)
        if placed.mark.is_current:
            shape = QRectF(1.5, level - 4, _WIDTH - 3, 8)
            painter.setPen(QPen(self._theme.paper, 1.5))
            painter.setBrush(ink)
            painter.drawRoundedRect(shape, 3, 3)
        else:
            thickness = _DECIDED_THICKNESS if placed.mark.is_decided else _PROPOSED_THICKNESS
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRect(QRectF(3, level - thickness / 2, _WIDTH - 5, thickness))

    def _level(self, placed: PlacedMark) -> float:
        return _END + placed.share * (self.height() - 2 * _END)

    def _nearest(self, level: float) -> PlacedMark | None:
        near = [p for p in self._marks if abs(self._level(p) - level) <= _REACH]
        return min(near, key=lambda p: abs(self._level(p) - level), default=None)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        level = event.position().y()
        nearest = self._nearest(level)
        if nearest is not None:
            self.mark_chosen.emit(nearest.mark.item_id, nearest.index)
        else:
            span = max(self.height() - 2 * _END, 1)
            self.place_chosen.emit(min(max((level - _END) / span, 0.0), 1.0))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            nearest = self._nearest(event.pos().y())
            QToolTip.showText(event.globalPos(), nearest.mark.label if nearest else "", self)
            return True
        return super().event(event)
