from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.numbering import (
    HeadingNumber,
    NumberFault,
    NumberStyle,
    han_numeral,
    han_value,
    read_number,
)


def number(line: str) -> HeadingNumber:
    found = read_number(line)
    assert found is not None, line
    return found


@pytest.mark.parametrize(
    ("line", "style", "value", "label"),
    [
        ("一、主要举措", NumberStyle.HAN, 1, "一、"),
        ("十二、其他", NumberStyle.HAN, 12, "十二、"),
        ("（三）规范执法", NumberStyle.HAN_BRACKET, 3, "（三）"),
        ("(二)规范执法", NumberStyle.HAN_BRACKET, 2, "(二)"),
        ("㈡规范执法", NumberStyle.HAN_BRACKET, 2, "㈡"),
        ("1.健全机制", NumberStyle.DIGIT, 1, "1."),
        ("3.9月前再评查一次", NumberStyle.DIGIT, 3, "3."),
        ("10．健全机制", NumberStyle.DIGIT, 10, "10．"),
        ("⒊健全机制", NumberStyle.DIGIT, 3, "⒊"),
        ("（1）抓学习", NumberStyle.DIGIT_BRACKET, 1, "（1）"),
        ("⑵抓学习", NumberStyle.DIGIT_BRACKET, 2, "⑵"),
        ("③抓学习", NumberStyle.CIRCLED, 3, "③"),
        ("第二部分工作成效", NumberStyle.CHAPTER, 2, "第二部分"),
        ("一是加强学习", NumberStyle.HAN_IS, 1, "一是"),
        ("第三，加强学习", NumberStyle.ORDINAL, 3, "第三，"),
        ("首先，加强学习", NumberStyle.SEQUENCE, 1, "首先"),
        ("　　(四)缩进", NumberStyle.HAN_BRACKET, 4, "(四)"),
    ],
)
def test_every_form_of_number_is_read(
    line: str, style: NumberStyle, value: int, label: str
) -> None:
    found = number(line)

    assert (found.style, found.value, found.label) == (style, value, label)
    assert line[found.start :].startswith(label)


@pytest.mark.parametrize(
    "line",
    [
        "2023年，我局",
        "3.5%的增长",
        "3.5个月办结",
        "12.4国家宪法日",
        "一季度检查",
        "一、二级企业",
        "二是否公开",
        "依法行政",
        "",
        "（法治）",
        "100.其他",
    ],
)
def test_what_only_looks_like_a_number_is_none(line: str) -> None:
    assert read_number(line) is None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("一)纵深推进", NumberFault.MISSING_BRACKET),
        ("（一、纵深推进", NumberFault.MISSING_BRACKET),
        ("（三)规范执法", NumberFault.MIXED_BRACKETS),
        ("(一)、规范执法", NumberFault.COMMA_AFTER_BRACKET),
        ("1、健全机制", NumberFault.COMMA_AFTER_DIGIT),
        ("一.健全机制", NumberFault.WRONG_MARK),
        ("三、 把握环节", NumberFault.BLANK_AFTER),
    ],
)
def test_broken_forms_are_read_and_their_fault_is_named(line: str, fault: NumberFault) -> None:
    assert fault in number(line).faults


@pytest.mark.parametrize("line", ["一、主要举措", "（一）学习", "1.学习", "（1）学习", "一是学习"])
def test_right_forms_have_no_fault(line: str) -> None:
    assert number(line).faults == ()


def test_levels_follow_the_standard_order() -> None:
    levels = [number(line).level for line in ("一、甲", "（一）甲", "1.甲", "（1）甲", "一是甲")]

    assert levels == [1, 2, 3, 4, 5]


def test_a_number_inside_a_line_is_read_from_its_place() -> None:
    line = "查处1处。2、开展检查"

    found = read_number(line, 5)

    assert found is not None
    assert (found.value, found.start, line[found.end :]) == (2, 5, "开展检查")


@given(st.integers(min_value=1, max_value=99))
def test_numerals_and_values_are_inverse(value: int) -> None:
    assert han_value(han_numeral(value)) == value


@given(st.text(alphabet="一二三十（）()1234567890、.．是第首先 \u3000①年", max_size=12))
def test_any_line_is_read_without_an_error(line: str) -> None:
    found = read_number(line)

    assert found is None or 0 <= found.start < found.end <= len(line)
