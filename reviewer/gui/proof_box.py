"""Why the machine thinks what it thinks: evidence, or what was searched and comes nearest."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.domain.verdict import Verdict
from reviewer.gui.item_detail import ItemDetail
from reviewer.gui.passage_list import PassageList
from reviewer.gui.theme import Theme
from reviewer.gui.wrapped_label import WrappedLabel

_SEARCHED_SHOWN = (Verdict.ABSENT, Verdict.PLAN_ONLY, Verdict.PARTIAL)


class ProofBox(QWidget):
    """The proof of one item.

    Signals:
        place_chosen: 0-based number of the place to see, as in `ItemDetail.places`.
        dismissal_asked: Row of the piece of evidence to dismiss.
        return_asked: Row of the dismissed piece of evidence to accept again.
    """

    place_chosen = Signal(int)
    dismissal_asked = Signal(int)
    return_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evidence_heading = WrappedLabel("heading", self)
        self._evidence = PassageList(theme, is_evidence=True, parent=self)
        self._evidence.setObjectName("evidence_list")
        self._evidence.setAccessibleName("原文依据")
        self._searched = WrappedLabel("second", self)
        self._nearest_heading = WrappedLabel("heading", self)
        self._nearest = PassageList(theme, is_evidence=False, parent=self)
        self._nearest.setObjectName("nearest_list")
        self._nearest.setAccessibleName("最接近的段落")
        self._why = WrappedLabel("second", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        for widget in (
            self._evidence_heading,
            self._evidence,
            self._searched,
            self._nearest_heading,
            self._nearest,
            self._why,
        ):
            layout.addWidget(widget)
        self._evidence.chosen.connect(self._on_evidence_chosen)
        self._evidence.dismissal_asked.connect(self.dismissal_asked)
        self._evidence.return_asked.connect(self.return_asked)
        self._nearest.chosen.connect(self._on_nearest_chosen)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._evidence.set_theme(theme)
        self._nearest.set_theme(theme)

    def show_detail(self, detail: ItemDetail) -> None:
        """Shows an item's proof."""
        finding = detail.finding
        self._evidence.show_cards(detail.evidence)
        self._evidence.setVisible(bool(detail.evidence))
        self._evidence_heading.setText(_evidence_heading(detail))
        searched = "、".join(finding.searched) if finding else ""
        is_searched_shown = bool(searched) and detail.row.machine in _SEARCHED_SHOWN
        self._searched.setText(f"查找过：{searched}" if is_searched_shown else "")
        self._nearest.show_cards(detail.nearest)
        self._nearest.setVisible(bool(detail.nearest))
        self._nearest_heading.setText(
            "最接近的段落（不算依据，点击查看）" if detail.nearest else ""
        )
        self._why.setText(_why_text(detail))

    def show_place(self, number: int) -> None:
        """Outlines the place being looked at; -1 for none."""
        standing = self._standing_count()
        self._evidence.show_current(number if number < standing else -1)
        self._nearest.show_current(number - standing if number >= standing else -1)

    @Slot(int)
    def _on_evidence_chosen(self, number: int) -> None:
        if not self._evidence.cards[number].is_dismissed:
            self.place_chosen.emit(number)

    @Slot(int)
    def _on_nearest_chosen(self, number: int) -> None:
        self.place_chosen.emit(self._standing_count() + number)

    def _standing_count(self) -> int:
        return sum(not card.is_dismissed for card in self._evidence.cards)


def _evidence_heading(detail: ItemDetail) -> str:
    standing = detail.row.evidence_count
    if standing:
        return f"原文依据 {standing} 条（N / P 逐条查看，E 添加选中的文字）"
    if detail.finding is None:
        return "这份文件没有自动识别，请人工判断（E 添加选中的文字作为依据）"
    if detail.row.machine is Verdict.MANUAL:
        return "需人工判断（E 添加选中的文字作为依据）"
    return "没有找到可作依据的原文（E 添加选中的文字）"


def _why_text(detail: ItemDetail) -> str:
    if detail.finding is None or not detail.finding.why:
        return ""
    verdict = detail.finding.verdict.label
    steps = "\n".join(f"· {step}" for step in detail.finding.why)
    return f"为什么是“{verdict}”\n{steps}"
