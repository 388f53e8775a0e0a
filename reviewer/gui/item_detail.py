"""What the detail pane shows of one item, as plain values made from a review."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.finding import Evidence, Finding
from reviewer.domain.report import Report
from reviewer.domain.review import ItemState, Review
from reviewer.domain.scoring import finding_score
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.gui.checklist_rows import ChecklistRow, row_of

STRENGTH_WORDS = ("无", "口号", "有举措或文件", "有数量", "有数量和时间、案例或结果")
_SEPARATOR = " · "
_LONGEST_HEADING = 18


@dataclass(frozen=True, slots=True)
class PassageCard:
    """One passage of the report, shown as a card.

    Attributes:
        span: Its place.
        text: Its words.
        place: Section, paragraph and role, and who added it, in Chinese.
        verdict: The verdict whose colour it has; None for one that proves nothing.
        tip: What more there is to say about it; "" for nothing.
        is_attached: Whether the reviewer added it.
        is_dismissed: Whether the reviewer does not accept it.
    """

    span: Span
    text: str
    place: str
    verdict: Verdict | None
    tip: str = ""
    is_attached: bool = False
    is_dismissed: bool = False


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """One item with all that machine and reviewer said about it.

    Attributes:
        item: The item.
        row: The same as in the list.
        finding: What the machine found; None when it did not look.
        state: What the reviewer said.
        proposed_points: What the machine's verdict would give; None where it gives nothing.
        evidence: The evidence that stands, then what was dismissed.
        nearest: Near passages to what was not found.
        stock_reasons: Reasons offered for an override.
    """

    item: ChecklistItem
    row: ChecklistRow
    finding: Finding | None
    state: ItemState
    proposed_points: Decimal | None
    evidence: tuple[PassageCard, ...]
    nearest: tuple[PassageCard, ...]
    stock_reasons: tuple[str, ...]

    @property
    def places(self) -> tuple[Span, ...]:
        """Where the reader may look: the standing evidence, then the nearest passages."""
        standing = (card for card in self.evidence if not card.is_dismissed)
        return tuple(card.span for card in (*standing, *self.nearest))


def item_detail(review: Review, item_id: str) -> ItemDetail:
    """Gathers everything about one item.

    Raises:
        KeyError: No such item.
    """
    item = review.checklist.item(item_id)
    row, finding = row_of(review, item), review.findings.get(item_id)
    proposed = finding_score(review.checklist, item, finding) if finding else None
    return ItemDetail(
        item=item,
        row=row,
        finding=finding,
        state=review.state(item_id),
        proposed_points=proposed,
        evidence=_evidence_cards(review, item_id, row.shown),
        nearest=tuple(
            PassageCard(passage.span, passage.text, place_text(review.report, passage.span), None)
            for passage in (finding.nearest if finding else ())
        ),
        stock_reasons=review.checklist.stock_reasons,
    )


def place_text(report: Report, span: Span) -> str:
    """Where a passage stands: section, paragraph, role."""
    section = report.section_at(span.start)
    parts = [_short(section.heading)] if section else []
    parts.append(f"第{report.paragraph_at(span.start).number}段")
    parts.append(report.role_at(span.start).label)
    return _SEPARATOR.join(parts)


def _evidence_cards(
    review: Review, item_id: str, verdict: Verdict | None
) -> tuple[PassageCard, ...]:
    finding, state, report = review.findings.get(item_id), review.state(item_id), review.report
    reasons = {entry.span: entry.reason for entry in state.dismissed}
    machine = finding.evidence if finding else ()
    standing = [_machine_card(e, verdict) for e in machine if e.span not in reasons]
    attached = [
        PassageCard(
            span,
            span.of(report.text),
            place_text(report, span) + _SEPARATOR + "人工添加",
            verdict,
            is_attached=True,
        )
        for span in state.attached
    ]
    dismissed = [
        PassageCard(
            span,
            span.of(report.text),
            "已排除" + (f"：{reason}" if reason else ""),
            None,
            is_dismissed=True,
        )
        for span, reason in reasons.items()
    ]
    return (*standing, *attached, *dismissed)


def _machine_card(evidence: Evidence, verdict: Verdict | None) -> PassageCard:
    parts = [_short(evidence.section)] if evidence.section else []
    parts += [f"第{evidence.paragraph}段", evidence.role.label]
    place = _SEPARATOR.join(parts)
    return PassageCard(
        evidence.span, evidence.text, place, verdict, tip=f"识别规则：{evidence.rule}"
    )


def _short(heading: str) -> str:
    text = heading.strip()
    return text if len(text) <= _LONGEST_HEADING else text[: _LONGEST_HEADING - 1] + "…"
