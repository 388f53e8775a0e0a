"""Clauses, segments, sentences and paragraphs, and the windows around a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.clauses import Pauses
from reviewer.language.folding import fold

WINDOWS = ("clause", "segment", "sentence", "paragraph")
TEXT = "一是学法，二是普法；三是执法。我局：公开（含网站。）清单！\n第二段"
PARTS = {
    "clause": [
        "一是学法，",
        "二是普法；",
        "三是执法。",
        "我局：",
        "公开（含网站。）",
        "清单！\n",
        "第二段",
    ],
    "segment": [
        "一是学法，二是普法；",
        "三是执法。",
        "我局：公开（含网站。）",
        "清单！\n",
        "第二段",
    ],
    "sentence": ["一是学法，二是普法；三是执法。", "我局：公开（含网站。）", "清单！\n", "第二段"],
    "paragraph": ["一是学法，二是普法；三是执法。我局：公开（含网站。）清单！\n", "第二段"],
}


def parts(text: str, window: str) -> list[str]:
    starts = Pauses(text).starts(window)
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize("window", WINDOWS)
def test_a_text_is_parted_at_its_pauses(window: str) -> None:
    assert parts(TEXT, window) == PARTS[window]


def test_the_comma_of_a_long_number_parts_no_clauses() -> None:
    assert parts(fold("处罚1,043件,罚款").text, "clause") == ["处罚1,043件，", "罚款"]


def test_marks_one_after_the_other_make_one_pause() -> None:
    assert parts("学法。。！\n\n普法", "clause") == ["学法。。！\n\n", "普法"]


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("text", ["学法", "。", "，；。\n"])
def test_a_text_without_inner_pauses_is_one_window(text: str, window: str) -> None:
    assert Pauses(text).starts(window) == [0]
    assert Pauses(text).bounds(window, 0) == (0, len(text))


@given(st.text(alphabet="学法，；。！？：（）\n𠮷", min_size=1, max_size=60))
def test_every_place_lies_in_one_window_of_each_kind(text: str) -> None:
    pauses = Pauses(text)

    for window in WINDOWS:
        starts = pauses.starts(window)
        assert starts == sorted(set(starts))
        assert "".join(parts(text, window)) == text
        numbers = pauses.numbers(window)
        assert len(numbers) == len(text)
        for offset in range(len(text)):
            start, end = pauses.bounds(window, offset)
            assert start <= offset < end
            assert start in starts
            assert pauses.end(window, offset) == end
            assert pauses.index(window, offset) == numbers[offset] == starts.index(start)


@given(
    st.lists(
        st.sampled_from(["学法，", "普法；", "执法。", "公开！", "我局：", "𠮷\n"]), min_size=1
    )
)
def test_a_wider_window_begins_where_a_narrower_one_does(clauses: list[str]) -> None:
    pauses = Pauses("".join(clauses))

    starts = [set(pauses.starts(window)) for window in WINDOWS]
    assert starts[3] <= starts[2] <= starts[1] <= starts[0]
