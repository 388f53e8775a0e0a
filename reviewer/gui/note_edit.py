"""The note of an item; it is told when the writer pauses or leaves."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

_REST_MS = 500
_HEIGHT = 66


class NoteEdit(QPlainTextEdit):
    """A field for free text that belongs to one item at a time.

    Signals:
        note_rested: Item id and text, when typing rested for half a second, the field lost the
            focus, or another item is about to be shown.
    """

    note_rested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note_edit")
        self.setAccessibleName("备注")
        self.setPlaceholderText("备注，自动保存（M）")
        self.setTabChangesFocus(True)
        self.setFixedHeight(_HEIGHT)
        self._item_id: str | None = None
        self._known = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._on_text_changed)

    def show_note(self, item_id: str | None, note: str) -> None:
        """Shows an item's note; what was typed for the item before is told first."""
        if item_id != self._item_id:
            self.flush()
        elif self._timer.isActive():
            return  # the writer is ahead of what is stored
        self._item_id, self._known = item_id, note
        if self.toPlainText() != note:
            self.setPlainText(note)
        self._timer.stop()

    @Slot()
    def flush(self) -> None:
        """Tells at once what was typed and not told yet."""
        self._timer.stop()
        text = self.toPlainText()
        if self._item_id is not None and text != self._known:
            self._known = text
            self.note_rested.emit(self._item_id, text)

    @Slot()
    def _on_text_changed(self) -> None:
        if self._item_id is not None and self.toPlainText() != self._known:
            self._timer.start()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
