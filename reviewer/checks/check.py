"""The door of the checks: everything wrong in a report beyond the checklist."""

from __future__ import annotations

from reviewer.checks.numbering import check_numbering
from reviewer.checks.ordinals import check_ordinals
from reviewer.checks.punctuation import check_punctuation
from reviewer.checks.template import check_template
from reviewer.checks.years import check_years
from reviewer.domain.problem import Problem
from reviewer.domain.report import Report

_CHECKS = (check_numbering, check_ordinals, check_years, check_punctuation, check_template)


def check(report: Report) -> tuple[Problem, ...]:
    """All problems in the order of the text; those of the whole document come first."""
    problems = [found for run in _CHECKS for found in run(report)]
    return tuple(sorted(problems, key=_place))


def _place(problem: Problem) -> tuple[int, int, str, str]:
    span = problem.span
    start, end = (span.start, span.end) if span is not None else (-1, -1)
    return start, end, problem.kind, problem.message
