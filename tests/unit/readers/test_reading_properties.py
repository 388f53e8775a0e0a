"""What holds for every text, however strange."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.domain.report import ParagraphKind, Report
from reviewer.errors import ReviewerError
from reviewer.readers.build import build_report
from reviewer.readers.read import read_pasted
from reviewer.readers.source import SourceBlock, SourceDocument

_PIECES = (
    "一、主要举措和成效",
    "（一）规范执法。全年立案12件。",
    "(二)、强化普法",
    "1.健全机制：成立小组，",
    "2、开展检查",
    "一是加强学习。二是规范执法",
    "存在的不足",
    "但还存在一些问题：",
    "下一步，我局将加强培训。",
    "2024年工作安排",
    "党政主要负责人履行第一责任人职责情况",
    "云岭市水务局",
    "关于2023年法治政府建设情况的报告",
    "市委、市政府：",
    "2024年1月15日",
    "— 1 —",
    "发布日期：2024-01-22  来源：办公室",
    "首页 > 政务公开",
    "【打印】【关闭】",
    "上一篇：没有了",
    "學(xué)習(xí)貫徹",
    "《云岭市水务局案件",
    "　　",
    "\u00a0𠮷河镇",
    "3",
    "|表格|数据|",
)
_LINES = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=30)), max_size=30)


def read(text: str) -> Report | None:
    try:
        return read_pasted(text)
    except ReviewerError:
        return None


def check_layout(report: Report) -> None:
    lines = report.text.split("\n")
    assert [entry.span.of(report.text) for entry in report.paragraphs] == lines
    assert [entry.number for entry in report.paragraphs] == list(range(1, len(lines) + 1))
    assert all(line == line.strip() and line for line in lines)


def check_roles(report: Report) -> None:
    spans = [entry.span for entry in report.role_spans]
    assert spans[0].start == 0
    assert spans[-1].end == len(report.text)
    assert all(one.end == two.start for one, two in pairwise(spans))
    assert all(span.start < span.end for span in spans)
    roles = [entry.role for entry in report.role_spans]
    assert all(one is not two for one, two in pairwise(roles))
    for paragraph in report.paragraphs:
        assert paragraph.role is report.role_at(paragraph.span.start)


def check_sections(report: Report) -> None:
    starts = [section.span.start for section in report.sections]
    assert starts == sorted(starts)
    for index, section in enumerate(report.sections):
        assert section.heading_span.of(report.text) == section.heading
        assert section.span.contains(section.heading_span)
        if section.parent is not None:
            parent = report.sections[section.parent]
            assert section.parent < index
            assert parent.level < section.level
            assert parent.span.contains(section.span)
    for one in report.sections:
        for two in report.sections:
            if one.span.overlaps(two.span):
                assert one.span.contains(two.span) or two.span.contains(one.span)


def check_facts(report: Report) -> None:
    facts = report.facts
    for fact in (facts.title, facts.unit, facts.report_year, facts.signed, facts.addressee):
        if fact is not None and fact.span is not None:
            assert fact.span.end <= len(report.text)
    if facts.unit is not None and facts.unit.span is not None:
        assert facts.unit.span.of(report.text) == facts.unit.value
    if facts.title is not None and facts.title.span is not None:
        assert facts.title.value in facts.title.span.of(report.text)


def check_everything(report: Report) -> None:
    check_layout(report)
    check_roles(report)
    check_sections(report)
    check_facts(report)
    for paragraph in report.paragraphs:
        if paragraph.kind in {ParagraphKind.SIGNATURE, ParagraphKind.NOTE}:
            assert paragraph.section is None


@given(_LINES)
@settings(max_examples=300, deadline=None)
def test_any_lines_give_a_report_that_holds_together(lines: list[str]) -> None:
    report = read("\n".join(lines))

    if report is not None:
        check_everything(report)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    report = read(text)

    if report is not None:
        check_everything(report)


@given(_LINES)
@settings(max_examples=50, deadline=None)
def test_reading_the_same_text_again_gives_the_same_report(lines: list[str]) -> None:
    text = "\n".join(lines)

    assert read(text) == read(text)


@given(
    st.lists(
        st.builds(
            SourceBlock,
            text=st.one_of(st.sampled_from(_PIECES), st.text(max_size=30)),
            line=st.integers(min_value=1, max_value=99),
            heading_level=st.one_of(st.none(), st.integers(min_value=1, max_value=4)),
            is_title=st.booleans(),
            is_table=st.booleans(),
            is_furniture=st.booleans(),
            page=st.one_of(st.none(), st.integers(min_value=1, max_value=3)),
        ),
        max_size=20,
    )
)
@settings(max_examples=200, deadline=None)
def test_blocks_of_any_format_give_a_report_that_holds_together(blocks: list[SourceBlock]) -> None:
    source = SourceDocument("a.docx", "0" * 64, "docx", None, tuple(blocks))
    try:
        report = build_report(source)
    except ReviewerError:
        return

    check_everything(report)
