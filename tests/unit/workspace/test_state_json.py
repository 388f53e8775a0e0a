"""States of items in the log."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from reviewer.domain.review import DismissedEvidence, ItemState
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.workspace.state_json import state_from_json, state_to_json

TEXT = "一年来，我局公开权责清单126项。\n办理𠮷许可318件。\n我局公开信息。"


def test_a_state_comes_back_as_it_was() -> None:
    state = ItemState(
        Verdict.PARTIAL,
        Decimal("0.50"),
        "第一行\n“第二行”\\",
        "没有数目",
        (Span(7, 11), Span(19, 24)),
        (DismissedEvidence(Span(4, 6), "不是本单位"),),
        "王审",
        datetime(2025, 3, 1, 2, 3, 4, 567, UTC),
    )

    assert state_from_json(state_to_json(state, TEXT), TEXT) == state


def test_a_repeated_passage_is_told_by_what_stands_around_it() -> None:
    start = TEXT.index("公开信息")
    stored = state_to_json(ItemState(attached=(Span(start, start + 2),)), TEXT)

    moved = "首页公开\n" + TEXT
    assert state_from_json(stored, moved).attached == (Span(start + 5, start + 7),)


def test_nothing_said_is_an_empty_object() -> None:
    assert state_to_json(ItemState(), TEXT) == "{}"
    assert state_from_json("{}", TEXT) == ItemState()


def test_a_passage_that_moved_is_found_again() -> None:
    stored = state_to_json(ItemState(attached=(Span(19, 24),)), TEXT)

    assert state_from_json(stored, "新的首行\n" + TEXT).attached == (Span(24, 29),)


@pytest.mark.parametrize("changed", ["别的文字", "公开公开"])
def test_a_passage_that_is_nowhere_or_at_several_places_is_left_out(changed: str) -> None:
    start = TEXT.index("公开")
    state = ItemState(
        attached=(Span(start, start + 2),),
        dismissed=(DismissedEvidence(Span(start, start + 2), "旧"),),
    )
    moved = state_from_json(state_to_json(state, TEXT), changed)

    assert (moved.attached, moved.dismissed) == ((), ())
