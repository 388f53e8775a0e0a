"""Punctuation: doubled and clashing marks, brackets without a partner, half-width marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

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
MOST_ALIKE = 200
"""Problems of one kind that are told one by one."""

_Fault = tuple[str, Span, dict[str, str]]
"""Name of the message, place, and what the message is filled with."""


def check_punctuation(report: Report) -> Iterator[Problem]:
    """Problems of punctuation; half-width marks once for the whole document.

    After `MOST_ALIKE` of one kind one more problem says how many are left out.
    """
    text = report.text
    seen: Counter[str] = Counter()
    for name, span, values in chain(_several(text), _unmatched(text)):
        seen[name] += 1
        if seen[name] <= MOST_ALIKE:
            yield problem(report, _KIND, name, span, **values)
    for name, count in seen.items():
        if count > MOST_ALIKE:
            left = count - MOST_ALIKE
            yield problem(report, _KIND, f"more_{name}", None, shown=MOST_ALIKE, left=left)
    half = _HALF.findall(text)
    if len(half) >= _LEAST_HALF:
        marks = " ".join(sorted(set(half)))
        yield problem(report, _KIND, "half_width", None, marks=marks, count=len(half))


def _several(text: str) -> Iterator[_Fault]:
    """Marks one after the other that do not fit together."""
    for match in _SEVERAL.finditer(text):
        marks = match[0].replace(" ", "")
        if marks not in _FITTING:
            name = "doubled" if len(set(marks)) == 1 else "clashing"
            yield name, Span(match.start(), match.end()), {"marks": marks}


def _unmatched(text: str) -> Iterator[_Fault]:
    """Brackets and quotation marks without their other half in the same paragraph."""
    line = text.replace("(", "（").replace(")", "）")
    open_marks: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    number = _NUMBER.match(line)
    start = number.end() if number else 0
    for match in _MARKS.finditer(line):
        mark, offset = match[0], match.start()
        if mark == "\n":
            yield from (_half_pair("unclosed", *entry) for entry in open_marks)
            open_marks, waiting = [], Counter()
            number = _NUMBER.match(line, offset + 1)
            start = number.end() if number else 0
        elif offset < start:
            continue
        elif mark in _PAIRS:
            open_marks.append((mark, offset))
            waiting[mark] += 1
        elif waiting[_CLOSING[mark]]:
            while open_marks[-1][0] != _CLOSING[mark]:
                waiting[open_marks[-1][0]] -= 1
                yield _half_pair("unclosed", *open_marks.pop())
            open_marks.pop()
            waiting[_CLOSING[mark]] -= 1
        else:
            yield _half_pair("unopened", mark, offset)
    yield from (_half_pair("unclosed", *entry) for entry in open_marks)


def _half_pair(name: str, mark: str, offset: int) -> _Fault:
    return name, Span(offset, offset + 1), {"mark": mark}
