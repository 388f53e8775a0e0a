"""The only place that converts between places in a report and places in a Qt document.

A report counts code points; Qt counts UTF-16 units, of which a code point beyond U+FFFF
takes two.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from reviewer.domain.span import Span

_BEYOND_FIRST_PLANE = re.compile("[\U00010000-\U0010ffff]")


class TextPositions:
    """Both directions for one text, each in O(log n) of its wide code points.

    Args:
        text: The report's text; the document must hold the same text, line by line.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [match.start() for match in _BEYOND_FIRST_PLANE.finditer(text)]
        self._wide_in_qt = [offset + count for count, offset in enumerate(self._wide)]

    def to_qt(self, offset: int) -> int:
        """The Qt position in front of the code point at `offset`; clamped to the text."""
        offset = min(max(offset, 0), self._length)
        return offset + bisect_left(self._wide, offset)

    def from_qt(self, position: int) -> int:
        """The code-point offset at a Qt position; inside a pair: the start of its code point."""
        position = min(max(position, 0), self._length + len(self._wide))
        return position - bisect_left(self._wide_in_qt, position)

    def span_from_qt(self, start: int, end: int) -> Span:
        """The span between two Qt positions, in any order."""
        return Span(self.from_qt(min(start, end)), self.from_qt(max(start, end)))

    def span_to_qt(self, span: Span) -> tuple[int, int]:
        """The Qt positions of a span's start and end."""
        return self.to_qt(span.start), self.to_qt(span.end)
