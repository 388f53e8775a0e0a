"""Judges of form, and what the text says of items that only a human can decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from reviewer.detection.detector import Detector
from reviewer.detection.form import has_full_unit, missing_parts
from reviewer.domain.checklist import (
    Applicability,
    Checklist,
    ChecklistItem,
    JudgeKind,
    Outside,
    Rule,
    Validity,
)
from reviewer.domain.finding import Finding
from reviewer.domain.problem import Problem
from reviewer.domain.report import Fact, Report, SectionRole
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict

MEASURES = SectionRole.MEASURES
Judge = Callable[..., Finding]
MakeItem = Callable[..., ChecklistItem]
MakeReport = Callable[..., Report]
MakeChecklist = Callable[..., Checklist]

TITLES = [
    ("青禾县水务局2024年法治政府建设年度报告", Verdict.MET),
    ("青禾县水务局关于2024年度法治政府建设情况的报告", Verdict.MET),
    ("关于青禾县水务局2024年法治政府建设情况的报告", Verdict.MET),
    ("关于2024年度法治政府建设情况的报告", Verdict.PARTIAL),
    ("县水务局2024年法治政府建设年度报告", Verdict.PARTIAL),
    ("青禾县水务局法治政府建设年度报告", Verdict.PARTIAL),
    ("青禾县水务局2024年依法行政工作报告", Verdict.PARTIAL),
    ("青禾县水务局2024年法治政府建设工作总结", Verdict.PARTIAL),
    ("青禾县水务局二〇二四年法治政府建设年度报告", Verdict.MET),
]


@pytest.mark.parametrize(("title", "verdict"), TITLES)
def test_a_title_needs_unit_year_subject_and_genre(
    judge: Judge, make_item: MakeItem, title: str, verdict: Verdict
) -> None:
    item = make_item(judge=JudgeKind.TITLE)

    assert judge(item, (MEASURES, "我局学法。"), title=title).verdict is verdict


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("青禾县水务局2024年度", True),
        ("省水利厅2024年度", False),
        ("应急管理部2024年度", True),
        ("国家税务总局2024年度", True),
        ("市场监督管理局2024年度", False),
        ("岚川市市场监督管理局2024年度", True),
        ("青禾县2024年度", False),
        ("湖湾经济技术开发区应急管理局2024年度", True),
    ],
)
def test_a_full_unit_has_its_place(title: str, *, expected: bool) -> None:
    assert has_full_unit(title) is expected


def detect(item: ChecklistItem, make: MakeChecklist, report: Report, *problems: Problem) -> Finding:
    return Detector(make(item)).detect(report, problems, nearest=False)[item.id]


def test_a_title_that_stood_in_the_furniture_is_none(
    make_item: MakeItem, make_item_checklist: MakeChecklist, make_role_report: MakeReport
) -> None:
    report = make_role_report((MEASURES, "我局学法。"))
    facts = replace(report.facts, title=Fact("青禾县水务局2024年法治政府建设年度报告", "网页标题"))

    finding = detect(
        make_item(judge=JudgeKind.TITLE), make_item_checklist, replace(report, facts=facts)
    )

    assert finding.verdict is Verdict.ABSENT


def test_the_year_is_judged_by_the_problems(
    make_item: MakeItem, make_item_checklist: MakeChecklist, make_role_report: MakeReport
) -> None:
    item = make_item(judge=JudgeKind.YEAR)
    report = make_role_report((MEASURES, "2022年，我局学法。"))
    start = report.text.index("2022年")
    problem = Problem("year", Span(start, start + 5), "2022年", "年度不一致")

    assert detect(item, make_item_checklist, report).verdict is Verdict.MET
    partial = detect(item, make_item_checklist, report, problem)
    assert partial.verdict is Verdict.PARTIAL
    assert partial.evidence[0].span == problem.span


def test_without_a_year_the_item_is_absent(judge: Judge, make_item: MakeItem) -> None:
    finding = judge(make_item(judge=JudgeKind.YEAR), (MEASURES, "我局学法。"), year=None)

    assert finding.verdict is Verdict.ABSENT


STRUCTURE = {"least_hanzi": 100, "most_hanzi": 6000}
PARTS = {
    "content.measures": Verdict.MET,
    "content.shortcomings": Verdict.MET,
    "content.causes": Verdict.PARTIAL,
    "content.first_responsible": Verdict.MET,
    "content.next_year": Verdict.MET,
}


def test_a_report_without_headings_has_no_structure(judge: Judge, make_item: MakeItem) -> None:
    item = make_item(judge=JudgeKind.STRUCTURE, parameters=STRUCTURE)

    assert judge(item, (SectionRole.PREAMBLE, "我局学法。")).verdict is Verdict.ABSENT


def test_a_part_not_written_is_missing(judge: Judge, make_item: MakeItem) -> None:
    item = make_item(judge=JudgeKind.STRUCTURE, parameters=STRUCTURE)

    finding = judge(item, (MEASURES, "我局学法。"))

    assert finding.verdict is Verdict.PARTIAL
    assert "下一年度安排" in "".join(finding.why)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, []),
        ({"content.causes": Verdict.ABSENT}, ["不足的原因"]),
        ({"content.next_year": Verdict.PLAN_ONLY}, ["下一年度安排"]),
    ],
)
def test_parts_that_cannot_be_made_out_are_named(
    make_role_report: MakeReport, changed: Mapping[str, Verdict], missing: list[str]
) -> None:
    report = make_role_report((SectionRole.FIRST_RESPONSIBLE, "局长学法。"))

    assert missing_parts({**PARTS, **changed}, report.sections) == missing


def test_a_leader_without_a_part_of_the_own_is_named(make_role_report: MakeReport) -> None:
    report = make_role_report((MEASURES, "局长学法。"))

    assert missing_parts(PARTS, report.sections) == ["第一责任人职责部分"]


def test_a_fault_in_the_numbering_is_evidence(
    make_item: MakeItem, make_item_checklist: MakeChecklist, make_role_report: MakeReport
) -> None:
    report = make_role_report((MEASURES, "我局学法。"))
    problem = Problem("numbering", report.sections[0].heading_span, "一、", "缺少“二、”")

    finding = detect(
        make_item(judge=JudgeKind.STRUCTURE, parameters=STRUCTURE),
        make_item_checklist,
        report,
        problem,
    )

    assert finding.evidence[0].span == report.sections[0].heading_span
    assert "缺少“二、”" in "".join(finding.why)


@pytest.mark.parametrize(
    ("published", "word"),
    [
        (date(2025, 3, 31), "按时"),
        (date(2025, 4, 1), "超期"),
        (date(2024, 12, 20), "报告年度之内"),
    ],
)
def test_the_date_of_publication_helps_with_the_deadline(
    make_item: MakeItem,
    make_item_checklist: MakeChecklist,
    make_role_report: MakeReport,
    published: date,
    word: str,
) -> None:
    report = make_role_report((MEASURES, "我局学法。"))
    facts = replace(report.facts, web_published=Fact(published, "网页"))
    item = make_item(judge=JudgeKind.MANUAL, item_id="form.deadline")

    finding = detect(item, make_item_checklist, replace(report, facts=facts))

    assert finding.verdict is Verdict.MANUAL
    assert finding.evidence == ()
    assert word in "".join(finding.why)


def test_an_item_outside_its_years_does_not_apply_or_gives_a_hint(
    judge: Judge, make_item: MakeItem
) -> None:
    item = make_item(Rule("a", "甲", patterns=("法治思想",)))
    hint = replace(item, validity=Validity(first_year=2025))
    off = replace(item, validity=Validity(first_year=2025, outside=Outside.NOT_APPLICABLE))
    text = (MEASURES, "我局学习法治思想3次。")

    assert judge(hint, text).verdict is Verdict.MET
    assert "2025" in judge(hint, text).why[-1]
    assert judge(off, text).verdict is Verdict.NOT_APPLICABLE
    assert judge(off, text, year=2025).verdict is Verdict.MET
    assert judge(off, text, year=None).verdict is Verdict.MET


def test_an_item_of_other_units_applies_only_where_it_is_told(
    judge: Judge, make_item: MakeItem
) -> None:
    item = replace(
        make_item(Rule("a", "甲", patterns=("应急演练",))),
        applicability=Applicability(("应急",), "不是应急部门"),
    )

    assert judge(item, (MEASURES, "我局学法。")).verdict is Verdict.NOT_APPLICABLE
    assert judge(item, (MEASURES, "我局学法。")).why == ("不是应急部门",)
    assert judge(item, (MEASURES, "组织应急演练2次。")).verdict is Verdict.MET
    assert judge(item, (MEASURES, "我局学法。"), unit="青禾县应急管理局").verdict is Verdict.ABSENT
