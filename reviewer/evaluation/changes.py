"""What a changed checklist changes in findings, report by report and item by item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from reviewer import workflow
from reviewer.domain.checklist import Checklist
from reviewer.domain.finding import Finding
from reviewer.domain.report import Report
from reviewer.domain.scoring import finding_score


@dataclass(frozen=True, slots=True)
class Side:
    """One item as found by one of the two checklists.

    Attributes:
        finding: The finding.
        points: The points it gives; None where it gives none.
    """

    finding: Finding
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between the two checklists on one item of one report.

    Attributes:
        report: Path of the report.
        item_id: The item.
        name: Its name.
        before: By the first checklist; None where it has no such item.
        after: By the second checklist; None where it has no such item.
    """

    report: str
    item_id: str
    name: str
    before: Side | None
    after: Side | None

    @property
    def is_of_verdict(self) -> bool:
        """Whether the verdict differs, not only points or evidence."""
        before = self.before.finding.verdict if self.before else None
        after = self.after.finding.verdict if self.after else None
        return before is not after


def find_changes(
    reports: Iterable[Report],
    before: Checklist,
    after: Checklist,
    *,
    make_examiner: Callable[[Checklist], workflow.Examiner] = workflow.Examiner,
) -> list[Change]:
    """Every item whose verdict, points or best evidence differ, in the order of reports and items.

    Args:
        reports: The reports, each judged by both checklists, whatever its kind.
        before: The first checklist.
        after: The second checklist.
        make_examiner: Makes the examiner of a checklist; tests may pass another.
    """
    examiners = make_examiner(before), make_examiner(after)
    items = {item.id: item.name for item in (*after.items, *before.items)}
    changes = []
    for report in reports:
        old, new = (_sides(examiner, report) for examiner in examiners)
        for item_id, name in items.items():
            change = Change(report.path, item_id, name, old.get(item_id), new.get(item_id))
            if _differs(change.before, change.after):
                changes.append(change)
    return changes


def _sides(examiner: workflow.Examiner, report: Report) -> dict[str, Side]:
    review = examiner.examine(report, nearest=False, force=True)
    checklist = examiner.checklist
    return {
        item_id: Side(finding, finding_score(checklist, checklist.item(item_id), finding))
        for item_id, finding in review.findings.items()
    }


def _differs(before: Side | None, after: Side | None) -> bool:
    if before is None or after is None:
        return before is not after
    return _key(before) != _key(after)


def _key(side: Side) -> tuple[object, ...]:
    best = side.finding.evidence[0].span if side.finding.evidence else None
    return side.finding.verdict, side.points, best
