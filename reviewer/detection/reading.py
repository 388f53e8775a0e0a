"""A report prepared for matching: folded text, pauses, numbers, and readings of places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from reviewer.domain.report import ParagraphKind, Report, Section, SectionRole
from reviewer.domain.span import Span
from reviewer.language.clauses import Pauses, Reading
from reviewer.language.cues import CueIndex
from reviewer.language.folding import fold
from reviewer.language.quantities import Quantity, find_quantities
from reviewer.language.reading import TextReader
from reviewer.language.subjects import own_names_of

_PAUSE_MARKS = "，。；！？\n"
_RESULT = re.compile(
    r"\d月|季度|上半年|下半年|月底|年底|日前|期限内|时限内|均|全部|占|率|同比|比上年|维持|驳回|撤|"
    r"办结|结案|整改到位|采纳|评为|获|被|典型案例|案》|销号|到位|通过"
)


class ReportReading:
    """All that detection asks of one report; offsets are folded code points.

    Attributes:
        report: The report.
        text: Its folded text.
        pauses: Clauses, segments, sentences, paragraphs of the folded text.
        quantities: Numbers in reading order.
        counted: Those with a unit.
        year: The report year, or None.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self._folded = fold(report.text)
        self.text = self._folded.text
        self.pauses = Pauses(self.text)
        self.quantities: list[Quantity] = find_quantities(self.text)
        self.counted = [quantity for quantity in self.quantities if quantity.unit]
        self._counted_starts = [quantity.start for quantity in self.counted]
        self._units: dict[tuple[int, int], frozenset[str]] = {}
        self._said: dict[tuple[str, int, int], bool] = {}
        self.year = report.facts.report_year.value if report.facts.report_year else None
        # The first role reaches back to the start of the text, as in `Report.role_at`.
        self._role_starts = [0, *(entry.span.start for entry in report.role_spans[1:])]
        self._roles = [entry.role for entry in report.role_spans] or [SectionRole.PREAMBLE]
        self._paragraph_starts = [paragraph.span.start for paragraph in report.paragraphs]
        self._section_starts = [section.span.start for section in report.sections]
        self._strengths: dict[tuple[int, int], int] = {}
        self._reader: TextReader | None = None
        self._readings: dict[tuple[int, int], Reading] = {}

    def original(self, start: int, end: int) -> Span:
        """The span of the report's text for a folded range."""
        return self._folded.original(start, end)

    def folded_offset(self, offset: int) -> int:
        """The first folded offset at or after an offset of the report's text."""
        return bisect_left(self._folded.offsets, offset)

    def role(self, start: int) -> SectionRole:
        """The role of the place."""
        return self._roles[bisect_right(self._role_starts, self._folded.offsets[start]) - 1]

    def paragraph_number(self, offset: int) -> int:
        """The 1-based number of the paragraph around an offset of the report's text."""
        return max(bisect_right(self._paragraph_starts, offset), 1)

    def paragraph_kind(self, start: int) -> ParagraphKind:
        """What the paragraph around a folded offset is."""
        number = self.paragraph_number(self._folded.offsets[start])
        return self.report.paragraphs[number - 1].kind

    def section_at(self, offset: int) -> Section | None:
        """The deepest section around an offset of the report's text, or None."""
        number = self._section_number(offset)
        return None if number is None else self.report.sections[number]

    def section_number(self, start: int) -> int | None:
        """Which section is the deepest around a folded offset; 0-based, None outside of all."""
        return self._section_number(self._folded.offsets[start])

    def _section_number(self, offset: int) -> int | None:
        sections = self.report.sections
        for index in range(bisect_right(self._section_starts, offset) - 1, -1, -1):
            span = sections[index].span
            if span.start <= offset < max(span.end, span.start + 1):
                return index
        return None

    def know_cues(self, words: Iterable[tuple[int, int, str]]) -> None:
        """Takes start, end and text of all cue words; readings can be asked for from then on."""
        names = _own_names(self.report)
        found = CueIndex(words, self.pauses.numbers("clause"))
        self._reader = TextReader(self.text, self.pauses, found, self.year, names)

    def reading(self, start: int, end: int) -> Reading:
        """How the clause around a hit reads.

        Raises:
            RuntimeError: The cue words are not known yet.
        """
        key = (start, end)
        if key not in self._readings:
            if self._reader is None:
                raise RuntimeError("cue words are looked for before places are read")
            self._readings[key] = self._reader.read(start, end)
        return self._readings[key]

    def clauses(self, role: SectionRole) -> list[tuple[int, int]]:
        """Start and end of every clause that starts in a role, its pause mark left out."""
        return self._clauses.get(role, [])

    @cached_property
    def _clauses(self) -> dict[SectionRole, list[tuple[int, int]]]:
        text, starts = self.text, self.pauses.starts("clause")
        clauses: dict[SectionRole, list[tuple[int, int]]] = {}
        for start, following in zip(starts, (*starts[1:], len(text)), strict=True):
            end = following
            while end > start and text[end - 1] in _PAUSE_MARKS:
                end -= 1
            if end > start:
                clauses.setdefault(self.role(start), []).append((start, end))
        return clauses

    def count_in(self, start: int, end: int) -> int:
        """How many quantities with a unit start inside the range."""
        starts = self._counted_starts
        return bisect_left(starts, end) - bisect_left(starts, start)

    def units_in(self, start: int, end: int) -> frozenset[str]:
        """The units of the quantities that start inside the range."""
        key = (start, end)
        if key not in self._units:
            first = bisect_left(self._counted_starts, start)
            last = bisect_left(self._counted_starts, end)
            self._units[key] = frozenset(q.unit for q in self.counted[first:last])
        return self._units[key]

    def says(self, expression: re.Pattern[str], start: int, end: int) -> bool:
        """Whether the range matches somewhere; each clause is looked at once."""
        # The text of an expression: an expression is hashed anew each time, a text only once.
        key = (expression.pattern, start, end)
        if key not in self._said:
            self._said[key] = expression.search(self.text, start, end) is not None
        return self._said[key]

    def strength(self, start: int, end: int) -> int:
        """Strength of a fact: 2 measure or document, 3 with a number, 4 plus time or result."""
        key = (start, end)
        if key not in self._strengths:
            strength = 2
            if self.count_in(start, end):
                strength = 4 if _RESULT.search(self.text, start, end) else 3
            self._strengths[key] = strength
        return self._strengths[key]

    def is_heading(self, start: int, end: int) -> bool:
        """Whether the range lies wholly inside a heading of the outline."""
        index = bisect_right(self._heading_starts, start) - 1
        return index >= 0 and end <= self._heading_ends[index]

    def is_in_part_heading(self, start: int) -> bool:
        """Whether the place stands in the heading of a part, which has its paragraph for itself."""
        starts, ends = self._part_headings
        index = bisect_right(starts, start) - 1
        return index >= 0 and start < ends[index]

    @cached_property
    def _part_headings(self) -> tuple[list[int], list[int]]:
        spans = sorted(
            (section.heading_span.start, section.heading_span.end)
            for section in self.report.sections
            if section.level == 1 and not section.is_run_in
        )
        starts = [self.folded_offset(start) for start, _ in spans]
        return starts, [self.folded_offset(end) for _, end in spans]

    @cached_property
    def _headings(self) -> list[tuple[int, int]]:
        spans = sorted(
            (section.heading_span.start, section.heading_span.end)
            for section in self.report.sections
        )
        return [(self.folded_offset(start), self.folded_offset(end)) for start, end in spans]

    @cached_property
    def _heading_starts(self) -> list[int]:
        return [start for start, _ in self._headings]

    @cached_property
    def _heading_ends(self) -> list[int]:
        return [end for _, end in self._headings]


def _own_names(report: Report) -> tuple[str, ...]:
    unit = report.facts.unit
    return own_names_of(fold(unit.value).text) if unit else ()
