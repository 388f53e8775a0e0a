"""Pieces of text with positions on pages, as PDF and OFD have them, to blocks in reading order.

Rows are put together, two columns are read one after the other, page numbers and repeated headers
are marked as furniture, and rows that a paragraph's width broke are joined where the layout leaves
no doubt: the next row starts at the left edge, and its first word had no room in the row before it.
The rest is left to the common build.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from reviewer.language.numbering import read_number
from reviewer.readers.columns import Piece, columns_of, gutters_of
from reviewer.readers.furniture import is_bare_number, is_page_number
from reviewer.readers.lines import plain_copy
from reviewer.readers.source import SourceBlock

_MARGIN = 0.13
"""Headers and page numbers stand in this share of the page's height above and below."""
_SAME_PLACE = 4.0
_SLACK = 1.0
_SLACK_WITHOUT_INDENT = 0.5
"""Characters that may be missing at the right edge beyond the first word of the next row."""
_LEAST_ROWS = 6
_CLOSED = tuple("。！？；：.!?;:…")
_CLOSERS = "”’）)》」』】"
_SHORT = 3.0
"""A row with more room than this ends its paragraph."""
_MOST_INDENT = 4
_HANGING = tuple("，。、；：")
_UNIT = re.compile(
    r"[（《“‘「『【〔(\[]*(?:[A-Za-z0-9.,%％/:\-]+|.)[，。、；：！？）》”’」』】〕…—%％,.;:!?)\]]*"
)
"""What no line is broken in: a word or number, or a character, with its brackets and marks."""
_COMMAS = ("，", ",")
_HEADING_LEVELS = 2
_DIGITS = re.compile(r"\d+")
_LEAST = 1e-3
"""Widths and heights below this are faults of the file."""


@dataclass(frozen=True, slots=True)
class LaidOutPage:
    """A page of pieces.

    Attributes:
        width: In any unit.
        height: In the same unit.
        pieces: In the order of the file.
        furniture: Pieces that the format itself puts on many pages (templates).
    """

    width: float
    height: float
    pieces: tuple[Piece, ...]
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a column, or a row of a table.

    Attributes:
        text: Its text; the cells of a table row are joined by one tab.
        is_table: Whether it has cells.
        left: Its left edge.
        right: Its right edge.
        middle: Its height above the page's foot, as a share of the page.
        em: The width of a Chinese character.
        column: Page and number of its column.
        page: 1-based.
        is_furniture: Whether it is a header, a footer or a page number.
    """

    text: str
    is_table: bool
    left: float
    right: float
    middle: float
    em: float
    column: tuple[int, int]
    page: int
    is_furniture: bool = False


@dataclass(frozen=True, slots=True)
class _Edges:
    left: float
    right: float


@dataclass(slots=True)
class _Draft:
    """A block to be: the number of its first row, that row, the texts of all its rows."""

    index: int
    row: _Row
    texts: list[str]
    ends_paragraph: bool = False


def blocks_of_pages(pages: Sequence[LaidOutPage]) -> tuple[SourceBlock, ...]:
    """The blocks of a document, one per paragraph or row, in reading order."""
    gutters = gutters_of([(page.pieces, page.width) for page in pages])
    by_page = [
        _rows(page, number, gutter)
        for number, (page, gutter) in enumerate(zip(pages, gutters, strict=True), start=1)
    ]
    rows = [row for found in _without_furniture(by_page) for row in found]
    edges = _edges(rows)
    indents = [_indent(row, edges[row.column]) for row in rows]
    is_indented = _is_indented(rows, indents)
    drafts: list[_Draft] = []
    last: int | None = None  # the last row that is no furniture
    target = 0  # its block
    for index, row in enumerate(rows):
        if row.is_furniture:
            drafts.append(_Draft(index, row, [row.text]))
            continue
        if (
            last is not None
            and not indents[index]
            and _goes_on(rows[last], row, edges[rows[last].column], is_indented=is_indented)
        ):
            drafts[target].texts.append(row.text)
        else:
            if last is not None and _is_short(rows[last], row, edges):
                drafts[target].ends_paragraph = True
            target = len(drafts)
            drafts.append(_Draft(index, row, ["\u3000" * indents[index] + row.text]))
        last = index
    return (*_templates(pages), *map(_block, drafts))


def _block(draft: _Draft) -> SourceBlock:
    row = draft.row
    return SourceBlock(
        text=_joined(draft.texts),
        line=draft.index + 1,
        is_table=row.is_table,
        is_furniture=row.is_furniture,
        page=row.page,
        ends_paragraph=draft.ends_paragraph,
    )


def _templates(pages: Sequence[LaidOutPage]) -> Iterator[SourceBlock]:
    """What templates hold, once each: it stands in front of the text, as furniture."""
    seen = dict.fromkeys(text for page in pages for text in page.furniture)
    for text in seen:
        yield SourceBlock(text=text, line=1, is_furniture=True, page=1)


def _rows(page: LaidOutPage, number: int, gutter: float | None) -> list[_Row]:
    return [
        _row(group, page, number, column)
        for column, pieces in enumerate(columns_of(page.pieces, gutter))
        for group in _same_height(pieces)
    ]


def _same_height(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces side by side, from the top; each group from left to right."""
    group: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.middle):
        if group and group[0].middle - piece.middle > 0.5 * min(piece.height, group[0].height):
            yield sorted(group, key=lambda piece: piece.left)
            group = []
        group.append(piece)
    if group:
        yield sorted(group, key=lambda piece: piece.left)


def _row(group: Sequence[Piece], page: LaidOutPage, number: int, column: int) -> _Row:
    em = median(piece.em for piece in group)
    cells = [[group[0].text]]
    for before, piece in pairwise(group):
        if piece.left - before.right > 1.5 * em:
            cells.append([piece.text])
        else:
            cells[-1].append(piece.text)
    return _Row(
        text="\t".join(map(_joined, cells)),
        is_table=len(cells) > 1,
        left=group[0].left,
        right=max(piece.right for piece in group),
        middle=_share(group[0].middle, page.height),
        em=em,
        column=(number, column),
        page=number,
    )


def _share(middle: float, height: float) -> float:
    """A height as a share of the page; far outside of it all are the same."""
    return min(max(middle / height, -9.0), 9.0) if height > _LEAST else 0.5


def _without_furniture(pages: Sequence[list[_Row]]) -> Iterator[list[_Row]]:
    """The rows with headers, footers and page numbers marked."""
    places = Counter(
        place for rows in pages for place in {_place(rows[index]) for index in _outer(rows)}
    )
    for rows in pages:
        marked = list(rows)
        for index in _outer(rows):
            row = rows[index]
            plain = plain_copy(row.text)
            is_number = is_page_number(plain) or is_bare_number(plain)
            if is_number or _times(places, _place(row)) > 1:
                marked[index] = replace(row, is_furniture=True)
        yield marked


def _outer(rows: Sequence[_Row]) -> list[int]:
    """Indices of the highest and lowest two rows of a page, as far as they stand in its margins."""
    order = sorted(range(len(rows)), key=lambda index: rows[index].middle)
    low = [index for index in order[:2] if rows[index].middle < _MARGIN]
    return low + [index for index in order[2:][-2:] if rows[index].middle > 1 - _MARGIN]


def _place(row: _Row) -> tuple[str, int]:
    """What a header is known by: its text without figures, and its height."""
    return _DIGITS.sub("0", plain_copy(row.text)), round(row.middle * 1000 / _SAME_PLACE)


def _times(places: Counter[tuple[str, int]], place: tuple[str, int]) -> int:
    text, height = place
    return sum(places[text, near] for near in (height - 1, height, height + 1))


def _edges(rows: Sequence[_Row]) -> dict[tuple[int, int], _Edges]:
    """The edges of each column; a column of few rows has those of the same one elsewhere."""
    columns: dict[tuple[int, int], list[_Row]] = {}
    for row in rows:
        if not row.is_furniture:
            columns.setdefault(row.column, []).append(row)
    own = {column: _own_edges(found) for column, found in columns.items()}
    large: dict[int, list[_Edges]] = {}
    for column, found in columns.items():
        if len(found) >= _LEAST_ROWS:
            large.setdefault(column[1], []).append(own[column])
    usual = {
        number: _Edges(median(edge.left for edge in alike), median(edge.right for edge in alike))
        for number, alike in large.items()
    }
    edges = {}
    for row in rows:
        column = row.column
        if column in edges:
            continue
        is_large = len(columns.get(column, ())) >= _LEAST_ROWS
        if is_large or column[1] not in usual:
            edges[column] = own.get(column, _Edges(row.left, row.right))
        else:
            edges[column] = usual[column[1]]
    return edges


def _own_edges(rows: Sequence[_Row]) -> _Edges:
    em = median(row.em for row in rows)
    lefts = sorted(row.left for row in rows)
    least = max(2, len(rows) // 12)
    left = next(
        (
            edge
            for edge in lefts
            if bisect_left(lefts, edge + 0.6 * em) - bisect_right(lefts, edge - 0.6 * em) >= least
        ),
        lefts[0],
    )
    unhung = [row.right for row in rows if not row.text.endswith(_HANGING)]
    return _Edges(left, max(unhung or [row.right for row in rows]))


def _indent(row: _Row, edges: _Edges) -> int:
    """Chinese characters that would fit in front of the row; 0 to 40."""
    return min(max(round((row.left - edges.left) / row.em), 0), 40) if row.em > _LEAST else 0


def _is_indented(rows: Sequence[_Row], indents: Sequence[int]) -> bool:
    """Whether paragraphs start with an indent: many rows do, and many do not."""
    texts = [indent for row, indent in zip(rows, indents, strict=True) if not row.is_furniture]
    indented = sum(1 <= indent <= _MOST_INDENT for indent in texts)
    return indented >= max(2, len(texts) // 12) and texts.count(0) >= 1


def _goes_on(row: _Row, following: _Row, edges: _Edges, *, is_indented: bool) -> bool:
    """Whether an unindented row belongs to the paragraph of the row in front of it.

    It does when its first word had no room there. Where nothing is indented, a sentence that ends
    at the right edge may also be the last one of its paragraph; rows inside of paragraphs are
    more, so it goes on, unless a short row without an end follows: a heading, a signature.
    """
    slack = _SLACK if is_indented else _SLACK_WITHOUT_INDENT
    if row.is_table or following.is_table or _room(row, following, edges) > slack:
        return False
    is_closed = _is_closed(row)
    number = read_number(following.text)
    if number is None or following.text[: number.end].endswith(_COMMAS):
        is_apart = is_closed and not _is_closed(following)
        return is_indented or not is_apart or _room(following, row, edges) <= _SHORT
    return is_indented and not (is_closed and number.level <= _HEADING_LEVELS)


def _is_closed(row: _Row) -> bool:
    """Whether a row ends with the end of a sentence or clause."""
    return row.text.rstrip(_CLOSERS).endswith(_CLOSED)


def _is_short(row: _Row, following: _Row, edges: Mapping[tuple[int, int], _Edges]) -> bool:
    """Whether a row that starts at the left edge, or nearly, ends long before the right edge."""
    own = edges[row.column]
    is_centred = row.left - own.left > _MOST_INDENT * row.em
    return not is_centred and _room(row, following, own) > _SHORT


def _room(row: _Row, following: _Row, edges: _Edges) -> float:
    """The room left in a row behind the first word of the next row, in characters."""
    unit = _UNIT.match(following.text)
    halves = sum(1 if sign.isascii() else 2 for sign in unit[0]) if unit else 2
    return (edges.right - row.right) / row.em - halves / 2 if row.em > _LEAST else 0.0


def _joined(texts: Sequence[str]) -> str:
    """The texts without a blank, but with one between two Latin words."""
    parts = [texts[0]]
    for head, tail in pairwise(texts):
        is_latin = head[-1:].isascii() and head[-1:].isalpha() and tail[:1].isascii()
        parts.append(f" {tail}" if is_latin and tail[:1].isalpha() else tail)
    return "".join(parts)


def pieces_of(entries: Iterable[tuple[str, float, float, float, float]]) -> tuple[Piece, ...]:
    """Pieces from text, left, bottom, right, top."""
    return tuple(Piece(*entry) for entry in entries)
