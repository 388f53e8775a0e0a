"""What a reader gives: one normalised text with its outline, roles and facts."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from reviewer.domain.source_lines import LineChoices, PastedSource, SourceLine
from reviewer.domain.span import Span

Value = TypeVar("Value")


class SectionRole(StrEnum):
    """What a part of the report is there for; it decides what a passage in it can prove."""

    PREAMBLE = "preamble"
    MEASURES = "measures"
    FIRST_RESPONSIBLE = "first_responsible"
    SHORTCOMINGS = "shortcomings"
    NEXT_YEAR = "next_year"
    CLOSING = "closing"

    @property
    def label(self) -> str:
        """The short Chinese word shown beside outline entries and evidence."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    SectionRole.PREAMBLE: "开头",
    SectionRole.MEASURES: "举措",
    SectionRole.FIRST_RESPONSIBLE: "第一责任人",
    SectionRole.SHORTCOMINGS: "不足",
    SectionRole.NEXT_YEAR: "计划",
    SectionRole.CLOSING: "结尾",
}


class ReportKind(StrEnum):
    """Whether the document is what the checklist is for."""

    ANNUAL_REPORT = "annual_report"
    OTHER = "other"
    UNSURE = "unsure"


class ParagraphKind(StrEnum):
    """What a line of the text is, apart from its role."""

    TITLE = "title"
    ADDRESSEE = "addressee"
    DOCUMENT_NUMBER = "document_number"
    HEADING = "heading"
    BODY = "body"
    SIGNATURE = "signature"
    NOTE = "note"


class Confidence(StrEnum):
    """How sure a fact is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value]):
    """One fact read from the document.

    Attributes:
        value: The fact itself.
        source: Where it was found, in Chinese, for the reviewer ("标题", "网页发布日期" …).
        confidence: How sure the reader is.
        span: Its place in `Report.text`; None when it stood in furniture set aside.
    """

    value: Value
    source: str
    confidence: Confidence = Confidence.HIGH
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the document says about itself; None where it does not say.

    Attributes:
        title: The title, parts of a split title joined without a space.
        unit: The reporting unit by its full name, else by its official short form.
        report_year: The year reported on.
        document_number: 文号, for example 厦应急〔2026〕11号.
        addressee: 主送机关, without the colon.
        signed: The date of signing (成文日期).
        web_published: The date of publication printed on the web page.
        kind: Whether this is an annual report on building a law-based government.
        kind_reason: Why, in Chinese.
    """

    title: Fact[str] | None = None
    unit: Fact[str] | None = None
    report_year: Fact[int] | None = None
    document_number: Fact[str] | None = None
    addressee: Fact[str] | None = None
    signed: Fact[date] | None = None
    web_published: Fact[date] | None = None
    kind: ReportKind = ReportKind.UNSURE
    kind_reason: str = ""

    @property
    def published(self) -> date | None:
        """The web date, else the signing date."""
        fact = self.web_published or self.signed
        return fact.value if fact else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of `Report.text`.

    Attributes:
        number: 1-based over the lines of the text.
        span: The line without its line end.
        kind: Title, heading, body …
        role: The role at the paragraph's start (a paragraph may change role inside).
        section: Index in `Report.sections` of the deepest section around its start, or None.
        lines: The lines of the file that it was put together from.
    """

    number: int
    span: Span
    kind: ParagraphKind
    role: SectionRole
    section: int | None
    lines: tuple[SourceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """An outline entry: a heading and all that stands under it.

    Attributes:
        level: 1 for 一、, 2 for (一), 3 for 1., 4 for (1); a heading without a number has the
            level of its place.
        label: The number as written ("一、", "(二)", "1."), or "".
        heading: The full heading as written, number included, without a final 。
        heading_span: Where the heading stands; a run-in heading covers only its own sentence.
        span: From the heading's start to the end of the last paragraph under it.
        role: What the section is there for.
        parent: Index in `Report.sections` of the section around it, or None.
        is_run_in: Whether body text follows the heading in the same paragraph.
    """

    level: int
    label: str
    heading: str
    heading_span: Span
    span: Span
    role: SectionRole
    parent: int | None
    is_run_in: bool = False


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A stretch of text with one role; together they cover the text in order."""

    span: Span
    role: SectionRole


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line set aside because it belongs to the page, not to the report.

    Attributes:
        text: The line as it stood in the file.
        line: 1-based line (or block) of the source.
        reason: Why it was set aside, in Chinese.
        before_paragraph: Number of the paragraph in front of which it stood.
        nth: As in `SourceLine`.
    """

    text: str
    line: int
    reason: str
    before_paragraph: int
    nth: int = 0

    @property
    def source_line(self) -> SourceLine:
        """The line as it is known to the workspace."""
        return SourceLine(self.text, self.nth)


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the document could be read.

    Attributes:
        characters: Code points of the text without white space.
        hanzi: Chinese characters.
        pages: Pages, where the format has any.
        tables: Tables read.
        text_boxes: Text boxes read.
        tracked_changes: Tracked changes met.
        scanned_pages: 1-based numbers of pages without text.
        undecodable_bytes: Bytes that could not be decoded.
    """

    characters: int = 0
    hanzi: int = 0
    pages: int | None = None
    tables: int = 0
    text_boxes: int = 0
    tracked_changes: int = 0
    scanned_pages: tuple[int, ...] = ()
    undecodable_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    r"""One report as read; every span of every later step refers to its `text`.

    Attributes:
        path: The file as given, or a name such as "粘贴的文字".
        sha256: Hex digest of the file's bytes (of the UTF-8 text when pasted).
        format: "txt", "docx" …; "text" when pasted.
        encoding: The text encoding, or None where it does not apply.
        text: Normalised text, lines joined by "\n", no blank lines.
        paragraphs: One per line of the text.
        sections: The outline in reading order.
        role_spans: A partition of the text by role.
        facts: Title, unit, year, dates, kind.
        furniture: Lines set aside.
        quality: How well it could be read.
        warnings: Chinese sentences for the reviewer.
        line_choices: What a reviewer had said of lines before it was read.
        pasted: What was pasted; None for a file.
    """

    path: str
    sha256: str
    format: str
    encoding: str | None
    text: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    role_spans: tuple[RoleSpan, ...]
    facts: ReportFacts
    furniture: tuple[Furniture, ...] = ()
    quality: Quality = field(default_factory=Quality)
    warnings: tuple[str, ...] = ()
    line_choices: LineChoices = ()
    pasted: PastedSource | None = None

    def role_at(self, offset: int) -> SectionRole:
        """The role of the code point at `offset`; preamble for an empty text."""
        if not self.role_spans:
            return SectionRole.PREAMBLE
        index = bisect_right(self.role_spans, offset, key=lambda entry: entry.span.start)
        return self.role_spans[max(index - 1, 0)].role

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph around `offset`.

        Raises:
            IndexError: The report has no paragraph.
        """
        index = bisect_right(self.paragraphs, offset, key=lambda entry: entry.span.start)
        return self.paragraphs[max(index - 1, 0)]

    def section_at(self, offset: int) -> Section | None:
        """The deepest section around `offset`, or None before the first heading."""
        index = bisect_right(self.sections, offset, key=lambda entry: entry.span.start)
        for section in reversed(self.sections[:index]):
            if section.span.start <= offset < max(section.span.end, section.span.start + 1):
                return section
        return None
