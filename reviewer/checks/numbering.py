"""Numbers of headings and items: form, order, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reviewer.checks.texts import problem
from reviewer.domain.problem import Problem
from reviewer.domain.report import ParagraphKind, Report
from reviewer.domain.span import Span
from reviewer.language.numbering import (
    HeadingNumber,
    NumberFault,
    NumberStyle,
    han_numeral,
    read_number,
)

_KIND = "numbering"
_CLAUSE_END = re.compile("[，。；：,;:！？\n]")
_SHOWN = 24
_INLINE_DIGIT = re.compile(r"[。；;：:]\s?(?=\d{1,2}[、.．](?!\d))")


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A number at the start of a paragraph; `start` is the paragraph's place in the text."""

    number: HeadingNumber
    start: int

    def span(self, text: str) -> Span:
        """The number and what it numbers, as far as it is worth showing."""
        return shown_span(text, self.start + self.number.start, self.start + self.number.end)


@dataclass(slots=True)
class _Series:
    """The numbers of one style under one heading."""

    style: NumberStyle
    items: list[_Numbered] = field(default_factory=list)
    continues: int = 0


def check_numbering(report: Report) -> Iterator[Problem]:
    """Form faults of numbers, gaps, missing first ones and numbers that stand alone."""
    numbered = list(_numbered(report))
    yield from _form_faults(report, numbered)
    yield from _bracket_widths(report, numbered)
    yield from _first_level(report, numbered)
    for series in _series(numbered):
        yield from _order(report, series)
    yield from _inline_digits(report)


def shown_span(text: str, start: int, end: int) -> Span:
    """From a number at `start`, ending at `end`, to the end of the clause behind it."""
    line_end = text.find("\n", end)
    limit = min(end + _SHOWN, len(text) if line_end < 0 else line_end)
    stop = _CLAUSE_END.search(text, end, limit)
    return Span(start, stop.start() if stop else limit)


def _numbered(report: Report) -> Iterator[_Numbered]:
    for paragraph in report.paragraphs:
        if paragraph.kind not in (ParagraphKind.BODY, ParagraphKind.HEADING):
            continue
        number = read_number(paragraph.span.of(report.text))
        if number is not None and number.level <= 4:  # noqa: PLR2004 - headings only
            yield _Numbered(number, paragraph.span.start)


def _form_faults(report: Report, numbered: Sequence[_Numbered]) -> Iterator[Problem]:
    commas = [entry for entry in numbered if NumberFault.COMMA_AFTER_DIGIT in entry.number.faults]
    blanks = _stray_blanks(numbered)
    for entry in numbered:
        number = entry.number
        for fault in number.faults:
            if fault is NumberFault.COMMA_AFTER_DIGIT and entry is not commas[0]:
                continue
            if fault is NumberFault.BLANK_AFTER and entry not in blanks:
                continue
            yield problem(
                report,
                _KIND,
                fault.value,
                entry.span(report.text),
                label=number.label,
                right=_right_form(number),
                count=len(commas),
            )


def _stray_blanks(numbered: Sequence[_Numbered]) -> list[_Numbered]:
    """Numbers with a blank behind them; for “1.” only where most numbers have none."""
    found = []
    for style in NumberStyle:
        entries = [entry for entry in numbered if entry.number.style is style]
        blank = [entry for entry in entries if NumberFault.BLANK_AFTER in entry.number.faults]
        is_habit = len(blank) * 2 > len(entries)
        if style is NumberStyle.CHAPTER or (is_habit and style is NumberStyle.DIGIT):
            continue
        found.extend(blank[:1] if is_habit else blank)
    return found


def _right_form(number: HeadingNumber) -> str:
    """The standard form of a number."""
    return _form(number.style, number.value)


def _form(style: NumberStyle, value: int) -> str:
    forms = {
        NumberStyle.HAN: f"{han_numeral(value)}、",
        NumberStyle.HAN_BRACKET: f"（{han_numeral(value)}）",
        NumberStyle.DIGIT: f"{value}.",
        NumberStyle.DIGIT_BRACKET: f"（{value}）",
        NumberStyle.CHAPTER: f"第{han_numeral(value)}部分",
        NumberStyle.HAN_IS: f"{han_numeral(value)}是",
        NumberStyle.ORDINAL: f"第{han_numeral(value)}，",
    }
    return forms.get(style, str(value))


def number_like(number: HeadingNumber, value: int) -> str:
    """The number of another value, written as `number` is where its form is right."""
    label = number.label
    if number.style in (NumberStyle.HAN, NumberStyle.HAN_BRACKET, NumberStyle.HAN_IS):
        return label.replace(han_numeral(number.value), han_numeral(value))
    if number.style in (NumberStyle.DIGIT, NumberStyle.DIGIT_BRACKET) and not label[0] > "⑴":
        return label.replace(str(number.value), str(value))
    return _form(number.style, value)


def _bracket_widths(report: Report, numbered: Sequence[_Numbered]) -> Iterator[Problem]:
    brackets = [entry for entry in numbered if entry.number.style is NumberStyle.HAN_BRACKET]
    full = [entry for entry in brackets if entry.number.label.startswith("（")]
    half = [entry for entry in brackets if entry.number.label.startswith("(")]
    if full and half:
        odd = min(full, half, key=lambda entries: (len(entries), -entries[0].start))[0]
        yield problem(
            report, _KIND, "widths", odd.span(report.text), full=len(full), half=len(half)
        )


def _first_level(report: Report, numbered: Sequence[_Numbered]) -> Iterator[Problem]:
    """“（一）” as the highest level of a report."""
    second = [entry for entry in numbered if entry.number.level == 2]  # noqa: PLR2004
    has_first = any(entry.number.level == 1 for entry in numbered)
    has_plain = any(section.level == 1 for section in report.sections)
    if len(second) > 1 and not has_first and not has_plain:
        entry = second[0]
        yield problem(
            report, _KIND, "no_first_level", entry.span(report.text), label=entry.number.label
        )


def _series(numbered: Sequence[_Numbered]) -> Iterator[_Series]:
    """The numbers grouped by style under the numbers of higher levels."""
    open_series: list[_Series] = []
    last_value: dict[NumberStyle, int] = {}
    for entry in numbered:
        style = entry.number.style
        while open_series and open_series[-1].style.level > style.level:
            yield open_series.pop()
        if not open_series or open_series[-1].style is not style:
            if open_series and open_series[-1].style.level == style.level:
                yield open_series.pop()
            open_series.append(_Series(style, continues=last_value.get(style, 0)))
        open_series[-1].items.append(entry)
        last_value[style] = entry.number.value
    yield from reversed(open_series)


def _order(report: Report, series: _Series) -> Iterator[Problem]:
    first = series.items[0]
    # Numbers may run on under the next heading: (一) 1. 2. (二) 3. 4.
    runs_on = series.continues > 0 and first.number.value == series.continues + 1
    if first.number.value > 1 and not runs_on:
        yield _missing(report, first, "no_first", first.number.value - 1)
    elif len(series.items) == 1 and not runs_on and _matters_alone(series.style):
        yield _missing(report, first, "alone", first.number.value + 1)
    for before, entry in zip(series.items, series.items[1:], strict=False):
        name = _step_fault(series.style, before.number.value, entry.number.value)
        if name is not None:
            yield problem(
                report,
                _KIND,
                name,
                entry.span(report.text),
                before=before.number.label,
                label=entry.number.label,
                missing=number_like(entry.number, before.number.value + 1),
            )


def _missing(report: Report, entry: _Numbered, name: str, value: int) -> Problem:
    return problem(
        report,
        _KIND,
        name,
        entry.span(report.text),
        label=entry.number.label,
        missing=number_like(entry.number, value),
    )


def _matters_alone(style: NumberStyle) -> bool:
    return style in (NumberStyle.HAN, NumberStyle.HAN_BRACKET, NumberStyle.DIGIT)


def _step_fault(style: NumberStyle, before: int, value: int) -> str | None:
    """What is wrong with `value` behind `before`; lists of lower levels may start again."""
    if value == before + 1:
        return None
    if value == before:
        return "repeated"
    if value > before:
        return "gap"
    if value == 1 and style.level > 2:  # noqa: PLR2004 - a new list in the same part
        return None
    return "disorder"


def _inline_digits(report: Report) -> Iterator[Problem]:
    """“2、” inside a paragraph that has no “1、”."""
    for paragraph in report.paragraphs:
        if paragraph.kind is not ParagraphKind.BODY:
            continue
        text = paragraph.span.of(report.text)
        own = read_number(text)
        expected = 1
        if own is not None and own.style is NumberStyle.DIGIT:
            continue
        for match in _INLINE_DIGIT.finditer(text):
            number = read_number(text, match.end())
            if number is None or number.style is not NumberStyle.DIGIT:
                continue
            start = paragraph.span.start
            if number.value in {expected, 1}:
                expected = number.value + 1
                continue
            if expected == 1:
                span = shown_span(report.text, start + number.start, start + number.end)
                yield problem(
                    report,
                    _KIND,
                    "no_first",
                    span,
                    label=number.label,
                    missing=number_like(number, number.value - 1),
                )
            expected = number.value + 1
