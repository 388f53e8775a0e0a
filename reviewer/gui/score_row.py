"""The points of one item: typed by the reviewer, or left to the verdict."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from reviewer.domain.verdict import Verdict
from reviewer.gui.item_detail import ItemDetail
from reviewer.gui.points_text import points_text
from reviewer.gui.style import repolish, set_tone

_EDIT_WIDTH = 64


class ScoreRow(QWidget):
    """A field for points, and what they are out of.

    Attributes:
        edit: The field.
        hint: Says below the row what to type, or why a number was refused; hidden while empty.

    Signals:
        score_entered: Item id, what was typed, without blanks ("" takes a typed score back), and
            whether Enter was pressed.
    """

    score_entered = Signal(str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item_id: str | None = None
        self._known = ""
        self._is_decided = False
        heading = QLabel("得分 S", self)
        heading.setProperty("tone", "heading")
        self.edit = QLineEdit(self)
        self.edit.setObjectName("score_edit")
        self.edit.setAccessibleName("得分")
        self.edit.setFixedWidth(_EDIT_WIDTH)
        self.edit.returnPressed.connect(self._on_return_pressed)
        self.edit.editingFinished.connect(self._on_editing_finished)
        self._out_of = QLabel(self)
        self.hint = QLabel(parent)
        self.hint.setObjectName("score_hint")
        self.hint.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addWidget(self.edit)
        layout.addWidget(self._out_of)

    def show_detail(self, detail: ItemDetail) -> None:
        """Shows an item's points; what is being typed for the same item stays."""
        row, state = detail.row, detail.state
        is_same = row.item_id == self._item_id
        if is_same and self.edit.hasFocus() and self.edit.text() != self._known:
            return
        self._item_id, self._is_decided = row.item_id, row.human is not None
        self._known = "" if state.score is None else points_text(state.score)
        self.edit.setText(self._known)
        self.edit.setPlaceholderText("" if row.points is None else points_text(row.points))
        self.edit.setEnabled(row.weight > 0 and row.human is not Verdict.NOT_APPLICABLE)
        self._out_of.setText(f"/ {points_text(row.weight)} 分")
        self._show_hint(_hint_of(detail), is_wrong=False)

    def show_fault(self, sentence: str) -> None:
        """Says why what was typed is refused; it stays in the field."""
        self._show_hint(sentence, is_wrong=True)

    def _show_hint(self, sentence: str, *, is_wrong: bool) -> None:
        self.hint.setText(sentence)
        self.hint.setVisible(bool(sentence))
        set_tone(self.hint, "wrong" if is_wrong else "third")
        if bool(self.edit.property("is_wrong")) != is_wrong:
            self.edit.setProperty("is_wrong", is_wrong)
            repolish(self.edit)

    def _typed(self) -> str:
        # Full-width digits and points come from Chinese input methods.
        text = unicodedata.normalize("NFKC", self.edit.text()).strip()
        return text.replace("。", ".")

    @Slot()
    def _on_return_pressed(self) -> None:
        self._known = self.edit.text()
        if self._item_id is not None:
            self.score_entered.emit(self._item_id, self._typed(), True)  # noqa: FBT003

    @Slot()
    def _on_editing_finished(self) -> None:
        """Does not lose a number on a decided item when the field is left without Enter."""
        if self.edit.hasFocus() or self._item_id is None or self._typed() == self._known:
            return
        if self._is_decided:
            self.score_entered.emit(self._item_id, self._typed(), False)  # noqa: FBT003
        else:
            self._show_hint("按回车才会记下这个分数", is_wrong=True)


def _hint_of(detail: ItemDetail) -> str:
    row = detail.row
    if row.weight == 0:
        return "提示项，不计分"
    if row.human is Verdict.NOT_APPLICABLE:
        return "不适用，不计入总分"
    if row.human is None and row.machine is Verdict.MANUAL:
        return "填分数后回车即为结论"
    return ""
