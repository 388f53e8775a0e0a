"""The report with its evidence marked; the document itself is never edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip, QWidget
from typing_extensions import override

from reviewer.domain.report import ParagraphKind, Report
from reviewer.domain.source_lines import SourceLine
from reviewer.domain.span import Span
from reviewer.gui.aside_page import AsidePage
from reviewer.gui.evidence_marks import PlacedMark
from reviewer.gui.report_marks import EvidenceMark, MarkIndex
from reviewer.gui.report_painting import NumberedParagraph, PagePainter
from reviewer.gui.report_style import report_style_sheet
from reviewer.gui.theme import LIGHT, Theme

__all__ = ["EvidenceMark", "ReportView"]

_FLASH_MS = 900
_UNNUMBERED = (ParagraphKind.TITLE, ParagraphKind.DOCUMENT_NUMBER)
_NOWHERE = Span(0, 0)


class ReportView(AsidePage):
    """The report pane: page, evidence, search hits.

    Grounds are extra selections for the part in view; numbers, bars, underlines and outlines
    are painted over it. Actions added to the view stand in its context menu.

    Signals:
        evidence_clicked: Item id, and the 0-based place of the mark among those of its item;
            clicking again where marks overlap goes on to the next one there.
        paragraph_hovered: Number of the paragraph under the mouse, from 1; 0 for none.
        evidence_changed: `show_evidence` was called, or colours changed.
    """

    evidence_clicked = Signal(str, int)
    paragraph_hovered = Signal(int)
    evidence_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._is_ready = False
        super().__init__(parent)
        self._painter = PagePainter(LIGHT)
        self._marks = MarkIndex()
        self._hits: tuple[Span, ...] = ()
        self._current_hit: Span | None = None
        self._selected_for = _NOWHERE
        self._hovered = 0
        self._returned: frozenset[SourceLine] = frozenset()
        self._pressed_at: QPoint | None = None
        self._flashing: Span | None = None
        self._flash = QVariantAnimation(self)
        self._flash.setStartValue(1.0)
        self._flash.setEndValue(0.0)
        self._flash.setDuration(_FLASH_MS)
        self._flash.valueChanged.connect(self._on_flash)
        self._flash.finished.connect(self._on_flash_finished)
        self.viewport().setMouseTracking(True)
        self._is_ready = True
        self.set_theme(LIGHT)

    @override
    def show_report(self, report: Report | None) -> None:
        """Shows a report without evidence and hits, or nothing."""
        self._flash.stop()
        self._flashing = None
        self._marks = MarkIndex()
        self._hits, self._current_hit = (), None
        self._selected_for = _NOWHERE
        choices = report.line_choices if report is not None else ()
        self._returned = frozenset(choice.line for choice in choices if choice.is_text)
        super().show_report(report)
        self.evidence_changed.emit()

    def show_evidence(self, marks: Sequence[EvidenceMark]) -> None:
        """Marks evidence instead of what was marked before; nothing scrolls."""
        self._marks = MarkIndex(marks, self.report.paragraphs if self.report else ())
        self._refresh()
        self.evidence_changed.emit()

    @property
    def marks(self) -> tuple[EvidenceMark, ...]:
        """The evidence shown."""
        return self._marks.marks

    def placed_marks(self) -> list[PlacedMark]:
        """The evidence shown, each with how far down the page it stands."""
        height = max(self.page_height(), 1.0)
        seen: dict[str, int] = {}
        placed = []
        for mark in self._marks.marks:
            index = seen.get(mark.item_id, 0)
            seen[mark.item_id] = index + 1
            share = self.line_at(mark.span.start).center().y() / height
            placed.append(PlacedMark(mark, index, min(max(share, 0.0), 1.0)))
        return placed

    @Slot(object, object)
    def show_hits(self, hits: Sequence[Span], current: Span | None = None) -> None:
        """Marks search hits, in order and without overlaps; nothing scrolls."""
        self._hits = tuple(hits)
        self._current_hit = current
        self._refresh()

    def go_to(self, span: Span) -> None:
        """Brings a span to the middle of the pane and lets it flash."""
        if self.report is None:
            return
        self.scroll_to(span)
        self._flashing = span
        self._flash.stop()
        self._flash.start()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours; nothing scrolls."""
        self._painter.theme = self._aside_painter.theme = theme
        with self._staying():
            self.setStyleSheet(report_style_sheet(theme))
        self._refresh()
        self.evidence_changed.emit()

    def _refresh(self) -> None:
        self._selected_for = _NOWHERE
        self._select_visible()
        self.viewport().update()

    def _select_visible(self) -> None:
        visible = self.visible_span()
        if self._selected_for.contains(visible) and len(self._selected_for):
            return
        room = len(visible) + 1
        wide = Span(max(visible.start - room, 0), visible.end + room)
        self._selected_for = wide
        theme = self._painter.theme
        selections = [
            self._selection(mark.span, tint)
            for mark in self._marks.within(wide)
            if (tint := self._painter.tint(mark)) is not None
        ]
        selections += [
            self._selection(hit, self._painter.hit_ground)
            for hit in self._hits
            if hit.overlaps(wide)
        ]
        if self._current_hit is not None:
            selections.append(self._selection(self._current_hit, theme.accent, theme.on_accent))
        self.setExtraSelections(selections)

    def _selection(
        self, span: Span, ground: QColor, text: QColor | None = None
    ) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(ground)
        if text is not None:
            look.setForeground(text)
        start, end = self._positions.span_to_qt(span)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        # The stubs miss both members.
        selection.cursor = cursor  # type: ignore[attr-defined]
        selection.format = look  # type: ignore[attr-defined]
        return selection

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.report is None:
            return
        scrolled = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -scrolled)
        left = self._text_left()
        dirty = QRectF(event.rect()).translated(0, scrolled)
        self._painter.paint_margin(painter, self._numbered_paragraphs(dirty), left)
        current = self._marks.current
        for mark in self._marks.within(self.visible_span()):
            lines = self.lines_of(mark.span)
            if mark.is_current:
                self._painter.paint_outline(painter, lines, mark)
            elif current is None or mark.span != current.span:
                self._painter.paint_underline(painter, lines, mark)
        if self._flashing is not None:
            strength = self._flash.currentValue()
            self._painter.paint_flash(painter, self.lines_of(self._flashing), strength or 0.0)
        painter.end()

    def _text_left(self) -> float:
        return self.document().rootFrame().frameFormat().leftMargin()

    def _numbered_paragraphs(self, area: QRectF) -> Iterator[NumberedParagraph]:
        if self.report is None:
            return
        block = self._block_at(area.top())
        while block.isValid() and block.blockNumber() < len(self.report.paragraphs):
            paragraph = self.report.paragraphs[block.blockNumber()]
            lines = self.document().documentLayout().blockBoundingRect(block)
            if lines.top() > area.bottom():
                return
            layout = block.layout()
            last = layout.lineAt(layout.lineCount() - 1)
            yield NumberedParagraph(
                number=None if paragraph.kind in _UNNUMBERED else paragraph.number,
                area=QRectF(0, lines.top(), 1, last.y() + last.height()),
                number_line=self._number_line(layout, lines.top()),
                verdict=self._marks.verdict_of_paragraph(paragraph.number),
                is_returned=any(line in self._returned for line in paragraph.lines),
            )
            block = block.next()

    def _number_line(self, layout: QTextLayout, paragraph_top: float) -> QRectF:
        """The line of a paragraph that its number stands beside: the first one wholly in view."""
        top = self.verticalScrollBar().value() - paragraph_top
        numbers = range(layout.lineCount())
        shown = next((n for n in numbers if layout.lineAt(n).y() >= top), numbers[-1])
        line = layout.lineAt(shown)
        return QRectF(0, paragraph_top + line.y(), 1, line.height())

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self._is_ready:
            self._select_visible()
            # The number of a paragraph that begins above the pane moves on to its next line.
            self.viewport().update(0, 0, round(self._text_left()), self.viewport().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_ready:
            self._refresh()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed_at, self._pressed_at = self._pressed_at, None
        if event.button() is not Qt.MouseButton.LeftButton or pressed_at is None:
            return
        moved = (event.position().toPoint() - pressed_at).manhattanLength()
        if moved >= QApplication.startDragDistance() or self.textCursor().hasSelection():
            return
        offset = self._offset_under(event.position())
        clicked = None if offset is None else self._marks.next_at(offset)
        if clicked is not None:
            mark, index = clicked
            self.evidence_clicked.emit(mark.item_id, index)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        offset = self._offset_under(event.position())
        is_evidence = offset is not None and bool(self._marks.at(offset))
        is_target = is_evidence or self._row_under(event.position()) is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_target else Qt.CursorShape.IBeamCursor
        )
        level = event.position().y() + self.verticalScrollBar().value()
        self._hover(self._block_at(level).blockNumber() + 1 if self.report else 0)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(0)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            offset = self._offset_under(QPointF(event.pos()))
            marks = [] if offset is None else self._marks.at(offset)
            labels = dict.fromkeys(mark.label for mark, _ in marks if mark.label)
            row = self._row_under(QPointF(event.pos()))
            if row is not None:
                labels = dict.fromkeys((row.entry.text.strip(), f"（{row.entry.reason}）"))
            QToolTip.showText(event.globalPos(), "\n".join(labels), self)
            return True
        return super().viewportEvent(event)

    def _hover(self, paragraph: int) -> None:
        if paragraph != self._hovered:
            self._hovered = paragraph
            self.paragraph_hovered.emit(paragraph)

    def _offset_under(self, point: QPointF) -> int | None:
        """The offset at a point of the viewport; None beside the text."""
        if self.report is None:
            return None
        place = point + QPointF(0, self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        position = layout.hitTest(place, Qt.HitTestAccuracy.ExactHit)
        return None if position < 0 else self._positions.from_qt(position)

    @Slot()
    def _on_flash(self) -> None:
        if self._flashing is None:
            return
        area = QRectF()
        for line in self.lines_of(self._flashing):
            area = area.united(line)
        area.translate(0, -self.verticalScrollBar().value())
        self.viewport().update(area.toAlignedRect().adjusted(-4, -4, 4, 4))

    @Slot()
    def _on_flash_finished(self) -> None:
        self._flashing = None
        self.viewport().update()
