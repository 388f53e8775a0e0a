"""Raw blocks to clean lines, each with a copy in which words are looked for."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reviewer.domain.source_lines import LineChoice, SourceLine
from reviewer.readers.source import SourceBlock
from reviewer.resources import resource_path

_BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)
_BLANK_RUN = re.compile(f"[{_BLANKS}]+")

# Longer lines are looked at for headings inside; paragraphs of that length are rare.
_RUN_TOGETHER = 1_000
_HEADINGS = ("。一、", "。二、")
_HEADING_INSIDE = re.compile(
    "(?<=[。；：])(?=(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]))"
)

# Left out of the copy: blanks, quotation marks and pinyin that a faulty conversion put behind
# characters, as in 應(yīng)急.
_PINYIN = "[(（][a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńň][a-zü]{0,5}[)）]"
_LEFT_OUT = re.compile(f"[{_BLANKS}\"'“”‘’「」『』＂＇]+")
_LEFT_OUT_PINYIN = re.compile(f"(?:{_PINYIN}|[{_BLANKS}\"'“”‘’「」『』＂＇])+")
_PINYIN_AT_ALL = re.compile(_PINYIN)
_WIDE_DIGIT = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_WIDTHS = (
    (",", "，"),
    (";", "；"),
    (":", "："),
    ("!", "！"),
    ("?", "？"),
    ("(", "（"),
    (")", "）"),
    ("[", "〔"),
    ("]", "〕"),
    ("﹑", "、"),
    ("､", "、"),
    ("｡", "。"),
    ("＞", ">"),
    ("〈", "《"),
    ("〉", "》"),
)
_WIDE_TABLE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))}
_WIDTH_TABLE = {**_WIDE_TABLE, **{ord(half): ord(full) for half, full in _WIDTHS}}
# Up to this length one translation is faster than a replacement for each character.
_SHORT = 80
# A text in traditional script has at least one of these.
_TRADITIONAL = re.compile("[設報關務為國與開會學實體]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        text: Normalised: no indent, no trailing blanks, one plain space for each run of blanks.
        raw: As it stood in the file, without its line end.
        plain: For looking: no blanks, quotation marks or pinyin, punctuation full-width,
            simplified characters.
        block: The block it comes from.
        has_gap: Whether a blank line (or the start of the file) stands in front of it.
        indent: Number of blanks in front of it.
        nth: How many lines of the same words stand above it.
        is_text: What a reviewer said of it; None where that is left to the program.
    """

    text: str
    raw: str
    plain: str
    block: SourceBlock
    has_gap: bool
    indent: int
    nth: int = 0
    is_text: bool | None = None


def clean_lines(blocks: Iterable[SourceBlock], choices: Iterable[LineChoice] = ()) -> list[Line]:
    """The lines of the blocks that are not blank, normalised, in order.

    Args:
        blocks: Blocks of the file.
        choices: What a reviewer said of some of the lines.
    """
    found: list[tuple[str, str, SourceBlock, bool]] = []
    has_gap = True
    for block in blocks:
        for raw in _raw_lines(block.text):
            text = normalised(raw)
            if text:
                found.append((text, raw, block, has_gap))
                has_gap = False
            else:
                has_gap = True
    if not found:
        return []
    plains = plain_copy("\n".join(text for text, _, _, _ in found)).split("\n")
    chosen = {choice.line: choice.is_text for choice in choices}
    above: dict[str, int] = {}
    lines = []
    for (text, raw, block, has_gap), plain in zip(found, plains, strict=True):
        nth = above.get(raw, 0)
        above[raw] = nth + 1
        is_text = chosen.get(SourceLine(raw, nth)) if chosen else None
        indent = len(raw) - len(raw.lstrip())
        lines.append(Line(text, raw, plain, block, has_gap, indent, nth, is_text))
    return lines


def _raw_lines(text: str) -> Iterable[str]:
    """The lines of a block; a text that lost its line ends is parted in front of its headings."""
    for line in text.splitlines() or ("",):
        if len(line) > _RUN_TOGETHER and all(sign in line for sign in _HEADINGS):
            yield from _HEADING_INSIDE.split(line)
        else:
            yield line


def normalised(raw: str) -> str:
    """One line without indent, trailing blanks and invisible characters; blanks as one space."""
    text = raw.strip()
    if text.isprintable() and "  " not in text:  # no control characters, no odd blanks: most lines
        return text
    return _BLANK_RUN.sub(" ", _INVISIBLE.sub("", text)).strip()


def plain_copy(text: str) -> str:
    """A copy for looking; lines are kept, offsets are not."""
    copy = text.translate(_WIDTH_TABLE) if len(text) < _SHORT else _one_width(text)
    copy = _one_script(copy)
    pattern = _LEFT_OUT_PINYIN if _PINYIN_AT_ALL.search(text) else _LEFT_OUT
    return pattern.sub("", copy)


class LeftOut:
    """What the plain copy of a text leaves out, to find offsets of the copy in the text."""

    def __init__(self, text: str) -> None:
        pattern = _LEFT_OUT_PINYIN if _PINYIN_AT_ALL.search(text) else _LEFT_OUT
        self._length = len(text)
        self._places: list[int] = []
        self._counts = [0]
        left_out = 0
        for match in pattern.finditer(text):
            self._places.append(match.start() - left_out)
            left_out += match.end() - match.start()
            self._counts.append(left_out)

    def offset_behind(self, plain_offset: int) -> int:
        """The offset in the text of an offset in its plain copy."""
        left_out = self._counts[bisect_right(self._places, plain_offset)]
        return min(plain_offset + left_out, self._length)


def _one_width(text: str) -> str:
    for half, full in _WIDTHS:
        if half in text:
            text = text.replace(half, full)
    return text.translate(_WIDE_TABLE) if _WIDE_DIGIT.search(text) else text


def _one_script(text: str) -> str:
    return text.translate(_simplified()) if _TRADITIONAL.search(text) else text


@cache
def _simplified() -> dict[int, int]:
    with resource_path("dictionaries/traditional.toml").open("rb") as file:
        pairs = tomllib.load(file)["pairs"]
    return str.maketrans(pairs["traditional"], pairs["simplified"])
