"""What each kind of change makes of an item's state: pure functions, nothing is stored here.

A change that says nothing new gives the state as it was.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.finding import MAX_EVIDENCE_LENGTH, Finding
from reviewer.domain.report import Report
from reviewer.domain.review import DismissedEvidence, ItemState
from reviewer.domain.scoring import round_half_up
from reviewer.domain.span import Span
from reviewer.domain.verdict import DECIDABLE, Verdict
from reviewer.workspace.history import ChangeKind, LogEntry
from reviewer.workspace.texts import sentence

_LONGEST_NAME = 12
_SURROGATES = range(0xD800, 0xE000)


def decided(
    state: ItemState,
    finding: Finding | None,
    verdict: Verdict,
    *,
    score: Decimal | None = None,
    note: str | None = None,
    reason: str | None = None,
) -> ItemState:
    """The state with a verdict; what is None stays as it is, as far as it still fits.

    A new verdict drops the score typed for the old one, and a return to the machine's verdict
    drops the reason for having left it.
    """
    if verdict is not state.verdict:
        agrees = finding is not None and finding.verdict is verdict
        state = replace(state, score=None, reason="" if agrees else state.reason)
    return replace(
        state,
        verdict=verdict,
        score=state.score if score is None else score,
        note=state.note if note is None else note,
        reason=state.reason if reason is None else reason,
    )


def cleared(state: ItemState) -> ItemState:
    """The state unreviewed again; the note and the evidence stay, score and reason go."""
    if state.verdict is None:
        return state
    return replace(state, verdict=None, score=None, reason="")


def scored(
    state: ItemState, item: ChecklistItem, finding: Finding | None, score: Decimal | None
) -> ItemState:
    """The state with a typed score; None goes back to the default score of the verdict.

    A score typed on an unreviewed item decides it, with the verdict that the points amount to.

    Raises:
        ValueError: The item is decided as not applicable.
    """
    if score is None:
        return replace(state, score=None)
    if state.verdict is Verdict.NOT_APPLICABLE:
        raise ValueError(sentence("refusals", "score_without_points"))
    verdict = state.verdict or _verdict_of_points(item, finding, score)
    return replace(state, verdict=verdict, score=score)


def with_attached(state: ItemState, finding: Finding | None, span: Span) -> ItemState:
    """The state with a passage as evidence; evidence dismissed before is accepted again."""
    dismissed = tuple(entry for entry in state.dismissed if entry.span != span)
    is_known = span in state.attached or span in _machine_spans(finding)
    attached = state.attached if is_known else (*state.attached, span)
    return replace(state, attached=attached, dismissed=dismissed)


def with_dismissed(state: ItemState, finding: Finding | None, span: Span, reason: str) -> ItemState:
    """The state without a piece of evidence: the machine's is dismissed, an attached one removed.

    Raises:
        ValueError: The span is no evidence of the item.
    """
    if span in state.attached:
        return replace(state, attached=tuple(s for s in state.attached if s != span))
    others = tuple(entry for entry in state.dismissed if entry.span != span)
    if len(others) == len(state.dismissed) and span not in _machine_spans(finding):
        raise ValueError(sentence("refusals", "not_evidence"))
    known = {entry.span: entry for entry in state.dismissed}
    if span in known and known[span].reason == reason:
        return state
    return replace(state, dismissed=(*others, DismissedEvidence(span, reason)))


def decidable(verdict: Verdict | str) -> Verdict:
    """The verdict, given as such or by its id.

    Raises:
        ValueError: No such verdict, or one that only the machine gives.
    """
    try:
        found = Verdict(verdict)
    except ValueError:
        message = sentence("refusals", "verdict_unknown", verdict=verdict)
        raise ValueError(message) from None
    if found not in DECIDABLE:
        raise ValueError(sentence("refusals", "verdict_manual"))
    return found


def points_of(item: ChecklistItem, score: Decimal | float | str) -> Decimal:
    """The score as points, rounded half up to 0.01.

    Raises:
        ValueError: Not a number, or outside 0…weight.
    """
    try:
        points = Decimal(str(score).strip())
    except InvalidOperation:
        points = Decimal("NaN")
    if not points.is_finite():
        raise ValueError(sentence("refusals", "score_not_a_number", score=score))
    if not 0 <= points <= item.weight:
        message = sentence("refusals", "score_out_of_range", weight=item.weight, score=score)
        raise ValueError(message)
    return round_half_up(points)


def passage(report: Report, start: int, end: int) -> Span:
    """The span of a selected passage.

    Raises:
        ValueError: It is outside the text, holds no words, or is too long for evidence.
    """
    if not 0 <= start <= end <= len(report.text):
        raise ValueError(sentence("refusals", "span_outside"))
    if not report.text[start:end].strip():
        raise ValueError(sentence("refusals", "span_empty"))
    if end - start > MAX_EVIDENCE_LENGTH:
        message = sentence(
            "refusals", "span_too_long", length=end - start, limit=MAX_EVIDENCE_LENGTH
        )
        raise ValueError(message)
    return Span(start, end)


def storable(text: str) -> str:
    """Typed text as database and workbook can hold it: one kind of line end, no NUL, no halves.

    A lone half of a surrogate pair, which a window system may hand over, becomes U+FFFD.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return "".join("\ufffd" if ord(sign) in _SURROGATES else sign for sign in lines)


def change_name(entry: LogEntry, item_name: str) -> str:
    """The Chinese name of a change, as undo and redo show it: “权责清单 → 未体现”."""
    key, after = entry.kind.value, entry.after
    if entry.kind is ChangeKind.SCORE and after.score is None:
        key = "score_default"
    verdict = after.verdict.label if after.verdict else ""
    score = "" if after.score is None else f"{after.score.normalize():f}"
    return sentence("changes", key, item=item_name, verdict=verdict, score=score)


def lines_name(entry: LogEntry) -> str:
    """The Chinese name of a change of lines: “放回正文：首页 > 政务公开”, with their number."""
    first, count = entry.lines_after[0], len(entry.lines_after)
    is_return = entry.lines_before[0].is_text is False or first.is_text is True
    words = " ".join(first.line.text.split())
    if len(words) > _LONGEST_NAME:
        words = f"{words[:_LONGEST_NAME]}…"
    key = "lines_returned" if is_return else "lines_set_aside"
    key = key if count == 1 else f"{key}_together"
    return sentence("changes", key, line=words, count=count)


def _machine_spans(finding: Finding | None) -> tuple[Span, ...]:
    return tuple(evidence.span for evidence in finding.evidence) if finding else ()


def _verdict_of_points(item: ChecklistItem, finding: Finding | None, points: Decimal) -> Verdict:
    if points == item.weight:
        return Verdict.MET
    if points == 0:
        return Verdict.ABSENT
    if finding is not None and finding.verdict is Verdict.PLAN_ONLY:
        return Verdict.PLAN_ONLY
    return Verdict.PARTIAL
