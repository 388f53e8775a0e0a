"""What the readers of facts look at: the parts of a page, with their copies for looking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reviewer.domain.report import ParagraphKind
from reviewer.domain.span import Span
from reviewer.readers.joining import DraftParagraph
from reviewer.readers.lines import plain_copy
from reviewer.readers.outline import Heading
from reviewer.readers.page import Page


@dataclass(frozen=True, slots=True)
class FactSource:
    """A report before its facts are known.

    Attributes:
        page: The page with what was set aside.
        drafts: The paragraphs.
        plains: The copy for looking of each paragraph.
        spans: The span of each paragraph.
        headings: The headings.
        place: Gives the offset in the text of (paragraph, offset in its copy).
    """

    page: Page
    drafts: tuple[DraftParagraph, ...]
    plains: tuple[str, ...]
    spans: tuple[Span, ...]
    headings: tuple[Heading, ...]
    place: Callable[[int, int], int]

    @property
    def title_index(self) -> int | None:
        """Index of the title's paragraph, or None."""
        return self.index_of(ParagraphKind.TITLE)

    def index_of(self, kind: ParagraphKind) -> int | None:
        """Index of the first paragraph of that kind, or None."""
        for index, draft in enumerate(self.drafts):
            if draft.kind is kind:
                return index
        return None

    def body_indices(self, most: int) -> list[int]:
        """Indices of the first paragraphs of the text itself, at most `most`."""
        found: list[int] = []
        for index, draft in enumerate(self.drafts):
            if draft.kind is ParagraphKind.BODY:
                found.append(index)
                if len(found) == most:
                    break
        return found

    def heading_plain(self, heading: Heading) -> str:
        """The copy of a heading, with its number."""
        draft = self.drafts[heading.paragraph]
        plain = self.plains[heading.paragraph]
        return plain_copy(draft.text[: heading.end]) if heading.is_run_in else plain

    def span(self, index: int, start: int, end: int) -> Span:
        """The span in the text of `start` to `end` in the copy of a paragraph."""
        first = self.place(index, start)
        return Span(first, max(first, self.place(index, max(end - 1, start)) + 1))

    def text(self, index: int, start: int, end: int) -> str:
        """The text behind `start` to `end` in the copy of a paragraph."""
        span = self.span(index, start, end)
        base = self.spans[index].start
        return self.drafts[index].text[span.start - base : span.end - base]
