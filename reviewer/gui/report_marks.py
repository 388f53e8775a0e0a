"""What the report view marks: pieces of evidence, each in its verdict's colour."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.domain.report import Paragraph
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict

_STRONGEST_FIRST = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class EvidenceMark:
    """One piece of evidence as shown in the text.

    Attributes:
        span: Its place in the report.
        verdict: The verdict whose colour it has.
        is_decided: Whether a human decided its item (solid), or the machine proposes (hollow).
        is_current: Whether it is the one being looked at; at most one is.
        item_id: The checklist item it speaks for.
        label: What a tooltip says about it, in Chinese; "" for none.
        is_of_selected_item: Whether its item is the one being judged; the evidence of all other
            items stays in the background.
    """

    span: Span
    verdict: Verdict
    is_decided: bool
    is_current: bool
    item_id: str
    label: str = ""
    is_of_selected_item: bool = True


class MarkIndex:
    """Answers where marks stand; built anew whenever the evidence changes.

    Args:
        marks: In the order shown; the evidence of one item in the order of its list.
        paragraphs: The report's paragraphs.
    """

    def __init__(
        self, marks: Sequence[EvidenceMark] = (), paragraphs: Sequence[Paragraph] = ()
    ) -> None:
        self.marks = tuple(marks)
        self.current = next((mark for mark in self.marks if mark.is_current), None)
        self._verdicts = self._verdicts_by_paragraph(paragraphs)

    def within(self, visible: Span) -> list[EvidenceMark]:
        """The marks that touch a stretch of text; the selected item's last, on top."""
        touching = [mark for mark in self.marks if mark.span.overlaps(visible)]
        return sorted(touching, key=lambda mark: (mark.is_current, mark.is_of_selected_item))

    def at(self, offset: int) -> list[tuple[EvidenceMark, int]]:
        """The marks around an offset, each with its 0-based place among those of its item."""
        seen: dict[str, int] = {}
        found: list[tuple[EvidenceMark, int]] = []
        for mark in self.marks:
            index = seen.get(mark.item_id, 0)
            seen[mark.item_id] = index + 1
            if mark.span.start <= offset <= mark.span.end:
                found.append((mark, index))
        return found

    def next_at(self, offset: int) -> tuple[EvidenceMark, int] | None:
        """The mark a click on `offset` means: clicking on goes through marks that overlap."""
        found = self.at(offset)
        for place, (mark, _) in enumerate(found):
            if mark.is_current:
                return found[(place + 1) % len(found)]
        return found[0] if found else None

    def verdict_of_paragraph(self, number: int) -> Verdict | None:
        """The verdict that a paragraph's bar shows; None for a paragraph without evidence."""
        return self._verdicts.get(number)

    def _verdicts_by_paragraph(self, paragraphs: Sequence[Paragraph]) -> dict[int, Verdict]:
        verdicts: dict[int, Verdict] = {}
        for mark in sorted(self.marks, key=_prominence):
            first = bisect_right(paragraphs, mark.span.start, key=lambda entry: entry.span.start)
            for paragraph in paragraphs[max(first - 1, 0) :]:
                if paragraph.span.start >= max(mark.span.end, mark.span.start + 1):
                    break
                verdicts.setdefault(paragraph.number, mark.verdict)
        return verdicts


def _prominence(mark: EvidenceMark) -> tuple[bool, int]:
    return not mark.is_current, _STRONGEST_FIRST.index(mark.verdict)
