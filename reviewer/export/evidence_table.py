"""The evidence sheet: one row per passage, and what was searched where nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.finding import Finding
from reviewer.domain.review import Review
from reviewer.domain.verdict import UNREVIEWED_LABEL, Verdict
from reviewer.export.item_texts import (
    ShownEvidence,
    attached_evidence,
    human_label,
    machine_evidence,
    machine_label,
    passage_at,
)
from reviewer.export.sheet_layout import Layout
from reviewer.export.sheet_writer import SheetWriter

HEADINGS = (
    "序号",
    "评审项目",
    "系统判定",
    "人工结论",
    "来源",
    "原文",
    "章节",
    "段落",
    "所在部分",
    "识别规则",
    "采信情况",
    "判定说明",
)
WIDTHS = (5, 14, 9, 9.5, 10, 56, 19, 6, 11, 21, 13, 40)

_TEXT = 5
_REASONING = 11
_LEAST_HEIGHT = 22.0
_CENTRED = (0, 2, 3, 4, 7, 8)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row without the columns that all rows of an item share."""

    source: str
    text: str
    section: str = ""
    paragraph: int | None = None
    role: str = ""
    rule: str = ""
    standing: str = ""


def write_evidence(writer: SheetWriter, review: Review, layout: Layout) -> int:
    """Writes the whole sheet and gives its last row."""
    for column, heading in enumerate(HEADINGS):
        writer.text(0, column, heading, "boxed", "heading")
    writer.height(0, 26)
    lines = _Lines(writer)
    for place in layout.places:
        item, finding = place.item, review.findings.get(place.item.id)
        shared = (place.number, item.name, machine_label(review, item), human_label(review, item))
        reasoning = "\n".join(finding.why) if finding else ""
        for entry in _rows(review, item):
            lines.write(shared, entry, reasoning)
            reasoning = ""
    return lines.row


def _rows(review: Review, item: ChecklistItem) -> Iterator[_Row]:
    """Attached passages, machine evidence, then what was searched and the nearest passages."""
    for entry in attached_evidence(review, item):
        yield _row_of(entry, "人工添加", "采信")
    is_decided = review.state(item.id).verdict is not None
    for entry in machine_evidence(review, item):
        standing = "采信" if is_decided else UNREVIEWED_LABEL
        if entry.dismissed is not None:
            standing = f"不采信：{entry.dismissed}" if entry.dismissed else "不采信"
        yield _row_of(entry, "系统识别", standing)
    finding = review.findings.get(item.id)
    if finding is None or finding.evidence:
        return
    yield _without_evidence(item, finding)
    for passage in finding.nearest:
        yield _row_of(passage_at(review.report, passage.span), "最接近原文", "")


def _row_of(entry: ShownEvidence, source: str, standing: str) -> _Row:
    return _Row(
        source=source,
        text=entry.text,
        section=entry.section,
        paragraph=entry.paragraph,
        role=entry.role,
        rule=entry.rule,
        standing=standing,
    )


def _without_evidence(item: ChecklistItem, finding: Finding) -> _Row:
    if finding.verdict is Verdict.MANUAL:
        return _Row("人工核对", item.manual_hint or "需人工核对材料外的信息")
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return _Row("适用范围", item.applicability.note or "本项不适用")
    searched = "、".join(finding.searched)
    return _Row("检索记录", f"未找到。已检索：{searched}" if searched else "未找到相关表述")


@dataclass(slots=True)
class _Lines:
    """Writes rows one below the other; a long text goes on in a row below.

    Attributes:
        writer: Of the sheet.
        row: The last row written.
    """

    writer: SheetWriter
    row: int = 0

    def write(self, shared: tuple[int, str, str, str], entry: _Row, reasoning: str) -> None:
        """One passage with what all rows of its item share."""
        pieces = zip_longest(
            self.writer.pieces_that_fit(entry.text, self.writer.units(_TEXT)),
            self.writer.pieces_that_fit(reasoning, self.writer.units(_REASONING)),
            fillvalue="",
        )
        for index, (text, reason) in enumerate(pieces):
            source = entry.source if not index else f"{entry.source}（续）"
            self._write(
                (
                    *shared,
                    source,
                    text,
                    entry.section,
                    entry.paragraph,
                    entry.role,
                    entry.rule,
                    entry.standing,
                    reason,
                )
            )

    def _write(self, values: tuple[str | int | None, ...]) -> None:
        self.row += 1
        texts = []
        for column, value in enumerate(values):
            traits = ("boxed", "centre") if column in _CENTRED else ("boxed",)
            if isinstance(value, str):
                self.writer.text(self.row, column, value, *traits)
                texts.append((value, self.writer.units(column)))
            else:
                self.writer.number(self.row, column, value, *traits, "points")
        self.writer.height(self.row, max(self.writer.height_of(texts), _LEAST_HEIGHT))
