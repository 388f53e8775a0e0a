"""Lines of a report's file, and what a reviewer said of them: text of the report, or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class SourceLine:
    """A line of a file, known by its words whatever number a version of the program gives it.

    Attributes:
        text: The line as it stood in the file, without its line end.
        nth: How many lines of the same words stand above it.
    """

    text: str
    nth: int = 0


@dataclass(frozen=True, order=True, slots=True)
class LineChoice:
    """Where a reviewer wants a line.

    Attributes:
        line: The line.
        is_text: Whether it is text of the report; None leaves that to the program again.
    """

    line: SourceLine
    is_text: bool | None


LineChoices = tuple[LineChoice, ...]
"""At most one choice per line, in the order of the lines; none that leaves it to the program."""


def combined(choices: LineChoices, newer: Iterable[LineChoice]) -> LineChoices:
    """What stands after newer choices were made."""
    by_line = {choice.line: choice for choice in (*choices, *newer)}
    return tuple(sorted(choice for choice in by_line.values() if choice.is_text is not None))


@dataclass(frozen=True, slots=True)
class PastedSource:
    """What was pasted; it can be read again from this, having no file.

    Attributes:
        content: The text or the HTML.
        is_html: Which of the two it is.
    """

    content: str
    is_html: bool = False
