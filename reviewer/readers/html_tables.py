"""Tables of a web page that are read row by row."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reviewer.readers.furniture import is_label_line
from reviewer.readers.html_elements import BLOCKS, collapsed, is_hidden
from reviewer.readers.lines import plain_copy

_LONGEST_CELL = 150
_LONGEST_LABEL = 12


def rows_of(table: etree._Element) -> list[list[str]] | None:
    """The cells of each row; None for a table that only arranges parts of the page."""
    if table.find(".//table") is not None:
        return None
    rows = [list(_cells(row)) for row in _rows(table)]
    if all(len(row) <= 1 for row in rows):
        return None
    if any(len(text) > _LONGEST_CELL for row in rows for text in row):
        return None
    return rows


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, not of what a faulty page put into its cells."""
    for part in table:
        if part.tag in ("tr", "caption"):
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from part.iterchildren("tr")


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in (row,) if row.tag == "caption" else row.iterchildren("td", "th"):
        text = collapsed(" ".join(_visible(cell))).strip()
        if (
            cell.tag == "th"
            and len(text) <= _LONGEST_LABEL
            and is_label_line(plain_copy(f"{text}："))
        ):
            text = f"{text}："
        yield text


def _visible(cell: etree._Element) -> Iterator[str]:
    """The texts of a cell, block by block."""
    parts: list[str] = []
    walker = etree.iterwalk(cell, events=("start", "end"))
    is_skipped = False
    for event, element in walker:
        if element.tag in BLOCKS or element.tag == "br":
            yield "".join(parts)
            parts.clear()
        if event == "start":
            is_skipped = is_hidden(element)
            if is_skipped:
                walker.skip_subtree()
            elif element.text:
                parts.append(element.text)
        else:
            is_skipped = False
            if element.tail and element is not cell:
                parts.append(element.tail)
    yield "".join(parts)
