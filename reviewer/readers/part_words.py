"""The words by which the parts of a report are recognised (`dictionaries/outline.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from reviewer.domain.report import SectionRole
from reviewer.resources import resource_path

_ANY_YEAR = "20\\d\\d"
_NEVER = "(?!)"
_ANSWERS = ("针对", "对", "围绕", "聚焦", "为")
_LEAST_ON_LEADER = 60
_FIRST_WORDS = 220
_CHINESE_DIGITS = ("[〇○零]", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_AT_BORDER = (
    "[。；！？](?:（?[一二三四五六七八九十\\d]{1,3}[）、.]|第?[一二三四五六七八九十]{1,2}(?:是|，))?"
    "[，、：]?"
)


@dataclass(frozen=True, slots=True)
class PartWords:
    """The dictionary for one report year, compiled.

    Attributes:
        shortcomings: Words of headings of the shortcomings; the other headings alike, and
            `not_…` what only looks like one.
        known: Any word of a heading of a statutory part, for headings without a number.
        plan: How a sentence of the plan begins; `future` must follow, `not_plan` must not.
        plan_at_border: The same behind the border of a sentence.
        plan_list: A beginning of the plan that its list follows at once.
        plan_later: What makes a plan of an answer to problems outside the shortcomings.
        gap_opener: How a sentence on shortcomings begins; `gap` must follow, `not_gap` must not.
        gap_turn: What such a sentence says inside a paragraph on something else.
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
    plan_at_border: re.Pattern[str]
    plan_list: re.Pattern[str]
    plan_later: re.Pattern[str]
    future: re.Pattern[str]
    not_plan: re.Pattern[str]
    gap_opener: re.Pattern[str]
    gap: re.Pattern[str]
    gap_turn: re.Pattern[str]
    not_gap: re.Pattern[str]
    cause: re.Pattern[str]
    leader: re.Pattern[str]
    leader_duty: re.Pattern[str]
    closing: re.Pattern[str]
    formula: re.Pattern[str]
    guidance: re.Pattern[str]

    def roles_of_heading(self, heading: str) -> tuple[SectionRole, ...]:
        """The roles that a heading names, in its order; empty when it names none.

        Args:
            heading: The heading without blanks and quotation marks, without its number.
        """
        found = []
        for role, pattern, exception in (
            (SectionRole.FIRST_RESPONSIBLE, self.first_responsible, self.not_first_responsible),
            (SectionRole.SHORTCOMINGS, self.shortcomings, self.not_shortcomings),
            (SectionRole.NEXT_YEAR, self.next_year, self.not_next_year),
        ):
            match = pattern.search(heading)
            if match is not None and not exception.search(heading):
                found.append((match.start(), role))
        roles = tuple(role for _, role in sorted(found, key=itemgetter(0)))
        measures = self.measures.search(heading)
        if measures is not None and roles and _comes_first(measures, min(found)[0], heading):
            return (SectionRole.MEASURES, *roles)
        if roles:
            return roles
        if measures is not None:
            return (SectionRole.MEASURES,)
        if self.preamble.search(heading):
            return (SectionRole.PREAMBLE,)
        if self.closing_heading.search(heading):
            return (SectionRole.CLOSING,)
        return ()

    def opens_plan(self, sentence: str, *, is_behind_gaps: bool) -> bool:
        """Whether a sentence begins the plan.

        Args:
            sentence: The sentence without its number.
            is_behind_gaps: Whether it stands in or right behind the shortcomings; only there
                “针对…问题，将…” is a plan.
        """
        if self.plan_list.match(sentence):
            return True
        opener = self.plan.match(sentence)
        if opener is None or self.not_plan.match(sentence):
            return False
        if self.future.search(sentence, opener.end()) is None:
            return False
        if not sentence.startswith(_ANSWERS) or is_behind_gaps:
            return True
        return self.plan_later.search(sentence) is not None

    def opens_gaps(self, sentence: str, *, is_first: bool) -> bool:
        """Whether a sentence begins the shortcomings.

        Args:
            sentence: The sentence without its number.
            is_first: Whether it begins its paragraph; inside one only a plain turn will do.
        """
        found = self.gap.search(sentence)
        if found is None or self.not_gap.search(sentence[: found.end()]):
            return False
        if self.gap_opener.match(sentence) is None and "，但" not in sentence:
            return False
        return is_first or self.gap_turn.search(sentence[: found.end()]) is not None

    def is_on_leader(self, paragraph: str) -> bool:
        """Whether a paragraph without a heading is about the duties of the head of the unit."""
        if len(paragraph) < _LEAST_ON_LEADER or not self.leader.match(paragraph):
            return False
        return self.leader_duty.search(paragraph[:_FIRST_WORDS]) is not None


def _comes_first(measures: re.Match[str], start: int, heading: str) -> bool:
    """Whether a heading names the year's work and then another part: 工作情况及存在的问题."""
    return measures.end() <= start and heading[measures.end()] in "及和与、暨，"


def _year(year: int) -> str:
    """A year in Arabic or in Chinese digits."""
    digits = str(year)
    return f"(?:{digits}|{''.join(_CHINESE_DIGITS[int(digit)] for digit in digits)})"


@cache
def part_words(report_year: int | None) -> PartWords:
    """The words for a report on `report_year`; an unknown year makes no year the next one."""
    with resource_path("dictionaries/outline.toml").open("rb") as file:
        data = tomllib.load(file)
    years = {
        "{Y1}": _year(report_year + 1) if report_year else _NEVER,
        "{Y}": _year(report_year) if report_year else _ANY_YEAR,
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
        plan_at_border=compiled(begin["plan"], prefix=_AT_BORDER),
        plan_list=compiled(begin["plan_list"]),
        plan_later=compiled(begin["plan_later"]),
        future=compiled(begin["future"]),
        not_plan=compiled(begin["not_plan"]),
        gap_opener=compiled(begin["gap_opener"]),
        gap=compiled(begin["gap"]),
        gap_turn=compiled(begin["gap_turn"]),
        not_gap=compiled(begin["not_gap"]),
        cause=compiled(begin["cause"]),
        leader=compiled(begin["leader"]),
        leader_duty=compiled(begin["leader_duty"]),
        closing=compiled(begin["closing"]),
        formula=re.compile(preamble["formula"]),
        guidance=re.compile(preamble["guidance"]),
    )
