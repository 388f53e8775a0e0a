"""Paints what stands around the report's text: numbers, bars, underlines, outlines, frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewer.domain.verdict import Verdict
from reviewer.gui.fonts import interface_font
from reviewer.gui.report_marks import EvidenceMark
from reviewer.gui.span_geometry import rounded_outline
from reviewer.gui.style import mixed
from reviewer.gui.theme import Theme

_NUMBER_PIXEL_SIZE = 11
_NUMBER_WIDTH = 44.0
_NUMBER_TO_TEXT = 24.0
_BAR_TO_TEXT = 14.0
_BAR_WIDTH = 3.0
_DECIDED_LINE = 2.0
_PROPOSED_LINE = 1.0
_PROPOSED_TINT = 0.6
_BACKGROUND_INK = 0.42
_OUTLINE = 1.6
_OUTLINE_MARGIN = 1.5
_OUTLINE_RADIUS = 5.0
_HIT_SHARE = 0.22
_FLASH_OPACITY = 0.30

GUTTER = 64
"""Pixels to the left of the text that numbers and bars need."""


@dataclass(frozen=True, slots=True)
class NumberedParagraph:
    """A visible paragraph as the margin shows it.

    Attributes:
        number: What stands beside it; None for a paragraph without a number (the title).
        area: From its first line to its last, in document coordinates.
        number_line: The line that the number stands beside.
        verdict: The colour of its bar; None for a paragraph without evidence.
        is_returned: Whether the reviewer put it back into the text.
    """

    number: int | None
    area: QRectF
    number_line: QRectF
    verdict: Verdict | None
    is_returned: bool = False


class PagePainter:
    """Paints in document coordinates, on top of the text.

    Attributes:
        theme: The colours.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def tint(self, mark: EvidenceMark) -> QColor | None:
        """The ground behind a piece of evidence; None for the items in the background."""
        if not mark.is_of_selected_item:
            return None
        tint = self.theme.verdicts[mark.verdict].tint
        return tint if mark.is_decided else mixed(self.theme.paper, tint, _PROPOSED_TINT)

    @property
    def hit_ground(self) -> QColor:
        """The ground behind a search hit."""
        return mixed(self.theme.paper, self.theme.accent, _HIT_SHARE)

    def paint_margin(
        self, painter: QPainter, paragraphs: Iterable[NumberedParagraph], text_left: float
    ) -> None:
        """Numbers and bars to the left of the text."""
        painter.setFont(interface_font(_NUMBER_PIXEL_SIZE))
        for paragraph in paragraphs:
            if paragraph.number is None:
                continue
            if paragraph.verdict is not None:
                bar = paragraph.area.adjusted(0, 2, 0, -2)
                bar.setLeft(text_left - _BAR_TO_TEXT - _BAR_WIDTH / 2)
                bar.setWidth(_BAR_WIDTH)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.theme.verdicts[paragraph.verdict].ink)
                painter.drawRoundedRect(bar, _BAR_WIDTH / 2, _BAR_WIDTH / 2)
            place = QRectF(paragraph.number_line)
            place.setLeft(text_left - _NUMBER_TO_TEXT - _NUMBER_WIDTH)
            place.setWidth(_NUMBER_WIDTH)
            painter.setPen(self.theme.accent if paragraph.is_returned else self.theme.second)
            painter.drawText(
                place,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                f"放回 {paragraph.number}" if paragraph.is_returned else str(paragraph.number),
            )

    def paint_underline(
        self, painter: QPainter, lines: Sequence[QRectF], mark: EvidenceMark
    ) -> None:
        """A line under evidence: thick where a human decided, thin where the machine proposes."""
        width = _DECIDED_LINE if mark.is_decided else _PROPOSED_LINE
        ink = self.theme.verdicts[mark.verdict].ink
        if not mark.is_of_selected_item:
            ink = mixed(self.theme.paper, ink, _BACKGROUND_INK)
        pen = QPen(ink, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for line in lines:
            level = line.bottom() - width / 2
            painter.drawLine(QPointF(line.left(), level), QPointF(line.right(), level))

    def paint_outline(self, painter: QPainter, lines: Sequence[QRectF], mark: EvidenceMark) -> None:
        """The frame around the current evidence."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.verdicts[mark.verdict].ink, _OUTLINE))
        painter.drawPath(rounded_outline(list(lines), _OUTLINE_MARGIN, _OUTLINE_RADIUS))

    def paint_flash(self, painter: QPainter, lines: Sequence[QRectF], strength: float) -> None:
        """A veil over the place just gone to; `strength` falls from 1 to 0."""
        veil = QColor(self.theme.accent)
        veil.setAlphaF(_FLASH_OPACITY * strength)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawPath(rounded_outline(list(lines), _OUTLINE_MARGIN, _OUTLINE_RADIUS))
