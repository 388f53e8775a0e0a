"""Made-up values that the tests of workspace, workflow and domain share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import pytest

from reviewer.domain.checklist import Category, Checklist, ChecklistItem, Grade, ScoreStep
from reviewer.domain.finding import Evidence, Finding
from reviewer.domain.problem import Problem
from reviewer.domain.report import (
    Confidence,
    Fact,
    Paragraph,
    ParagraphKind,
    Report,
    ReportFacts,
    RoleSpan,
    SectionRole,
)
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.workflow import Desk, Examiner

TEXT = (
    "青禾县水务局2024年法治政府建设年度报告\n"
    "一年来，县水务局公开权责清单126项，办理行政许可𠮷318件。\n"
    "下一步，将开展执法人员培训，进一步提升依法行政水平。\n"
    "全年组织法治讲座十二场，" + "参加干部职工一千二百人次，" * 15 + "反响良好。"
)


def report_of(text: str, name: str = "水务局.txt") -> Report:
    """A report of plain body paragraphs."""
    paragraphs, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        span = Span(start, start + len(line))
        kind = ParagraphKind.TITLE if number == 1 else ParagraphKind.BODY
        paragraphs.append(Paragraph(number, span, kind, SectionRole.MEASURES, None))
        start = span.end + 1
    return Report(
        path=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        format="txt",
        encoding="utf-8",
        text=text,
        paragraphs=tuple(paragraphs),
        sections=(),
        role_spans=(RoleSpan(Span(0, len(text)), SectionRole.MEASURES),),
        facts=ReportFacts(title=Fact(text.partition("\n")[0], "标题", Confidence.HIGH)),
    )


def checklist_of(version: str = "1") -> Checklist:
    """A checklist of four items in two categories, one of them a reminder without points."""
    return Checklist(
        id="made-up",
        version=version,
        name="自编评审表",
        sha256=hashlib.sha256(version.encode()).hexdigest(),
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
        categories=(Category("topic", "举措"), Category("form", "格式")),
        items=(
            ChecklistItem(
                "topic.power_list",
                "topic",
                "权责清单",
                "公开权责清单",
                (),
                Decimal(2),
                score_steps=(ScoreStep("with_number", (), Decimal("1.5")),),
            ),
            ChecklistItem("topic.training", "topic", "执法培训", "开展执法培训", (), Decimal(1)),
            ChecklistItem("topic.look", "topic", "综合印象", "由评审人判断", (), Decimal(3)),
            ChecklistItem("form.title", "form", "标题规范", "标题写明年度", (), Decimal(0)),
        ),
    )


def evidence_at(text: str, words: str) -> Evidence:
    """Evidence that covers `words`."""
    span = Span(text.index(words), text.index(words) + len(words))
    return Evidence(span, words, None, 2, SectionRole.MEASURES, "power_list.published")


class MadeUpDetector:
    """Finds the power list by its words; the other verdicts are fixed."""

    def detect(
        self,
        report: Report,
        problems: tuple[Problem, ...],  # noqa: ARG002 -- as the real one
        *,
        nearest: bool = True,  # noqa: ARG002 -- as the real one
    ) -> dict[str, Finding]:
        words = "公开权责清单126项"
        is_there = words in report.text
        return {
            "topic.power_list": Finding(
                "topic.power_list",
                Verdict.MET if is_there else Verdict.ABSENT,
                3 if is_there else 0,
                (),
                (evidence_at(report.text, words),) if is_there else (),
            ),
            "topic.training": Finding("topic.training", Verdict.PLAN_ONLY, 1, ()),
            "topic.look": Finding("topic.look", Verdict.MANUAL, 0, ()),
            "form.title": Finding("form.title", Verdict.MET, 2, ()),
        }


def examiner_of(checklist: Checklist) -> Examiner:
    """An examiner that needs neither rules nor dictionaries."""
    problem = Problem("year", None, "", "没有写明年度")
    return Examiner(checklist, check=lambda report: (problem,), detector=MadeUpDetector())


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def report() -> Report:
    return report_of(TEXT)


@pytest.fixture
def make_report() -> Callable[..., Report]:
    return report_of


@pytest.fixture
def checklist() -> Checklist:
    return checklist_of()


@pytest.fixture
def make_checklist() -> Callable[..., Checklist]:
    return checklist_of


@pytest.fixture
def make_examiner() -> Callable[[Checklist], Examiner]:
    return examiner_of


@pytest.fixture
def workspace_file(tmp_path: Path) -> Path:
    return tmp_path / "工作区" / "workspace.sqlite"


@pytest.fixture
def make_desk(workspace_file: Path) -> Iterator[Callable[..., Desk]]:
    """Opens desks on one workspace file and closes them after the test."""
    with ExitStack() as stack:

        def make(reviewer: str = "王审", file: Path = workspace_file) -> Desk:
            desk = Desk(f"sqlite:///{file}", reviewer, make_examiner=examiner_of)
            return stack.enter_context(desk)

        yield make
