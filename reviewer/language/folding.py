"""Folds a text for matching: one width, no quotation marks, no blanks.

Chinese reports mix full-width and half-width punctuation, put quotation marks around fixed terms
or not, and, after conversion from PDF, have blanks around digits. Patterns are matched on the
folded text; every hit is given back as a span of the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviewer.domain.span import Span

_KEPT_FULL = "，；：！？（）"
_FOLDED = {
    chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_FULL
} | {
    ",": "，",
    ";": "；",
    ":": "：",
    "!": "！",
    "?": "？",
    "(": "（",
    ")": "）",
    "[": "〔",
    "]": "〕",
    "［": "〔",
    "］": "〕",
    "〈": "《",
    "〉": "》",
    "﹑": "、",
    "､": "、",
    "｡": "。",
}
_CHANGED = re.compile("[" + re.escape("".join(_FOLDED)) + "]")
_THOUSANDS = re.compile(r"(?<=[0-9０-９]),(?=[0-9０-９]{3}(?![0-9０-９]))")
_DROPPED = re.compile("[ \t\u00a0\u3000\u200b\ufeff\"'“”‘’「」『』＂＇]+")


def fold_width(text: str) -> str:
    """The text in one width, punctuation full-width; the same length as `text`.

    The comma of 1,043 stays as it is: it parts no clauses.
    """
    return _CHANGED.sub(_in_one_width, text)


def _in_one_width(found: re.Match[str]) -> str:
    is_kept = found[0] == "," and _THOUSANDS.match(found.string, found.start())
    return "," if is_kept else _FOLDED[found[0]]


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text with the way back.

    Attributes:
        text: Folded, without blanks and quotation marks; line ends stay.
        offsets: For each folded code point its offset in the original, and one past the end.
    """

    text: str
    offsets: list[int]

    def original(self, start: int, end: int) -> Span:
        """The span of the original that folded code points `start` to `end` come from."""
        if start >= end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def fold(text: str) -> FoldedText:
    """Folds a text; linear in its length."""
    parts: list[str] = []
    offsets: list[int] = []
    position = 0
    folded = fold_width(text)
    for dropped in _DROPPED.finditer(text):
        start, end = dropped.span()
        parts.append(folded[position:start])
        offsets.extend(range(position, start))
        position = end
    parts.append(folded[position:])
    offsets.extend(range(position, len(text) + 1))
    return FoldedText("".join(parts), offsets)
