"""Years that do not fit the report year, and earlier years' work passed off as this year's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reviewer.checks.texts import problem
from reviewer.domain.problem import Problem
from reviewer.domain.report import ParagraphKind, Report, SectionRole
from reviewer.domain.span import Span
from reviewer.language.dates import FoundYear, find_years
from reviewer.resources import resource_path

_KIND = "year"
_OWN_WORK = (SectionRole.MEASURES, SectionRole.FIRST_RESPONSIBLE)
_HIDDEN = re.compile(
    "《[^》\n]{0,120}》|〔[^〕\n]{0,30}〕|[（(][^）)\n]{0,60}[）)]|“[^”\n]{0,120}”"
)
_CLAUSE_START = re.compile(r"[。；;，,：:\n]\s?(?P<year>20\d\d)\s?年")
_SENTENCE_END = re.compile("[。；;\n]")
_FORMULA = re.compile("现将|现就|报告如下|汇报如下|总结如下")
_PLAN_OPENING = re.compile(
    r"(?P<year>20\d\d)\s?年(?:度)?[，,]?[^。，,]{0,12}(?:将|要|拟|计划|打算)"
)
_EARLIEST = 8


@dataclass(frozen=True, slots=True)
class _Words:
    """The dictionary, compiled."""

    not_work_after: re.Pattern[str]
    not_work: re.Pattern[str]
    work: re.Pattern[str]


def check_years(report: Report) -> Iterator[Problem]:
    """Problems with years; none where the report year is unknown."""
    if report.facts.report_year is None:
        return
    year = report.facts.report_year.value
    yield from _title(report, year)
    yield from _headings(report, year)
    yield from _plan(report, year)
    yield from _earlier_work(report, year)
    yield from _signature(report, year)


def _title(report: Report, year: int) -> Iterator[Problem]:
    """The opening speaks of another year than the title."""
    titles = [entry for entry in report.paragraphs if entry.kind is ParagraphKind.TITLE]
    if not titles:
        return
    in_title = _plain_years(titles[0].span.of(report.text))
    if not in_title:
        return
    for paragraph in report.paragraphs:
        if paragraph.role is not SectionRole.PREAMBLE or paragraph.kind is not ParagraphKind.BODY:
            continue
        text = paragraph.span.of(report.text)
        for found in _told_years(text):
            if found.value not in {entry.value for entry in in_title}:
                start = paragraph.span.start
                yield problem(
                    report,
                    _KIND,
                    "title_differs",
                    Span(start + found.start, start + found.end),
                    title=year,
                    body=found.value,
                )
                return


def _told_years(text: str) -> Iterator[FoundYear]:
    """Years that an opening reports on: at its start, or in “现将…年…报告如下”."""
    formula = _FORMULA.search(text)
    for found in _plain_years(text):
        if found.start == 0 or (formula is not None and found.start > formula.start()):
            yield found


def _plain_years(text: str) -> list[FoundYear]:
    """Single years outside names of documents and brackets."""
    hidden = _HIDDEN.sub(lambda match: "□" * len(match[0]), text)
    return [
        found
        for found in find_years(hidden)
        if found.last is None and hidden[found.end : found.end + 1] not in ("版", "起", "以", "来")
    ]


def _headings(report: Report, year: int) -> Iterator[Problem]:
    """A heading of the plan with another year than the next one, of other parts than this one."""
    for section in report.sections:
        years = _plain_years(section.heading)
        if not years:
            continue
        found = years[0]
        start = section.heading_span.start + found.start
        span = Span(start, section.heading_span.start + found.end)
        if section.role is SectionRole.NEXT_YEAR:
            if found.value != year + 1:
                yield problem(report, _KIND, "plan_differs", span, next=year + 1, found=found.value)
        elif found.value not in (year, year + 1) and section.level == 1:
            yield problem(
                report,
                _KIND,
                "heading_differs",
                span,
                heading=section.heading,
                found=found.value,
                year=year,
            )


def _plan(report: Report, year: int) -> Iterator[Problem]:
    """The plan's text opens with another year than the next one."""
    for entry in report.role_spans:
        if entry.role is not SectionRole.NEXT_YEAR:
            continue
        for line in re.finditer("[^\n]+", entry.span.of(report.text)):
            match = _PLAN_OPENING.match(line[0])
            if match is not None and int(match["year"]) != year + 1:
                start = entry.span.start + line.start()
                yield problem(
                    report,
                    _KIND,
                    "plan_differs",
                    Span(start, start + match.end("year") + 1),
                    next=year + 1,
                    found=match["year"],
                )


def _earlier_work(report: Report, year: int) -> Iterator[Problem]:
    """Clauses that begin with an earlier year and tell of finished work."""
    text = report.text
    if not any(f"{earlier}" in text for earlier in range(year - _EARLIEST, year)):
        return
    hidden = _HIDDEN.sub(lambda match: "□" * len(match[0]), text)
    words = _words()
    for match in _CLAUSE_START.finditer(hidden):
        value = int(match["year"])
        if not year - _EARLIEST <= value < year:
            continue
        start = match.start("year")
        if report.role_at(start) not in _OWN_WORK or words.not_work_after.match(
            hidden, match.end()
        ):
            continue
        end = _SENTENCE_END.search(hidden, match.end())
        stop = end.start() if end else len(hidden)
        sentence = hidden[match.end() : stop]
        clauses = _until_next_year(sentence)
        if words.not_work.search(clauses) or not words.work.search(clauses):
            continue
        span = Span(start, min(stop, start + 60))
        yield problem(report, _KIND, "earlier_work", span, found=value, year=year)


def _until_next_year(sentence: str) -> str:
    """The part of a sentence that still belongs to the year in front of it."""
    following = re.search(r"[，,、]\s?20\d\d\s?年", sentence)
    return sentence[: following.start()] if following else sentence


def _signature(report: Report, year: int) -> Iterator[Problem]:
    signed = report.facts.signed
    if signed is not None and signed.value.year not in (year, year + 1):
        yield problem(
            report,
            _KIND,
            "signed_differs",
            signed.span,
            found=signed.value.isoformat(),
            year=year,
        )


@cache
def _words() -> _Words:
    with resource_path("dictionaries/checks.toml").open("rb") as file:
        data = tomllib.load(file)["year"]
    return _Words(
        not_work_after=re.compile(data["not_work_after"]),
        not_work=re.compile(data["not_work"]),
        work=re.compile(data["work"]),
    )
