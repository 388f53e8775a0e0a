from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.checks.punctuation import MOST_ALIKE
from reviewer.domain.problem import Problem

ProblemsOf = Callable[..., list[Problem]]


@pytest.mark.parametrize(
    ("text", "marks", "message"),
    [
        ("联合司法局、、教育局开展检查。", "、、", "重复"),
        ("全年立案12件。。", "。。", "重复"),
        ("全年立案12件，。", "，。", "有误"),
        ("落实《实施纲要（2021—2025年》要求。", "（", "没有对应的后一半"),
        ("落实“三项制度要求。", "“", "没有对应的后一半"),
        ("落实三项制度”要求。", "”", "没有对应的前一半"),
    ],
)
def test_wrong_punctuation_is_told_with_its_place(
    problems_of: ProblemsOf, text: str, marks: str, message: str
) -> None:
    found = problems_of(text, "punctuation")

    assert [problem.text for problem in found] == [marks]
    assert message in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        "落实《纲要（2021—2025年）》和“三项制度”，立案12件。",
        "(一)规范执法。(二)强化普法。",
        "一)规范执法（试行）。",
        "谈“法治”……再谈‘执法’。",
        "真的吗？！",
    ],
)
def test_right_punctuation_is_no_problem(problems_of: ProblemsOf, text: str) -> None:
    assert problems_of(text, "punctuation") == []


@pytest.mark.parametrize("text", ["，，学" * 500, "学（" * 500, "学》" * 500])
def test_of_many_alike_the_first_are_told_and_the_rest_counted(
    problems_of: ProblemsOf, text: str
) -> None:
    found = problems_of(text, "punctuation")

    assert sum(problem.span is not None for problem in found) == MOST_ALIKE
    counted = [problem.message for problem in found if problem.span is None]
    assert len(counted) == 1
    assert f"另有 {500 - MOST_ALIKE} 处" in counted[0]


def test_half_width_punctuation_is_told_once(problems_of: ProblemsOf) -> None:
    found = problems_of(
        "一是学习,二是执法;三是普法,四是宣传,五是检查,六是评查。" * 3, "punctuation"
    )

    assert [problem.span for problem in found] == [None]
    assert "仅提示一次" in found[0].message


def test_half_width_marks_in_numbers_are_no_problem(problems_of: ProblemsOf) -> None:
    assert problems_of("时间为9:30，编号(2023)第1,234号，比例1:2。", "punctuation") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("××局全年立案12件。", "××"),
        ("20××年，我局开展检查。", "20××年"),
        ("XX市水务局开展检查。", "XX"),
        ("20__年，我局开展检查。", "20__年"),
        ("责任人：____。", "____"),
    ],
)
def test_placeholders_are_told(problems_of: ProblemsOf, text: str, place: str) -> None:
    assert [problem.text for problem in problems_of(text, "template")] == [place]


def test_the_templates_last_year_in_a_heading_is_told(problems_of: ProblemsOf) -> None:
    text = "一、上一年度推进法治政府建设的主要举措\n立案12件。\n二、普法\n每年报告上一年度情况。"

    assert [problem.text for problem in problems_of(text, "template")] == ["上一年度"]
