from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.domain.problem import Problem

ProblemsOf = Callable[..., list[Problem]]


def lines(*parts: str) -> str:
    return "\n".join(parts)


@pytest.mark.parametrize(
    "text",
    [
        lines(
            "一、甲",
            "（一）甲。做。",
            "（二）乙。做。",
            "二、乙",
            "（一）甲。做。",
            "（二）乙。做。",
        ),
        lines("一、甲", "1.甲。做。", "2.乙。做。", "二、乙", "1.甲。做。", "2.乙。做。"),
        lines(
            "一、甲",
            "（一）甲",
            "1.甲。做。",
            "2.乙。做。",
            "（二）乙",
            "3.丙。做。",
            "4.丁。做。",
            "二、乙",
        ),
        lines("一、甲", "一是学习。二是执法。三是普法。", "二、乙", "一是学习；二是执法。"),
        lines("一、甲", "一是学习。", "二是执法。", "三是普法。", "二、乙"),
        lines("一、甲", "一是学习。", "集中学习8次。", "二是执法。", "立案12件。", "二、乙"),
        lines("一、甲", "首先，学习。第一，执法。第二，普法。", "二、乙"),
        lines("全年开展检查。", "2023年，立案12件。"),
    ],
)
def test_regular_numbers_are_no_problem(problems_of: ProblemsOf, text: str) -> None:
    assert problems_of(text, "numbering") == []


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        (lines("一、甲", "二、乙", "四、丁"), "缺“三、”", "四、丁"),
        (lines("一、甲", "（一）甲。做。", "（三）丙。做。", "二、乙"), "缺“（二）”", "（三）丙"),
        (lines("一、甲", "做事。"), "没有“二、”", "一、甲"),
        (lines("二、乙", "三、丙"), "没有“一、”", "二、乙"),
        (lines("一、甲", "二、乙", "二、丙"), "重复", "二、丙"),
        (lines("一、甲", "三、丙", "二、乙"), "颠倒", "二、乙"),
        (
            lines("一、甲", "一)纵深推进。做。", "（二）乙。做。", "二、乙"),
            "缺少半边括号",
            "一)纵深推进",
        ),
        (lines("一、甲", "(一)、甲。做。", "(二)乙。做。", "二、乙"), "不加顿号", "(一)、甲"),
        (
            lines("一、甲", "1、甲。做。", "2、乙。做。", "二、乙"),
            "不用“1、”（全文 2 处）",
            "1、甲",
        ),
        (lines("一、甲", "（一)甲。做。", "（二）乙。做。", "二、乙"), "一边全角", "（一)甲"),
        (lines("一、甲", "二、 乙", "三、丙"), "多余的空格", "二、 乙"),
        (lines("一.甲", "二、乙"), "应写作“一、”", "一.甲"),
        (lines("（一）甲。做。", "（二）乙。做。"), "没有“一、”这一级", "（一）甲"),
        (lines("一、甲", "（一）甲。做。", "(二)乙。做。", "二、乙"), "混用", "(二)乙"),
        (lines("一、甲", "检查1次。2、开展抽查1次。", "二、乙"), "没有“1、”", "2、开展抽查1次"),
        (lines("一、甲", "一是学习。三是普法。", "二、乙"), "缺“二是”", "三是普法"),
        (lines("一、甲", "二是学习。三是普法。", "二、乙"), "没有“一是”", "二是学习"),
        (lines("一、甲", "三是创新。一是公平。二是规范。", "二、乙"), "嵌套", "一是公平"),
    ],
)
def test_irregular_numbers_are_named_with_their_place(
    problems_of: ProblemsOf, text: str, message: str, place: str
) -> None:
    found = problems_of(text, "numbering")

    assert any(message in problem.message and problem.text == place for problem in found), found


def test_a_habit_of_digit_commas_is_told_once(problems_of: ProblemsOf) -> None:
    text = lines("一、甲", *(f"{number}、事项。做。" for number in range(1, 9)), "二、乙")

    assert len(problems_of(text, "numbering")) == 1


def test_a_blank_behind_every_digit_is_a_habit_and_no_problem(problems_of: ProblemsOf) -> None:
    text = lines("一、甲", "1. 甲。做。", "2. 乙。做。", "3. 丙。做。", "二、乙")

    assert problems_of(text, "numbering") == []


def test_one_blank_behind_a_digit_among_many_is_told(problems_of: ProblemsOf) -> None:
    text = lines("一、甲", "1.甲。做。", "2. 乙。做。", "3.丙。做。", "二、乙")

    assert [problem.text for problem in problems_of(text, "numbering")] == ["2. 乙"]


def test_a_list_inside_an_item_that_goes_on_is_nested(problems_of: ProblemsOf) -> None:
    text = lines("一、甲", "一是学习。二是执法：一是检查；二是处罚；三是公示。三是普法。", "二、乙")

    assert any("嵌套" in problem.message for problem in problems_of(text, "numbering"))


def test_two_lists_one_behind_the_other_are_not_nested(problems_of: ProblemsOf) -> None:
    text = lines(
        "一、甲", "一是学习。二是执法。三是普法。", "存在不足：一是人少。二是钱少。", "二、乙"
    )

    assert problems_of(text, "numbering") == []
