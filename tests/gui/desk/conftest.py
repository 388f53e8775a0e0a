"""Hand-made values for tests of the window: a report, a checklist, findings, a review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from reviewer.domain.checklist import (
    Basis,
    BasisConfidence,
    Category,
    Checklist,
    ChecklistItem,
    Grade,
)
from reviewer.domain.finding import Evidence, Finding, Passage
from reviewer.domain.report import (
    Fact,
    Paragraph,
    ParagraphKind,
    Report,
    ReportFacts,
    ReportKind,
    RoleSpan,
    Section,
    SectionRole,
)
from reviewer.domain.review import Review
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.gui.main_window import MainWindow
from reviewer.workflow import Desk, OpenReview

_LINES = (
    "青岚县应急管理局2021年法治政府建设工作情况报告",
    "现将有关情况报告如下。",
    "一、严格规范执法",
    "建立检查对象名录库，入库企业132家，全年组织随机抽查2次。抽查结果均按规定公示𠮷。",
    "立案处罚17起，罚款58.6万元。严格落实行政执法“三项制度”。",
    "二、下一步工作打算",
    "2022年，我局将落实“谁执法谁普法”责任制。",
)


@pytest.fixture
def report() -> Report:
    """A short report with two sections."""
    text = "\n".join(_LINES)
    starts = [0]
    for line in _LINES:
        starts.append(starts[-1] + len(line) + 1)
    spans = [Span(start, end - 1) for start, end in pairwise(starts)]
    roles = [SectionRole.PREAMBLE] * 2 + [SectionRole.MEASURES] * 3 + [SectionRole.NEXT_YEAR] * 2
    kinds = {0: ParagraphKind.TITLE, 2: ParagraphKind.HEADING, 5: ParagraphKind.HEADING}
    return Report(
        path="报告.txt",
        sha256="0" * 64,
        format="txt",
        encoding="utf-8",
        text=text,
        paragraphs=tuple(
            Paragraph(
                number + 1,
                span,
                kinds.get(number, ParagraphKind.BODY),
                roles[number],
                None if number < 2 else 0 if number < 5 else 1,
            )
            for number, span in enumerate(spans)
        ),
        sections=(
            _section("一、", _LINES[2], spans[2], spans[4], SectionRole.MEASURES),
            _section("二、", _LINES[5], spans[5], spans[6], SectionRole.NEXT_YEAR),
        ),
        role_spans=(
            RoleSpan(Span(0, spans[2].start), SectionRole.PREAMBLE),
            RoleSpan(Span(spans[2].start, spans[5].start), SectionRole.MEASURES),
            RoleSpan(Span(spans[5].start, len(text)), SectionRole.NEXT_YEAR),
        ),
        facts=ReportFacts(
            title=Fact(_LINES[0], "标题"),
            unit=Fact("青岚县应急管理局", "标题"),
            report_year=Fact(2021, "标题"),
            kind=ReportKind.ANNUAL_REPORT,
        ),
    )


def _section(label: str, heading: str, first: Span, last: Span, role: SectionRole) -> Section:
    return Section(1, label, heading, first, Span(first.start, last.end), role, None)


@pytest.fixture
def checklist() -> Checklist:
    """Two categories, six items, one of them without points."""
    return Checklist(
        id="test",
        version="1.0",
        name="试用评审表",
        sha256="1" * 64,
        ratios={
            Verdict.MET: Decimal(1),
            Verdict.PARTIAL: Decimal("0.5"),
            Verdict.PLAN_ONLY: Decimal("0.2"),
            Verdict.ABSENT: Decimal(0),
        },
        grades=(
            Grade("优秀", Decimal(90)),
            Grade("合格", Decimal(60)),
            Grade("不合格", Decimal(0)),
        ),
        categories=(Category("content", "法定内容"), Category("topic", "主题内容")),
        items=(
            _item("content.shortcomings", "content", "存在的不足", 6, statutory=True),
            _item("content.other", "content", "其他需要报告的情况", 0),
            _item("form.deadline", "content", "按时报送与公开", 3),
            _item("topic.double_random", "topic", "双随机、一公开", 2),
            _item("topic.three_systems", "topic", "行政执法“三项制度”", 4),
            _item("topic.publicity", "topic", "普法责任制", 2),
        ),
        stock_reasons=("原文已写明", "证据不是本单位的工作", "证据只是口号"),
    )


def _item(
    item_id: str, category: str, name: str, weight: int, *, statutory: bool = False
) -> ChecklistItem:
    return ChecklistItem(
        id=item_id,
        category=category,
        name=name,
        requirement=f"写明{name}的做法、数量和结果。",
        bases=(
            Basis("法治政府建设与责任落实督察工作规定第四章", BasisConfidence.HIGH),
            Basis("国家标准", BasisConfidence.BG),
        ),
        weight=Decimal(weight),
        statutory=statutory,
    )


@pytest.fixture
def review(report: Report, checklist: Checklist) -> Review:
    """A review with one finding of every verdict and nothing decided."""
    return Review(report, checklist, {finding.item_id: finding for finding in _findings(report)})


def _findings(report: Report) -> list[Finding]:
    first = _evidence(report, "建立检查对象名录库，入库企业132家，全年组织随机抽查2次")
    second = _evidence(report, "抽查结果均按规定公示𠮷")
    slogan = _evidence(report, "严格落实行政执法“三项制度”")
    plan = _evidence(report, "落实“谁执法谁普法”责任制")
    near = _evidence(report, "立案处罚17起，罚款58.6万元")
    return [
        Finding(
            "content.shortcomings",
            Verdict.ABSENT,
            0,
            ("没有单列“存在的不足”部分",),
            searched=("存在的不足", "薄弱环节"),
            nearest=(Passage(near.span, near.text),),
        ),
        Finding("content.other", Verdict.NOT_APPLICABLE, 0, ("没有其他需要报告的情况",)),
        Finding("form.deadline", Verdict.MANUAL, 0, ("报送日期不在材料里",)),
        Finding(
            "topic.double_random", Verdict.MET, 3, ("名录库、抽查、公示均有事实",), (first, second)
        ),
        Finding("topic.three_systems", Verdict.PARTIAL, 1, ("只有提法，没有做法",), (slogan,)),
        Finding("topic.publicity", Verdict.PLAN_ONLY, 1, ("只见于下一步打算",), (plan,)),
    ]


def _evidence(report: Report, words: str) -> Evidence:
    start = report.text.index(words)
    span = Span(start, start + len(words))
    section = report.section_at(start)
    return Evidence(
        span,
        words,
        section.heading if section else None,
        report.paragraph_at(start).number,
        report.role_at(start),
        "rule",
    )


@pytest.fixture
def open_review(review: Review, tmp_path: Path) -> Iterator[OpenReview]:
    """The review, kept in a workspace of its own."""
    with Desk(f"sqlite:///{tmp_path / 'session.sqlite'}", "王审") as desk:
        yield desk.adopt(review)


@pytest.fixture
def window(make_window: Callable[[], MainWindow], open_review: OpenReview) -> MainWindow:
    """The main window with the review on the desk and the focus in the list."""
    window = make_window()
    window.session.open(open_review)
    return window
