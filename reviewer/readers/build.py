"""The one way from raw blocks to a `Report`, for every format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from reviewer.domain.report import (
    Furniture,
    Paragraph,
    ParagraphKind,
    Quality,
    Report,
    ReportFacts,
    RoleSpan,
    Section,
    SectionRole,
)
from reviewer.domain.source_lines import LineChoices, SourceLine
from reviewer.domain.span import Span
from reviewer.errors import UnreadableReportError
from reviewer.readers.facts import FactSource, read_facts
from reviewer.readers.joining import DraftParagraph, join_lines
from reviewer.readers.limits import refuse_long_text
from reviewer.readers.lines import LeftOut, clean_lines
from reviewer.readers.outline import Heading, find_headings
from reviewer.readers.page import Page, take_apart
from reviewer.readers.part_words import part_words
from reviewer.readers.roles import Roles, assign_roles
from reviewer.readers.source import SourceDocument
from reviewer.readers.texts import sentence
from reviewer.readers.warnings import warnings_of

_HANZI = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the paragraphs stand in the text.

    Attributes:
        text: The normalised text.
        spans: The span of each paragraph, without its line end.
        plains: The copy for looking of each paragraph.
        left_out: What these copies leave out, by paragraph; made when it is asked for.
    """

    text: str
    spans: tuple[Span, ...]
    plains: tuple[str, ...]
    left_out: dict[int, LeftOut] = field(default_factory=dict)

    def place(self, index: int, plain_offset: int) -> int:
        """The offset in the text of an offset in the copy of a paragraph."""
        span = self.spans[index]
        if plain_offset == 0:
            return span.start
        if index not in self.left_out:
            self.left_out[index] = LeftOut(span.of(self.text))
        return span.start + self.left_out[index].offset_behind(plain_offset)


@dataclass(frozen=True, slots=True)
class _Reading:
    """All that was read of a document."""

    page: Page
    drafts: Sequence[DraftParagraph]
    layout: _Layout
    headings: Sequence[Heading]
    roles: Roles
    facts: ReportFacts


def build_report(source: SourceDocument, choices: LineChoices = ()) -> Report:
    """Normalises the blocks of a document and reads its outline, roles and facts.

    Args:
        source: The document.
        choices: What a reviewer said of some of its lines.

    Raises:
        UnreadableReportError: There is no text in it.
        ReportTooLargeError: It is over the limit of characters.
    """
    refuse_long_text(source.path, sum(len(block.text) for block in source.blocks))
    page = take_apart(clean_lines(source.blocks, choices))
    drafts = join_lines(page)
    if not drafts:
        raise UnreadableReportError(source.path, sentence("errors", "no_text"))
    layout = _layout(drafts)
    first, body = _first_heading(drafts), _first_body(page, drafts)
    headings = find_headings(drafts, first, body, part_words(None).known)
    facts = read_facts(_fact_source(page, drafts, layout, headings))
    year = facts.report_year.value if facts.report_year else None
    roles = assign_roles(drafts, layout.plains, headings, part_words(year))
    report = _report(source, _Reading(page, drafts, layout, headings, roles, facts))
    return replace(report, line_choices=choices) if choices else report


def _layout(drafts: Sequence[DraftParagraph]) -> _Layout:
    ends = accumulate((len(draft.text) + 1 for draft in drafts), initial=0)
    spans = tuple(
        Span(start, start + len(draft.text)) for start, draft in zip(ends, drafts, strict=False)
    )
    text = "\n".join(draft.text for draft in drafts)
    return _Layout(text, spans, tuple(draft.plain for draft in drafts))


def _first_heading(drafts: Sequence[DraftParagraph]) -> int:
    """Index of the first paragraph that can be a heading: after the title."""
    last = -1
    for index, draft in enumerate(drafts):
        if draft.kind in (
            ParagraphKind.TITLE,
            ParagraphKind.ADDRESSEE,
            ParagraphKind.DOCUMENT_NUMBER,
        ):
            last = index
    return last + 1


def _first_body(page: Page, drafts: Sequence[DraftParagraph]) -> int:
    """Index of the first paragraph of the text itself."""
    return next((i for i, draft in enumerate(drafts) if draft.first >= page.body), len(drafts))


def _fact_source(
    page: Page,
    drafts: Sequence[DraftParagraph],
    layout: _Layout,
    headings: Sequence[Heading],
) -> FactSource:
    return FactSource(
        page=page,
        drafts=tuple(drafts),
        plains=layout.plains,
        spans=layout.spans,
        headings=tuple(headings),
        place=layout.place,
    )


def _report(source: SourceDocument, reading: _Reading) -> Report:
    page, drafts, layout = reading.page, reading.drafts, reading.layout
    headings, roles, facts = reading.headings, reading.roles, reading.facts
    role_spans = _role_spans(layout, roles)
    sections = _sections(drafts, layout, headings, roles)
    quality = _counted(source.quality, layout.text)
    return Report(
        path=source.path,
        sha256=source.sha256,
        format=source.format,
        encoding=source.encoding,
        text=layout.text,
        paragraphs=_paragraphs(page, drafts, layout, headings, role_spans),
        sections=sections,
        role_spans=role_spans,
        facts=facts,
        furniture=_furniture(page, drafts),
        quality=quality,
        warnings=(*source.warnings, *warnings_of(facts, quality)),
        pasted=source.pasted,
    )


def _role_spans(layout: _Layout, roles: Roles) -> tuple[RoleSpan, ...]:
    offsets = [layout.place(change.paragraph, change.offset) for change in roles.changes]
    offsets.append(len(layout.text))
    return tuple(
        RoleSpan(Span(offsets[index], offsets[index + 1]), change.role)
        for index, change in enumerate(roles.changes)
        if offsets[index + 1] > offsets[index]
    )


def _sections(
    drafts: Sequence[DraftParagraph],
    layout: _Layout,
    headings: Sequence[Heading],
    roles: Roles,
) -> tuple[Section, ...]:
    after = len(drafts)
    while after > 0 and drafts[after - 1].kind in (ParagraphKind.SIGNATURE, ParagraphKind.NOTE):
        after -= 1
    sections = []
    open_sections: list[int] = []
    for index, heading in enumerate(headings):
        while open_sections and headings[open_sections[-1]].level >= heading.level:
            open_sections.pop()
        following = (headings[other] for other in range(index + 1, len(headings)))
        last = next((other.paragraph for other in following if other.level <= heading.level), after)
        start = layout.spans[heading.paragraph].start
        heading_span = Span(start, start + heading.end)
        sections.append(
            Section(
                level=heading.level,
                label=heading.label,
                heading=heading_span.of(layout.text),
                heading_span=heading_span,
                span=Span(start, layout.spans[max(last - 1, heading.paragraph)].end),
                role=roles.of_headings[index],
                parent=open_sections[-1] if open_sections else None,
                is_run_in=heading.is_run_in,
            )
        )
        open_sections.append(index)
    return tuple(sections)


def _paragraphs(
    page: Page,
    drafts: Sequence[DraftParagraph],
    layout: _Layout,
    headings: Sequence[Heading],
    role_spans: Sequence[RoleSpan],
) -> tuple[Paragraph, ...]:
    heading_at = {heading.paragraph: index for index, heading in enumerate(headings)}
    source_lines = [SourceLine(line.raw, line.nth) for line in page.lines]
    paragraphs = []
    section: int | None = None
    role_index = 0
    for index, draft in enumerate(drafts):
        section = heading_at.get(index, section)
        kind = draft.kind
        if kind in (ParagraphKind.SIGNATURE, ParagraphKind.NOTE):
            section = None
        elif index in heading_at and not headings[heading_at[index]].is_run_in:
            kind = ParagraphKind.HEADING
        start = layout.spans[index].start
        while role_index + 1 < len(role_spans) and role_spans[role_index + 1].span.start <= start:
            role_index += 1
        role = role_spans[role_index].role if role_spans else SectionRole.PREAMBLE
        end = drafts[index + 1].first if index + 1 < len(drafts) else len(source_lines)
        lines = tuple(source_lines[draft.first : end])
        paragraphs.append(Paragraph(index + 1, layout.spans[index], kind, role, section, lines))
    return tuple(paragraphs)


def _furniture(page: Page, drafts: Sequence[DraftParagraph]) -> tuple[Furniture, ...]:
    """The lines set aside; each in front of the first paragraph that starts at or after it."""
    furniture = []
    number = 0
    for aside in page.aside:
        while number < len(drafts) and drafts[number].first < aside.before:
            number += 1
        block = aside.line.block
        line = aside.line
        furniture.append(Furniture(line.raw, block.line, aside.reason, number + 1, line.nth))
    return tuple(furniture)


def _counted(quality: Quality, text: str) -> Quality:
    characters = len(text) - text.count(" ") - text.count("\n")  # no other blanks are left
    hanzi = sum(map(len, _HANZI.findall(text)))
    return replace(quality, characters=characters, hanzi=hanzi)
