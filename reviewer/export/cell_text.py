"""Texts for workbook cells: what a cell may hold, and how it wraps.

A unit of width is one half-width character; a Chinese character has two.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

CELL_LIMIT = 32_767
"""UTF-16 units that a cell can hold."""
CUT_MARK = "……（超出单元格上限，已截断）"

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\u0085\x0b\x0c]")
# What XML cannot carry: control characters, lone surrogates, noncharacters.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NEVER_FIRST = frozenset("，。、；：？！）》〉】〕」』”’…—·,.;:?!)]}%％℃～")
_NEVER_LAST = frozenset("（《〈【〔「『“‘([{")
_TOKEN = re.compile("[!-~]+|.", re.DOTALL)


def clean_text(text: str) -> str:
    r"""The text as a workbook can hold it: lines end in "\n", no illegal characters."""
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def cell_text(text: str) -> str:
    """The cleaned text, cut with a mark where it is longer than a cell can hold."""
    cleaned = clean_text(text)
    if _utf16_length(cleaned) <= CELL_LIMIT:
        return cleaned
    room = CELL_LIMIT - _utf16_length(CUT_MARK)
    kept = cleaned.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore")
    return kept + CUT_MARK


def shortened(text: str, limit: int) -> str:
    """At most `limit` code points of the text, with … in place of what is left out."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def plain_number(value: Decimal) -> str:
    """The number as a spreadsheet shows it: no exponent, no trailing zeros."""
    return f"{value.normalize():f}" if value else "0"


def text_width(text: str) -> int:
    """The width of a line, in units."""
    return sum(map(_character_width, text))


def wrapped_lines(text: str, width: int) -> list[str]:
    """The lines into which a cell of that width (in units) breaks a text; at least one.

    Breaks between Chinese characters, not inside Latin words that fit a line, and not before
    closing or after opening punctuation, as office programs do. Where these differ, it gives
    rather one line too many.
    """
    return [line for part in text.split("\n") for line in _wrapped(part, max(width, 2))]


def text_pieces(text: str, width: int, most_lines: int) -> list[str]:
    """The text in pieces of at most `most_lines` wrapped lines; nothing is left out."""
    pieces = [""]
    lines = 0
    for number, part in enumerate(text.split("\n")):
        for index, line in enumerate(_wrapped(part, max(width, 2))):
            if lines == most_lines:
                pieces.append("")
                lines = 0
            elif number and not index:
                pieces[-1] += "\n"
            pieces[-1] += line
            lines += 1
    return pieces


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in _words(text, width):
        if line and text_width(line) + text_width(word) > width:
            lines.append(line)
            line = ""
        line += word
    return [*lines, line]


def _words(text: str, width: int) -> list[str]:
    """Parts that must not be broken: Latin words, characters with their punctuation."""
    words: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        pieces = [token] if text_width(token) <= width else list(token)
        for piece in pieces:
            joins = words and (piece[0] in _NEVER_FIRST or words[-1][-1] in _NEVER_LAST)
            if joins and text_width(words[-1]) + text_width(piece) <= width:
                words[-1] += piece
            else:
                words.append(piece)
    return words


@lru_cache(maxsize=8192)
def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    # Ambiguous ones (“ ” … — ·) are full-width in Chinese fonts.
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
