"""Takes a page apart: furniture aside, then what is title, addressee, text and signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reviewer.domain.report import ParagraphKind
from reviewer.language.dates import find_dates
from reviewer.language.names import is_unit_name
from reviewer.language.numbering import read_number
from reviewer.readers.furniture import (
    is_bare_date,
    is_bare_number,
    is_note,
    is_open_label,
    is_tail_start,
    reason_alone,
)
from reviewer.readers.lines import Line
from reviewer.readers.page_breaks import mark_page_breaks
from reviewer.readers.texts import sentence
from reviewer.readers.title import DOCUMENT_NUMBER, FoundTitle, find_title, is_addressee, is_body

_DATE_NOTE = re.compile("（.{0,30}）")
_SENTENCE_END = ("。", "；", "！", "：", "，", "、")
_LONG = 60
_SIGNED = re.compile("（(?:盖章|印章|公章|章)）")
_SIGNING_UNIT = re.compile("[\u4e00-\u9fff（）()]{2,30}")


@dataclass(frozen=True, slots=True)
class SetAside:
    """A line set aside.

    Attributes:
        line: The line.
        reason: Why, in Chinese.
        before: Index in `Page.lines` in front of which it stood.
    """

    line: Line
    reason: str
    before: int


@dataclass(slots=True)
class Page:
    """What is left of a page, and what was set aside.

    Attributes:
        lines: The lines of the document.
        kinds: What each line is; BODY where that is still open.
        title: The title, with indices into `lines`, or None.
        titles: First and last index in `lines` of the title, and of its repetitions.
        body: Index in `lines` of the first line of the text itself.
        signature: First and last index in `lines` of the signature, or None.
        aside: Lines set aside, in order.
        head_aside: Those among them that stood above the text.
        broken: Indices in `lines` of lines in front of which a page ended.
        date_notes: Lines under the title that hold a date.
    """

    lines: list[Line] = field(default_factory=list)
    kinds: list[ParagraphKind] = field(default_factory=list)
    title: FoundTitle | None = None
    titles: list[tuple[int, int]] = field(default_factory=list)
    body: int = 0
    signature: tuple[int, int] | None = None
    aside: list[SetAside] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)
    date_notes: list[Line] = field(default_factory=list)


def take_apart(lines: Sequence[Line]) -> Page:
    """Sorts the lines of a document; text in its middle is never set aside for its looks alone."""
    reasons: list[str | None] = [None] * len(lines)
    start = _judge_head(lines, reasons)
    title = find_title(lines, [reason is not None for reason in reasons], start)
    date_notes = _judge_around_title(lines, reasons, title, start)
    end = _judge_tail(lines, reasons, start)
    mark_page_breaks(lines, reasons, title, range(start, end))
    if any(line.is_text is not None for line in lines):
        title, start = _follow_choices(lines, reasons, title, start)
    return _assemble(lines, reasons, title, start, date_notes)


def _follow_choices(
    lines: Sequence[Line], reasons: list[str | None], title: FoundTitle | None, start: int
) -> tuple[FoundTitle | None, int]:
    """Does with single lines as a reviewer said; all others stay where the program had them.

    Gives the title, unless it was set aside, and the index of the first line of the text.
    """
    for index, line in enumerate(lines):
        if line.is_text is not None:
            reasons[index] = None if line.is_text else sentence("furniture", "reviewer")
    if title is not None and any(reasons[title.first : title.last + 1]):
        title = None
    above = range(0 if title is None else title.last + 1, start)
    returned = (index for index in above if lines[index].is_text and is_body(lines[index]))
    return title, next(returned, start)


def _judge_head(lines: Sequence[Line], reasons: list[str | None]) -> int:
    """Marks furniture above the text; gives the index of the first line of the text."""
    for index, line in enumerate(lines):
        reasons[index] = reason_alone(line)
        if reasons[index] is None and index and _is_value(lines[index - 1], line):
            reasons[index] = sentence("furniture", "value")
        if reasons[index] is None and index == 0 and is_bare_number(line.plain):
            reasons[index] = sentence("furniture", "page_number")
        if reasons[index] is None and is_body(line):
            return index
    return len(lines)


def _is_value(label: Line, line: Line) -> bool:
    """Whether the line is the value of a label that stands alone on the line in front of it."""
    if not is_open_label(label.plain):
        return False
    is_short = len(line.plain) <= 40 and "，" not in line.plain  # noqa: PLR2004 - a value
    return is_short and (line.indent > label.indent or any(find_dates(line.text)))


def _judge_around_title(
    lines: Sequence[Line], reasons: list[str | None], title: FoundTitle | None, start: int
) -> list[Line]:
    """Marks what stands in front of the title, and date notes under it (given back)."""
    if title is None:
        return []
    for index in range(title.first):
        if reasons[index] is None and not DOCUMENT_NUMBER.fullmatch(lines[index].plain):
            reasons[index] = sentence("furniture", "before_title")
    notes = []
    for index in range(title.last + 1, start):
        plain = lines[index].plain
        if reasons[index] is None and _is_date_note(plain):
            reasons[index] = sentence("furniture", "date_note")
            notes.append(lines[index])
    return notes


def _is_date_note(plain: str) -> bool:
    """Whether a line under the title dates it: （2024年1月10日）, or a unit and a date."""
    found = next(find_dates(plain), None)
    if found is None:
        return False
    is_dated_unit = found.end == len(plain) and is_unit_name(plain[: found.start])
    return is_dated_unit or _DATE_NOTE.fullmatch(plain) is not None


def _judge_tail(lines: Sequence[Line], reasons: list[str | None], start: int) -> int:
    """Marks furniture below the text; gives the index one past the document's last line."""
    end = _tail_start(lines, start)
    for index in range(end, len(lines)):
        reasons[index] = reason_alone(lines[index]) or sentence("furniture", "tail")
    index = end - 1
    while index > start and not _is_text(lines[index]):
        is_signed = is_bare_date(lines[index].plain) and is_unit_name(lines[index - 1].plain)
        reasons[index] = None if is_signed else reason_alone(lines[index])
        index -= 1
    signature = find_signature(lines, reasons, index + 1, end)
    if signature is not None:
        for after in range(signature[1] + 1, end):
            if reasons[after] is None and not is_note(lines[after].plain):
                reasons[after] = sentence("furniture", "tail")
    return end


def _tail_start(lines: Sequence[Line], start: int) -> int:
    """Index of the first line of a tail (上一篇 …) after which no report text follows."""
    last_text = start
    for index in range(len(lines) - 1, start, -1):
        line = lines[index]
        number = read_number(line.text)
        is_long = len(line.plain) >= 100 and "。" in line.plain  # noqa: PLR2004 - a paragraph
        if is_long or (number is not None and number.level == 1):
            last_text = index
            break
    for index in range(last_text + 1, len(lines)):
        if is_tail_start(lines[index].plain):
            return index
    return len(lines)


def _is_text(line: Line) -> bool:
    """Whether a line near the end is text of the report."""
    plain = line.plain
    if plain.endswith(_SENTENCE_END) and len(plain) >= 8:  # noqa: PLR2004 - shorter is a label
        return reason_alone(line) is None and not is_note(plain)
    return (len(plain) > _LONG and "，" in plain) or read_number(line.text) is not None


def find_signature(
    lines: Sequence[Line], reasons: Sequence[str | None], first: int, end: int
) -> tuple[int, int] | None:
    """First and last index of the signature: unit lines and a date, or a unit alone."""
    candidates = [index for index in range(first, end) if reasons[index] is None]
    for position, index in enumerate(candidates):
        plain = _SIGNED.sub("", lines[index].plain)
        found = next(find_dates(plain), None)
        if found is None or len(plain) - found.end > 1:
            continue
        head = plain[: found.start]
        if head and not is_unit_name(head):
            continue
        begin = position
        while begin > 0 and _is_signing_unit(lines[candidates[begin - 1]].plain):
            begin -= 1
        return candidates[begin], index
    for index in reversed(candidates):
        if is_unit_name(_SIGNED.sub("", lines[index].plain)):
            return index, index
    return None


def _is_signing_unit(plain: str) -> bool:
    plain = _SIGNED.sub("", plain)
    return is_unit_name(plain) or _SIGNING_UNIT.fullmatch(plain) is not None


def _assemble(
    lines: Sequence[Line],
    reasons: Sequence[str | None],
    title: FoundTitle | None,
    start: int,
    date_notes: list[Line],
) -> Page:
    page = Page(date_notes=date_notes)
    breaks = {sentence("furniture", name) for name in ("page_number", "page_header", "hidden")}
    new_index: list[int] = []
    for line, reason in zip(lines, reasons, strict=True):
        new_index.append(len(page.lines))
        if reason is None:
            page.lines.append(line)
        else:
            page.aside.append(SetAside(line, reason, len(page.lines)))
            if reason in breaks:
                page.broken.add(len(page.lines))
    new_index.append(len(page.lines))
    page.body = new_index[start]
    page.kinds = [ParagraphKind.BODY] * len(page.lines)
    if title is not None:
        page.title = FoundTitle(
            new_index[title.first], new_index[title.last], title.plain, title.is_sure
        )
    _name_head(page)
    _name_end(page)
    return page


def _name_head(page: Page) -> None:
    title = page.title
    if title is not None:
        page.titles = [(title.first, title.last), *_repetitions(page, title)]
        for first, last in page.titles:
            page.kinds[first : last + 1] = [ParagraphKind.TITLE] * (last + 1 - first)
    for index in range(min(page.body + 2, len(page.lines))):
        plain = page.lines[index].plain
        if page.kinds[index] is ParagraphKind.TITLE:
            continue
        if DOCUMENT_NUMBER.fullmatch(plain):
            page.kinds[index] = ParagraphKind.DOCUMENT_NUMBER
        elif is_addressee(plain) and (title is None or index > title.last):
            page.kinds[index] = ParagraphKind.ADDRESSEE
            break


def _repetitions(page: Page, title: FoundTitle) -> Iterator[tuple[int, int]]:
    """Where lines above the text spell the title once more."""
    first = title.last + 1
    while first < page.body:
        spelled = ""
        for last in range(first, page.body):
            spelled += page.lines[last].plain
            if not title.plain.startswith(spelled):
                break
            if spelled == title.plain:
                yield first, last
                first = last
                break
        first += 1


def _name_end(page: Page) -> None:
    first = len(page.lines)
    while first > page.body and not _is_text(page.lines[first - 1]):
        first -= 1
    first = max(first, page.body + 1)
    none: list[str | None] = [None] * len(page.lines)
    page.signature = find_signature(page.lines, none, first, len(page.lines))
    if page.signature is not None:
        for index in range(page.signature[0], page.signature[1] + 1):
            page.kinds[index] = ParagraphKind.SIGNATURE
        first = page.signature[1] + 1
    for index in range(first, len(page.lines)):
        if is_note(page.lines[index].plain):
            page.kinds[index] = ParagraphKind.NOTE
