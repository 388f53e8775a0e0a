"""Whether a document is an annual report on building a law-based government, and why."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from reviewer.domain.report import ParagraphKind, ReportKind, SectionRole
from reviewer.readers.fact_source import FactSource
from reviewer.readers.lines import plain_copy
from reviewer.readers.part_words import part_words
from reviewer.readers.texts import sentence
from reviewer.resources import resource_path

_PARTS = {
    SectionRole.MEASURES,
    SectionRole.FIRST_RESPONSIBLE,
    SectionRole.SHORTCOMINGS,
    SectionRole.NEXT_YEAR,
}
_ENOUGH = 3
_FIRST = 5
_SHOWN_TITLE = 40


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The dictionary, compiled."""

    subject: re.Pattern[str]
    ending: re.Pattern[str]
    mention: re.Pattern[str]
    opening: re.Pattern[str]
    subject_of_year: re.Pattern[str]
    others: tuple[tuple[str, re.Pattern[str]], ...]
    disclosure: tuple[str, ...]
    disclosure_opening: re.Pattern[str]
    notice: re.Pattern[str]
    plan: re.Pattern[str]
    duty_line: re.Pattern[str]
    news: re.Pattern[str]
    template: re.Pattern[str]
    leader: str


def kind_of(source: FactSource, title: str | None) -> tuple[ReportKind, str]:
    """The kind and the Chinese reason for it."""
    by_title = _by_title(plain_copy(title)) if title is not None else None
    kind, reason = by_title or _by_content(source)
    if kind is ReportKind.ANNUAL_REPORT and _is_template(source):
        return ReportKind.UNSURE, sentence("kinds", "template")
    return kind, reason


def _is_template(source: FactSource) -> bool:
    """Whether the first paragraphs or the page show that this is a model text."""
    shown = [*source.plains[:8], *(aside.line.plain for aside in source.page.aside[:8])]
    return any(_kinds().template.search(plain) for plain in shown)


def _by_title(title: str) -> tuple[ReportKind, str] | None:
    kinds = _kinds()
    shown = title if len(title) <= _SHOWN_TITLE else title[:_SHOWN_TITLE] + "…"
    bare = re.sub("^《(.*)》$", r"\1", title)
    for name, pattern in kinds.others:
        if pattern.search(bare):
            return ReportKind.OTHER, sentence("kinds", "title_other", what=name)
    if kinds.subject.search(bare) and kinds.ending.search(bare):
        return ReportKind.ANNUAL_REPORT, sentence("kinds", "title", title=shown)
    return None


def _by_content(source: FactSource) -> tuple[ReportKind, str]:
    kinds = _kinds()
    text = "\n".join(source.plains)
    opening = [source.plains[index] for index in source.body_indices(_FIRST)]
    other = _other_content(source, text, opening)
    if other is not None:
        return ReportKind.OTHER, other
    if not kinds.mention.search(text):
        return ReportKind.OTHER, sentence("kinds", "no_mention")
    formula = any(part_words(None).formula.search(plain) for plain in opening)
    headings = len(source.headings)
    if not formula and not headings:
        return ReportKind.OTHER, sentence("kinds", "no_signs")
    points = _points(source, opening, is_formula=formula)
    if kinds.leader in text:
        points += 1
    if points < _ENOUGH:
        return ReportKind.UNSURE, sentence("kinds", "few_signs")
    return ReportKind.ANNUAL_REPORT, sentence("kinds", "formula" if formula else "headings")


def _other_content(source: FactSource, text: str, opening: list[str]) -> str | None:
    kinds = _kinds()
    if any(kinds.disclosure_opening.search(plain) for plain in opening) or (
        sum(word in text for word in kinds.disclosure) > 2  # noqa: PLR2004
        and not kinds.mention.search(text)
    ):
        return sentence("kinds", "disclosure")
    if source.index_of(ParagraphKind.ADDRESSEE) is not None and any(
        kinds.notice.search(plain) for plain in opening
    ):
        return sentence("kinds", "notice")
    is_plan = any(kinds.plan.search(plain) for plain in opening)
    if is_plan or sum(kinds.duty_line.search(plain) is not None for plain in source.plains) > 1:
        return sentence("kinds", "notice")
    if any(kinds.news.search(plain) for plain in opening):
        return sentence("kinds", "other_text", what="新闻报道")
    return None


def _points(source: FactSource, opening: list[str], *, is_formula: bool) -> int:
    """Signs of an annual report in opening and headings."""
    kinds, words = _kinds(), part_words(None)
    points = 0
    for plain in opening:
        mentions = kinds.mention.search(re.sub("《[^》]{0,120}》", "", plain)) is not None
        if is_formula and words.formula.search(plain):
            points += 3 if mentions else 2
            break
        if mentions and kinds.opening.match(plain):
            points += 2
            break
    if any(kinds.subject_of_year.search(plain) for plain in opening):
        points += 2
    plain_headings = [source.heading_plain(heading) for heading in source.headings]
    named = sum(bool(_PARTS & {*words.roles_of_heading(plain)}) for plain in plain_headings)
    about = sum("法治" in plain or "依法" in plain for plain in plain_headings)
    points += min(named, 3) + min(about, 2)
    if sum(heading.level == 1 for heading in source.headings) > 1:
        points += 1
    return points


@cache
def _kinds() -> _Kinds:
    with resource_path("dictionaries/document_kinds.toml").open("rb") as file:
        data = tomllib.load(file)
    annual, content = data["annual_report"], data["content"]
    return _Kinds(
        subject=re.compile(annual["subject"]),
        ending=re.compile(annual["ending"]),
        mention=re.compile(annual["mention"]),
        opening=re.compile(annual["opening"]),
        subject_of_year=re.compile(annual["subject_of_year"]),
        others=tuple((other["name"], re.compile(other["title"])) for other in data["other"]),
        disclosure=tuple(content["disclosure"]),
        disclosure_opening=re.compile(content["disclosure_opening"]),
        notice=re.compile(content["notice"]),
        plan=re.compile(content["plan"]),
        duty_line=re.compile(content["duty_line"]),
        news=re.compile(content["news"]),
        template=re.compile(content["template"]),
        leader=content["leader"],
    )
