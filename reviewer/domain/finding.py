"""What the machine found; never changed by a reviewer."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.domain.report import SectionRole
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict

MAX_EVIDENCE_LENGTH = 150
"""Code points of one piece of evidence, at most."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that supports a verdict.

    Attributes:
        span: Its place; at most `MAX_EVIDENCE_LENGTH` code points.
        text: Equal to the report's text at `span`.
        section: The full heading of the deepest section around it, or None.
        paragraph: 1-based paragraph number of its start.
        role: The role of its place.
        rule: Id of the rule that found it.
    """

    span: Span
    text: str
    section: str | None
    paragraph: int
    role: SectionRole
    rule: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A near passage shown for what was not found."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The machine's finding on one item.

    Attributes:
        item_id: The checklist item.
        verdict: How far the item is met.
        strength: Strength of the best evidence: 0 none, 1 slogan, 2 measure or named document,
            3 with a number, 4 number plus time, case or result.
        why: The chain that led to the verdict, in Chinese, one sentence per step.
        evidence: Best first; empty for absent, manual and not_applicable.
        searched: The words that were looked for, in Chinese.
        nearest: At most three near passages; empty when they were not asked for.
        score_condition: Id of the first score step of the item whose condition held, or None.
    """

    item_id: str
    verdict: Verdict
    strength: int
    why: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    searched: tuple[str, ...] = ()
    nearest: tuple[Passage, ...] = ()
    score_condition: str | None = None
