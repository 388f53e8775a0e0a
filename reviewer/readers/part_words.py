"""The words by which the parts of a report are recognised (`dictionaries/outline.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from reviewer.domain.report import SectionRole
from reviewer.resources import resource_path

_ANY_YEAR = "20\\d\\d"
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class PartWords:
    """The dictionary for one report year, compiled.

    Attributes:
        shortcomings: Words of headings of the shortcomings; the other headings alike.
        known: Any word of a heading of a statutory part, for headings without a number.
        plan: The start of a sentence that may open the plan; behind a border or at the start.
        gap_sentence: A whole sentence that opens the shortcomings.
    """

    not_shortcomings: re.Pattern[str]
    shortcomings: re.Pattern[str]
    not_next_year: re.Pattern[str]
    next_year: re.Pattern[str]
    not_first_responsible: re.Pattern[str]
    first_responsible: re.Pattern[str]
    measures: re.Pattern[str]
    preamble: re.Pattern[str]
    closing_heading: re.Pattern[str]
    known: re.Pattern[str]
    plan: re.Pattern[str]
    future: re.Pattern[str]
    not_plan: re.Pattern[str]
    gap_opener: re.Pattern[str]
    gap: re.Pattern[str]
    not_gap: re.Pattern[str]
    cause: re.Pattern[str]
    leader: re.Pattern[str]
    leader_duty: re.Pattern[str]
    closing: re.Pattern[str]
    formula: re.Pattern[str]
    guidance: re.Pattern[str]

    def roles_of_heading(self, heading: str) -> tuple[SectionRole, ...]:
        """The roles that a heading names, most telling first; empty when it names none.

        Args:
            heading: The heading without blanks and quotation marks, without its number.
        """
        roles = []
        if self.first_responsible.search(heading) and not self.not_first_responsible.search(
            heading
        ):
            roles.append(SectionRole.FIRST_RESPONSIBLE)
        if self.shortcomings.search(heading) and not self.not_shortcomings.search(heading):
            roles.append(SectionRole.SHORTCOMINGS)
        if self.next_year.search(heading) and not self.not_next_year.search(heading):
            roles.append(SectionRole.NEXT_YEAR)
        if roles:
            return tuple(roles)
        if self.measures.search(heading):
            return (SectionRole.MEASURES,)
        if self.preamble.search(heading):
            return (SectionRole.PREAMBLE,)
        if self.closing_heading.search(heading):
            return (SectionRole.CLOSING,)
        return ()


@cache
def part_words(report_year: int | None) -> PartWords:
    """The words for a report on `report_year`; an unknown year makes no year the next one."""
    with resource_path("dictionaries/outline.toml").open("rb") as file:
        data = tomllib.load(file)
    years = {
        "{Y1}": str(report_year + 1) if report_year else _NEVER,
        "{Y}": str(report_year) if report_year else _ANY_YEAR,
    }

    def compiled(*lists: list[str], prefix: str = "") -> re.Pattern[str]:
        joined = "|".join(pattern for patterns in lists for pattern in patterns)
        for name, value in years.items():
            joined = joined.replace(name, value)
        return re.compile(f"{prefix}(?:{joined})")

    heading, begin, preamble = data["headings"], data["beginnings"], data["preamble"]
    return PartWords(
        not_shortcomings=compiled(heading["not_shortcomings"]),
        shortcomings=compiled(heading["shortcomings"]),
        not_next_year=compiled(heading["not_next_year"]),
        next_year=compiled(heading["next_year"]),
        not_first_responsible=compiled(heading["not_first_responsible"]),
        first_responsible=compiled(heading["first_responsible"]),
        measures=compiled(heading["measures"]),
        preamble=compiled(heading["preamble"]),
        closing_heading=compiled(heading["closing"]),
        known=compiled(
            heading["shortcomings"],
            heading["next_year"],
            heading["first_responsible"],
            heading["measures"],
        ),
        plan=compiled(begin["plan"]),
        future=compiled(begin["future"]),
        not_plan=compiled(begin["not_plan"]),
        gap_opener=compiled(begin["gap_opener"]),
        gap=compiled(begin["gap"]),
        not_gap=compiled(begin["not_gap"]),
        cause=compiled(begin["cause"]),
        leader=compiled(begin["leader"]),
        leader_duty=compiled(begin["leader_duty"]),
        closing=compiled(begin["closing"]),
        formula=re.compile(preamble["formula"]),
        guidance=re.compile(preamble["guidance"]),
    )
