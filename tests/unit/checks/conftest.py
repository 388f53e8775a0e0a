"""Problems of made-up reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.checks.check import check
from reviewer.domain.problem import Problem
from reviewer.domain.report import (
    Confidence,
    Fact,
    Paragraph,
    ParagraphKind,
    Report,
    ReportFacts,
    RoleSpan,
    Section,
    SectionRole,
)
from reviewer.domain.span import Span
from reviewer.language.numbering import read_number

ProblemsOf = Callable[..., list[Problem]]


def _kind(line: str) -> ParagraphKind:
    number = read_number(line)
    is_heading = number is not None and number.level <= 4 and "。" not in line
    return ParagraphKind.HEADING if is_heading else ParagraphKind.BODY


def _report(text: str, year: int | None, roles: tuple[tuple[str, SectionRole], ...]) -> Report:
    """A report whose roles begin at the given words, and measures before them."""
    starts = [(0, SectionRole.MEASURES), *((text.index(words), role) for words, role in roles)]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    spans = [
        RoleSpan(Span(start, end), role)
        for (start, role), end in zip(starts, ends, strict=True)
        if end > start
    ]
    paragraphs: list[Paragraph] = []
    sections: list[Section] = []
    place = 0
    for number, line in enumerate(text.split("\n"), start=1):
        span = Span(place, place + len(line))
        role = next(entry.role for entry in reversed(spans) if entry.span.start <= place)
        paragraphs.append(Paragraph(number, span, _kind(line), role, None))
        if _kind(line) is ParagraphKind.HEADING:
            found = read_number(line)
            level = found.level if found is not None else 1
            label = found.label if found is not None else ""
            sections.append(Section(level, label, line, span, span, role, None))
        place = span.end + 1
    fact = Fact(year, "标题", Confidence.HIGH) if year is not None else None
    return Report(
        path="a.txt",
        sha256="0" * 64,
        format="txt",
        encoding="utf-8",
        text=text,
        paragraphs=tuple(paragraphs),
        sections=tuple(sections),
        role_spans=tuple(spans),
        facts=ReportFacts(report_year=fact),
    )


@pytest.fixture
def problems_of() -> ProblemsOf:
    """Gives the problems of one kind in a text: text, kind, report year, (words, role) …"""

    def give(
        text: str, kind: str, year: int | None = 2023, *roles: tuple[str, SectionRole]
    ) -> list[Problem]:
        report = _report(text, year, roles)
        found = check(report)
        for problem in found:
            if problem.span is not None:
                assert problem.text == problem.span.of(report.text)
        return [problem for problem in found if problem.kind == kind]

    return give
