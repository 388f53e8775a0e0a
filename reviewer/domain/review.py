"""One review of one report: findings, and what a human decided about each item."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from reviewer.domain.checklist import Checklist
from reviewer.domain.finding import Finding
from reviewer.domain.problem import Problem
from reviewer.domain.report import Report
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict


class ReviewStage(StrEnum):
    """First or second review; part of what a decision belongs to."""

    FIRST = "初核"
    SECOND = "复核"


@dataclass(frozen=True, slots=True)
class DismissedEvidence:
    """Machine evidence that the reviewer does not accept, with the reason."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class ItemState:
    """All that a human has said about one item; the unit of the workspace's log.

    Attributes:
        verdict: None while the item is unreviewed.
        score: Points typed by the reviewer; None means the default score of the verdict.
        note: Free text.
        reason: Why the verdict differs from the machine's.
        attached: Passages the reviewer added as evidence, in the order added.
        dismissed: Machine evidence the reviewer does not accept.
        reviewer: Who said it last; "" while nothing was said.
        changed_at: When, in UTC; None while nothing was said.
    """

    verdict: Verdict | None = None
    score: Decimal | None = None
    note: str = ""
    reason: str = ""
    attached: tuple[Span, ...] = ()
    dismissed: tuple[DismissedEvidence, ...] = ()
    reviewer: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A human decision on one item.

    Attributes:
        verdict: Never `manual`.
        score: Points, or None for the default score of the verdict.
        evidence: The evidence that stands: machine evidence not dismissed, then attached.
        note: Free text.
        reason: Why it differs from the machine's verdict; "" where none was given.
        reviewer: Who decided.
        decided_at: When, in UTC.
    """

    verdict: Verdict
    score: Decimal | None
    evidence: tuple[Span, ...]
    note: str
    reason: str
    reviewer: str
    decided_at: datetime


@dataclass(slots=True)
class Review:
    """A review in memory; the one object that changes.

    Attributes:
        report: The report.
        checklist: The checklist.
        findings: By item id; replaced as a whole when detection runs again.
        problems: Problems beyond the checklist.
        states: By item id; an item nobody spoke about has no entry.
        stage: First or second review.
    """

    report: Report
    checklist: Checklist
    findings: dict[str, Finding]
    problems: tuple[Problem, ...] = ()
    states: dict[str, ItemState] = field(default_factory=dict)
    stage: ReviewStage = ReviewStage.FIRST

    def state(self, item_id: str) -> ItemState:
        """What was said about the item; an empty state if nothing.

        Raises:
            KeyError: No such item.
        """
        self.checklist.item(item_id)
        return self.states.get(item_id, ItemState())

    def decision(self, item_id: str) -> Decision | None:
        """The human decision, or None while the item is unreviewed.

        Raises:
            KeyError: No such item.
        """
        state = self.state(item_id)
        if state.verdict is None or state.changed_at is None:
            return None
        dismissed = {entry.span for entry in state.dismissed}
        finding = self.findings.get(item_id)
        machine = tuple(e.span for e in finding.evidence) if finding else ()
        standing = tuple(span for span in machine if span not in dismissed)
        return Decision(
            verdict=state.verdict,
            score=state.score,
            evidence=standing + state.attached,
            note=state.note,
            reason=state.reason,
            reviewer=state.reviewer,
            decided_at=state.changed_at,
        )

    def is_override(self, item_id: str) -> bool:
        """Whether a human verdict differs from the machine's; 需人工 proposes nothing."""
        state, finding = self.state(item_id), self.findings.get(item_id)
        if state.verdict is None or finding is None or finding.verdict is Verdict.MANUAL:
            return False
        return state.verdict is not finding.verdict
