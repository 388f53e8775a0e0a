"""The matcher against a slow and obvious one, and what it leaves out on purpose."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.detection.matcher import MAX_HITS, PhraseMatcher
from reviewer.language.clauses import Pauses
from reviewer.language.folding import fold
from reviewer.language.phrases import PatternError, Phrase, Place, parse_pattern
from reviewer.language.quantities import find_quantities

TRIES = 6
GROUPS = {"印发": ("印发", "出台")}


def spans_of(place: Place, text: str) -> list[tuple[int, int]]:
    """Every span that a place may stand for, ordered by start and end."""
    quantities = find_quantities(text)
    spans: list[tuple[int, int]] = []
    if place.is_number and place.words:
        return sorted(
            (q.start, q.number_end + len(word))
            for q in quantities
            for word in place.words
            if text.startswith(word, q.number_end)
        )
    if place.is_number or place.or_number:
        spans += [(q.start, q.end) for q in quantities if q.unit]
    for word in place.words:
        spans += [
            (start, start + len(word)) for start in range(len(text)) if text.startswith(word, start)
        ]
    return sorted(spans)


def ends_before(text: str, position: int, start: int, *, may_cross: bool) -> bool:
    """Whether a gap crosses the end of a sentence, or of a part of one."""
    marks = "。！？\n" if may_cross else "。！？；\n"
    return any(char in marks for char in text[position - 1 : start])


def follow(phrase: Phrase, text: str, number: int, position: int) -> int | None:
    if number == len(phrase.places):
        return position
    place = phrase.places[number]
    reached = [span for span in spans_of(place, text) if span[0] >= position]
    for start, end in reached[:TRIES]:
        is_far = start > position + place.gap
        if is_far or ends_before(text, position, start, may_cross=place.may_cross):
            return None
        last = follow(phrase, text, number + 1, end)
        if last is not None:
            return last
    return None


def slow_matches(phrase: Phrase, text: str) -> list[tuple[int, int]]:
    """Every start of the first place with the first way to go on, none inside a first word."""
    found: list[tuple[int, int]] = []
    covered = -1
    for start, end in spans_of(phrase.places[0], text):
        if len(phrase.places) > 1 and start < covered:
            continue
        last = follow(phrase, text, 1, end)
        if last is not None:
            found.append((start, last))
            covered = end
    return found


def matches(patterns: Iterable[str], text: str) -> dict[str, list[tuple[int, int]]]:
    phrases = {source: parse_pattern(source, GROUPS) for source in patterns}
    matcher = PhraseMatcher([(phrase,) for phrase in phrases.values()])
    found = matcher.find(matcher.words(text), text, Pauses(text), find_quantities(text))
    return {source: found.get(number, []) for number, source in enumerate(phrases)}


FOUND = [
    ("法律顾问", "聘请法律顾问，法律顾问列席", ["法律顾问", "法律顾问"]),
    ("聘请…律师", "聘请两名执业律师", ["聘请两名执业律师"]),
    ("聘请…律师", "聘请了一二三四五六七八九十一律师", ["聘请了一二三四五六七八九十一律师"]),
    ("聘请…律师", "聘请了一二三四五六七八九十一二律师", []),
    ("聘请…律师", "聘请顾问；律师三名", []),
    ("聘请……律师", "聘请顾问；其中律师三名", ["聘请顾问；其中律师"]),
    ("聘请……律师", "聘请顾问。律师三名", []),
    ("聘请……律师", "聘请顾问\n律师三名", []),
    ("律师…聘请", "聘请律师", []),
    ("[聘请|聘任]…[律师|顾问]", "聘任顾问，聘请律师", ["聘任顾问", "聘请律师"]),
    ("<印发>…清单", "出台权责清单", ["出台权责清单"]),
    ("立案#件", "立案23件", ["立案23件"]),
    ("立案#件", "立案23起", []),
    ("立案#[件|起]", "立案23起", ["立案23起"]),
    ("立案#件", "立案2023年", []),
    ("立案…#件", "立案查处违法案件23件", ["立案查处违法案件23件"]),
    ("清单…#", "清单共126项", ["清单共126项"]),
    ("清单…#", "清单于2023年公布", []),
    ("清单…[公布|#]", "清单共126项", ["清单共126项"]),
    ("清单…[公布|#]", "清单已公布", ["清单已公布"]),
    ("[局|]党组", "局党组、党组", ["局党组", "党组", "党组"]),
    ("甲…乙…丙", "甲乙丁乙丙", ["甲乙丁乙丙"]),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), FOUND)
def test_a_pattern_is_found(pattern: str, text: str, expected: list[str]) -> None:
    found = matches([pattern], text)[pattern]

    assert [text[start:end] for start, end in found] == expected


def test_patterns_do_not_disturb_each_other() -> None:
    text = "聘请律师3名，出台清单126项"
    patterns = ["聘请…律师", "律师", "律师#名", "<印发>…清单", "清单#项", "#"]

    together = matches(patterns, text)

    assert together == {pattern: matches([pattern], text)[pattern] for pattern in patterns}


def test_a_pattern_is_found_so_often_at_most() -> None:
    assert len(matches(["甲"], "甲" * 1000)["甲"]) == MAX_HITS
    assert len(matches(["甲…乙"], "甲乙" * 1000)["甲…乙"]) == MAX_HITS


def test_a_pattern_is_found_far_down_in_a_long_text() -> None:
    text = "一是。\n" * 5000 + "聘请律师"

    assert len(matches(["聘请…律师"], text)["聘请…律师"]) == 1


def test_a_unit_at_the_end_of_the_text_ends_there() -> None:
    assert matches(["#件", "#件次"], "1件") == {"#件": [(0, 2)], "#件次": []}


def test_no_patterns_find_nothing() -> None:
    matcher = PhraseMatcher([])

    assert matcher.words("聘请律师") == []


def test_a_list_of_phrases_has_the_matches_of_all_each_place_once() -> None:
    text = "局党组会议审定清单，党组印发清单"
    lists = [["[局|]党组", "党组", "审定…清单"], ["党组", "<印发>…清单"]]
    matcher = PhraseMatcher([[parse_pattern(p, GROUPS) for p in patterns] for patterns in lists])

    found = matcher.find(matcher.words(text), text, Pauses(text), find_quantities(text))

    told = {number: [text[start:end] for start, end in spans] for number, spans in found.items()}
    assert told == {
        0: ["局党组", "党组", "审定清单", "党组"],
        1: ["党组", "党组", "印发清单"],
    }


PIECE = st.sampled_from(
    ["甲", "乙", "丙", "甲乙", "[甲|乙]", "[甲乙|丙]", "[丙|]甲", "#", "#件", "#[件|起]"]
)
GAP = st.sampled_from(["", "…", "……"])
PATTERN = st.lists(st.tuples(PIECE, GAP), min_size=1, max_size=4).map(
    lambda parts: "".join(piece + gap for piece, gap in parts).rstrip("…")
)
TEXT = st.text(alphabet="甲乙丙丁件起12，；。", max_size=60)


@settings(deadline=None)
@given(st.lists(PATTERN, min_size=1, max_size=4), TEXT)
def test_the_matcher_agrees_with_a_slow_one(patterns: list[str], text: str) -> None:
    phrases = {source: phrase for source in patterns if (phrase := read_or_none(source))}

    found = matches(phrases, text)

    assert found == {source: slow_matches(phrase, text) for source, phrase in phrases.items()}


def read_or_none(source: str) -> Phrase | None:
    try:
        return parse_pattern(source, GROUPS)
    except PatternError:
        return None


@settings(deadline=None)
@given(st.text(alphabet="聘请律师顾问，；。 “”\n𠮷12件", max_size=80))
def test_matches_lie_inside_the_text_and_lead_back(text: str) -> None:
    folded = fold(text)

    for found in matches(["聘请…律师", "[顾问|律师]", "#件"], folded.text).values():
        for start, end in found:
            assert 0 <= start < end <= len(folded.text)
            assert folded.original(start, end).end <= len(text)
