"""What the pattern language says, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.phrases import (
    MAX_WORDS,
    NARROW_GAP,
    WIDE_GAP,
    PatternError,
    Place,
    parse_pattern,
)

GROUPS = {"印发": ("印发", "出台"), "数": tuple(str(number) for number in range(150))}
READ = [
    ("法律顾问", [Place(("法律顾问",))]),
    ("“双随机、 一公开”", [Place(("双随机、一公开",))]),
    ("(一)", [Place(("（一）",))]),
    ("[聘请|聘任]", [Place(("聘请", "聘任"))]),
    ("[局|]党组", [Place(("局党组", "党组"))]),
    ("<印发>", [Place(("印发", "出台"))]),
    ("<印发>了", [Place(("印发了", "出台了"))]),
    ("[甲|乙][丙|丁]", [Place(("甲丙", "甲丁", "乙丙", "乙丁"))]),
    ("聘请…律师", [Place(("聘请",)), Place(("律师",), gap=NARROW_GAP)]),
    ("聘请……律师", [Place(("聘请",)), Place(("律师",), gap=WIDE_GAP, may_cross=True)]),
    ("#", [Place((), is_number=True)]),
    ("#件", [Place(("件",), is_number=True)]),
    ("立案#[件|起]", [Place(("立案",)), Place(("件", "起"), is_number=True)]),
    ("立案…#件", [Place(("立案",)), Place(("件",), is_number=True, gap=NARROW_GAP)]),
    ("[公布|#]", [Place(("公布",), or_number=True)]),
    ("[#]", [Place((), or_number=True)]),
    ("清单…[公布|#]", [Place(("清单",)), Place(("公布",), or_number=True, gap=NARROW_GAP)]),
    ("[甲|甲|乙]", [Place(("甲", "乙"))]),
]
REFUSED = [
    ("", "不能为空"),
    ("…甲", "开头"),
    ("……甲", "开头"),
    ("甲…", "结尾"),
    ("甲……", "结尾"),
    ("甲………乙", "连在一起"),
    ("甲…………乙", "连在一起"),
    ("<没有>", "没有定义的词组"),
    ("<>", "没有定义的词组"),
    ("[甲|乙", "不成对"),
    ("甲]", "不成对"),
    ("<印发", "不成对"),
    ("印发>", "不成对"),
    ("[|]", "全部省略"),
    ("[]", "全部省略"),
    ("“”", "全部省略"),
    ("甲[公布|#]", "连写"),
    ("[公布|#]乙", "连写"),
    ("[#件|起]", "单独"),
    ("<数><数>", f"最多 {MAX_WORDS} 个"),
]


@pytest.mark.parametrize(("source", "places"), READ)
def test_a_pattern_is_read_into_places(source: str, places: list[Place]) -> None:
    phrase = parse_pattern(source, GROUPS)

    assert list(phrase.places) == places
    assert phrase.source == source


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_a_pattern_that_cannot_be_meant_is_refused(source: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason):
        parse_pattern(source, GROUPS)


def test_a_refusal_shows_the_pattern() -> None:
    with pytest.raises(PatternError, match="聘请"):
        parse_pattern("聘请…", GROUPS)


@given(st.text(alphabet="甲乙丙…#|[]<>印发“ ,", max_size=16))
def test_any_line_is_read_or_refused(source: str) -> None:
    try:
        phrase = parse_pattern(source, GROUPS)
    except PatternError:
        return

    assert phrase.places
    assert phrase.places[0].gap == 0
    for place in phrase.places:
        assert place.words or place.is_number or place.or_number
        assert all(place.words)
        assert len(set(place.words)) == len(place.words)
