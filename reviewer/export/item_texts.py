"""What the sheets say about one item: verdicts, remark, passages and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.report import Report
from reviewer.domain.review import Review
from reviewer.domain.span import Span
from reviewer.domain.verdict import UNREVIEWED_LABEL, Verdict
from reviewer.export.cell_text import shortened

_EXCERPT_LENGTH = 150
_TWO_EXCERPTS_LENGTH = 200
_SECTION_LENGTH = 24
_SEARCHED_LENGTH = 90


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A passage as the sheets show it.

    Attributes:
        span: Its place in the report.
        text: The text there.
        section: The full heading around it, or "".
        paragraph: 1-based number of the paragraph at its start.
        role: The Chinese label of the part of the report it stands in.
        rule: Id of the rule that found it; "" when a reviewer added it.
        dismissed: The reviewer's reason for not accepting it, or None while it stands.
    """

    span: Span
    text: str
    section: str
    paragraph: int
    role: str
    rule: str = ""
    dismissed: str | None = None

    @property
    def place(self) -> str:
        """Section (shortened) and paragraph, in brackets."""
        section = f"{shortened(self.section, _SECTION_LENGTH)} · " if self.section else ""
        return f"【{section}第{self.paragraph}段】"


def passage_at(report: Report, span: Span) -> ShownEvidence:
    """The passage at a span, with its section, paragraph and role."""
    section = report.section_at(span.start)
    return ShownEvidence(
        span=span,
        text=span.of(report.text),
        section=section.heading if section else "",
        paragraph=report.paragraph_at(span.start).number if report.paragraphs else 1,
        role=report.role_at(span.start).label,
    )


def attached_evidence(review: Review, item: ChecklistItem) -> tuple[ShownEvidence, ...]:
    """What the reviewer added, in the order added."""
    return tuple(passage_at(review.report, span) for span in review.state(item.id).attached)


def machine_evidence(review: Review, item: ChecklistItem) -> tuple[ShownEvidence, ...]:
    """What the machine found, best first, dismissed evidence included."""
    finding = review.findings.get(item.id)
    if finding is None:
        return ()
    reasons = {entry.span: entry.reason for entry in review.state(item.id).dismissed}
    return tuple(
        ShownEvidence(
            span=evidence.span,
            text=evidence.text,
            section=evidence.section or "",
            paragraph=evidence.paragraph,
            role=evidence.role.label,
            rule=evidence.rule,
            dismissed=reasons.get(evidence.span),
        )
        for evidence in finding.evidence
    )


def human_label(review: Review, item: ChecklistItem) -> str:
    """The label of the human verdict, 未核 while there is none."""
    verdict = review.state(item.id).verdict
    return verdict.label if verdict else UNREVIEWED_LABEL


def machine_label(review: Review, item: ChecklistItem) -> str:
    """The label of the machine's verdict; empty where nothing was detected."""
    finding = review.findings.get(item.id)
    return finding.verdict.label if finding else ""


def remark(review: Review, item: ChecklistItem) -> str:
    """Reason and note of the reviewer, as typed; labelled when there are both."""
    state = review.state(item.id)
    if state.reason and state.note:
        return f"理由：{state.reason}\n备注：{state.note}"
    return state.reason or state.note


def lacks_reason(review: Review, item: ChecklistItem) -> bool:
    """Whether the human verdict differs from the machine's and nobody said why."""
    return review.is_override(item.id) and not review.state(item.id).reason


def excerpt(review: Review, item: ChecklistItem) -> str:
    """The passages that the printed table shows, with their places; the reviewer's come first.

    At most two, each at most `_EXCERPT_LENGTH` code points; the evidence sheet has all of them.
    """
    found = machine_evidence(review, item)
    standing = [entry for entry in found if entry.dismissed is None]
    by_span = {entry.span: entry for entry in (*attached_evidence(review, item), *standing)}
    shown = [f"{entry.place}{_one_line(entry.text)}" for entry in by_span.values()]
    if not shown:
        return "系统所列依据均未采信，见“证据”表" if found else _no_excerpt(review, item)
    count = 2 if sum(map(len, shown[:2])) <= _TWO_EXCERPTS_LENGTH else 1
    left = len(shown) - count
    more = [f"（另有 {left} 条，见“证据”表）"] if left > 0 else []
    return "\n".join([*shown[:count], *more])


def _one_line(text: str) -> str:
    return shortened(" ".join(text.split("\n")), _EXCERPT_LENGTH)


def _no_excerpt(review: Review, item: ChecklistItem) -> str:
    finding = review.findings.get(item.id)
    if finding is None:
        return ""
    if finding.verdict is Verdict.MANUAL:
        return item.manual_hint or "需人工核对材料外的信息"
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return item.applicability.note or "".join(finding.why[-1:])
    searched = "、".join(finding.searched)
    if not searched:
        return "未找到相关表述，见“证据”表"
    return f"未找到。已检索：{shortened(searched, _SEARCHED_LENGTH)}"
