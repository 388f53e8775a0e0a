"""Where the lines that were set aside are shown on the page, and how they are painted.

They stand at their own places, in room that is left between the paragraphs; the document itself
holds nothing but the report's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from reviewer.domain.report import Furniture
from reviewer.gui.fonts import interface_font
from reviewer.gui.style import mixed
from reviewer.gui.theme import Theme

RETURN_WORDS = "放回正文"

_LEAST_PIXELS = 12
_SMALLER = 4
_ROW = 1.75
_GAP = 0.6
_BAR_TO_TEXT = 14.0
_PADDING = 8.0
_RADIUS = 4.0
_CURRENT_SHARE = 0.12
_HOVER_SHARE = 0.5
_BETWEEN = 16.0


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A line that was set aside, as the page shows it.

    Attributes:
        index: Its place in `Report.furniture`.
        entry: The line.
        area: In document coordinates, as wide as the column of text.
    """

    index: int
    entry: Furniture
    area: QRectF


class AsideLayout:
    """How much room the lines need at one size of text.

    Args:
        furniture: The lines, in order.
        pixel_size: Size of the report's text.
    """

    def __init__(self, furniture: Sequence[Furniture], pixel_size: int) -> None:
        self._furniture = furniture
        size = max(pixel_size - _SMALLER, _LEAST_PIXELS)
        self.row_height = round(size * _ROW)
        self._gap = round(size * _GAP)
        self._groups: dict[int, list[int]] = {}
        for index, entry in enumerate(furniture):
            self._groups.setdefault(entry.before_paragraph, []).append(index)

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """Numbers of the paragraphs in front of which lines were set aside, in order."""
        return tuple(self._groups)

    def room_before(self, paragraph: int) -> int:
        """Pixels needed in front of a paragraph; its number may be one past the last."""
        count = len(self._groups.get(paragraph, ()))
        return count * self.row_height + 2 * self._gap if count else 0

    def rows_before(self, paragraph: int, column: QRectF) -> list[AsideRow]:
        """The rows in front of a paragraph.

        Args:
            paragraph: Its number.
            column: The column of text; its bottom is where the paragraph begins.
        """
        group = self._groups.get(paragraph, [])
        top = column.bottom() - self._gap - len(group) * self.row_height
        height = self.row_height
        return [
            AsideRow(
                index,
                self._furniture[index],
                QRectF(column.left(), top + place * height, column.width(), height),
            )
            for place, index in enumerate(group)
        ]


class AsidePainter:
    """Paints rows in document coordinates.

    Attributes:
        theme: The colours.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def return_area(self, row: AsideRow, pixel_size: int) -> QRectF:
        """Where the words that put a line back stand on its row."""
        words = f"{RETURN_WORDS}  B"
        width = QFontMetricsF(_font(pixel_size)).horizontalAdvance(words) + 2 * _PADDING
        area = QRectF(row.area)
        area.setLeft(area.right() - width)
        return area

    def paint(
        self,
        painter: QPainter,
        row: AsideRow,
        pixel_size: int,
        *,
        is_current: bool,
        is_hovered: bool,
    ) -> None:
        """A row: the line, and why it was set aside or how to put it back."""
        painter.setFont(_font(pixel_size))
        area = row.area.adjusted(0, 1, 0, -1)
        ground = self._ground(is_current=is_current, is_hovered=is_hovered)
        if ground is not None:
            painter.setBrush(ground)
            painter.setPen(QPen(self.theme.accent, 1) if is_current else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        painter.setPen(QPen(self.theme.third, 1, Qt.PenStyle.DotLine))
        bar = row.area.left() - _BAR_TO_TEXT
        painter.drawLine(round(bar), round(row.area.top()), round(bar), round(row.area.bottom()))
        is_marked = is_current or is_hovered
        right = RETURN_WORDS if is_marked else row.entry.reason
        right = f"{RETURN_WORDS}  B" if is_current else right
        painter.setPen(self.theme.accent if is_marked else self.theme.third)
        inner = area.adjusted(_PADDING, 0, -_PADDING, 0)
        vertical = Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetricsF(painter.font())
        right = metrics.elidedText(right, Qt.TextElideMode.ElideRight, inner.width() / 3)
        painter.drawText(inner, vertical | Qt.AlignmentFlag.AlignRight, right)
        room = inner.width() - metrics.horizontalAdvance(right) - _BETWEEN
        line = " ".join(row.entry.text.split())
        line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
        painter.setPen(self.theme.second)
        painter.drawText(inner, vertical | Qt.AlignmentFlag.AlignLeft, line)

    def _ground(self, *, is_current: bool, is_hovered: bool) -> QColor | None:
        if is_current:
            return mixed(self.theme.paper, self.theme.accent, _CURRENT_SHARE)
        return mixed(self.theme.paper, self.theme.line, _HOVER_SHARE) if is_hovered else None


def _font(pixel_size: int) -> QFont:
    return interface_font(max(pixel_size - _SMALLER, _LEAST_PIXELS))
