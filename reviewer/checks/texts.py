"""The messages of the checks (`resources/texts/checks.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache

from reviewer.domain.problem import Problem
from reviewer.domain.report import Report
from reviewer.domain.span import Span
from reviewer.resources import resource_path


def problem(report: Report, kind: str, name: str, span: Span | None, **values: object) -> Problem:
    """A problem of `kind` with the message `name` of that kind, filled with `values`.

    Raises:
        KeyError: No such kind or message.
    """
    text = span.of(report.text) if span is not None else ""
    return Problem(kind, span, text, _messages()[kind][name].format(**values))


@cache
def _messages() -> dict[str, dict[str, str]]:
    with resource_path("texts/checks.toml").open("rb") as file:
        return tomllib.load(file)
