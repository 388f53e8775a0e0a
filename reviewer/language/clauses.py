"""Clauses of a folded text, the place of a hit in them, and what a clause can say.

All offsets are code points of a folded text (`folding.fold`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class Actor(StrEnum):
    """Whose act it is."""

    OWN = "own"
    LEADER = "leader"
    UPPER = "upper"
    ENTERPRISE = "enterprise"
    OTHER = "other"


class Time(StrEnum):
    """When it is, seen from the report year."""

    REPORT_YEAR = "report_year"
    EARLIER = "earlier"
    FUTURE = "future"


class Modality(StrEnum):
    """In what mood it is said."""

    DONE = "done"
    NIL = "nil"
    ATTITUDE = "attitude"
    PLANNED = "planned"
    REQUIRED = "required"
    LACKING = "lacking"
    STUDIED = "studied"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a place in a clause says."""

    actor: Actor
    time: Time
    modality: Modality


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two pauses.

    Attributes:
        start: Folded offset.
        end: One past its last code point, the pause mark left out.
    """

    start: int
    end: int


class Pauses:
    """Clauses, segments, sentences and paragraphs of a folded text, by binary search."""

    def __init__(self, folded: str) -> None:
        self._length = len(folded)
        self._starts = {
            "clause": _starts(_CLAUSE_END, folded),
            "segment": _starts(_SEGMENT_END, folded),
            "sentence": _starts(_SENTENCE_END, folded),
            "paragraph": _starts(_PARAGRAPH_END, folded),
        }

    def index(self, window: str, offset: int) -> int:
        """Which clause, segment, sentence or paragraph holds the offset; 0-based."""
        return bisect_right(self._starts[window], offset) - 1

    def bounds(self, window: str, offset: int) -> tuple[int, int]:
        """Start of the window around the offset and start of the next."""
        starts = self._starts[window]
        index = bisect_right(starts, offset) - 1
        end = starts[index + 1] if index + 1 < len(starts) else self._length
        return starts[index], end

    def end(self, window: str, offset: int) -> int:
        """Start of the window after the one around the offset."""
        starts = self._starts[window]
        index = bisect_right(starts, offset)
        return starts[index] if index < len(starts) else self._length

    def starts(self, window: str) -> list[int]:
        """Starts of all windows in order, the first being 0."""
        return self._starts[window]


_PARAGRAPH_END = re.compile(r"\n+")
_SENTENCE_END = re.compile(r"[。！？\n]+[）]?")
_SEGMENT_END = re.compile(r"[。！？；\n]+[）]?")
_CLAUSE_END = re.compile(r"[，。！？；：\n]+[）]?")


def _starts(end: re.Pattern[str], folded: str) -> list[int]:
    return [0, *(match.end() for match in end.finditer(folded) if match.end() < len(folded))]


@dataclass(frozen=True, slots=True)
class Place:
    """A hit in its surroundings; offsets are folded code points.

    Attributes:
        folded: The folded text.
        start: Start of the hit.
        end: One past the hit.
        clause_start: Start of the clause in which the hit starts.
        clause_end: End of the clause in which it ends.
        before: The sentence up to the clause.
        own_names: Names by which the unit is called besides 我局.
    """

    folded: str
    start: int
    end: int
    clause_start: int
    clause_end: int
    before: str
    own_names: tuple[str, ...]

    @property
    def clause(self) -> str:
        """The clause (or clauses) of the hit."""
        return self.folded[self.clause_start : self.clause_end]

    @property
    def lead(self) -> str:
        """The clause up to the hit."""
        return self.folded[self.clause_start : self.start]

    @property
    def parts(self) -> list[str]:
        """The clauses of the sentence up to and with the hit's own."""
        return [*(part for part in _CLAUSE_END.split(self.before) if part), self.clause]


def place_of(
    folded: str, pauses: Pauses, start: int, end: int, own_names: tuple[str, ...] = ()
) -> Place:
    """The surroundings of a hit."""
    clause_start, clause_end = pauses.bounds("clause", start)
    clause_end = max(clause_end, pauses.bounds("clause", max(end - 1, start))[1])
    sentence_start = pauses.bounds("sentence", start)[0]
    before = folded[sentence_start:clause_start]
    return Place(folded, start, end, clause_start, clause_end, before, own_names)
