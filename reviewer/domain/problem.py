"""Something wrong in a report beyond the checklist."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.domain.span import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem found in the text.

    Attributes:
        kind: "numbering", "year", "punctuation" …; also the sheet's 类型 through its label.
        span: Its place, or None for the whole document.
        text: The text at the span, or "".
        message: A Chinese sentence: what is wrong and what is expected.
    """

    kind: str
    span: Span | None
    text: str
    message: str
