"""Items that the text alone cannot decide: what the text does say about them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reviewer.detection.explanation import Explanation
from reviewer.detection.judgement import Judgement
from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.problem import Problem
from reviewer.domain.report import Report
from reviewer.domain.verdict import Verdict

_DEADLINE = (4, 1)


def judge_manual(
    item: ChecklistItem, report: Report, problems: Iterable[Problem], explain: Explanation
) -> Judgement:
    """需人工, with the facts from the text that help to decide."""
    lines = [item.manual_hint] if item.manual_hint else []
    if item.id == "form.deadline":
        lines.append(_publication(report, explain))
    elif item.id == "form.signature":
        lines.append(_signature(report, explain))
    elif item.id == "form.wording":
        count = sum(problem.kind not in ("numbering", "year") for problem in problems)
        lines.append(explain.sentence("manual", "wording", count=count))
    return Judgement(Verdict.MANUAL, why=tuple(lines))


def _publication(report: Report, explain: Explanation) -> str:
    """Whether the published date keeps the limit of 1 April (督察工作规定, public part)."""
    published, year = report.facts.published, report.facts.report_year
    if published is None or year is None:
        return explain.sentence("manual", "deadline_unknown")
    limit = date(year.value + 1, *_DEADLINE)
    if published >= limit:
        key = "deadline_late"
    elif published.year <= year.value:
        key = "deadline_early"
    else:
        key = "deadline_kept"
    return explain.sentence("manual", key, published=published.isoformat(), limit=limit.isoformat())


def _signature(report: Report, explain: Explanation) -> str:
    facts = report.facts
    known = {
        "addressee": facts.addressee,
        "document_number": facts.document_number,
        "signed": facts.signed,
        "web_published": facts.web_published,
    }
    found = [explain.sentence("manual", key) for key, fact in known.items() if fact is not None]
    if not found:
        return explain.sentence("manual", "signature_none")
    return explain.sentence("manual", "signature_found", found="、".join(found))
