"""The pattern language of recognition rules: phrases with gaps, not regular expressions.

A pattern is a line of text that a reviewer can write:

- `法律顾问`: these characters. Width, blanks and quotation marks do not matter.
- `[聘请|聘任]`: one of these; `[局|]` may be left out.
- `<印发>`: one word of a named group of the checklist.
- `…`: a gap of at most 12 code points inside one part of a sentence (no ；).
- `……`: a gap of at most 40 code points inside one sentence.
- `#`: any number with its unit; `#件` or `#[件|起]`: a number directly before that unit;
  `[公布|#]`: the word, or any number with its unit.

No pattern can run away: it is a short list of places, and each place is a set of fixed words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from reviewer.language.folding import fold

NARROW_GAP = 12
"""Code points that `…` may skip."""
WIDE_GAP = 40
"""Code points that `……` may skip."""
MAX_WORDS = 400
"""Words that one place of a pattern may stand for."""

_PIECE = re.compile(r"……|…|#|<[^<>]*>|\[[^\[\]]*\]|[^…#<>\[\]]+|[<>\[\]]")


class PatternError(ValueError):
    """A pattern that cannot be read; its message says why, in Chinese."""


_BRACKETS = frozenset("<>[]")
_GAPS = {"…": (NARROW_GAP, False), "……": (WIDE_GAP, True)}


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a pattern.

    Attributes:
        words: Folded words of which one must stand here; empty for a bare number.
        is_number: Whether a number must stand here, directly before the word if there are words.
        or_number: Whether any number with its unit may stand here instead of a word.
        gap: Code points that may be skipped before this place; 0 for the first and for adjacent.
        may_cross: Whether the gap may cross a ； (never a sentence end).
    """

    words: tuple[str, ...]
    is_number: bool = False
    or_number: bool = False
    gap: int = 0
    may_cross: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern as read: its places in order, and the pattern as written."""

    source: str
    places: tuple[Place, ...]


def parse_pattern(source: str, groups: Mapping[str, Sequence[str]]) -> Phrase:
    """Reads one pattern.

    Args:
        source: The pattern as written.
        groups: Named word groups; a group's words are plain words.

    Raises:
        PatternError: Empty, unknown group, unbalanced bracket, gap at the border, two gaps
            in a row, or more than `MAX_WORDS` words at one place.
    """
    pieces = _PIECE.findall(source)
    if pieces and pieces[0] in _GAPS:
        raise PatternError(f"“{source}”不能以“…”开头")
    if pieces and pieces[-1] in _GAPS:
        raise PatternError(f"“{source}”不能以“…”结尾")
    if any(piece in _GAPS and after in _GAPS for piece, after in pairwise(pieces)):
        raise PatternError(f"“{source}”有两处“…”连在一起，只能用“…”或“……”")
    reader = _PatternReader(source)
    for piece in pieces:
        if piece in _GAPS:
            reader.skip(piece)
        elif piece == "#":
            reader.number()
        else:
            reader.words(_alternatives(source, piece, groups))
    places = reader.finish()
    if not places:
        raise PatternError("句式不能为空")
    return Phrase(source, places)


class _PatternReader:
    """Collects the places of one pattern from its pieces."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._places: list[Place] = []
        self._gap, self._may_cross = 0, False
        self._pending: list[tuple[str, ...]] = []
        self._is_number = False

    def skip(self, piece: str) -> None:
        """A gap: what follows is a new place."""
        self._close()
        self._gap, self._may_cross = _GAPS[piece]

    def number(self) -> None:
        """A number: what follows directly is its unit."""
        self._close()
        self._is_number = True

    def words(self, alternatives: tuple[str, ...]) -> None:
        """Words directly behind what stood before."""
        self._pending.append(alternatives)

    def finish(self) -> tuple[Place, ...]:
        """All places."""
        self._close()
        return tuple(self._places)

    def _close(self) -> None:
        if not self._pending and not self._is_number:
            return
        or_number = len(self._pending) == 1 and "#" in self._pending[0]
        if not or_number and any("#" in alternatives for alternatives in self._pending):
            raise PatternError(f"“{self._source}”中“#”与别的词连写，请分开写成两条")
        parts = [tuple(w for w in alternatives if w != "#") for alternatives in self._pending]
        words = tuple(word for word in _words(self._source, parts) if word)
        if not words and not self._is_number and not or_number:
            raise PatternError(f"“{self._source}”中有一处可以全部省略")
        place = Place(words, self._is_number, or_number, self._gap, self._may_cross)
        self._places.append(place)
        self._pending, self._is_number = [], False
        self._gap, self._may_cross = 0, False


def _alternatives(source: str, piece: str, groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    if piece in _BRACKETS:
        raise PatternError(f"“{source}”的括号“{piece}”不成对")
    if piece.startswith("<"):
        name = piece[1:-1]
        if name not in groups:
            raise PatternError(f"“{source}”用了没有定义的词组“{name}”")
        return tuple(groups[name])
    if piece.startswith("["):
        words = tuple(piece[1:-1].split("|"))
        if any("#" in word and word != "#" for word in words):
            raise PatternError(f"“{source}”的方括号中“#”只能单独作一项")
        return words
    return (piece,)


def _words(source: str, pending: list[tuple[str, ...]]) -> tuple[str, ...]:
    count = 1
    for alternatives in pending:
        count *= len(alternatives)
    if count > MAX_WORDS:
        raise PatternError(f"“{source}”的一处代表 {count} 个词，最多 {MAX_WORDS} 个")
    joined = (fold("".join(parts)).text for parts in product(*pending))
    return tuple(dict.fromkeys(joined))
