"""Punctuation: doubled and clashing marks, brackets without a partner, half-width marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.texts import problem
from reviewer.domain.problem import Problem
from reviewer.domain.report import Report
from reviewer.domain.span import Span

_KIND = "punctuation"
_DOUBLED = re.compile(r"([，、；：。！？,;])(?:\s?\1)+")
_CLASHING = re.compile("[，、；：][，、；：。]|。[，、；：]")
_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】", "「": "」"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_ROUND = str.maketrans("()", "（）")
_MARKS = re.compile("[" + "".join(_PAIRS) + "".join(_CLOSING) + "]")
_HALF = re.compile("(?<=[\u4e00-\u9fff”》）)%])[,;:()](?=[\u4e00-\u9fff“《（(]|$)", re.MULTILINE)
_NUMBER = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]")
_LEAST_HALF = 5


def check_punctuation(report: Report) -> Iterator[Problem]:
    """Problems of punctuation; half-width marks once for the whole document."""
    text = report.text
    for match in _DOUBLED.finditer(text):
        span = Span(match.start(), match.end())
        yield problem(report, _KIND, "doubled", span, marks=match[0])
    for match in _CLASHING.finditer(text):
        if len(set(match[0])) > 1:
            span = Span(match.start(), match.end())
            yield problem(report, _KIND, "clashing", span, marks=match[0])
    for paragraph in report.paragraphs:
        yield from _unmatched(report, paragraph.span)
    half = _HALF.findall(text)
    if len(half) >= _LEAST_HALF:
        marks = " ".join(sorted(set(half)))
        yield problem(report, _KIND, "half_width", None, marks=marks, count=len(half))


def _unmatched(report: Report, span: Span) -> Iterator[Problem]:
    """Brackets and quotation marks of one paragraph without their other half."""
    text = span.of(report.text)
    number = _NUMBER.match(text)
    line = text.translate(_ROUND)
    open_marks: list[tuple[str, int]] = []
    for match in _MARKS.finditer(line, number.end() if number else 0):
        mark, offset = match[0], match.start()
        if mark in _PAIRS:
            open_marks.append((mark, offset))
        elif open_marks and open_marks[-1][0] == _CLOSING[mark]:
            open_marks.pop()
        elif any(opening == _CLOSING[mark] for opening, _ in open_marks):
            while open_marks[-1][0] != _CLOSING[mark]:
                yield _half(report, span, "unclosed", *open_marks.pop())
            open_marks.pop()
        else:
            yield _half(report, span, "unopened", mark, offset)
    for mark, offset in open_marks:
        yield _half(report, span, "unclosed", mark, offset)


def _half(report: Report, span: Span, name: str, mark: str, offset: int) -> Problem:
    place = Span(span.start + offset, span.start + offset + 1)
    return problem(report, _KIND, name, place, mark=mark)
