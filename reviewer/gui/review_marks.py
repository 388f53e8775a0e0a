"""Which passages of a report are marked for a review."""

from __future__ import annotations

from reviewer.domain.review import Review
from reviewer.domain.verdict import Verdict
from reviewer.gui.item_detail import ItemDetail, item_detail
from reviewer.gui.report_marks import EvidenceMark


def marks_of(review: Review, current_item: str | None, place: int) -> list[EvidenceMark]:
    """The evidence of all items, in checklist order; one piece of it is the current one.

    Args:
        review: The review.
        current_item: The item being looked at.
        place: As in `ItemDetail.places`; a near passage is marked only while it is looked at.
    """
    marks: list[EvidenceMark] = []
    for item in review.checklist.items:
        is_current = item.id == current_item
        detail = item_detail(review, item.id)
        marks += _marks_of_item(detail, place if is_current else -1, is_selected=is_current)
    return marks


def missing_parts(review: Review) -> list[tuple[str, str]]:
    """Id and name of the statutory items that are absent, by human verdict or proposal."""
    details = (item_detail(review, item.id) for item in review.checklist.items if item.statutory)
    return [
        (detail.item.id, detail.item.name)
        for detail in details
        if detail.row.shown is Verdict.ABSENT
    ]


def _marks_of_item(detail: ItemDetail, place: int, *, is_selected: bool) -> list[EvidenceMark]:
    row = detail.row
    is_decided = row.human is not None
    standing = [card for card in detail.evidence if not card.is_dismissed]
    verdict = row.shown or Verdict.MANUAL
    said_by = "人工" if is_decided else "系统"
    marks = [
        EvidenceMark(
            card.span,
            verdict,
            is_decided,
            number == place,
            row.item_id,
            f"{row.name}：{verdict.label}（{said_by}）",
            is_selected,
        )
        for number, card in enumerate(standing)
    ]
    near = place - len(standing)
    if 0 <= near < len(detail.nearest):
        span, label = detail.nearest[near].span, f"{row.name}：最接近的段落，不算依据"
        # Not evidence: the quiet colour of what a human has to judge.
        marks.append(EvidenceMark(span, Verdict.MANUAL, False, True, row.item_id, label))  # noqa: FBT003
    return marks
