"""Which year a report is about."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from reviewer.domain.report import Confidence, Fact, ParagraphKind
from reviewer.language.dates import FoundYear, find_years
from reviewer.readers.fact_source import FactSource
from reviewer.readers.part_words import part_words
from reviewer.readers.texts import sentence

_QUOTED = re.compile("《[^》]{0,120}》|（[^）]{0,120}）|〔[^〕]{0,30}〕")
_PLAN = re.compile("安排|计划|打算|重点|要点|思路|谋划|规划|下一?步")
_NO_REPORT_YEAR = ("版", "第", "级", "前", "以前", "之前", "底前")
_SENTENCE = re.compile("[，；。]")
_FIRST = 6
_OPENING = 60
_DECEMBER = 12
_SPRING = 6


def year_of(source: FactSource, signed: date | None) -> Fact[int] | None:
    """The report year from title, opening formula, headings, opening, text or signature."""
    return (
        _in_title(source)
        or _in_formula(source)
        or _in_headings(source)
        or _in_opening(source)
        or _most_frequent(source)
        or _from_signature(signed)
        or _in_names(source)
    )


def _plain_years(plain: str) -> list[FoundYear]:
    """Years outside document names and brackets that are no range."""
    hidden = _QUOTED.sub(lambda match: "□" * len(match[0]), plain)
    return [
        found
        for found in find_years(hidden)
        if found.last is None and not plain.startswith(_NO_REPORT_YEAR, found.end)
    ]


def _fact(
    source: FactSource, index: int, found: FoundYear, name: str, confidence: Confidence
) -> Fact[int]:
    span = source.span(index, found.start, found.end)
    return Fact(found.value, sentence("facts", name), confidence, span)


def _in_title(source: FactSource) -> Fact[int] | None:
    index = source.title_index
    if index is None:
        return None
    years = _plain_years(source.plains[index])
    return _fact(source, index, years[0], "title", Confidence.HIGH) if years else None


def _in_formula(source: FactSource) -> Fact[int] | None:
    formula = part_words(None).formula
    for index in source.body_indices(_FIRST):
        plain = source.plains[index]
        matches = list(formula.finditer(plain))
        plain_years = _plain_years(plain) if matches else []
        for match in matches:
            years = [found for found in plain_years if match.start() <= found.start < match.end()]
            if years:
                return _fact(source, index, years[-1], "formula", Confidence.HIGH)
    return None


def _in_headings(source: FactSource) -> Fact[int] | None:
    planned: Fact[int] | None = None
    for heading in source.headings:
        plain = source.heading_plain(heading)
        years = _plain_years(plain)
        if not years or _SENTENCE.search(plain, 0, years[0].start):
            continue
        found = years[0]
        if not _PLAN.search(plain):
            return _fact(source, heading.paragraph, found, "heading", Confidence.HIGH)
        if planned is None:
            fact = _fact(source, heading.paragraph, found, "plan_heading", Confidence.MEDIUM)
            planned = Fact(fact.value - 1, fact.source, fact.confidence, fact.span)
    return _in_opening(source) or planned


def _in_opening(source: FactSource) -> Fact[int] | None:
    for index in source.body_indices(2):
        if index in {heading.paragraph for heading in source.headings}:
            return None
        years = [found for found in _plain_years(source.plains[index]) if found.start < _OPENING]
        if years:
            return _fact(source, index, years[0], "first_paragraph", Confidence.HIGH)
    return None


def _most_frequent(source: FactSource) -> Fact[int] | None:
    places: dict[int, tuple[int, FoundYear]] = {}
    counts: Counter[int] = Counter()
    for index, plain in enumerate(source.plains):
        if source.drafts[index].kind is ParagraphKind.SIGNATURE:
            continue
        for found in _plain_years(plain):
            places.setdefault(found.value, (index, found))
            counts[found.value] += 1
    if not counts:
        return None
    value, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    confidence = Confidence.MEDIUM if most > 1 else Confidence.LOW
    return _fact(source, *places[value], "body", confidence)


def _from_signature(signed: date | None) -> Fact[int] | None:
    """A report signed in December is on that year, one signed in spring on the year before."""
    if signed is None:
        return None
    if signed.month == _DECEMBER:
        return Fact(signed.year, sentence("facts", "signed_year"), Confidence.LOW)
    if signed.month <= _SPRING:
        return Fact(signed.year - 1, sentence("facts", "signed_year"), Confidence.LOW)
    return None


def _in_names(source: FactSource) -> Fact[int] | None:
    """The most frequent single year in the names of documents."""
    counts: Counter[int] = Counter()
    for plain in source.plains:
        for name in _QUOTED.findall(plain):
            counts.update(found.value for found in find_years(name) if found.last is None)
    if not counts:
        return None
    value = max(counts.items(), key=lambda item: (item[1], item[0]))[0]
    return Fact(value, sentence("facts", "document_name"), Confidence.LOW)
