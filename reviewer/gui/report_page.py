"""The report's text as a page: layout, size, selection, scrolling, keys; without marks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QWidget
from typing_extensions import override

from reviewer.domain.report import Report
from reviewer.domain.span import Span
from reviewer.gui.fonts import REPORT_PIXEL_SIZE
from reviewer.gui.report_document import column_margins, fill_document
from reviewer.gui.report_keys import Zoom, belongs_to_report, is_move, zoom_of
from reviewer.gui.report_painting import GUTTER
from reviewer.gui.span_geometry import line_rects
from reviewer.gui.text_positions import TextPositions

SMALLEST_ZOOM_STEP = -5
LARGEST_ZOOM_STEP = 15

_PAGE_TOP = 36
_PAGE_BOTTOM = 72
_TARGET_HEIGHT = 0.4
_WHEEL_STEP = 120


class ReportPage(QTextEdit):
    """A read-only page; places are code points of `Report.text`, never Qt positions.

    Attributes:
        report: The report shown, or None.

    Signals:
        selection_changed: The selected `Span`, or None.
        current_paragraph_changed: Number of the paragraph being read, from 1; 0 for none.
        zoom_changed: The new zoom step.
        layout_changed: Text has moved on the page.
    """

    selection_changed = Signal(object)
    current_paragraph_changed = Signal(int)
    zoom_changed = Signal(int)
    layout_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report: Report | None = None
        self._positions = TextPositions("")
        self._own_document: QTextDocument | None = None
        self._zoom_step = 0
        self._turned = 0
        self._paragraph = 0
        self._place: int | None = None
        self._is_moving_itself = False
        self.setObjectName("report_view")
        self.setAccessibleName("报告正文")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # With an input method active, letters would go to it instead of to the actions.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setTabChangesFocus(True)
        # Always there, so that its coming and going never changes the width of the page.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionChanged.connect(self._on_selection_changed)
        self._fill()

    def show_report(self, report: Report | None) -> None:
        """Shows a report from its top, or nothing; the same text again stays where it is."""
        is_same = report is not None and self.report is not None and report.text == self.report.text
        self.report = report
        self._positions = TextPositions(report.text if report else "")
        if is_same:
            self._lay_out_anew()
            return
        with self._moving_itself():
            self._fill()
            self.verticalScrollBar().setValue(0)
        self._place = None
        self._update_current_paragraph()

    @property
    def zoom_step(self) -> int:
        """Pixels by which the text is larger than its standard size; for keeping in settings."""
        return self._zoom_step

    def set_zoom_step(self, step: int) -> None:
        """Sets the size of the text; outside its range the nearest allowed step."""
        step = min(max(step, SMALLEST_ZOOM_STEP), LARGEST_ZOOM_STEP)
        if step == self._zoom_step:
            return
        self._zoom_step = step
        self._lay_out_anew()
        self.zoom_changed.emit(step)

    @property
    def current_paragraph(self) -> int:
        """Number of the paragraph being read, from 1; 0 for none."""
        return self._paragraph

    def selected_span(self) -> Span | None:
        """The selected text without blanks at its ends, or None."""
        cursor = self.textCursor()
        if self.report is None or not cursor.hasSelection():
            return None
        span = self._positions.span_from_qt(cursor.selectionStart(), cursor.selectionEnd())
        text = span.of(self.report.text)
        start = span.start + len(text) - len(text.lstrip())
        end = start + len(text.strip())
        return Span(start, end) if end > start else None

    def visible_span(self) -> Span:
        """The stretch of text between the top and the bottom of the pane."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return self._positions.span_from_qt(
            self._position_at(QPointF(0, top)),
            self._position_at(QPointF(self.viewport().width(), bottom)),
        )

    def lines_of(self, span: Span) -> list[QRectF]:
        """The rectangles of a span, one per line, in document coordinates."""
        return line_rects(self.document(), *self._positions.span_to_qt(span))

    def line_at(self, offset: int) -> QRectF:
        """The caret's place in front of an offset, in document coordinates."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._positions.to_qt(offset))
        return QRectF(self.cursorRect(cursor)).translated(0, self.verticalScrollBar().value())

    def page_height(self) -> float:
        """The height of the laid-out text, in pixels."""
        return self.document().size().height()

    @Slot(object)
    def scroll_to(self, span: Span) -> None:
        """Brings a span to the middle of the pane; the user's selection stays."""
        if self.report is None:
            return
        if not self.textCursor().hasSelection():
            self._set_caret(self._positions.to_qt(span.start))
        lines = self.lines_of(span) or [self.line_at(span.start)]
        height = self.viewport().height()
        extent = lines[-1].bottom() - lines[0].top()
        room = max(height * _TARGET_HEIGHT - extent / 2, self._pixel_size * 2.0)
        self._go(round(lines[0].top() - room), span.start)

    @Slot(int)
    def scroll_to_top(self, offset: int) -> None:
        """Brings the line of an offset near the top of the pane."""
        if self.report is None:
            return
        if not self.textCursor().hasSelection():
            self._set_caret(self._positions.to_qt(offset))
        self._go(round(self.line_at(offset).top()) - _PAGE_TOP, offset)

    @Slot(float)
    def scroll_to_share(self, share: float) -> None:
        """Brings a share of the page (0 top, 1 bottom) to the middle of the pane."""
        middle = self.viewport().height() / 2
        self.verticalScrollBar().setValue(round(share * self.page_height() - middle))

    def _go(self, value: int, offset: int) -> None:
        with self._moving_itself():
            self.verticalScrollBar().setValue(value)
        if self.report is not None and self.report.paragraphs:
            self._place = self.report.paragraph_at(offset).number
        self._update_current_paragraph()

    @property
    def _pixel_size(self) -> int:
        return REPORT_PIXEL_SIZE + self._zoom_step

    def _fill(self) -> None:
        """Swaps in a new document: one being edited is no ground for layout and scrolling."""
        # Selections hold cursors into the old document: they go first.
        self.setExtraSelections([])
        old, new = self._own_document, QTextDocument(self)
        new.setUndoRedoEnabled(False)
        if self.report is not None:
            fill_document(new, self.report, self._pixel_size)
        self._set_margins(new)
        self.setDocument(new)
        new.documentLayout().documentSizeChanged.connect(self.layout_changed)
        self._own_document = new
        if old is not None:
            old.deleteLater()
        self._finish_layout()

    def _finish_layout(self) -> None:
        """Lays out to the end and tells the scroll bar.

        Qt lays out lazily; until its timer has run, places are found wrongly and the scroll bar
        has a range that was guessed.
        """
        layout = self.document().documentLayout()
        layout.documentSizeChanged.emit(layout.documentSize())

    def _lay_out_anew(self) -> None:
        selection = self.textCursor()
        anchor, position = selection.anchor(), selection.position()
        with self._staying():
            self._fill()
            cursor = self.textCursor()
            cursor.setPosition(anchor)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _set_margins(self, document: QTextDocument) -> None:
        left, right = column_margins(self.viewport().width(), self._pixel_size, GUTTER)
        frame = document.rootFrame()
        look = frame.frameFormat()
        if (left, right) == (round(look.leftMargin()), round(look.rightMargin())):
            return
        look.setLeftMargin(left)
        look.setRightMargin(right)
        look.setTopMargin(_PAGE_TOP)
        look.setBottomMargin(_PAGE_BOTTOM)
        frame.setFrameFormat(look)

    @contextmanager
    def _moving_itself(self) -> Iterator[None]:
        was_moving, self._is_moving_itself = self._is_moving_itself, True
        try:
            yield
        finally:
            self._is_moving_itself = was_moving

    @contextmanager
    def _staying(self) -> Iterator[None]:
        """Keeps the line at the top of the pane where it is while the layout changes."""
        bar = self.verticalScrollBar()
        position = self._position_at(QPointF(0, bar.value())) if bar.value() else 0
        above = self._line_top(position) - bar.value()
        with self._moving_itself():
            yield
            self._finish_layout()
            if position:
                bar.setValue(round(self._line_top(position) - above))
        self._update_current_paragraph()

    def _line_top(self, position: int) -> float:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return self.cursorRect(cursor).top() + self.verticalScrollBar().value()

    def _position_at(self, point: QPointF) -> int:
        layout = self.document().documentLayout()
        layout.documentSize()  # Places are found wrongly while the layout is unfinished.
        hit = layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        return max(hit, 0)

    def _set_caret(self, position: int) -> None:
        with self._moving_itself():
            cursor = self.textCursor()
            cursor.setPosition(position)
            self.setTextCursor(cursor)

    def _update_current_paragraph(self) -> None:
        number = self._place or self._paragraph_on_reading_line()
        if number != self._paragraph:
            self._paragraph = number
            self.current_paragraph_changed.emit(number)

    def _paragraph_on_reading_line(self) -> int:
        """The paragraph on a line that sinks from top to bottom as one scrolls to the end."""
        if self.report is None or not self.report.paragraphs:
            return 0
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        level = bar.value() + _PAGE_TOP + share * (self.viewport().height() - _PAGE_TOP)
        return self._block_at(level).blockNumber() + 1

    def _block_at(self, level: float) -> QTextBlock:
        """The block at a height of the page, in document coordinates."""
        return self.document().findBlock(self._position_at(QPointF(0, level)))

    @Slot()
    def _on_selection_changed(self) -> None:
        self.selection_changed.emit(self.selected_span())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(belongs_to_report(event))
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        zoom = zoom_of(event)
        if zoom is not None:
            self._zoom(zoom)
        elif belongs_to_report(event):
            if is_move(event):
                self._bring_caret_into_view(is_upward=event.key() == Qt.Key.Key_Up)
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _zoom(self, zoom: Zoom) -> None:
        steps = {
            Zoom.IN: self._zoom_step + 1,
            Zoom.OUT: self._zoom_step - 1,
            Zoom.RESET: 0,
        }
        self.set_zoom_step(steps[zoom])

    def _bring_caret_into_view(self, *, is_upward: bool) -> None:
        """Starts from what is seen: after scrolling, the caret may be pages away."""
        if self.textCursor().hasSelection():
            return
        pane = self.viewport().rect()
        if pane.contains(self.cursorRect().center()):
            return
        level = self.verticalScrollBar().value() + (
            pane.height() - self._pixel_size if is_upward else self._pixel_size
        )
        self._set_caret(self._position_at(QPointF(0, level)))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # A touch pad sends many small turns.
            self._turned += event.angleDelta().y()
            steps = int(self._turned / _WHEEL_STEP)
            self._turned -= steps * _WHEEL_STEP
            self.set_zoom_step(self._zoom_step + steps)
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._staying():
            super().resizeEvent(event)
            self._set_margins(self.document())
        self.layout_changed.emit()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if not self._is_moving_itself:
            self._place = None
            self._update_current_paragraph()

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        if self.report is not None:
            span = self._positions.span_from_qt(cursor.selectionStart(), cursor.selectionEnd())
            data.setText(span.of(self.report.text))
        return data

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("复制")
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        select_all = menu.addAction("全选")
        select_all.setShortcut(QKeySequence.StandardKey.SelectAll)
        select_all.triggered.connect(self.selectAll)
        if self.actions():
            menu.addSeparator()
            menu.addActions(self.actions())
        menu.popup(event.globalPos())
