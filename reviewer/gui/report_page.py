"""The report's text as a page: selection, scrolling, keys; without marks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget
from typing_extensions import override

from reviewer.domain.report import Report
from reviewer.domain.span import Span
from reviewer.gui.report_keys import Zoom, belongs_to_report, is_move, zoom_of
from reviewer.gui.report_layout import PAGE_TOP, ReportLayout

_TARGET_HEIGHT = 0.4
_WHEEL_STEP = 120


class ReportPage(ReportLayout):
    """A read-only page that can be read, scrolled and selected from.

    Signals:
        selection_changed: The selected `Span`, or None.
        current_paragraph_changed: Number of the paragraph being read, from 1; 0 for none.
    """

    selection_changed = Signal(object)
    current_paragraph_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._turned = 0
        self._paragraph = 0
        self._place: int | None = None
        super().__init__(parent)
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
        self.selectionChanged.connect(self._on_selection_changed)
        self.layout_changed.connect(self._update_current_paragraph)

    @override
    def show_report(self, report: Report | None) -> None:
        """Shows a report from its top, or nothing; the same text again stays where it is."""
        is_other = self.report is None or report is None or report.text != self.report.text
        if is_other:
            self._place = None
        super().show_report(report)
        self._update_current_paragraph()

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
        self._go(round(self.line_at(offset).top()) - PAGE_TOP, offset)

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

    def _set_caret(self, position: int) -> None:
        with self._moving_itself():
            cursor = self.textCursor()
            cursor.setPosition(position)
            self.setTextCursor(cursor)

    @Slot()
    def _update_current_paragraph(self) -> None:
        if self._is_moving_itself:
            return  # Not where the reading will end up.
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
        level = bar.value() + PAGE_TOP + share * (self.viewport().height() - PAGE_TOP)
        return self._block_at(level).blockNumber() + 1

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
        self._fill_context_menu(menu, event.pos())
        menu.popup(event.globalPos())

    def _fill_context_menu(self, menu: QMenu, point: QPoint) -> None:
        """Adds what depends on the point of the viewport where the menu was asked for."""
