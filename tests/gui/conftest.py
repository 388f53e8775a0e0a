"""Reports for the tests of widgets, made by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reviewer.domain.report import (
    Fact,
    Paragraph,
    ParagraphKind,
    Quality,
    Report,
    ReportFacts,
    ReportKind,
    RoleSpan,
    Section,
    SectionRole,
)
from reviewer.domain.span import Span

MakeReport = Callable[..., Report]

_LINES = (
    (ParagraphKind.TITLE, "云溪县林业局2023年法治政府建设年度报告"),
    (ParagraphKind.ADDRESSEE, "县委依法治县办："),
    (ParagraphKind.BODY, "2023年，我局在县委、县政府领导下推进依法行政，报告如下。"),
    (ParagraphKind.HEADING, "一、主要举措，稳步推进"),
    (ParagraphKind.BODY, "（一）健全制度。局长𠮷某主持学法4次，修订《护林员管理办法》。"),
    (ParagraphKind.BODY, "（二）规范执法。全年检查木材加工企业36家，立案5起，罚款2.4万元。"),
    (ParagraphKind.HEADING, "二、存在的不足"),
    (ParagraphKind.BODY, "执法力量偏弱，部分乡镇尚未配齐法制审核人员😀。"),
    (ParagraphKind.HEADING, "三、下一步打算"),
    (ParagraphKind.BODY, "2024年将加强培训，落实“谁执法谁普法”责任制。"),
    (ParagraphKind.SIGNATURE, "云溪县林业局（印章）"),
    (ParagraphKind.SIGNATURE, "2024年1月18日"),
)


@pytest.fixture
def make_report() -> MakeReport:
    """Makes a report of given lines, without an outline."""

    def make(*lines: str) -> Report:
        starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
        paragraphs = tuple(
            Paragraph(
                number=index + 1,
                span=Span(start, start + len(line)),
                kind=ParagraphKind.BODY,
                role=SectionRole.MEASURES,
                section=None,
            )
            for index, (start, line) in enumerate(zip(starts, lines, strict=True))
        )
        text = "\n".join(lines)
        return Report(
            path="example.txt",
            sha256="0" * 64,
            format="txt",
            encoding="utf-8",
            text=text,
            paragraphs=paragraphs,
            sections=(),
            role_spans=(RoleSpan(Span(0, len(text)), SectionRole.MEASURES),),
            facts=ReportFacts(kind=ReportKind.ANNUAL_REPORT),
            quality=Quality(characters=len(text), hanzi=len(text)),
        )

    return make


@pytest.fixture
def report() -> Report:
    """A short report with title, three parts (the first with two run-in headings), signature."""
    lines = [line for _, line in _LINES]
    text = "\n".join(lines)

    def place(part: str) -> Span:
        start = text.index(part)
        return Span(start, start + len(part))

    def section(
        number: str, heading: str, last: str, role: SectionRole, parent: int | None = None
    ) -> Section:
        where = place(heading)
        return Section(
            level=1 if parent is None else 2,
            label=number,
            heading=heading.rstrip("。"),
            heading_span=where,
            span=Span(where.start, place(last).end),
            role=role,
            parent=parent,
            is_run_in=parent is not None,
        )

    sections = (
        section("一、", lines[3], lines[5], SectionRole.MEASURES),
        section("（一）", "（一）健全制度。", lines[4], SectionRole.MEASURES, 0),
        section("（二）", "（二）规范执法。", lines[5], SectionRole.MEASURES, 0),
        section("二、", lines[6], lines[7], SectionRole.SHORTCOMINGS),
        section("三、", lines[8], lines[11], SectionRole.NEXT_YEAR),
    )
    section_of_line = (None, None, None, 0, 1, 2, 3, 3, 4, 4, 4, 4)
    paragraphs = tuple(
        Paragraph(
            number=index + 1,
            span=place(line),
            kind=kind,
            role=SectionRole.PREAMBLE if home is None else sections[home].role,
            section=home,
        )
        for index, ((kind, line), home) in enumerate(zip(_LINES, section_of_line, strict=True))
    )
    return Report(
        path="云溪县林业局2023.docx",
        sha256="1" * 64,
        format="docx",
        encoding=None,
        text=text,
        paragraphs=paragraphs,
        sections=sections,
        role_spans=(
            RoleSpan(Span(0, sections[0].span.start), SectionRole.PREAMBLE),
            RoleSpan(Span(sections[0].span.start, len(text)), SectionRole.MEASURES),
        ),
        facts=ReportFacts(
            title=Fact(lines[0], "标题", span=place(lines[0])),
            unit=Fact("云溪县林业局", "标题", span=Span(0, 6)),
            report_year=Fact(2023, "标题"),
            signed=Fact(date(2024, 1, 18), "落款"),
            kind=ReportKind.ANNUAL_REPORT,
        ),
        quality=Quality(characters=len(text), hanzi=200, tables=1),
    )
