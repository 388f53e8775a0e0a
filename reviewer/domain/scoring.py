"""Points of findings and of reviews."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reviewer.domain.checklist import Checklist, ChecklistItem
from reviewer.domain.finding import Finding
from reviewer.domain.review import Review
from reviewer.domain.verdict import Verdict

_CENT = Decimal("0.01")
_UNSCORED = (Verdict.MANUAL, Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Score:
    """A total.

    Attributes:
        total: Points given.
        out_of: Points of the items that are applicable and have a score.
        converted: total / out_of × 100, rounded half up to 0.01; None when `out_of` is 0.
        grade: From the rounded value; None while it cannot be given.
    """

    total: Decimal
    out_of: Decimal
    converted: Decimal | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class ReviewScore:
    """The score of a review.

    Attributes:
        total: Points of the decided items.
        out_of: Points of the decided items that are applicable and have a score.
        converted: As in `Score`.
        grade: None until no scored item is unreviewed.
        projected: Decisions, and the machine's proposal where there is none.
        decided: Number of decided items, reminders included.
        items: Number of items.
        subtotals: By category id: the decided items of the category.
    """

    total: Decimal
    out_of: Decimal
    converted: Decimal | None
    grade: str | None
    projected: Score
    decided: int
    items: int
    subtotals: dict[str, Score]


def round_half_up(value: Decimal) -> Decimal:
    """Rounds to 0.01, halves away from zero, as Excel's ROUND does."""
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)


def verdict_score(checklist: Checklist, item: ChecklistItem, verdict: Verdict) -> Decimal | None:
    """Weight × ratio of the verdict; None for 需人工 and 不适用."""
    if verdict in _UNSCORED:
        return None
    return round_half_up(item.weight * checklist.ratios[verdict])


def finding_score(checklist: Checklist, item: ChecklistItem, finding: Finding) -> Decimal | None:
    """The points that the machine proposes; a score step wins over the ratio."""
    if finding.verdict in _UNSCORED:
        return None
    for step in item.score_steps:
        if step.id == finding.score_condition:
            return step.points
    return verdict_score(checklist, item, finding.verdict)


def decided_score(review: Review, item: ChecklistItem) -> Decimal | None:
    """The points of a decided item; None while unreviewed and for 不适用.

    A typed score wins; a confirmed finding keeps the machine's points; an overridden one gets
    weight × ratio.
    """
    state = review.state(item.id)
    if state.verdict is None or state.verdict in _UNSCORED:
        return None
    if state.score is not None:
        return state.score
    finding = review.findings.get(item.id)
    if finding is not None and finding.verdict is state.verdict:
        return finding_score(review.checklist, item, finding)
    return verdict_score(review.checklist, item, state.verdict)


def score_findings(checklist: Checklist, findings: dict[str, Finding]) -> Score:
    """The score that the machine's verdicts give; items without a finding are left out."""
    return _sum(
        checklist,
        checklist.items,
        lambda item: (
            finding_score(checklist, item, findings[item.id]) if item.id in findings else None
        ),
        is_complete=True,
    )


def score_review(review: Review) -> ReviewScore:
    """The score of the decided items, and the projected one."""
    checklist = review.checklist
    decided = [item for item in checklist.items if review.state(item.id).verdict is not None]
    is_complete = all(
        review.state(item.id).verdict is not None for item in checklist.items if item.is_scored
    )

    def points(item: ChecklistItem) -> Decimal | None:
        return decided_score(review, item)

    def projected_points(item: ChecklistItem) -> Decimal | None:
        if review.state(item.id).verdict is not None:
            return decided_score(review, item)
        finding = review.findings.get(item.id)
        return finding_score(checklist, item, finding) if finding else None

    score = _sum(checklist, checklist.items, points, is_complete=is_complete)
    return ReviewScore(
        total=score.total,
        out_of=score.out_of,
        converted=score.converted,
        grade=score.grade,
        projected=_sum(checklist, checklist.items, projected_points, is_complete=True),
        decided=len(decided),
        items=len(checklist.items),
        subtotals={
            category.id: _sum(
                checklist,
                tuple(item for item in checklist.items if item.category == category.id),
                points,
                is_complete=False,
            )
            for category in checklist.categories
        },
    )


def grade_of(checklist: Checklist, converted: Decimal) -> str | None:
    """The grade of a rounded converted score; None when the checklist has no grade for it."""
    for grade in checklist.grades:
        if converted >= grade.least:
            return grade.name
    return None


def _sum(
    checklist: Checklist,
    items: tuple[ChecklistItem, ...],
    points: Callable[[ChecklistItem], Decimal | None],
    *,
    is_complete: bool,
) -> Score:
    total = out_of = Decimal(0)
    for item in items:
        value = points(item)
        if value is not None:
            total += value
            out_of += item.weight
    if not out_of:
        return Score(total, out_of, None, None)
    converted = round_half_up(total / out_of * 100)
    grade = grade_of(checklist, converted) if is_complete else None
    return Score(total, out_of, converted, grade)
