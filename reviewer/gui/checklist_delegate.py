"""Paints the cells of the checklist."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from reviewer.domain.verdict import Verdict
from reviewer.gui.checklist_model import ChecklistRole, Column
from reviewer.gui.checklist_rows import ChecklistRow
from reviewer.gui.icons import (
    PILL_HEIGHT,
    SIGN_SIZE,
    paint_verdict_pill,
    paint_verdict_sign,
    pill_width,
)
from reviewer.gui.style import small_font
from reviewer.gui.theme import Theme

ITEM_HEIGHT = 31
CATEGORY_HEIGHT = 29
_LEFT = 16
_GAP = 8
_RIGHT = 16

_OVERRIDE = "改判"
_LACKS_REASON = "缺理由"
_NOTE = "注"


def column_widths(font: QFont) -> dict[Column, int]:
    """The widths of all columns but the first, in pixels, so that nothing is cut off."""
    metrics, small = QFontMetrics(font), QFontMetrics(small_font(font))
    longest_label = max((verdict.label for verdict in Verdict), key=len)
    return {
        Column.VERDICT: pill_width(small, longest_label) + _GAP,
        Column.EVIDENCE: metrics.horizontalAdvance("99") + _GAP,
        Column.POINTS: metrics.horizontalAdvance("12.5 / 12.5") + _GAP + _RIGHT,
    }


class ChecklistDelegate(QStyledItemDelegate):
    """Paints items (sign, name, verdict, evidence, points) and category headings."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._theme = theme

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        is_item = index.parent().isValid()
        return QSize(0, ITEM_HEIGHT if is_item else CATEGORY_HEIGHT)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        row = index.sibling(index.row(), Column.NAME).data(ChecklistRole.ROW)
        if isinstance(row, ChecklistRow):
            self._paint_item(painter, option, Column(index.column()), row, index.data())
        else:
            self._paint_category(painter, option, Column(index.column()), index.data())
        painter.restore()

    def _paint_item(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        column: Column,
        row: ChecklistRow,
        words: str,
    ) -> None:
        rect = _rect(option)
        match column:
            case Column.NAME:
                self._paint_name(painter, option, row)
            case Column.VERDICT:
                self._paint_verdict(painter, option, row)
            case Column.EVIDENCE:
                self._write(painter, option, rect, words, self._theme.third)
            case _:
                is_firm = row.human is not None
                colour = self._theme.text if is_firm else self._theme.second
                self._write(painter, option, rect.adjusted(0, 0, -_RIGHT, 0), words, colour)

    def _paint_name(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ChecklistRow
    ) -> None:
        rect = _rect(option)
        top = rect.center().y() - SIGN_SIZE / 2 + 1
        if row.shown is not None:
            paint_verdict_sign(
                painter,
                QRectF(rect.left() + _LEFT, top, SIGN_SIZE, SIGN_SIZE),
                row.shown,
                self._theme,
                is_decided=row.human is not None,
            )
        text = rect.adjusted(_LEFT + SIGN_SIZE + _GAP, 0, -_GAP, 0)
        painter.setFont(small_font(_font(option)))
        for mark, colour in self._marks(row):
            painter.setPen(colour)
            painter.drawText(
                text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, mark
            )
            text.setRight(text.right() - painter.fontMetrics().horizontalAdvance(mark) - 6)
        painter.setFont(_font(option))
        painter.setPen(self._theme.text)
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, name)

    def _marks(self, row: ChecklistRow) -> list[tuple[str, QColor]]:
        marks = []
        if row.lacks_reason:
            marks.append((_LACKS_REASON, self._theme.verdicts[Verdict.ABSENT].ink))
        elif row.is_override:
            marks.append((_OVERRIDE, self._theme.second))
        if row.has_note:
            marks.append((_NOTE, self._theme.third))
        return marks

    def _paint_verdict(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ChecklistRow
    ) -> None:
        if row.shown is None:
            return
        rect = _rect(option)
        painter.setFont(small_font(_font(option)))
        width = pill_width(painter.fontMetrics(), row.shown.label)
        pill = QRect(rect.left(), rect.center().y() - PILL_HEIGHT // 2, width, PILL_HEIGHT)
        paint_verdict_pill(
            painter,
            pill,
            row.shown.label,
            row.shown,
            self._theme,
            is_decided=row.human is not None,
        )

    def _paint_category(
        self, painter: QPainter, option: QStyleOptionViewItem, column: Column, words: str | None
    ) -> None:
        if not words:
            return
        rect = _rect(option)
        painter.setFont(small_font(_font(option)))
        painter.setPen(self._theme.second)
        match column:
            case Column.NAME:
                left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
                painter.drawText(rect.adjusted(_LEFT, 0, 0, 0), left, words)
            case Column.VERDICT:
                painter.setPen(self._theme.third)
                painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
            case _:
                self._write(
                    painter, option, rect.adjusted(0, 0, -_RIGHT, 0), words, self._theme.second
                )

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRect,
        words: str,
        colour: QColor,
    ) -> None:
        painter.setFont(_font(option))
        painter.setPen(colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect = option.rect  # type: ignore[attr-defined]  # missing in the stubs
    return QRect(rect)


def _font(option: QStyleOptionViewItem) -> QFont:
    return QFont(option.font)  # type: ignore[attr-defined]  # missing in the stubs
