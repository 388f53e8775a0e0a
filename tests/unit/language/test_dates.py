from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.dates import find_dates, find_years, first_date, year_value


@pytest.mark.parametrize(
    "text",
    [
        "2022年1月10日",
        "2022 年 1 月 10 日",
        "2022-01-10 15:23:01",
        "2022/1/10",
        "2022.1.10",
        "10.01.2022",
        "二〇二二年一月十日",
        "二○二二年一月十日",
        "二零二二年一月十日",
        "发布日期：2022-01-10",
    ],
)
def test_every_form_of_date_is_read(text: str) -> None:
    assert first_date(text) == date(2022, 1, 10)


def test_chinese_days_beyond_ten_are_read() -> None:
    assert first_date("二〇二五年十二月三十一日") == date(2025, 12, 31)
    assert first_date("二〇二五年一月六日") == date(2025, 1, 6)


@pytest.mark.parametrize("text", ["2022-13-01", "2022年2月30日", "2022年1月", "3.14159", ""])
def test_impossible_and_incomplete_dates_are_left_out(text: str) -> None:
    assert list(find_dates(text)) == []


def test_a_date_says_where_it_stands() -> None:
    text = "于2022年1月10日印发"

    found = next(find_dates(text))

    assert text[found.start : found.end] == "2022年1月10日"


def test_years_are_found_in_order_with_ranges_as_one() -> None:
    text = "2023年，按照《纲要（2021—2025年）》和2015-2020年规划，二〇二四年度"

    found = [(entry.value, entry.last) for entry in find_years(text)]

    assert found == [(2023, None), (2021, 2025), (2015, 2020), (2024, None)]


def test_a_range_may_be_written_with_a_word() -> None:
    assert [(entry.value, entry.last) for entry in find_years("2021年至2025年")] == [(2021, 2025)]


def test_a_bare_number_is_no_year() -> None:
    assert list(find_years("编号2023-00017，共2024件")) == []


def test_a_year_with_a_wrong_digit_is_refused() -> None:
    with pytest.raises(ValueError, match="not a year"):
        year_value("二〇二")


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    assert first_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert first_date(day.isoformat()) == day


@given(st.text(alphabet="二〇零一十年月日号0123456789-/.： ", max_size=20))
def test_any_text_is_searched_without_an_error(text: str) -> None:
    assert all(text[found.start : found.end] for found in find_dates(text))
    assert all(text[found.start : found.end] for found in find_years(text))
