"""Punctuation: doubled and clashing marks, brackets without a partner, half-width marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.texts import problem
from reviewer.domain.problem import Problem
from reviewer.domain.report import Report
from reviewer.domain.span import Span

_KIND = "punctuation"
_SEVERAL = re.compile(r"[，、；：。！？,;](?: ?[，、；：。！？,;])+")
_FITTING = {"？！", "！？", "！！", "！！！", "？？"}
_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】", "「": "」"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_MARKS = re.compile("[" + "".join(_PAIRS) + "".join(_CLOSING) + "\n]")
_HALF = re.compile("[,;:()](?<=[\u4e00-\u9fff”》）)%].)(?=[\u4e00-\u9fff“《（(]|$)", re.MULTILINE)
_NUMBER = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})）")
_LEAST_HALF = 5


def check_punctuation(report: Report) -> Iterator[Problem]:
    """Problems of punctuation; half-width marks once for the whole document."""
    text = report.text
    for match in _SEVERAL.finditer(text):
        marks = match[0].replace(" ", "")
        if marks in _FITTING:
            continue
        name = "doubled" if len(set(marks)) == 1 else "clashing"
        yield problem(report, _KIND, name, Span(match.start(), match.end()), marks=marks)
    for name, mark, offset in _unmatched(text):
        yield problem(report, _KIND, name, Span(offset, offset + 1), mark=mark)
    half = _HALF.findall(text)
    if len(half) >= _LEAST_HALF:
        marks = " ".join(sorted(set(half)))
        yield problem(report, _KIND, "half_width", None, marks=marks, count=len(half))


def _unmatched(text: str) -> Iterator[tuple[str, str, int]]:
    """Brackets and quotation marks without their other half in the same paragraph.

    Gives the name of the message, the mark and its offset.
    """
    line = text.replace("(", "（").replace(")", "）")
    open_marks: list[tuple[str, int]] = []
    number = _NUMBER.match(line)
    start = number.end() if number else 0
    for match in _MARKS.finditer(line):
        mark, offset = match[0], match.start()
        if mark == "\n":
            yield from (("unclosed", *entry) for entry in open_marks)
            open_marks = []
            number = _NUMBER.match(line, offset + 1)
            start = number.end() if number else 0
        elif offset < start:
            continue
        elif mark in _PAIRS:
            open_marks.append((mark, offset))
        elif open_marks and open_marks[-1][0] == _CLOSING[mark]:
            open_marks.pop()
        elif any(opening == _CLOSING[mark] for opening, _ in open_marks):
            while open_marks[-1][0] != _CLOSING[mark]:
                yield ("unclosed", *open_marks.pop())
            open_marks.pop()
        else:
            yield "unopened", mark, offset
    yield from (("unclosed", *entry) for entry in open_marks)
