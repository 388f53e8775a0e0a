"""Reports by role and checklists of a few rules, made up for one test each."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reviewer.detection.detector import Detector
from reviewer.domain.checklist import (
    Alternative,
    Category,
    Checklist,
    ChecklistItem,
    Condition,
    JudgeKind,
    Rule,
)
from reviewer.domain.finding import Finding
from reviewer.domain.report import (
    Confidence,
    Fact,
    Paragraph,
    ParagraphKind,
    Report,
    ReportFacts,
    RoleSpan,
    Section,
    SectionRole,
)
from reviewer.domain.span import Span

HEADINGS = {
    SectionRole.PREAMBLE: "",
    SectionRole.MEASURES: "一、主要举措和成效",
    SectionRole.SHORTCOMINGS: "二、存在的不足和原因",
    SectionRole.FIRST_RESPONSIBLE: "三、主要负责人履职情况",
    SectionRole.NEXT_YEAR: "四、下一年度安排",
    SectionRole.CLOSING: "",
}


class _Builder:
    """Adds lines to a report; sections are closed by the next heading."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.paragraphs: list[Paragraph] = []
        self.headings: list[tuple[Span, SectionRole]] = []
        self.roles: list[RoleSpan] = []
        self.position = 0

    def add(self, line: str, role: SectionRole, kind: ParagraphKind) -> None:
        span = Span(self.position, self.position + len(line))
        if kind is ParagraphKind.HEADING:
            self.headings.append((span, role))
        section = len(self.headings) - 1 if self.headings else None
        self.paragraphs.append(Paragraph(len(self.lines) + 1, span, kind, role, section))
        self.roles.append(RoleSpan(Span(span.start, span.end + 1), role))
        self.lines.append(line)
        self.position = span.end + 1

    def sections(self) -> tuple[Section, ...]:
        starts = [span.start for span, _ in self.headings]
        ends = [*starts[1:], max(self.position - 1, 0)][: len(starts)]
        text = "\n".join(self.lines)
        return tuple(
            Section(1, "一、", span.of(text), span, Span(span.start, end), role, None)
            for (span, role), end in zip(self.headings, ends, strict=True)
        )


def report_by_role(
    *parts: tuple[SectionRole, str],
    title: str = "青禾县水务局2024年法治政府建设年度报告",
    unit: str | None = "青禾县水务局",
    year: int | None = 2024,
) -> Report:
    builder = _Builder()
    builder.add(title, SectionRole.PREAMBLE, ParagraphKind.TITLE)
    for role, text in parts:
        if HEADINGS[role]:
            builder.add(HEADINGS[role], role, ParagraphKind.HEADING)
        for line in text.split("\n"):
            builder.add(line, role, ParagraphKind.BODY)
    text = "\n".join(builder.lines)
    return Report(
        path="青禾.txt",
        sha256="0" * 64,
        format="txt",
        encoding="utf-8",
        text=text,
        paragraphs=tuple(builder.paragraphs),
        sections=builder.sections(),
        role_spans=tuple(builder.roles),
        facts=ReportFacts(
            title=Fact(title, "标题", Confidence.HIGH, Span(0, len(title))),
            unit=Fact(unit, "标题") if unit else None,
            report_year=Fact(year, "标题") if year else None,
        ),
    )


def item_of(
    *rules: Rule,
    met: tuple[Alternative, ...] = (),
    partial: tuple[Alternative, ...] = (),
    judge: JudgeKind = JudgeKind.TOPIC,
    parameters: dict[str, int] | None = None,
    item_id: str = "topic.made_up",
) -> ChecklistItem:
    """An item; without alternatives each aspect as a fact is enough."""
    aspects = dict.fromkeys(rule.aspect for rule in rules)
    return ChecklistItem(
        item_id,
        "topic",
        "自编项目",
        "自编要点",
        (),
        Decimal(2),
        judge=judge,
        parameters=parameters or {},
        rules=rules,
        met=met or tuple((Condition((aspect,)),) for aspect in aspects),
        partial=partial,
    )


def checklist_of_items(*items: ChecklistItem) -> Checklist:
    groups = {"印发": ("印发", "制定", "出台")}
    return Checklist(
        "made-up", "1", "自编", "0" * 64, {}, (), (Category("topic", "主题"),), items, groups
    )


def find(item: ChecklistItem, *parts: tuple[SectionRole, str], **facts: object) -> Finding:
    report = report_by_role(*parts, **facts)  # type: ignore[arg-type]
    return Detector(checklist_of_items(item)).detect(report, (), nearest=False)[item.id]


@pytest.fixture
def make_role_report() -> Callable[..., Report]:
    """Makes a report of (role, text) parts, each under a heading where its role has one."""
    return report_by_role


@pytest.fixture
def make_item() -> Callable[..., ChecklistItem]:
    return item_of


@pytest.fixture
def make_item_checklist() -> Callable[..., Checklist]:
    return checklist_of_items


@pytest.fixture
def judge() -> Callable[..., Finding]:
    """The finding on one item for a report of (role, text) parts."""
    return find
