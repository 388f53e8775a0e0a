"""What a reviewer must know about a report before reviewing it."""

from __future__ import annotations

from reviewer.domain.report import Quality, ReportFacts, ReportKind
from reviewer.readers.texts import sentence

_LEAST_HANZI = 800
_DECEMBER = 12


def warnings_of(facts: ReportFacts, quality: Quality) -> tuple[str, ...]:
    """Chinese sentences, most important first."""
    warnings = []
    if facts.kind is ReportKind.OTHER:
        warnings.append(sentence("warnings", "other_kind", reason=facts.kind_reason))
    elif facts.kind is ReportKind.UNSURE:
        warnings.append(sentence("warnings", "unsure_kind", reason=facts.kind_reason))
    if facts.title is None:
        warnings.append(sentence("warnings", "no_title"))
    if facts.report_year is None:
        warnings.append(sentence("warnings", "no_year"))
    published = facts.published
    year = facts.report_year.value if facts.report_year else None
    if published is not None and published.year == year and published.month == _DECEMBER:
        warnings.append(sentence("warnings", "december", published=published.isoformat()))
    if quality.hanzi < _LEAST_HANZI:
        warnings.append(sentence("warnings", "short_text", count=quality.hanzi))
    return tuple(warnings)
