"""The page with the lines that were set aside, shown on demand; one of them is the current one."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from reviewer.domain.report import Report
from reviewer.gui.aside_rows import RETURN_WORDS, AsidePainter, AsideRow
from reviewer.gui.report_page import ReportPage
from reviewer.gui.theme import LIGHT

_NONE = -1
_ABOVE = 0.35


class AsidePage(ReportPage):
    """A page on which set-aside lines can be seen, walked through and asked back.

    Signals:
        aside_shown_changed: Whether they are shown now.
        aside_chosen: Place in `Report.furniture` of the line that is the current one now.
        aside_return_asked: Places (list) of lines that are wanted in the text.
        set_aside_asked: Numbers (list) of paragraphs that are wanted out of the text.
    """

    aside_shown_changed = Signal(bool)
    aside_chosen = Signal(int)
    aside_return_asked = Signal(list)
    set_aside_asked = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._current_aside = _NONE
        self._hovered_aside = _NONE
        super().__init__(parent)
        self._aside_painter = AsidePainter(LIGHT)

    @override
    def show_report(self, report: Report | None) -> None:
        """Shows a report from its top; no line that was set aside is the current one."""
        self._current_aside = self._hovered_aside = _NONE
        super().show_report(report)

    @property
    def current_aside(self) -> int | None:
        """Place in `Report.furniture` of the current line; None for none."""
        return None if self._current_aside == _NONE else self._current_aside

    def show_aside(self, is_shown: bool) -> None:  # noqa: FBT001  (takes a signal)
        """Shows the lines that were set aside at their places, or hides them."""
        if is_shown == self.is_aside_shown:
            return
        self._current_aside = self._hovered_aside = _NONE
        self.set_aside_room(is_wanted=is_shown)
        self.aside_shown_changed.emit(is_shown)

    def choose_aside(self, index: int) -> None:
        """Makes a line the current one and brings it into view."""
        row = next((row for row in self._rows() if row.index == index), None)
        if row is None:
            return
        self._current_aside = index
        top = self.verticalScrollBar().value()
        height = self.viewport().height()
        if not top <= row.area.top() <= row.area.bottom() <= top + height:
            self.verticalScrollBar().setValue(round(row.area.top() - height * _ABOVE))
        self.viewport().update()
        self.aside_chosen.emit(index)

    def walk_aside(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) line, from the last to the first.

        With none current, it begins at what is in view.
        """
        count = len(self.report.furniture) if self.report is not None else 0
        if not count:
            return
        self.show_aside(is_shown=True)
        if self._current_aside != _NONE:
            self.choose_aside((self._current_aside + step) % count)
            return
        top = self.verticalScrollBar().value()
        below = [row.index for row in self._rows() if row.area.top() >= top]
        first = below[0] if below else 0
        self.choose_aside(first if step > 0 else (first - 1) % count)

    def aside_block(self, index: int) -> list[int]:
        """The places of all lines that were set aside between the same two paragraphs."""
        furniture = self.report.furniture if self.report is not None else ()
        home = furniture[index].before_paragraph
        return [place for place, entry in enumerate(furniture) if entry.before_paragraph == home]

    def _rows(self) -> Iterator[AsideRow]:
        """The rows from top to bottom, wherever they are."""
        layout = self._aside
        if layout is None or self.report is None:
            return
        frame = self.document().rootFrame().frameFormat()
        left, width = frame.leftMargin(), self.viewport().width()
        column = QRectF(left, 0, width - left - frame.rightMargin(), 0)
        document = self.document()
        for paragraph in layout.paragraphs:
            block = document.findBlockByNumber(paragraph - 1)
            bounds = document.documentLayout().blockBoundingRect
            if block.isValid():
                column.moveBottom(bounds(block).top())
            else:
                last = bounds(document.lastBlock()).bottom()
                column.moveBottom(last + layout.room_before(paragraph))
            yield from layout.rows_before(paragraph, column)

    def _row_under(self, point: QPointF) -> AsideRow | None:
        """The row at a point of the viewport."""
        place = point + QPointF(0, self.verticalScrollBar().value())
        return next((row for row in self._rows() if row.area.contains(place)), None)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._aside is None:
            return
        scrolled = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -scrolled)
        dirty = QRectF(event.rect()).translated(0, scrolled)
        for row in self._rows():
            if row.area.top() > dirty.bottom():
                break
            if row.area.bottom() >= dirty.top():
                self._aside_painter.paint(
                    painter,
                    row,
                    self._pixel_size,
                    is_current=row.index == self._current_aside,
                    is_hovered=row.index == self._hovered_aside,
                )
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        # What stands above the first paragraph and below the last has no caret to follow.
        bar, cursor = self.verticalScrollBar(), self.textCursor()
        if self._aside is None:
            return
        if event.key() == Qt.Key.Key_Home and cursor.atStart():
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End and cursor.atEnd():
            bar.setValue(bar.maximum())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_under(event.position())
        if row is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        place = event.position() + QPointF(0, self.verticalScrollBar().value())
        is_return = self._aside_painter.return_area(row, self._pixel_size).contains(place)
        self.choose_aside(row.index)
        if is_return:
            self.aside_return_asked.emit([row.index])

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        row = self._row_under(event.position())
        self._hover_aside(_NONE if row is None else row.index)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover_aside(_NONE)

    def _hover_aside(self, index: int) -> None:
        if index != self._hovered_aside:
            self._hovered_aside = index
            self.viewport().update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self._row_under(QPointF(event.pos()))
        if row is None:
            super().contextMenuEvent(event)
            return
        self.choose_aside(row.index)
        self._aside_menu(row).popup(event.globalPos())

    def _aside_menu(self, row: AsideRow) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        block = self.aside_block(row.index)
        menu.addAction(f"{RETURN_WORDS}\tB", lambda: self.aside_return_asked.emit([row.index]))
        if len(block) > 1:
            menu.addAction(
                f"这里的 {len(block)} 行都{RETURN_WORDS}\tCtrl+B",
                lambda: self.aside_return_asked.emit(block),
            )
        menu.addSeparator()
        clipboard = QGuiApplication.clipboard()
        menu.addAction("复制这一行", lambda: clipboard.setText(row.entry.text))
        return menu

    @override
    def _fill_context_menu(self, menu: QMenu, point: QPoint) -> None:
        super()._fill_context_menu(menu, point)
        if self.report is None:
            return
        menu.addSeparator()
        numbers = self.selected_paragraphs()
        if numbers:
            words = "选中的段落不作正文\tX"
        else:
            level = point.y() + self.verticalScrollBar().value()
            numbers = [self._block_at(level).blockNumber() + 1]
            words = f"第 {numbers[0]} 段不作正文"
        menu.addAction(words, lambda: self.set_aside_asked.emit(numbers))

    def selected_paragraphs(self) -> list[int]:
        """Numbers of the paragraphs that the selection touches."""
        span = self.selected_span()
        if self.report is None or span is None:
            return []
        return [p.number for p in self.report.paragraphs if p.span.overlaps(span)]
