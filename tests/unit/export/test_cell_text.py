"""What a cell can hold and how it wraps."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.export.cell_text import (
    CELL_LIMIT,
    cell_text,
    clean_text,
    plain_number,
    shortened,
    text_pieces,
    text_width,
    wrapped_lines,
)
from reviewer.export.score_table import chinese_number


def test_a_chinese_character_is_two_wide_and_a_latin_one_one() -> None:
    assert [text_width(text) for text in ("", "ab", "甲a", "“甲”", "𠮷", "e\u0301")] == [
        0,
        2,
        3,
        6,
        2,
        1,
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("甲乙丙", ["甲乙", "丙"]),
        ("甲乙，丙", ["甲", "乙，", "丙"]),
        ("甲（乙丙", ["甲", "（乙", "丙"]),
        ("甲\n\n乙", ["甲", "", "乙"]),
        ("abc def", ["abc ", "def"]),
        ("abcdefg", ["abcd", "efg"]),
    ],
)
def test_texts_wrap_as_in_an_office_program(text: str, lines: list[str]) -> None:
    assert wrapped_lines(text, 4) == lines


@given(st.text(), st.integers(-1, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    lines = wrapped_lines(text, width)

    assert "".join(lines) == text.replace("\n", "")
    assert all(text_width(line) <= max(width, 2) for line in lines)


@given(st.text("甲乙，。 ab\n", max_size=200), st.integers(2, 12), st.integers(1, 4))
def test_pieces_are_short_and_lose_nothing(text: str, width: int, most: int) -> None:
    pieces = text_pieces(text, width, most)

    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")
    assert all(len(wrapped_lines(piece, width)) <= most for piece in pieces)


@given(st.text(st.characters(exclude_categories=())))
def test_a_cleaned_text_can_be_stored(text: str) -> None:
    cleaned = clean_text(text)

    cleaned.encode("utf-8")
    assert all(character >= " " or character == "\n" for character in cleaned)
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize("length", [CELL_LIMIT - 1, CELL_LIMIT, CELL_LIMIT + 1, 70_000])
@pytest.mark.parametrize("character", ["甲", "𠮷"])
def test_a_cell_never_holds_more_than_it_can(character: str, length: int) -> None:
    kept = cell_text(character * length)

    units = len(kept.encode("utf-16-le")) // 2
    assert units <= CELL_LIMIT
    assert kept.endswith("已截断）") == (
        length * len(character.encode("utf-16-le")) // 2 > CELL_LIMIT
    )


def test_a_shortened_text_says_that_something_is_left_out() -> None:
    assert (shortened("甲乙丙", 3), shortened("甲乙丙丁", 3)) == ("甲乙丙", "甲乙…")


@pytest.mark.parametrize(
    ("number", "text"),
    [("34", "34"), ("3.50", "3.5"), ("0.00", "0"), ("100", "100"), ("1E+2", "100")],
)
def test_numbers_are_written_without_exponent_or_trailing_zeros(number: str, text: str) -> None:
    assert plain_number(Decimal(number)) == text


def test_categories_are_numbered_in_chinese() -> None:
    numbers = (1, 9, 10, 11, 20, 21, 99, 100)

    assert [chinese_number(number) for number in numbers] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
        "100",
    ]
