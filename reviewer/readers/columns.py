"""Pieces of text on a page, and the columns they stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_STEPS = 80
_FEW_ACROSS = 0.25
_RARELY = 0.1
_LEAST_BESIDE = 4
_LEAST_LENGTH = 7
"""Rows of columns have so many characters in the middle; the cells of tables have fewer."""
_LEAST_GUTTER = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line.

    Attributes:
        text: Not empty.
        left: Left edge, from the page's left.
        bottom: Lower edge, from the page's foot.
        right: Right edge.
        top: Upper edge.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """The height of its middle above the page's foot."""
        return (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        """Its height."""
        return self.top - self.bottom

    @property
    def em(self) -> float:
        """The width of one Chinese character of it; figures and Latin letters count half."""
        halves = 2 * len(self.text) - len(self.text.encode("ascii", "ignore"))
        return 2 * (self.right - self.left) / max(halves, 1)


def columns_of(pieces: Sequence[Piece], gutter: float | None) -> list[list[Piece]]:
    """The pieces of a page by column, in reading order: one list, or parts of two columns.

    What stands across both columns (a title, a wide table) parts them: above it, left before
    right, then itself, then what is below it.

    Args:
        pieces: Those of the page.
        gutter: Where the blank between two columns is; None for one column.
    """
    if gutter is None:
        return [list(pieces)] if pieces else []
    return [part for part in _parts(pieces, gutter) if part]


def gutters_of(pages: Sequence[tuple[Sequence[Piece], float]]) -> list[float | None]:
    """Where the blank between two columns is on each page; None for a page of one column.

    A page that shows it too little by itself, the last one for example, has the one of the others.

    Args:
        pages: Pieces and width of each page.
    """
    own = [_gutter(pieces, width) for pieces, width in pages]
    found = sorted(gutter for gutter in own if gutter is not None)
    if not found:
        return own
    usual = found[len(found) // 2]
    return [
        usual if gutter is None and _is_across_rarely(pieces, usual) else gutter
        for gutter, (pieces, _) in zip(own, pages, strict=True)
    ]


def _is_across_rarely(pieces: Sequence[Piece], gutter: float) -> bool:
    return sum(piece.left < gutter < piece.right for piece in pieces) <= _RARELY * len(pieces)


def _gutter(pieces: Sequence[Piece], width: float) -> float | None:
    """Where the blank between two columns is; None for a page of one column."""
    if len(pieces) < 2 * _LEAST_BESIDE or width <= 0:
        return None
    places = [width * (0.3 + 0.4 * step / _STEPS) for step in range(_STEPS + 1)]
    across = _across(pieces, places)
    least = min(across)
    if least > _FEW_ACROSS * len(pieces):
        return None
    runs: list[list[float]] = [[]]
    for place, count in zip(places, across, strict=True):
        if count == least:
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    widest = max(runs, key=len)
    gutter = widest[len(widest) // 2]
    return gutter if _is_clear(pieces, gutter) else None


def _across(pieces: Sequence[Piece], places: Sequence[float]) -> list[int]:
    """How many pieces stand across each place; places from left to right."""
    changes = [0] * (len(places) + 1)
    for piece in pieces:
        first, end = bisect_right(places, piece.left), bisect_left(places, piece.right)
        if first < end:
            changes[first] += 1
            changes[end] -= 1
    return list(accumulate(changes[:-1]))


def _is_clear(pieces: Sequence[Piece], gutter: float) -> bool:
    """Whether running text stands on both sides of the gutter, at the same heights."""
    left = [piece for piece in pieces if piece.right <= gutter]
    right = [piece for piece in pieces if piece.left >= gutter]
    if min(len(left), len(right)) < _LEAST_BESIDE:
        return False
    for side in (left, right):
        lengths = sorted(len(piece.text) for piece in side)
        if lengths[len(lengths) // 2] < _LEAST_LENGTH:
            return False
    em = sorted(piece.em for piece in pieces)[len(pieces) // 2]
    inner = min(piece.left for piece in right) - max(piece.right for piece in left)
    lowest, highest = min(p.bottom for p in right), max(p.top for p in right)
    beside = sum(lowest <= piece.middle <= highest for piece in left)
    return inner >= _LEAST_GUTTER * em and beside >= _LEAST_BESIDE


def _parts(pieces: Sequence[Piece], gutter: float) -> Iterator[list[Piece]]:
    left: list[Piece] = []
    right: list[Piece] = []
    wide: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.middle):
        if piece.left < gutter < piece.right:
            if left or right:
                yield from (wide, left, right)
                wide, left, right = [], [], []
            wide.append(piece)
        elif piece.right <= gutter:
            left.append(piece)
        else:
            right.append(piece)
    yield from (wide, left, right)
