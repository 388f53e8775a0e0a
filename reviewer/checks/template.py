"""Traces of a template that nobody replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.texts import problem
from reviewer.domain.problem import Problem
from reviewer.domain.report import Report, SectionRole
from reviewer.domain.span import Span

_KIND = "template"
_PLACEHOLDER = re.compile(
    r"20[×xX＊*_＿○〇]{2}\s?年|[×＊*]{2,}|[xX]{2,}(?=[\u4e00-\u9fff])|[_＿]{3,}|（(?:此处|填写)[^）]{0,120}）"
)
# A placeholder has one of these; most reports have none.
_SIGNS = ("×", "＊", "*", "xx", "XX", "_", "＿", "○", "〇〇", "此处", "填写")
_LAST_YEAR = "上一年度"


def check_template(report: Report) -> Iterator[Problem]:
    """Placeholders such as ×× and the template's “上一年度” in headings of this year's work."""
    has_sign = any(sign in report.text for sign in _SIGNS)
    for match in _PLACEHOLDER.finditer(report.text) if has_sign else ():
        span = Span(match.start(), match.end())
        yield problem(report, _KIND, "placeholder", span, text=match[0])
    for section in report.sections:
        start = section.heading.find(_LAST_YEAR)
        if start >= 0 and section.role is not SectionRole.NEXT_YEAR:
            begin = section.heading_span.start + start
            yield problem(report, _KIND, "last_year", Span(begin, begin + len(_LAST_YEAR)))
