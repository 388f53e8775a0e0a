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
        ends = {
            "clause": _CLAUSE_END,
            "segment": _SEGMENT_END,
            "sentence": _SENTENCE_END,
            "paragraph": _PARAGRAPH_END,
        }
        self._starts = {window: _starts(end, folded) for window, end in ends.items()}
        # One past the text as the last border: every window has a start and an end in its list.
        self._borders = {window: [*found, len(folded)] for window, found in self._starts.items()}

    def index(self, window: str, offset: int) -> int:
        """Which clause, segment, sentence or paragraph holds the offset; 0-based."""
        return bisect_right(self._starts[window], offset) - 1

    def bounds(self, window: str, offset: int) -> tuple[int, int]:
        """Start of the window around the offset and start of the next."""
        borders = self._borders[window]
        index = bisect_right(borders, offset, 0, -1)
        return borders[index - 1], borders[index]

    def end(self, window: str, offset: int) -> int:
        """Start of the window after the one around the offset."""
        borders = self._borders[window]
        return borders[bisect_right(borders, offset, 0, -1)]

    def borders(self, window: str) -> list[int]:
        """Where each window ends and the next one starts, the last being the text's end."""
        return self._borders[window][1:]

    def numbers(self, window: str) -> list[int]:
        """For every code point, which window holds it; 0-based."""
        borders = self._borders[window]
        numbers: list[int] = []
        for number in range(len(borders) - 1):
            numbers += [number] * (borders[number + 1] - borders[number])
        return numbers

    def starts(self, window: str) -> list[int]:
        """Starts of all windows in order, the first being 0."""
        return self._starts[window]


_PARAGRAPH_END = re.compile(r"\n+")
_SENTENCE_END = re.compile(r"[。！？\n]+[）]?")
_SEGMENT_END = re.compile(r"[。！？；\n]+[）]?")
_CLAUSE_END = re.compile(r"[，。！？；：\n]+[）]?")


def _starts(end: re.Pattern[str], folded: str) -> list[int]:
    starts = [0, *(match.end() for match in end.finditer(folded))]
    if len(starts) > 1 and starts[-1] >= len(folded):
        starts.pop()
    return starts
