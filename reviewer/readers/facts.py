"""What a document says about itself: title, unit, year, dates, kind."""

from __future__ import annotations

import re
from datetime import date

from reviewer.domain.report import Confidence, Fact, ParagraphKind, ReportFacts
from reviewer.language.dates import find_dates
from reviewer.readers.fact_source import FactSource
from reviewer.readers.furniture import Labels, is_bare_date, labelled_values
from reviewer.readers.kinds import kind_of
from reviewer.readers.lines import plain_copy
from reviewer.readers.texts import sentence
from reviewer.readers.title import DOCUMENT_NUMBER
from reviewer.readers.units import unit_of
from reviewer.readers.years import year_of

_TAG = re.compile("^(?:【[^】]{1,10}】)+")
_MEETING_DATE = re.compile("^[—-]*20\\d\\d年\\d{1,2}月\\d{1,2}日在.{2,60}(?:会议)?上$")
_HEAD_LINES = 8
_SHORTEST_TITLE = 8
_LONGEST_DATE_LINE = 80

__all__ = ["FactSource", "read_facts"]


def read_facts(source: FactSource) -> ReportFacts:
    """All facts of a document; None where it does not say."""
    labels = labelled_values(aside.line for aside in source.page.aside)
    title = _title(source, labels)
    signed = _signed(source, labels)
    published = _published(source, labels)
    kind, reason = kind_of(source, title.value if title else None)
    return ReportFacts(
        title=title,
        unit=unit_of(source, labels),
        report_year=year_of(source, signed.value if signed else None),
        document_number=_document_number(source, labels),
        addressee=_addressee(source),
        signed=signed,
        web_published=published,
        kind=kind,
        kind_reason=reason,
    )


def _title(source: FactSource, labels: Labels) -> Fact[str] | None:
    index = source.title_index
    if index is None or source.page.title is None:
        return _labelled_title(labels)
    text = source.drafts[index].text
    tag = _TAG.match(text)
    value = text[tag.end() :].strip() if tag else text
    confidence = Confidence.HIGH if source.page.title.is_sure else Confidence.MEDIUM
    return Fact(value, sentence("facts", "title"), confidence, source.spans[index])


def _labelled_title(labels: Labels) -> Fact[str] | None:
    """The title in the table above the text, where the text has none."""
    for label, value in labels.get("title", []):
        if len(value) >= _SHORTEST_TITLE:
            return Fact(value, sentence("facts", "label", label=label), Confidence.MEDIUM)
    return None


def _document_number(source: FactSource, labels: Labels) -> Fact[str] | None:
    index = source.index_of(ParagraphKind.DOCUMENT_NUMBER)
    if index is not None:
        match = DOCUMENT_NUMBER.match(source.plains[index])
        end = match.end("number") if match is not None else len(source.plains[index])
        span = source.span(index, 0, end)
        value = source.text(index, 0, end)
        return Fact(value, sentence("facts", "document_number"), span=span)
    for label, value in labels.get("number", []):
        if any(char.isdigit() for char in value):
            return Fact(value, sentence("facts", "label", label=label))
    return None


def _addressee(source: FactSource) -> Fact[str] | None:
    index = source.index_of(ParagraphKind.ADDRESSEE)
    if index is None:
        return None
    value = source.drafts[index].text.rstrip("：: ")
    return Fact(value, sentence("facts", "addressee"), span=source.spans[index])


def _published(source: FactSource, labels: Labels) -> Fact[date] | None:
    """The date behind a label of publication, else of change, else a date alone above the text."""
    for kind in ("published", "changed"):
        for label, value in labels.get(kind, []):
            found = next(find_dates(value), None)
            if found is not None:
                confidence = Confidence.HIGH if kind == "published" else Confidence.MEDIUM
                return Fact(found.value, sentence("facts", "label", label=label), confidence)
    for aside in source.page.aside:
        if aside.before <= source.page.body and is_bare_date(aside.line.plain):
            found = next(find_dates(aside.line.text), None)
            if found is not None:
                text = sentence("facts", "label", label=aside.line.text)
                return Fact(found.value, text, Confidence.MEDIUM)
    return None


def _signed(source: FactSource, labels: Labels) -> Fact[date] | None:
    for index in range(len(source.drafts) - 1, -1, -1):
        if source.drafts[index].kind is ParagraphKind.SIGNATURE:
            fact = _date_in(source, index, "signature")
            if fact is not None:
                return fact
    for line in source.page.date_notes:
        found = next(find_dates(line.plain), None)
        if found is not None:
            return Fact(found.value, sentence("facts", "date_note"))
    for label, value in labels.get("signed", []):
        found = next(find_dates(value), None)
        if found is not None:
            return Fact(found.value, sentence("facts", "label", label=label))
    return _early_date(source)


def _early_date(source: FactSource) -> Fact[date] | None:
    """A date that stands alone near the start, as under a notice."""
    for index, plain in enumerate(source.plains[:_HEAD_LINES]):
        if len(plain) > _LONGEST_DATE_LINE:
            continue
        found = next(find_dates(plain), None)
        if found is None:
            continue
        if (found.start == 0 and found.end == len(plain)) or _MEETING_DATE.match(plain):
            return _date_in(source, index, "notice_date", Confidence.MEDIUM)
    return None


def _date_in(
    source: FactSource, index: int, name: str, confidence: Confidence = Confidence.HIGH
) -> Fact[date] | None:
    text = source.drafts[index].text
    found = next(find_dates(text), None) or next(find_dates(plain_copy(text)), None)
    if found is None:
        return None
    return Fact(found.value, sentence("facts", name), confidence, source.spans[index])
