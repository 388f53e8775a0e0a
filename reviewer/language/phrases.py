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
from itertools import product

from reviewer.language.folding import fold

NARROW_GAP = 12
"""Code points that `…` may skip."""
WIDE_GAP = 40
"""Code points that `……` may skip."""
MAX_WORDS = 400
"""Words that one place of a pattern may stand for."""

_TOKEN = re.compile(r"……|…|#|<[^<>]*>|\[[^\[\]]*\]|[^…#<>\[\]]+|[<>\[\]]")


class PatternError(ValueError):
    """A pattern that cannot be read; its message says why, in Chinese."""


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
        PatternError: Empty, unknown group, unbalanced bracket, gap at the border, or more than
            `MAX_WORDS` words at one place.
    """
    places: list[Place] = []
    gap, may_cross = 0, False
    pending: list[tuple[str, ...]] = []
    is_number = False
    last_piece = ""

    def close() -> None:
        nonlocal pending, is_number, gap, may_cross
        if not pending and not is_number:
            return
        or_number = len(pending) == 1 and "#" in pending[0]
        if not or_number and any("#" in alternatives for alternatives in pending):
            raise PatternError(f"“{source}”中“#”与别的词连写，请分开写成两条")
        words = _words(source, [tuple(w for w in a if w != "#") for a in pending])
        if words == ("",) and not is_number:
            raise PatternError(f"“{source}”中有一处可以全部省略")
        shown = tuple(word for word in words if word)
        places.append(Place(shown, is_number, or_number, gap, may_cross))
        pending, is_number, gap, may_cross = [], False, 0, False

    for piece in _TOKEN.findall(source):
        last_piece = piece
        if piece in ("…", "……"):
            close()
            if not places:
                raise PatternError(f"“{source}”不能以“…”开头")
            gap, may_cross = (NARROW_GAP, False) if piece == "…" else (WIDE_GAP, True)
        elif piece == "#":
            close()
            is_number = True
        else:
            pending.append(_alternatives(source, piece, groups))
    if last_piece in ("…", "……"):
        raise PatternError(f"“{source}”不能以“…”结尾")
    close()
    if not places:
        raise PatternError("句式不能为空")
    return Phrase(source, tuple(places))


def _alternatives(source: str, piece: str, groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    if piece in "<>[]":
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
