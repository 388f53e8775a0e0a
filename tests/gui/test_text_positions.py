from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.span import Span
from reviewer.gui.text_positions import TextPositions

TEXT = "甲𠮷乙😀👍丙"


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("offset", "position"), [(0, 0), (1, 1), (2, 3), (3, 4), (4, 6), (5, 8), (6, 9)]
)
def test_offsets_and_qt_positions_agree_around_wide_code_points(offset: int, position: int) -> None:
    positions = TextPositions(TEXT)

    assert positions.to_qt(offset) == position
    assert positions.from_qt(position) == offset


def test_a_position_inside_a_pair_is_the_start_of_its_code_point() -> None:
    assert TextPositions(TEXT).from_qt(2) == 1


def test_places_outside_the_text_are_clamped() -> None:
    positions = TextPositions(TEXT)

    assert positions.to_qt(-5) == 0
    assert positions.to_qt(99) == 9
    assert positions.from_qt(-5) == 0
    assert positions.from_qt(99) == 6


def test_an_empty_text_has_one_place() -> None:
    positions = TextPositions("")

    assert positions.to_qt(0) == positions.from_qt(0) == 0


def test_a_backward_selection_gives_a_forward_span() -> None:
    positions = TextPositions(TEXT)

    assert positions.span_from_qt(8, 1) == Span(1, 5)
    assert positions.span_to_qt(Span(1, 5)) == (1, 8)


@given(st.text(alphabet=st.sampled_from("甲a，\n𠮷😀\u00a0"), max_size=40))
def test_every_offset_goes_there_and_back(text: str) -> None:
    positions = TextPositions(text)

    for offset in range(len(text) + 1):
        assert positions.to_qt(offset) == utf16_length(text[:offset])
        assert positions.from_qt(positions.to_qt(offset)) == offset
