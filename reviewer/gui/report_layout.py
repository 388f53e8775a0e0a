"""The report laid out at some size and width, and where its text stands on the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from reviewer.domain.report import Report
from reviewer.domain.span import Span
from reviewer.gui.aside_rows import AsideLayout
from reviewer.gui.fonts import REPORT_PIXEL_SIZE
from reviewer.gui.report_document import column_margins, fill_document
from reviewer.gui.report_painting import GUTTER
from reviewer.gui.span_geometry import line_rects
from reviewer.gui.text_positions import TextPositions

SMALLEST_ZOOM_STEP = -5
LARGEST_ZOOM_STEP = 15
PAGE_TOP = 36
"""Pixels above the first line."""

_PAGE_BOTTOM = 72


class ReportLayout(QTextEdit):
    """Lays a report out; places are code points of `Report.text`, never Qt positions.

    Attributes:
        report: The report shown, or None.

    Signals:
        zoom_changed: The new zoom step.
        layout_changed: Text has moved on the page.
    """

    zoom_changed = Signal(int)
    layout_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report: Report | None = None
        self._positions = TextPositions("")
        self._own_document: QTextDocument | None = None
        self._zoom_step = 0
        self._is_moving_itself = False
        self._aside: AsideLayout | None = None
        # Always there, so that its coming and going never changes the width of the page.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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

    @property
    def is_aside_shown(self) -> bool:
        """Whether there is room for the lines that were set aside."""
        return self._aside is not None

    def set_aside_room(self, *, is_wanted: bool) -> None:
        """Makes room between the paragraphs for the lines that were set aside, or takes it."""
        furniture = self.report.furniture if self.report is not None else ()
        self._aside = AsideLayout(furniture, self._pixel_size) if is_wanted else None
        self._lay_out_anew()

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
            if self._aside is not None:
                self._aside = AsideLayout(self.report.furniture, self._pixel_size)
            room_before = None if self._aside is None else self._aside.room_before
            fill_document(new, self.report, self._pixel_size, room_before)
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
        self.layout_changed.emit()

    def _set_margins(self, document: QTextDocument) -> None:
        left, right = column_margins(self.viewport().width(), self._pixel_size, GUTTER)
        frame = document.rootFrame()
        look = frame.frameFormat()
        if (left, right) == (round(look.leftMargin()), round(look.rightMargin())):
            return
        count = len(self.report.paragraphs) if self.report is not None else 0
        look.setLeftMargin(left)
        look.setRightMargin(right)
        look.setTopMargin(PAGE_TOP + self._room_before(1))
        look.setBottomMargin(_PAGE_BOTTOM + self._room_before(count + 1))
        frame.setFrameFormat(look)

    def _room_before(self, paragraph: int) -> int:
        return 0 if self._aside is None else self._aside.room_before(paragraph)

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

    def _line_top(self, position: int) -> float:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return self.cursorRect(cursor).top() + self.verticalScrollBar().value()

    def _position_at(self, point: QPointF) -> int:
        layout = self.document().documentLayout()
        layout.documentSize()  # Places are found wrongly while the layout is unfinished.
        hit = layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        return max(hit, 0)

    def _block_at(self, level: float) -> QTextBlock:
        """The block at a height of the page, in document coordinates."""
        return self.document().findBlock(self._position_at(QPointF(0, level)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._staying():
            super().resizeEvent(event)
            self._set_margins(self.document())
        self.layout_changed.emit()
