"""Lines to paragraphs: split titles and lines broken in mid-sentence are joined."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.domain.report import ParagraphKind
from reviewer.language.numbering import HeadingNumber, read_number
from reviewer.readers.lines import Line
from reviewer.readers.page import Page

_CLOSED = tuple("。！？；：.!?;:…")
_CLOSERS = "”’）)》」』】"
_OPEN_END = tuple("，、,（(《“‘—-")
_CANNOT_START = tuple("，。、；：）》”’！？,.;:)!?…%％")
_SENTENCE = re.compile("[。；]")
_INSIDE = re.compile("[，,。；;：:、]")
_OPEN = re.compile("《[^》]{0,30}$|[（(][^）)]{0,30}$|“[^”]{0,30}$")
_WIDEST = 64
_LONGEST_OPEN = 31
_LONGEST_HEADING = 40
_LEAST_BROKEN = 4


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A paragraph before the text is put together.

    Attributes:
        text: Its text.
        plain: Its copy for looking.
        kind: What it is; BODY where that is still open.
        first: Index in `Page.lines` of its first line.
        number: The number it starts with, if any.
        heading_level: 1–4 where the format marks a heading.
    """

    text: str
    plain: str
    kind: ParagraphKind
    first: int
    number: HeadingNumber | None
    heading_level: int | None = None


def join_lines(page: Page) -> list[DraftParagraph]:
    """The paragraphs of a page, in order."""
    numbers = [read_number(line.text) for line in page.lines]
    width = _wrapped_width(page, numbers)
    drafts = []
    for group in _groups(page, numbers, width):
        first = group[0]
        line = page.lines[first]
        texts = [page.lines[index].text for index in group]
        is_title = page.kinds[first] is ParagraphKind.TITLE
        text = "".join(texts) if is_title else _joined(texts)
        plain = "".join(page.lines[index].plain for index in group)
        level = line.block.heading_level
        drafts.append(DraftParagraph(text, plain, page.kinds[first], first, numbers[first], level))
    return drafts


def _groups(page: Page, numbers: Sequence[HeadingNumber | None], width: int) -> Iterator[list[int]]:
    group: list[int] = []
    for index in range(len(page.lines)):
        if group and _continues(page, numbers, group, width):
            group.append(index)
            continue
        if group:
            yield group
        group = [index]
    if group:
        yield group


def _continues(
    page: Page, numbers: Sequence[HeadingNumber | None], group: list[int], width: int
) -> bool:
    """Whether the line after `group` belongs to the same paragraph."""
    last, index = group[-1], group[-1] + 1
    kind, next_kind = page.kinds[last], page.kinds[index]
    if kind is not next_kind:
        return False
    if kind is ParagraphKind.TITLE:
        nearest = page.titles[bisect_right(page.titles, (last, len(page.lines))) - 1]
        return nearest[0] <= last < nearest[1]
    if index < page.body or kind is not ParagraphKind.BODY or numbers[index] is not None:
        return False
    line, following = page.lines[last], page.lines[index]
    if line.block.is_table or following.block.is_table:
        return False
    if line.block.heading_level or following.block.heading_level or line.block.ends_paragraph:
        return False
    if index in page.broken and _goes_on_over_page(line, following):
        return True
    return _is_broken(page.lines[group[0]], line, following, numbers[group[0]], width)


def _goes_on_over_page(line: Line, following: Line) -> bool:
    """Whether a sentence goes on behind a page number or header that was taken out."""
    if line.text.rstrip(_CLOSERS).endswith(_CLOSED):
        return False
    if following.block.page is not None and following.indent:
        return False  # pages with places show where a paragraph starts
    is_sentence = _INSIDE.search(line.text) is not None and len(line.text) >= 15  # noqa: PLR2004
    return is_sentence and following.indent <= line.indent + 1


def _is_broken(
    first: Line,
    line: Line,
    following: Line,
    number: HeadingNumber | None,
    width: int,
) -> bool:
    """Whether a paragraph is broken in mid-sentence between two lines."""
    text = line.text
    is_closed = text.rstrip(_CLOSERS).endswith(_CLOSED)
    if following.text.startswith(_CANNOT_START) and not is_closed:
        return True
    if is_closed:
        return False
    if text.endswith(_OPEN_END) or (not following.has_gap and _is_open(text)):
        return True
    if not width and (following.has_gap or following.indent > 1):
        return False
    if following.indent > line.indent + 1 and following.indent > first.indent:
        return False
    if _SENTENCE.search(text) or (line is not first and _SENTENCE.search(first.text)):
        return True
    if line is not first:
        return bool(width) and len(text) >= width * 0.6
    return _is_broken_phrase(text, number, width)


def _is_broken_phrase(text: str, number: HeadingNumber | None, width: int) -> bool:
    """Whether a line without a finished sentence goes on: by its commas, else by its length."""
    if number is not None:
        return bool(width) and len(text) >= width * 0.75
    if _INSIDE.search(text):
        return len(text) >= (20 if width else _LONGEST_HEADING)
    return bool(width) and len(text) >= width * 0.75


def _is_open(text: str) -> bool:
    """Whether a bracket or quotation of the line is still open at its end."""
    return _OPEN.search(text, max(len(text) - _LONGEST_OPEN, 0)) is not None


def _wrapped_width(page: Page, numbers: Sequence[HeadingNumber | None]) -> int:
    """The width at which a converter broke all lines; 0 when lines are paragraphs."""
    body = page.lines[page.body :]
    if not body or max(len(line.text) for line in body) > _WIDEST * 2:
        return 0
    widths = []
    for index in range(page.body, len(page.lines) - 1):
        line, following = page.lines[index], page.lines[index + 1]
        if line.text.endswith(_CLOSED) or numbers[index + 1] is not None:
            continue
        if len(line.text) >= 15 and _INSIDE.search(line.text) and not following.has_gap:  # noqa: PLR2004
            widths.append(len(line.text))
    if len(widths) < max(_LEAST_BROKEN, len(body) // 4):
        return 0
    return sorted(widths)[len(widths) // 2]


def _joined(texts: Sequence[str]) -> str:
    """The parts without a space, but with one between two Latin words."""
    text = texts[0]
    for part in texts[1:]:
        is_latin = (
            text[-1].isascii() and text[-1].isalpha() and part[0].isascii() and part[0].isalpha()
        )
        text = f"{text} {part}" if is_latin else text + part
    return text
