"""一是 … 二是 … and 第一，… 第二，…: gaps, missing first ones, lists inside lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.checks.numbering import number_like, shown_span
from reviewer.checks.texts import problem
from reviewer.domain.problem import Problem
from reviewer.domain.report import Paragraph, ParagraphKind, Report
from reviewer.domain.span import Span
from reviewer.language.numbering import HeadingNumber, NumberStyle, read_number

_KIND = "numbering"
_STYLES = (NumberStyle.HAN_IS, NumberStyle.ORDINAL)
_BORDER = re.compile("[。；;：:，,、！\n][ ]?(?=第?[一二三四五六七八九十]{1,2}(?:是|[，,]))")


@dataclass(frozen=True, slots=True)
class _Ordinal:
    """An ordinal; offsets are in the report's text."""

    number: HeadingNumber
    start: int
    end: int
    is_first: bool

    @property
    def style(self) -> NumberStyle:
        """How it is written."""
        return self.number.style

    @property
    def value(self) -> int:
        """Its value."""
        return self.number.value


def check_ordinals(report: Report) -> Iterator[Problem]:
    """Problems of the ordinals inside and at the start of paragraphs."""
    by_paragraph = _by_paragraph(report)
    for style in _STYLES:
        run: list[_Ordinal] = []
        for paragraph in report.paragraphs:
            ordinals = [
                entry for entry in by_paragraph.get(paragraph.number, []) if entry.style is style
            ]
            if not ordinals and _goes_on(report, paragraph):
                continue  # text under an item: 一是 … ¶ … ¶ 二是 …
            goes_on = ordinals and ordinals[0].is_first and ordinals[0].value != 1
            if run and not goes_on:
                yield from _check_run(report, run)
                run = []
            run.extend(ordinals)
        yield from _check_run(report, run)


def _goes_on(report: Report, paragraph: Paragraph) -> bool:
    """Whether a list may go on behind the paragraph: no heading, no number of its own."""
    return (
        paragraph.kind is ParagraphKind.BODY
        and read_number(report.text, paragraph.span.start) is None
    )


def _by_paragraph(report: Report) -> dict[int, list[_Ordinal]]:
    """The ordinals of the paragraphs that have any, by paragraph number."""
    text = "\n" + report.text  # so that a border stands in front of the first ordinal too
    found: dict[int, list[_Ordinal]] = {}
    for match in _BORDER.finditer(text):
        number = read_number(report.text, match.end() - 1)
        if number is None or number.style not in _STYLES:
            continue
        paragraph = report.paragraph_at(number.start)
        if paragraph.kind is ParagraphKind.BODY:
            is_first = number.start <= paragraph.span.start + 1
            entry = _Ordinal(number, number.start, number.end, is_first)
            found.setdefault(paragraph.number, []).append(entry)
    return found


def _check_run(report: Report, run: Sequence[_Ordinal]) -> Iterator[Problem]:
    """One list, perhaps over several paragraphs, with lists inside it."""
    if not run:
        return
    nested = _nested(run)
    if nested is not None:
        outer, inner = nested
        yield problem(
            report,
            _KIND,
            "nested",
            _span(report, inner),
            outer=outer.number.label,
            inner=inner.number.label,
        )
        return
    previous = 0
    for ordinal in run:
        if ordinal.value == 1:
            previous = 1
            continue
        if ordinal.value != previous + 1 and previous == 0:
            yield _fault(report, ordinal, "no_first", ordinal.value - 1)
        elif ordinal.value > previous + 1:
            yield problem(
                report,
                _KIND,
                "gap",
                _span(report, ordinal),
                before=number_like(ordinal.number, previous),
                label=ordinal.number.label,
                missing=number_like(ordinal.number, previous + 1),
            )
        previous = ordinal.value
    if len(run) == 1 and run[0].value == 1:
        yield _fault(report, run[0], "alone", 2)


def _nested(run: Sequence[_Ordinal]) -> tuple[_Ordinal, _Ordinal] | None:
    """An item with a list of the same form inside it, and that list's first ordinal."""
    for index, ordinal in enumerate(run):
        if index == 0 or ordinal.value != 1 or ordinal.is_first:
            continue
        outer = run[index - 1]
        inner_last = outer_next = None
        for later in run[index + 1 :]:
            if later.value == outer.value + 1 and (inner_last or 1) + 1 != later.value:
                outer_next = later
                break
            inner_last = later.value
        # The item itself opens the paragraph in which the inner list stands, or the outer list
        # goes on behind the inner one.
        if outer.is_first or outer_next is not None or outer.value == 1:
            return outer, ordinal
    return None


def _span(report: Report, ordinal: _Ordinal) -> Span:
    return shown_span(report.text, ordinal.start, ordinal.end)


def _fault(report: Report, ordinal: _Ordinal, name: str, value: int) -> Problem:
    return problem(
        report,
        _KIND,
        name,
        _span(report, ordinal),
        label=ordinal.number.label,
        missing=number_like(ordinal.number, value),
    )
