"""Finds what a reviewer types, whatever the width of characters and however it is spaced."""

from __future__ import annotations

from reviewer.domain.span import Span
from reviewer.language.folding import FoldedText, fold

_LOWER = {code: code + 0x20 for code in range(ord("A"), ord("Z") + 1)}


class TextSearch:
    """Searches one text; it is folded at the first search.

    Full and half width, upper and lower case, blanks and quotation marks make no difference.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: FoldedText | None = None
        self._haystack = ""

    def find(self, wanted: str) -> list[Span]:
        """All places, in order and without overlaps; none for a blank `wanted`."""
        needle = fold(wanted).text.translate(_LOWER)
        if not needle:
            return self._find_as_written(wanted.strip())
        if self._folded is None:
            self._folded = fold(self._text)
            self._haystack = self._folded.text.translate(_LOWER)
        return [
            self._folded.original(start, start + len(needle))
            for start in _places(self._haystack, needle)
        ]

    def _find_as_written(self, wanted: str) -> list[Span]:
        """For a search of quotation marks alone, which folding drops."""
        if not wanted:
            return []
        return [Span(start, start + len(wanted)) for start in _places(self._text, wanted)]


def _places(text: str, wanted: str) -> list[int]:
    places = []
    start = text.find(wanted)
    while start >= 0:
        places.append(start)
        start = text.find(wanted, start + len(wanted))
    return places
