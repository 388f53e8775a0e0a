"""Judges the form of the report: title, year, structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reviewer.detection.explanation import Explanation
from reviewer.detection.judgement import Judgement, PlaceFound
from reviewer.detection.reading import ReportReading
from reviewer.detection.rules import Standing
from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.problem import Problem
from reviewer.domain.report import Section, SectionRole
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.language.folding import fold

_PROBLEMS_SHOWN = 3
_PARTS = (
    ("主要举措和成效", "content.measures"),
    ("存在的不足", "content.shortcomings"),
    ("不足的原因", "content.causes"),
    ("第一责任人职责", "content.first_responsible"),
    ("下一年度安排", "content.next_year"),
)
_SHORT_UNIT = re.compile(
    r"^(?:我|本)?(?:省|市|县|区|州|旗|自治区)?(?:[^省市县区州旗]{2,}?)(?:厅|局|委员会|委|办公室|办|中心|支队|大队)$"
)
_PLACE = re.compile(r"[省市县区州旗盟镇乡]|街道|自治|新区|开发区|管委会|师|兵团")
_NATIONAL = re.compile(r"^(?:国家|中国|中华|全国|.{1,8}部$|.{1,8}总局$|.{1,8}总署$)")
_SUBJECT = re.compile(r"法治政府")
_GENRE = re.compile(r"报告")


def judge_title(item: ChecklistItem, reading: ReportReading, explain: Explanation) -> Judgement:
    """Unit by its full name, year, 法治政府建设 and the genre in a title before the text."""
    del item
    fact = reading.report.facts.title
    if fact is None or fact.span is None:
        return Judgement(Verdict.ABSENT, why=(explain.sentence("form", "title_absent"),))
    title = fold(fact.value).text
    aspects = {
        "单位": _standing(has_full_unit(title)),
        "年度": _standing(re.search(r"(?:19|20)\d\d|二[〇○零]", title) is not None),
        "法治政府建设": _standing(_SUBJECT.search(title) is not None),
        "文种": _standing(_GENRE.search(title) is not None),
    }
    missing = [name for name, standing in aspects.items() if standing is Standing.NOTHING]
    aspects |= {f"缺{name}": Standing.FACT for name in missing}
    place = _exact(fact.span, "title.parts", reading)
    if missing:
        names = ["单位全称" if name == "单位" else name for name in missing]
        why = explain.sentence("form", "title_partial", missing="、".join(names))
        return Judgement(Verdict.PARTIAL, (place,), 1, (why,), aspects)
    why = explain.sentence("form", "title_met", title=fact.value)
    return Judgement(Verdict.MET, (place,), 2, (why,), aspects)


def has_full_unit(title: str) -> bool:
    """Whether the title names its unit with a place: 市应急管理局 alone is a short form."""
    title = title.removeprefix("关于")
    before_year = re.split(r"(?:19|20)\d\d|关于|二[〇○零]", title, maxsplit=1)[0]
    unit = before_year or re.split(r"年度?", title, maxsplit=1)[-1].split("法治", maxsplit=1)[0]
    if not re.search(r"[厅局委办部院会]|政府|街道|[镇乡]|中心|支队|大队|集团|学校", unit):
        return False
    if _NATIONAL.match(unit):
        return True
    stripped = re.sub(r"^(?:省|市|县|区|州|旗|自治区)", "", unit)
    return bool(_PLACE.search(stripped)) and stripped == unit


def _standing(is_there: bool) -> Standing:  # noqa: FBT001 - a value, not a switch
    return Standing.FACT if is_there else Standing.NOTHING


def _exact(span: Span, rule: str, reading: ReportReading, strength: int = 2) -> PlaceFound:
    return PlaceFound(
        reading.folded_offset(span.start),
        reading.folded_offset(span.end),
        rule,
        strength,
        is_exact=True,
    )


def judge_year(
    item: ChecklistItem,
    problems: Iterable[Problem],
    reading: ReportReading,
    explain: Explanation,
) -> Judgement:
    """One report year throughout, no earlier work passed off as this year's."""
    del item
    fact = reading.report.facts.report_year
    if fact is None:
        return Judgement(Verdict.ABSENT, why=(explain.sentence("form", "year_absent"),))
    found = [problem for problem in problems if problem.kind == "year"]
    if found:
        why = explain.sentence("form", "year_partial", problems=_messages(found))
        places = tuple(
            _exact(problem.span, "year.consistent", reading, 1)
            for problem in found
            if problem.span is not None
        ) or _year_places(reading)
        return Judgement(Verdict.PARTIAL, places, 1, (why,))
    why = explain.sentence("form", "year_met", year=fact.value)
    return Judgement(Verdict.MET, _year_places(reading), 2, (why,))


def _year_places(reading: ReportReading) -> tuple[PlaceFound, ...]:
    """Where the year stands: the title, the opening, the headings of the parts."""
    report = reading.report
    spans = [report.facts.title.span] if report.facts.title else []
    if report.facts.report_year:
        spans.append(report.facts.report_year.span)
    spans += [s.heading_span for s in report.sections if re.search(r"20\d\d", s.heading)]
    places = []
    for span in spans:
        if span is None:
            continue
        start, end = reading.folded_offset(span.start), reading.folded_offset(span.end)
        is_short = end - start < 10  # noqa: PLR2004 - a bare year says too little
        places.append(PlaceFound(start, end, "year.consistent", 2, is_exact=not is_short))
    return tuple(places)


def judge_structure(
    item: ChecklistItem,
    problems: Iterable[Problem],
    parts: Mapping[str, Verdict],
    reading: ReportReading,
    explain: Explanation,
) -> Judgement:
    """The five statutory parts recognisable, numbering continuous and regular."""
    sections = reading.report.sections
    if not sections:
        return Judgement(Verdict.ABSENT, why=(explain.sentence("form", "structure_absent"),))
    found = [problem for problem in problems if problem.kind == "numbering"]
    is_numbered = any(section.label for section in sections)
    missing = missing_parts(parts, sections)
    aspects = {
        "五部分": _standing(not missing),
        "序号": _standing(not found and is_numbered),
        "篇幅": _standing(_is_of_usual_length(item, reading)),
        "有层次": Standing.FACT,
    }
    why = [_length(item, reading, explain)]
    if missing:
        why.insert(0, explain.sentence("form", "structure_missing", parts="、".join(missing)))
    if found:
        why.insert(0, explain.sentence("form", "structure_numbering", problems=_messages(found)))
    headings = tuple(
        _exact(section.heading_span, "structure.heading", reading)
        for section in sections
        if section.level == 1 or len(sections) < _PROBLEMS_SHOWN
    )
    if not is_numbered:
        why.insert(0, explain.sentence("form", "structure_unnumbered"))
    if missing or found or not is_numbered:
        wrong = tuple(_problem_place(p, reading) for p in found if p.span is not None)
        places = wrong + headings
        if not places:
            places = (_exact(sections[0].heading_span, "structure.heading", reading),)
        return Judgement(Verdict.PARTIAL, places, 1, tuple(why), aspects)
    why.insert(0, explain.sentence("form", "structure_met"))
    return Judgement(Verdict.MET, headings, 2, tuple(why), aspects)


def _problem_place(problem: Problem, reading: ReportReading) -> PlaceFound:
    if problem.span is None:
        raise ValueError("a problem without a place")
    start = reading.folded_offset(problem.span.start)
    return PlaceFound(
        start, max(start + 1, reading.folded_offset(problem.span.end)), "structure.numbering"
    )


def missing_parts(parts: Mapping[str, Verdict], sections: Iterable[Section]) -> list[str]:
    """Names of the statutory parts that cannot be made out as parts."""
    absent = (Verdict.ABSENT, Verdict.PLAN_ONLY)
    missing = [name for name, item in _PARTS if parts.get(item, Verdict.ABSENT) in absent]
    has_leader_part = any(s.role is SectionRole.FIRST_RESPONSIBLE for s in sections)
    if not has_leader_part and "第一责任人职责" not in missing:
        missing.append("第一责任人职责部分")
    return missing


def _is_of_usual_length(item: ChecklistItem, reading: ReportReading) -> bool:
    hanzi = reading.report.quality.hanzi
    return item.parameters["least_hanzi"] <= hanzi <= item.parameters["most_hanzi"]


def _length(item: ChecklistItem, reading: ReportReading, explain: Explanation) -> str:
    return explain.sentence(
        "form",
        "length",
        hanzi=reading.report.quality.hanzi,
        least=item.parameters["least_hanzi"],
        most=item.parameters["most_hanzi"],
    )


def _messages(problems: list[Problem]) -> str:
    shown = "；".join(problem.message for problem in problems[:_PROBLEMS_SHOWN])
    more = len(problems) - _PROBLEMS_SHOWN
    return f"{shown}；等共{len(problems)}处" if more > 0 else shown
