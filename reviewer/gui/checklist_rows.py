"""What the list shows of each item, as plain values made from a review."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.review import Review
from reviewer.domain.scoring import decided_score, finding_score
from reviewer.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One item as the list shows it.

    Attributes:
        item_id: The item.
        category: Id of its category.
        name: Its Chinese name.
        machine: What the machine proposes; None when detection did not look at the report.
        human: What was decided; None while unreviewed.
        evidence_count: Pieces of evidence that stand.
        points: Points decided, or proposed while unreviewed; None where there are none.
        weight: Points of the item; 0 for one that only reminds.
        is_override: Whether the human verdict differs from the machine's.
        lacks_reason: Whether it is an override for which no reason was given yet.
        has_note: Whether there is a note.
    """

    item_id: str
    category: str
    name: str
    machine: Verdict | None
    human: Verdict | None
    evidence_count: int
    points: Decimal | None
    weight: Decimal
    is_override: bool
    lacks_reason: bool
    has_note: bool

    @property
    def shown(self) -> Verdict | None:
        """The human verdict, or the machine's proposal while there is none."""
        return self.human or self.machine


class ItemFilter(StrEnum):
    """Which items the list shows."""

    ALL = "全部"
    UNREVIEWED = "未核"
    ABSENT = "未体现"
    OVERRIDDEN = "改判"
    MANUAL = "需人工"

    def accepts(self, row: ChecklistRow) -> bool:
        """Whether the list shows that item."""
        match self:
            case ItemFilter.UNREVIEWED:
                return row.human is None
            case ItemFilter.ABSENT:
                return row.shown is Verdict.ABSENT
            case ItemFilter.OVERRIDDEN:
                return row.is_override
            case ItemFilter.MANUAL:
                return row.machine is Verdict.MANUAL
            case _:
                return True


def row_of(review: Review, item: ChecklistItem) -> ChecklistRow:
    """The row of one item."""
    state, finding = review.state(item.id), review.findings.get(item.id)
    dismissed = {entry.span for entry in state.dismissed}
    evidence = finding.evidence if finding else ()
    is_override = review.is_override(item.id)
    points = None
    if state.verdict is not None:
        points = decided_score(review, item)
    elif finding is not None:
        points = finding_score(review.checklist, item, finding)
    return ChecklistRow(
        item_id=item.id,
        category=item.category,
        name=item.name,
        machine=finding.verdict if finding else None,
        human=state.verdict,
        evidence_count=sum(e.span not in dismissed for e in evidence) + len(state.attached),
        points=points,
        weight=item.weight,
        is_override=is_override,
        lacks_reason=is_override and not state.reason.strip(),
        has_note=bool(state.note.strip()),
    )


def rows_of(review: Review) -> tuple[ChecklistRow, ...]:
    """The rows of all items, in checklist order."""
    return tuple(row_of(review, item) for item in review.checklist.items)
