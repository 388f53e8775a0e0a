"""Laid-out pages of shapes that no report has: their cost grows with their size."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable

import pytest

from reviewer.readers import pdf_worker
from reviewer.readers.columns import Piece, _across
from reviewer.readers.page_layout import LaidOutPage, blocks_of_pages

ROW = "报告文字，报告文字"


def page_of(*pieces: Piece) -> LaidOutPage:
    return LaidOutPage(600, 800, pieces)


def piece(left: float, bottom: float, width: float = 90, height: float = 10) -> Piece:
    return Piece(ROW, left, bottom, left + width, bottom + height)


def ragged() -> list[LaidOutPage]:
    chance = random.Random(1)  # noqa: S311 - a shape, no secret
    return [page_of(*(piece(chance.random() * 400, -20 * row) for row in range(20_000)))]


def one_paragraph() -> list[LaidOutPage]:
    return [page_of(*(piece(60, -20 * row) for row in range(40_000)))]


def many_pages() -> list[LaidOutPage]:
    rows = [piece(60 + 30 * column, 780 - 20 * row) for row in range(30) for column in (0, 9)]
    return [page_of(*rows) for _ in range(1_000)]


def one_line() -> list[LaidOutPage]:
    return [page_of(*(piece(100 * place, 400) for place in range(40_000)))]


@pytest.mark.parametrize("make", [ragged, one_paragraph, many_pages, one_line])
def test_pages_of_odd_shapes_are_put_together_soon(make: Callable[[], list[LaidOutPage]]) -> None:
    pages = make()
    started = time.process_time()

    blocks = blocks_of_pages(pages)

    assert time.process_time() - started < 4
    shown = sum(block.text.count("报") for block in blocks)
    assert shown == 2 * sum(len(page.pieces) for page in pages)


def test_pieces_across_a_place_are_counted_as_one_by_one() -> None:
    chance = random.Random(2)  # noqa: S311 - a shape, no secret
    places = [float(place) for place in range(0, 100, 5)]
    pieces = [piece(chance.randrange(-5, 105), 0, chance.randrange(60)) for _ in range(200)]

    assert _across(pieces, places) == [
        sum(entry.left < place < entry.right for entry in pieces) for place in places
    ]


@pytest.mark.parametrize("size", [0.0, 1e-310, 1e-9, -5.0, 1e5])
@pytest.mark.parametrize("height", [0.0, 1e-310, -800.0, 1e5])
def test_odd_sizes_of_pages_and_characters_do_no_harm(size: float, height: float) -> None:
    rows = [piece(left, bottom, size, size) for left in (0.0, 1e5, -1e5) for bottom in (-1e5, 9.0)]

    blocks = blocks_of_pages([LaidOutPage(height, height, tuple(rows))] * 2)

    assert sum(block.text.count("报") for block in blocks) == 4 * len(rows)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1e30])
def test_a_place_of_a_pdf_is_always_a_number_that_can_be_one(number: float) -> None:
    for quarters in range(4):
        box = pdf_worker._turned((number, 1, 2, number), quarters, 600, 800)

        assert all(abs(edge) < 1e5 for edge in box)
