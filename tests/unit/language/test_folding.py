"""One width, no blanks, no quotation marks; and always the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.span import Span
from reviewer.language.folding import fold, fold_width

FOLDED = [
    ("行政处罚２３件", "行政处罚23件"),
    ("ＡＢＣ％", "ABC%"),
    ("一是,二是;三是:", "一是，二是；三是："),
    ("(一)总体情况", "（一）总体情况"),
    ("[2024]12号", "〔2024〕12号"),
    ("［2024］12号", "〔2024〕12号"),
    ("“双随机、一公开”", "双随机、一公开"),
    ("「互联网＋」执法", "互联网+执法"),
    ("'三项制度'", "三项制度"),
    ('"放管服"', "放管服"),
    ("检查 234 家次", "检查234家次"),
    ("全\u3000年\u00a0共\u200b三次", "全年共三次"),
    ("第一行\n第二行", "第一行\n第二行"),
    ("处罚1,043件,罚款", "处罚1,043件，罚款"),
    ("处罚１,０４３件", "处罚1,043件"),
    ("2023,2024", "2023，2024"),
    ("甲1,04乙", "甲1，04乙"),
    ("〈条例〉", "《条例》"),
    ("𠮷林县", "𠮷林县"),
    ("", ""),
    ("“”", ""),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_a_text_is_folded(text: str, expected: str) -> None:
    assert fold(text).text == expected


def test_a_folded_range_leads_back_to_the_text() -> None:
    text = "𠮷林县“双 随机”抽查 ２３ 家"
    folded = fold(text)
    start = folded.text.index("双随机")

    assert folded.original(start, start + 3).of(text) == "双 随机"
    assert folded.original(folded.text.index("23家"), len(folded.text)).of(text) == "２３ 家"


def test_an_empty_range_leads_back_to_an_empty_span() -> None:
    folded = fold("“甲”乙")

    assert folded.original(1, 1) == Span(3, 3)
    assert folded.original(2, 2) == Span(4, 4)


ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("，,；;：:（(）)「」“”‘’ \u3000\u00a0\n１1０0𠮷县局年月件，"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@given(ANY_TEXT)
def test_folding_to_one_width_keeps_the_length(text: str) -> None:
    assert len(fold_width(text)) == len(text)


@given(ANY_TEXT)
def test_every_folded_code_point_comes_from_its_own_place(text: str) -> None:
    folded = fold(text)

    wide = fold_width(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert folded.offsets[-1] == len(text)
    assert [wide[offset] for offset in folded.offsets[:-1]] == list(folded.text)
    assert folded.offsets == sorted(set(folded.offsets))


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text

    assert fold(once).text == once
