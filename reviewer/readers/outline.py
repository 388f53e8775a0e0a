"""Finds the headings of a report and how they nest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.domain.report import ParagraphKind
from reviewer.language.numbering import HeadingNumber
from reviewer.readers.joining import DraftParagraph

_SENTENCE_END = re.compile("[。！？；;!?]")
_ENDS_SENTENCE = tuple("。！？；;!?：:，,、")
_LONGEST = {1: 80, 2: 60, 3: 50, 4: 45}
_LONGEST_RUN_IN = {1: 60, 2: 45, 3: 40, 4: 30}
_LONGEST_PLAIN = 30
_LABEL_COLON = re.compile("[：:]")
_GENRE = re.compile("(?:报告|总结|汇报)$")
_NO_HEADING = re.compile("[，,。；;：:！!？?]|^\\d|^[|+]|责任单位")
# “一把尺子：量得准、罚得服” between two stretches of text: a name, a colon, what it means.
_NAME_AND_MEANING = re.compile("^[^，,。；;：:！!？?|+\\d]{2,10}[：:][^。；;：:！!|+]{2,20}$")
_NO_NAME = re.compile(
    "单位|部门|联系|附件|时间|地点|来源|日期|电话|作者|编辑|责任人|牵头|抄送|文号|索引"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        paragraph: Index of its paragraph.
        level: 1–4.
        label: Its number as written, or "".
        end: Offset in the paragraph one past the heading, without a final 。.
        is_run_in: Whether text follows it in the same paragraph.
    """

    paragraph: int
    level: int
    label: str
    end: int
    is_run_in: bool


def find_headings(
    paragraphs: Sequence[DraftParagraph], first: int, body: int, known: re.Pattern[str]
) -> list[Heading]:
    """The headings from paragraph `first` on, in order.

    Args:
        paragraphs: The paragraphs of the report.
        first: Index of the first paragraph that can be a heading.
        body: Index of the first paragraph of the text itself; in front of it only a line with a
            known word is a heading.
        known: Words of the headings of the statutory parts; a short line that holds one is a
            heading also without a number.
    """
    headings: list[Heading] = []
    labelled: Heading | None = None  # the last one with a number
    has_numbers = any(
        paragraph.number is not None and paragraph.number.level == 1 for paragraph in paragraphs
    )
    for index in range(first, len(paragraphs)):
        paragraph = paragraphs[index]
        if paragraph.kind is not ParagraphKind.BODY:
            continue
        number = paragraph.number
        if paragraph.heading_level is not None:
            headings.append(_styled(index, paragraph))
        elif number is not None and number.level <= 4:  # noqa: PLR2004 - headings only
            heading = _numbered(paragraphs, index, number)
            if heading is not None:
                headings.append(heading)
        elif number is None and _is_plain_heading(paragraphs, index, known, is_body=index >= body):
            above = labelled if has_numbers else None
            headings.append(_plain(paragraphs[index], index, above, known))
        if headings and headings[-1].label:
            labelled = headings[-1]
    return headings


def _styled(index: int, paragraph: DraftParagraph) -> Heading:
    """A heading that the format marks as one."""
    text, number = paragraph.text, paragraph.number
    is_number = number is not None and number.level <= 4  # noqa: PLR2004
    level = number.level if number is not None and is_number else paragraph.heading_level or 1
    label = number.label if number is not None and is_number else ""
    end = _heading_end(text, 0, len(text))
    run_in = _first_sentence(text, 0)
    if run_in < len(text) and len(text) > _LONGEST[1]:
        return Heading(index, level, label, run_in - 1, is_run_in=True)
    return Heading(index, level, label, end, is_run_in=False)


def _numbered(
    paragraphs: Sequence[DraftParagraph], index: int, number: HeadingNumber
) -> Heading | None:
    text, level = paragraphs[index].text, number.level
    if number.end >= len(text):
        return None
    end = _first_sentence(text, number.end)
    if end < len(text):
        if end - number.end > _LONGEST_RUN_IN[level] + 1 or text[end - 1] in ";；":
            return _colon_heading(text, index, number)
        return Heading(index, level, number.label, end - 1, is_run_in=True)
    length = len(text) - number.end
    if text.endswith(_ENDS_SENTENCE):
        if text[-1] in ";；，,、" or length > _LONGEST_RUN_IN[level]:
            return _colon_heading(text, index, number)
        if level > 1 and not _has_body(paragraphs, index, level):
            return _colon_heading(text, index, number)
    elif length > _LONGEST[level]:
        return _colon_heading(text, index, number)
    return Heading(
        index, level, number.label, _heading_end(text, number.end, len(text)), is_run_in=False
    )


def _colon_heading(text: str, index: int, number: HeadingNumber) -> Heading | None:
    """“1.健全机制：成立…”: a short name, a colon, then the text."""
    colon = _LABEL_COLON.search(text, number.end)
    if colon is None or colon.end() == len(text):
        return None
    name = text[number.end : colon.start()]
    if not 3 <= len(name) <= 20 or re.search("[，,、]", name):  # noqa: PLR2004 - length of a name
        return None
    return Heading(index, number.level, number.label, colon.start(), is_run_in=True)


def _has_body(paragraphs: Sequence[DraftParagraph], index: int, level: int) -> bool:
    """Whether text or deeper headings follow, so that the line is a heading and no item."""
    if index + 1 >= len(paragraphs):
        return False
    following = paragraphs[index + 1]
    if following.kind is not ParagraphKind.BODY:
        return False
    return following.number is None or following.number.level > level


def _is_plain_heading(
    paragraphs: Sequence[DraftParagraph], index: int, known: re.Pattern[str], *, is_body: bool
) -> bool:
    """Whether a line without a number is a heading: short, no punctuation, text below."""
    text = paragraphs[index].text
    if not 3 <= len(text) <= _LONGEST_PLAIN or index + 1 >= len(paragraphs):  # noqa: PLR2004
        return False
    following = paragraphs[index + 1]
    if following.kind is not ParagraphKind.BODY:
        return False
    if _NAME_AND_MEANING.match(text) and not _NO_NAME.search(text):
        before = paragraphs[index - 1].text if index else ""
        return before.endswith(("。", "：")) and "。" in following.text
    if _NO_HEADING.search(text.rstrip("：:？?")) or text.endswith(("。", "；", "，", "、")):
        return False
    if known.search(text.replace(" ", "")):
        return _GENRE.search(text) is None
    if text.endswith(("：", ":")) or not is_body:
        return False
    before = paragraphs[index - 1].text if index else "。"
    ends_before = (
        before.endswith(("。", "；", ";", "！", "：", ":")) or len(before) <= _LONGEST_PLAIN
    )
    return ends_before and len(following.text) >= 2 * len(text) and "。" in following.text


def _plain(
    paragraph: DraftParagraph, index: int, above: Heading | None, known: re.Pattern[str]
) -> Heading:
    """A heading without a number takes the level of its place, below the numbered one above it."""
    level = 1
    is_part = known.search(paragraph.text.replace(" ", "")) is not None
    if above is not None and not is_part:
        level = min(above.level + 1, 4)
    return Heading(
        index, level, "", _heading_end(paragraph.text, 0, len(paragraph.text)), is_run_in=False
    )


def _first_sentence(text: str, start: int) -> int:
    """Offset one past the first sentence that starts at `start`."""
    match = _SENTENCE_END.search(text, start)
    return match.end() if match else len(text)


def _heading_end(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] in "。：: ":
        end -= 1
    return end
