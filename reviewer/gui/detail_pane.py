"""Everything about the selected item: requirement, proof, decision, note."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reviewer.domain.verdict import Verdict
from reviewer.gui.item_detail import STRENGTH_WORDS, ItemDetail
from reviewer.gui.note_edit import NoteEdit
from reviewer.gui.points_text import points_text
from reviewer.gui.proof_box import ProofBox
from reviewer.gui.reason_row import ReasonRow
from reviewer.gui.score_row import ScoreRow
from reviewer.gui.theme import Theme
from reviewer.gui.verdict_buttons import VerdictButtons
from reviewer.gui.verdict_line import VerdictLine
from reviewer.gui.wrapped_label import WrappedLabel

_MARGIN = 16
_SPACING = 7


class DetailPane(QWidget):
    """Shows one item and takes what the reviewer says about it.

    Name, score and verdicts stay in place; requirement, proof, reason and note scroll below.

    Signals:
        confirm_clicked: Confirm the proposal, or go on.
        verdict_clicked: The `Verdict` decided.
        clear_clicked: Take the decision back.
        place_chosen: 0-based number of the place that the reviewer wants to see, as in
            `ItemDetail.places`.
        dismissal_asked: Row of the piece of evidence to dismiss.
        return_asked: Row of the dismissed piece of evidence to accept again.
        note_rested: Item id and note.
        reason_entered: Item id and reason.
        reason_finished: Enter, or a stock reason.
        score_entered: Item id, what was typed, and whether Enter was pressed.
    """

    confirm_clicked = Signal()
    verdict_clicked = Signal(Verdict)
    clear_clicked = Signal()
    place_chosen = Signal(int)
    dismissal_asked = Signal(int)
    return_asked = Signal(int)
    note_rested = Signal(str, str)
    reason_entered = Signal(str, str)
    reason_finished = Signal()
    score_entered = Signal(str, str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._detail: ItemDetail | None = None
        self._head = QWidget(self)
        self._scroll = QScrollArea(self)
        self._content = QWidget(self._scroll)
        self._reveal_timer = QTimer(self)
        self._reveal_timer.setSingleShot(True)
        self._reveal_timer.setInterval(0)
        self._reveal_timer.timeout.connect(self._on_reveal)
        self._build_head(theme)
        self._build_content(theme)
        self._place_parts()
        self._connect()
        self.show_item(None)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        for widget in (self._verdicts, self._buttons, self._proof):
            widget.set_theme(theme)

    def show_item(self, detail: ItemDetail | None) -> None:
        """Shows an item, or none; what is being typed about the same item stays."""
        is_other = _item_id(detail) != _item_id(self._detail)
        self._detail = detail
        for part in (self._head, self._scroll):
            part.setVisible(detail is not None)
        if detail is None:
            self.flush()
            self._note.show_note(None, "")
            self._reason.show_reason(None, "", ())
            return
        self._show_item(detail)
        self._proof.show_detail(detail)
        self._note.show_note(detail.item.id, detail.state.note)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def show_place(self, number: int) -> None:
        """Outlines the place being looked at (0-based); -1 for none."""
        self._proof.show_place(number)

    def flush(self) -> None:
        """Tells at once what was typed and not told yet."""
        self._note.flush()
        self._reason.flush()

    def focus_note(self) -> None:
        """Puts the caret into the note."""
        self._focus(self._note)

    def focus_reason(self) -> None:
        """Puts the caret into the reason, also of an item that is no override."""
        self._reason.show()
        self._focus(self._reason.edit)

    def focus_score(self) -> bool:
        """Puts the caret into the score; False for an item that takes none."""
        if not self._score.edit.isEnabled():
            return False
        self._focus(self._score.edit)
        self._score.edit.selectAll()
        return True

    def show_score_fault(self, sentence: str) -> None:
        """Says below the field why a score is refused."""
        self._score.show_fault(sentence)
        self._score.edit.setFocus()
        self._score.edit.selectAll()

    def _focus(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._reveal_timer.start()  # once what was just shown has its place

    @Slot()
    def _on_reveal(self) -> None:
        widget = QApplication.focusWidget()
        if widget is not None and self._content.isAncestorOf(widget):
            self._scroll.ensureWidgetVisible(widget, 0, 24)

    def _build_head(self, theme: Theme) -> None:
        self._name = WrappedLabel("title", self._head)
        self._score = ScoreRow(self._head)
        self._verdicts = VerdictLine(theme, self._head)
        self._buttons = VerdictButtons(theme, self._head)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._name, 1)
        first.addWidget(self._score, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self._head)
        layout.setContentsMargins(_MARGIN, 10, _MARGIN, 8)
        layout.setSpacing(_SPACING)
        layout.addLayout(first)
        for widget in (self._score.hint, self._verdicts, self._buttons):
            layout.addWidget(widget)

    def _build_content(self, theme: Theme) -> None:
        content = self._content
        self._reason = ReasonRow(content)
        self._meta = WrappedLabel("third", content)
        self._requirement = WrappedLabel("second", content)
        self._proof = ProofBox(theme, content)
        self._basis = WrappedLabel("third", content)
        self._note = NoteEdit(content)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(_MARGIN, 4, _MARGIN, 12)
        layout.setSpacing(_SPACING)
        for widget in (
            self._reason,
            self._requirement,
            self._meta,
            self._proof,
            self._basis,
            self._note,
        ):
            layout.addWidget(widget)
        layout.addStretch(1)

    def _place_parts(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self._buttons.confirm_clicked.connect(self.confirm_clicked)
        self._buttons.verdict_clicked.connect(self.verdict_clicked)
        self._verdicts.clear_clicked.connect(self.clear_clicked)
        self._proof.place_chosen.connect(self.place_chosen)
        self._proof.dismissal_asked.connect(self.dismissal_asked)
        self._proof.return_asked.connect(self.return_asked)
        self._note.note_rested.connect(self.note_rested)
        self._reason.reason_entered.connect(self.reason_entered)
        self._reason.finished.connect(self.reason_finished)
        self._score.score_entered.connect(self.score_entered)

    def _show_item(self, detail: ItemDetail) -> None:
        item, reason = detail.item, detail.state.reason
        self._name.setText(item.name)
        self._score.show_detail(detail)
        self._verdicts.show_row(detail.row)
        self._buttons.show_row(detail.row)
        self._reason.show_reason(item.id, reason, detail.stock_reasons)
        self._reason.setVisible(detail.row.is_override or bool(reason))
        self._requirement.setText(item.requirement)
        self._meta.setText(_meta_text(detail))
        bases = "；".join(basis.shown for basis in item.bases)
        self._basis.setText(f"依据：{bases}" if bases else "")


def _item_id(detail: ItemDetail | None) -> str | None:
    return None if detail is None else detail.item.id


def _meta_text(detail: ItemDetail) -> str:
    parts = ["法定内容"] if detail.item.statutory else []
    if detail.proposed_points is not None:
        parts.append(f"系统建议 {points_text(detail.proposed_points)} 分")
    if detail.finding is not None and detail.row.machine is not Verdict.MANUAL:
        strength = detail.finding.strength
        parts.append(f"依据强度 {strength}（{STRENGTH_WORDS[strength]}）")
    return " · ".join(parts)
