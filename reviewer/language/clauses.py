"""Where a folded text pauses, and what a clause can say.

All offsets are code points of a folded text (`folding.fold`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple


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


class Reading(NamedTuple):
    """What a place in a clause says."""

    actor: Actor
    time: Time
    modality: Modality


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

    def numbers(self, window: str) -> list[int]:
        """For every code point, which window holds it; 0-based."""
        starts = [*self._starts[window], self._length]
        numbers: list[int] = []
        for number in range(len(starts) - 1):
            numbers += [number] * (starts[number + 1] - starts[number])
        return numbers

    def starts(self, window: str) -> list[int]:
        """Starts of all windows in order, the first being 0."""
        return self._starts[window]


_PARAGRAPH_END = re.compile(r"\n+")
_SENTENCE_END = re.compile(r"[。！？\n]+[）]?")
_SEGMENT_END = re.compile(r"[。！？；\n]+[）]?")
_CLAUSE_END = re.compile(r"[，。！？；：\n]+[）]?")


def _starts(end: re.Pattern[str], folded: str) -> list[int]:
    return [0, *(match.end() for match in end.finditer(folded) if match.end() < len(folded))]
