"""Page numbers and repeated page headers inside the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reviewer.readers.furniture import is_bare_number, is_page_number, reason_inside
from reviewer.readers.lines import Line
from reviewer.readers.texts import sentence
from reviewer.readers.title import FoundTitle

_LONG = 60
_REPEATS = 2


def mark_page_breaks(
    lines: Sequence[Line],
    reasons: list[str | None],
    title: FoundTitle | None,
    body: range,
) -> None:
    """Marks page numbers and repeated page headers inside the text.

    Args:
        lines: All lines of the document.
        reasons: Why each line was set aside, or None; filled in for what is found here.
        title: The title, which may be repeated as a page header.
        body: Indices of the lines between title and tail.
    """
    start, end = body.start, body.stop
    breaks = []
    for index in body:
        line = lines[index]
        if line.block.is_furniture:
            reasons[index] = sentence("furniture", "hidden")
        elif len(line.plain) <= 16 and is_page_number(line.plain):  # noqa: PLR2004
            reasons[index] = sentence("furniture", "page_number")
            breaks.append(index)
        elif len(line.plain) <= 40:  # noqa: PLR2004 - a line of its own
            reasons[index] = reasons[index] or reason_inside(line.plain)
    breaks += _running_numbers(lines, reasons, start, end)
    if not breaks and all(line.block.page is None for line in lines[:1]):
        return
    near = {neighbour for index in breaks for neighbour in (index - 1, index + 1)}
    near |= _page_edges(lines, start, end)
    counts = Counter(lines[index].plain for index in near if start <= index < end)
    name = title.plain if title else ""
    for index in near:
        if not start <= index < end or reasons[index] is not None:
            continue
        plain = lines[index].plain
        if len(plain) <= _LONG and (counts[plain] >= _REPEATS or plain == name):
            reasons[index] = sentence("furniture", "page_header")


def _running_numbers(
    lines: Sequence[Line], reasons: list[str | None], start: int, end: int
) -> list[int]:
    """Marks bare page numbers: 1, 2, 3 … each once, some lines apart."""
    bare = [index for index in range(start, end) if is_bare_number(lines[index].plain)]
    expected = 0
    run: list[int] = []
    for index in bare:
        value = int(lines[index].plain)
        if (not run and value <= 2) or (run and value == expected and index - run[-1] > 3):  # noqa: PLR2004
            run.append(index)
            expected = value + 1
    if len(run) < _REPEATS or len(run) != len(bare):
        return []
    for index in run:
        reasons[index] = sentence("furniture", "page_number")
    return run


def _page_edges(lines: Sequence[Line], start: int, end: int) -> set[int]:
    """Indices of the first and last line of each page, where the format has pages."""
    edges = set()
    for index in range(max(start, 1), end):
        before, here = lines[index - 1].block.page, lines[index].block.page
        if here is not None and before != here:
            edges |= {index - 1, index}
    return edges
