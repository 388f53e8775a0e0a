"""Everything about the selected item: requirement, proof, decision, note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewer.domain.verdict import Verdict
from reviewer.gui.item_detail import STRENGTH_WORDS, ItemDetail
from reviewer.gui.note_edit import NoteEdit
from reviewer.gui.passage_list import PassageList
from reviewer.gui.points_text import points_text
from reviewer.gui.reason_row import ReasonRow
from reviewer.gui.score_row import ScoreRow
from reviewer.gui.theme import Theme
from reviewer.gui.verdict_buttons import VerdictButtons
from reviewer.gui.verdict_line import VerdictLine


class DetailPane(QScrollArea):
    """Shows one item and takes what the reviewer says about it.

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
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget(self)
        self._detail: ItemDetail | None = None
        self._build_fields(theme)
        self._build_layout()
        self._connect()
        self.setWidget(self._content)
        self.show_item(None)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        for widget in (self._verdicts, self._buttons, self._evidence, self._nearest):
            widget.set_theme(theme)

    def show_item(self, detail: ItemDetail | None) -> None:
        """Shows an item, or none; what is being typed about the same item stays."""
        is_other = _item_id(detail) != _item_id(self._detail)
        self._detail = detail
        self._content.setVisible(detail is not None)
        if detail is None:
            self.flush()
            self._note.show_note(None, "")
            self._reason.show_reason(None, "", ())
            return
        self._show_requirement(detail)
        self._verdicts.show_row(detail.row)
        self._buttons.show_row(detail.row)
        self._score.show_detail(detail)
        reason = detail.state.reason
        self._reason.show_reason(detail.item.id, reason, detail.stock_reasons)
        self._reason.setVisible(detail.row.is_override or bool(reason))
        self._show_proof(detail)
        self._note.show_note(detail.item.id, detail.state.note)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def show_place(self, number: int) -> None:
        """Outlines the place being looked at (0-based); -1 for none."""
        standing = self._standing_count()
        self._evidence.show_current(number if number < standing else -1)
        self._nearest.show_current(number - standing if number >= standing else -1)

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

    def focus_score(self, request: str = "") -> bool:
        """Puts the caret into the score; False for an item that takes none."""
        if not self._score.edit.isEnabled():
            return False
        if request:
            self._score.show_request(request)
        self._focus(self._score.edit)
        self._score.edit.selectAll()
        return True

    def show_score_fault(self, sentence: str) -> None:
        """Says beside the field why a score is refused."""
        self._score.show_fault(sentence)
        self._score.edit.setFocus()
        self._score.edit.selectAll()

    def _focus(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._content.adjustSize()
        self.ensureWidgetVisible(widget, 0, 24)

    def _build_fields(self, theme: Theme) -> None:
        content = self._content
        self._name = _label("title", content)
        self._meta = _label("third", content)
        self._requirement = _label("second", content)
        self._basis = _label("third", content)
        self._verdicts = VerdictLine(theme, content)
        self._buttons = VerdictButtons(theme, content)
        self._score = ScoreRow(content)
        self._reason = ReasonRow(content)
        self._evidence_heading = _label("heading", content)
        self._evidence = PassageList(theme, is_evidence=True, parent=content)
        self._evidence.setObjectName("evidence_list")
        self._evidence.setAccessibleName("原文依据")
        self._why = _label("second", content)
        self._searched = _label("second", content)
        self._nearest_heading = _label("heading", content)
        self._nearest_heading.setText("最接近的段落（不算依据，点击查看）")
        self._nearest = PassageList(theme, is_evidence=False, parent=content)
        self._nearest.setObjectName("nearest_list")
        self._nearest.setAccessibleName("最接近的段落")
        self._note = NoteEdit(content)

    def _build_layout(self) -> None:
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(7)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._name, 1)
        first.addWidget(self._score, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(first)
        for widget in (
            self._score.hint,
            self._meta,
            self._requirement,
            self._verdicts,
            self._buttons,
            self._reason,
            self._evidence_heading,
            self._evidence,
            self._searched,
            self._nearest_heading,
            self._nearest,
            self._why,
            self._basis,
            self._note,
        ):
            layout.addWidget(widget)
        layout.addStretch(1)

    def _connect(self) -> None:
        self._buttons.confirm_clicked.connect(self.confirm_clicked)
        self._buttons.verdict_clicked.connect(self.verdict_clicked)
        self._verdicts.clear_clicked.connect(self.clear_clicked)
        self._evidence.chosen.connect(self._on_evidence_chosen)
        self._evidence.dismissal_asked.connect(self.dismissal_asked)
        self._evidence.return_asked.connect(self.return_asked)
        self._nearest.chosen.connect(self._on_nearest_chosen)
        self._note.note_rested.connect(self.note_rested)
        self._reason.reason_entered.connect(self.reason_entered)
        self._reason.finished.connect(self.reason_finished)
        self._score.score_entered.connect(self.score_entered)

    def _show_requirement(self, detail: ItemDetail) -> None:
        item = detail.item
        self._name.setText(item.name)
        parts = ["法定内容"] if item.statutory else []
        if detail.proposed_points is not None:
            parts.append(f"系统建议 {points_text(detail.proposed_points)} 分")
        if detail.finding is not None and detail.row.machine is not Verdict.MANUAL:
            strength = detail.finding.strength
            parts.append(f"依据强度 {strength}（{STRENGTH_WORDS[strength]}）")
        _set_text(self._meta, " · ".join(parts))
        self._requirement.setText(item.requirement)
        bases = "；".join(basis.shown for basis in item.bases)
        _set_text(self._basis, f"依据：{bases}" if bases else "")

    def _show_proof(self, detail: ItemDetail) -> None:
        row, finding = detail.row, detail.finding
        self._evidence.show_cards(detail.evidence)
        self._evidence.setVisible(bool(detail.evidence))
        self._evidence_heading.setText(_evidence_heading(detail))
        searched = "、".join(finding.searched) if finding else ""
        is_missing = row.machine in (Verdict.ABSENT, Verdict.PLAN_ONLY, Verdict.PARTIAL)
        _set_text(self._searched, f"查找过：{searched}" if searched and is_missing else "")
        self._nearest.show_cards(detail.nearest)
        for widget in (self._nearest, self._nearest_heading):
            widget.setVisible(bool(detail.nearest))
        _set_text(self._why, _why_text(detail))

    @Slot(int)
    def _on_evidence_chosen(self, number: int) -> None:
        if not self._evidence.cards[number].is_dismissed:
            self.place_chosen.emit(number)

    @Slot(int)
    def _on_nearest_chosen(self, number: int) -> None:
        self.place_chosen.emit(self._standing_count() + number)

    def _standing_count(self) -> int:
        return sum(not card.is_dismissed for card in self._evidence.cards)


def _item_id(detail: ItemDetail | None) -> str | None:
    return None if detail is None else detail.item.id


def _label(tone: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("tone", tone)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _set_text(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _evidence_heading(detail: ItemDetail) -> str:
    standing = detail.row.evidence_count
    if standing:
        return f"原文依据 {standing} 条（N / P 逐条查看，E 添加选中的文字）"
    if detail.finding is None:
        return "这份文件没有自动识别，请人工判断（E 添加选中的文字作为依据）"
    if detail.row.machine is Verdict.MANUAL:
        return detail.item.manual_hint or "需结合材料以外的信息判断（E 添加选中的文字）"
    return "没有找到可作依据的原文（E 添加选中的文字）"


def _why_text(detail: ItemDetail) -> str:
    if detail.finding is None or not detail.finding.why:
        return ""
    verdict = detail.finding.verdict.label
    steps = "\n".join(f"· {step}" for step in detail.finding.why)
    return f"为什么是“{verdict}”\n{steps}"
