from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.checks.check import check
from reviewer.domain.problem import Problem
from reviewer.domain.report import SectionRole
from reviewer.readers.read import read_pasted

ProblemsOf = Callable[..., list[Problem]]


@pytest.mark.parametrize(
    "sentence",
    [
        "2021年，在原局的基础上成立了综合执法大队。",
        "完成改革后，2021年，组建执法队伍3支。",
        "2022年，我局查办的案件被评为全省典型案例。",
        "2022年省考招录公务员一名、2023年选调一名。",
        "2022年12月，印发工作方案，开展培训。",
    ],
)
def test_earlier_work_passed_off_as_this_years_is_told(
    problems_of: ProblemsOf, sentence: str
) -> None:
    found = problems_of(f"一、主要举措\n全年立案12件。{sentence}\n二、普法\n宣传。", "year")

    assert len(found) == 1
    assert found[0].text.startswith(("2021年", "2022年"))
    assert "2023 年的报告" in found[0].message


@pytest.mark.parametrize(
    "sentence",
    [
        "落实《实施纲要（2021—2025年）》，制定方案。",
        "2021—2025年规划全部完成。",
        "2021年至2025年，连续开展培训。",
        "比2022年增长20%，办理案件12件。",
        "2022年同期办理10件，同比增长20%。",
        "2019年起，我局推行随机抽查，开展检查。",
        "2022年以来，制定制度5项。",
        "对2022年度督察反馈的5个问题建立台账，完成整改。",
        "2022年度督察反馈的问题全部完成整改。",
        "修订《2022年执法检查计划》，公布清单。",
        "2021年、2022年、2023年连续三年获评优秀。",
        "2023年，开展检查120次，立案12件。",
    ],
)
def test_other_mentions_of_earlier_years_are_no_problem(
    problems_of: ProblemsOf, sentence: str
) -> None:
    assert problems_of(f"一、主要举措\n全年立案12件。{sentence}\n二、普法\n宣传。", "year") == []


def test_earlier_work_counts_in_the_unit_s_own_work_only(problems_of: ProblemsOf) -> None:
    text = "一、主要举措\n立案12件。\n二、存在的不足\n2021年，组建的队伍力量薄弱。"

    assert problems_of(text, "year", 2023, ("二、存在", SectionRole.SHORTCOMINGS)) == []


def test_a_plan_for_another_year_is_told(problems_of: ProblemsOf) -> None:
    text = "一、主要举措\n立案12件。\n二、2023年工作安排\n开展检查。"

    found = problems_of(text, "year", 2023, ("二、2023", SectionRole.NEXT_YEAR))

    assert [problem.text for problem in found] == ["2023年"]
    assert "应为 2024 年" in found[0].message


def test_the_text_of_a_plan_for_another_year_is_told(problems_of: ProblemsOf) -> None:
    text = "一、主要举措\n立案12件。\n二、工作安排\n2025年，我局将开展检查。"

    found = problems_of(text, "year", 2023, ("二、工作", SectionRole.NEXT_YEAR))

    assert [problem.text for problem in found] == ["2025年"]


def test_the_right_next_year_is_no_problem(problems_of: ProblemsOf) -> None:
    text = "一、主要举措\n立案12件。\n二、2024年工作安排\n2024年，我局将开展检查。"

    assert problems_of(text, "year", 2023, ("二、2024", SectionRole.NEXT_YEAR)) == []


def test_a_heading_of_another_year_is_told(problems_of: ProblemsOf) -> None:
    found = problems_of("一、2022年度主要举措\n立案12件。\n二、普法\n宣传。", "year")

    assert [problem.text for problem in found] == ["2022年"]


def test_without_a_report_year_nothing_is_told(problems_of: ProblemsOf) -> None:
    assert problems_of("一、主要举措\n2021年，成立大队。\n二、普法\n宣传。", "year", None) == []


def test_an_opening_of_another_year_than_the_title_is_told() -> None:
    report = read_pasted(
        "云岭市水务局2023年法治政府建设年度报告\n"
        "2022年，我局推进法治建设。现将2022年情况报告如下：\n一、主要举措\n立案12件。"
    )

    found = [problem for problem in check(report) if problem.kind == "year"]

    assert [problem.text for problem in found] == ["2022年"]
    assert "年度不一致" in found[0].message


def test_a_signature_long_before_the_year_is_told() -> None:
    report = read_pasted(
        "云岭市水务局2023年法治政府建设年度报告\n2023年，我局推进法治建设，立案12件，全部办结。\n"
        "云岭市水务局\n2021年1月15日"
    )

    assert any("成文日期" in problem.message for problem in check(report))
