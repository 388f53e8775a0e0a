"""Why a verdict differs from the machine's: a line of text, or one of the stock reasons."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

_MOST_STOCK_REASONS = 9
_COLUMNS = 2


class ReasonEdit(QLineEdit):
    """A line of text in which a digit, typed first, picks a stock reason.

    Signals:
        stock_chosen: 0-based number of the stock reason.
        focus_changed: Whether the line has the focus now.
    """

    stock_chosen = Signal(int)
    focus_changed = Signal(bool)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = unicodedata.normalize("NFKC", event.text())
        if not self.text() and len(digit) == 1 and digit in "123456789":
            self.stock_chosen.emit(int(digit) - 1)
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)  # noqa: FBT003  (a signal has no keywords)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)  # noqa: FBT003  (a signal has no keywords)


class ReasonRow(QWidget):
    """The reason of one item at a time.

    Signals:
        reason_entered: Item id and reason, when the line was finished or left.
        finished: The reviewer pressed Enter or picked a stock reason.
    """

    reason_entered = Signal(str, str)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item_id: str | None = None
        self._known = ""
        self._stock: tuple[str, ...] = ()
        self._heading = QLabel("改判理由（R）", self)
        self._heading.setProperty("tone", "heading")
        self.edit = ReasonEdit(self)
        self.edit.setObjectName("reason_edit")
        self.edit.setAccessibleName("改判理由")
        self.edit.setPlaceholderText("按 1–9 选用，或直接输入，回车完成")
        self.edit.returnPressed.connect(self._on_return_pressed)
        self.edit.stock_chosen.connect(self._on_stock_chosen)
        self.edit.focus_changed.connect(self._on_focus_changed)
        self._offer = QWidget(self)
        self._grid = QGridLayout(self._offer)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self._heading, self.edit, self._offer):
            layout.addWidget(widget)
        self._offer.hide()

    def show_reason(self, item_id: str | None, reason: str, stock_reasons: tuple[str, ...]) -> None:
        """Shows an item's reason; what was typed for the item before is told first."""
        if item_id != self._item_id:
            self.flush()
        elif self.edit.hasFocus() and self.edit.text() != self._known:
            return  # the writer is ahead of what is stored
        self._item_id, self._known = item_id, reason
        if self.edit.text() != reason:
            self.edit.setText(reason)
        if stock_reasons != self._stock:
            self._stock = stock_reasons[:_MOST_STOCK_REASONS]
            self._build_offer()

    def flush(self) -> None:
        """Tells at once what was typed and not told yet."""
        text = self.edit.text().strip()
        if self._item_id is not None and text != self._known.strip():
            self._known = text
            self.reason_entered.emit(self._item_id, text)

    def _build_offer(self) -> None:
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        half = -(-len(self._stock) // _COLUMNS)
        for number, reason in enumerate(self._stock):
            button = QPushButton(f"{number + 1}  {reason}", self._offer)
            button.setProperty("kind", "link")
            button.setProperty("number", number)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._on_offer_clicked)
            self._grid.addWidget(button, number % half, number // half)

    @Slot()
    def _on_return_pressed(self) -> None:
        self.flush()
        self.finished.emit()

    @Slot(int)
    def _on_stock_chosen(self, number: int) -> None:
        if number < len(self._stock):
            self.edit.setText(self._stock[number])
            self._on_return_pressed()

    @Slot()
    def _on_offer_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self._on_stock_chosen(sender.property("number"))

    @Slot(bool)
    def _on_focus_changed(self, has_focus: bool) -> None:  # noqa: FBT001  (a slot)
        self._offer.setVisible(has_focus and bool(self._stock))
        if not has_focus:
            self.flush()
