"""A review as the JSON that `reviewer check --json` gives; the names and their order are fixed.

A number of points is a whole number where it is whole, so that the same review always gives the
same bytes.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.finding import Evidence, Finding, Passage
from reviewer.domain.problem import Problem
from reviewer.domain.review import Review
from reviewer.domain.scoring import finding_score, score_findings

SCHEMA = 1
"""Version of the form; it changes when a name changes its meaning or goes."""


def review_json(review: Review, path: str) -> dict[str, Any]:
    """The entry of one report that was read; without items and score where none was judged.

    Args:
        review: The review; only what the machine found is used, never a decision.
        path: The file as the user named it.
    """
    report, facts, checklist = review.report, review.report.facts, review.checklist
    published = facts.published
    return {
        "path": path,
        "sha256": report.sha256,
        "format": report.format,
        "encoding": report.encoding,
        "text": report.text,
        "title": facts.title.value if facts.title else None,
        "unit": facts.unit.value if facts.unit else None,
        "report_year": facts.report_year.value if facts.report_year else None,
        "published": published.isoformat() if published else None,
        "kind": facts.kind.value,
        "warnings": list(report.warnings),
        "furniture": [line.text for line in report.furniture],
        "checklist": {
            "id": checklist.id,
            "version": checklist.version,
            "sha256": checklist.sha256,
        },
        "items": [
            _item_json(review, item, review.findings[item.id])
            for item in checklist.items
            if item.id in review.findings
        ],
        "problems": [_problem_json(problem) for problem in review.problems],
        "score": _score_json(review) if review.findings else None,
    }


def points_json(points: Decimal | None) -> int | float | None:
    """Points as a JSON number."""
    if points is None:
        return None
    return int(points) if points == points.to_integral_value() else float(points)


def _item_json(review: Review, item: ChecklistItem, finding: Finding) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": item.name,
        "verdict": finding.verdict.value,
        "strength": finding.strength,
        "score": points_json(finding_score(review.checklist, item, finding)),
        "max_score": points_json(item.weight),
        "why": list(finding.why),
        "evidence": [_evidence_json(evidence) for evidence in finding.evidence],
        "searched": list(finding.searched),
        "nearest": [_passage_json(passage) for passage in finding.nearest],
    }


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    return {
        "start": evidence.span.start,
        "end": evidence.span.end,
        "text": evidence.text,
        "section": evidence.section,
        "paragraph": evidence.paragraph,
        "role": evidence.role.value,
        "rule": evidence.rule,
    }


def _passage_json(passage: Passage) -> dict[str, Any]:
    return {"start": passage.span.start, "end": passage.span.end, "text": passage.text}


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "kind": problem.kind,
        "start": problem.span.start if problem.span else None,
        "end": problem.span.end if problem.span else None,
        "text": problem.text,
        "message": problem.message,
    }


def _score_json(review: Review) -> dict[str, Any]:
    score = score_findings(review.checklist, review.findings)
    return {
        "total": points_json(score.total),
        "out_of": points_json(score.out_of),
        "converted": points_json(score.converted),
        "grade": score.grade,
    }
