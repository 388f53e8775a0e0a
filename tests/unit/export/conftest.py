"""A made-up review with every kind of item, and ways to read its sheet back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reviewer.domain.checklist import (
    Basis,
    BasisConfidence,
    Category,
    Checklist,
    ChecklistItem,
    Grade,
    ScoreStep,
)
from reviewer.domain.finding import Evidence, Finding, Passage
from reviewer.domain.problem import Problem
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
from reviewer.domain.review import DismissedEvidence, ItemState, Review
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.export.score_sheet import write_score_sheet

EXPORTED_AT = datetime(2025, 3, 1, 8, 0, 5, tzinfo=UTC)
DECIDED_AT = datetime(2025, 2, 27, 12, 0, tzinfo=UTC)
LINES = (
    "青禾县水务局2024年法治政府建设年度报告",
    "一、主要举措和成效",
    "全年立案查处违法案件58件，办理行政许可𠮷318件。",
    "二、存在的不足",
    "执法人员培训次数偏少，部分案卷装订不规范。",
    "下一步，将开展执法人员培训。",
)
TEXT = "\n".join(LINES)


def place(words: str) -> Span:
    """Where the words stand in the made-up report."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def made_up_report() -> Report:
    """Six paragraphs under two headings."""
    starts = [TEXT.index(line) for line in LINES]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, LINES, strict=True)]
    measures, lacking = Span(spans[1].start, spans[2].end), Span(spans[3].start, spans[5].end)
    roles = (
        RoleSpan(spans[0], SectionRole.PREAMBLE),
        RoleSpan(measures, SectionRole.MEASURES),
        RoleSpan(lacking, SectionRole.SHORTCOMINGS),
    )
    sections = tuple(
        Section(1, LINES[line][:2], LINES[line], spans[line], span, role, None)
        for line, span, role in (
            (1, measures, SectionRole.MEASURES),
            (3, lacking, SectionRole.SHORTCOMINGS),
        )
    )
    return Report(
        path="来稿/水务局.txt",
        sha256="ab" * 32,
        format="txt",
        encoding="utf-8",
        text=TEXT,
        paragraphs=tuple(
            Paragraph(number, span, ParagraphKind.BODY, SectionRole.MEASURES, None)
            for number, span in enumerate(spans, start=1)
        ),
        sections=sections,
        role_spans=roles,
        facts=ReportFacts(
            title=Fact(LINES[0], "标题"),
            unit=Fact("青禾县水务局", "标题"),
            report_year=Fact(2024, "标题"),
            web_published=Fact(date(2025, 1, 20), "网页发布日期"),
            kind=ReportKind.ANNUAL_REPORT,
        ),
        quality=Quality(characters=108, hanzi=91),
        warnings=("第 3 段有一个生僻字",),
    )


def item(item_id: str, weight: str, **more: Any) -> ChecklistItem:
    """An item whose category is the first part of its id."""
    category, _, name = item_id.partition(".")
    values: dict[str, Any] = {
        "name": f"项目{name}",
        "requirement": f"写明{name}",
        "bases": (Basis("《水务条例》第三条", BasisConfidence.HIGH),),
        "suggestion": f"补写{name}",
        **more,
    }
    return ChecklistItem(item_id, category, weight=Decimal(weight), **values)


def made_up_checklist() -> Checklist:
    """Nine items in three categories: a step, a reminder, a weight that must be rounded."""
    return Checklist(
        id="made-up",
        version="7.1",
        name="自编评审表",
        sha256="cd" * 32,
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
        categories=(
            Category("content", "法定内容"),
            Category("form", "形式要求"),
            Category("topic", "主题内容"),
        ),
        items=(
            item("content.案件", "8"),
            item("content.许可", "6"),
            item("content.落款", "4", manual_hint="请核对原件的落款"),
            item("form.标题", "2", score_steps=(ScoreStep("with_year", (), Decimal("1.3")),)),
            item("form.结构", "3"),
            item("form.标点", "0.25"),
            item("topic.培训", "2"),
            item("topic.案卷", "1", bases=(Basis("案卷评查办法", BasisConfidence.BG),)),
            item("topic.其他", "0", suggestion=""),
        ),
    )


def evidence(words: str, rule: str, paragraph: int, section: str | None) -> Evidence:
    """Machine evidence that covers the words."""
    span = place(words)
    role = SectionRole.MEASURES if paragraph == 3 else SectionRole.SHORTCOMINGS
    return Evidence(span, words, section, paragraph, role, rule)


def made_up_findings() -> dict[str, Finding]:
    """One finding per item, of every verdict."""
    cases = evidence("立案查处违法案件58件", "cases.counted", 3, LINES[1])
    permits = evidence("办理行政许可𠮷318件", "permits.counted", 3, LINES[1])
    training = evidence("将开展执法人员培训", "training.planned", 6, LINES[3])
    near = place("部分案卷装订不规范")
    findings = (
        Finding("content.案件", Verdict.MET, 3, ("有数量", "判为已体现"), (cases, permits)),
        Finding("content.许可", Verdict.PARTIAL, 3, ("只有数量",), (permits,)),
        Finding("content.落款", Verdict.MANUAL, 0, ("材料外的信息",)),
        Finding("form.标题", Verdict.MET, 2, ("有年度",), score_condition="with_year"),
        Finding("form.结构", Verdict.MET, 2, ("层次清楚",)),
        Finding("form.标点", Verdict.PARTIAL, 1, ("有两处",)),
        Finding("topic.培训", Verdict.PLAN_ONLY, 1, ("只见于计划",), (training,)),
        Finding(
            "topic.案卷",
            Verdict.ABSENT,
            0,
            ("没有找到",),
            searched=("案卷评查", "优秀案卷"),
            nearest=(Passage(near, near.of(TEXT)),),
        ),
        Finding("topic.其他", Verdict.MET, 1, ()),
    )
    return {finding.item_id: finding for finding in findings}


PROBLEMS = (
    Problem("numbering", place("二、"), "二、", "序号不连续"),
    Problem("unheard_of", None, "", "=全文没有附件"),
)
STATES: Mapping[str, ItemState] = {
    "content.案件": ItemState(
        Verdict.MET,
        note="已核对台账",
        attached=(place("部分案卷装订不规范"),),
        dismissed=(DismissedEvidence(place("办理行政许可𠮷318件"), "不是案件"),),
        reviewer="王审",
        changed_at=DECIDED_AT,
    ),
    "content.许可": ItemState(Verdict.ABSENT, reviewer="李核", changed_at=DECIDED_AT),
    "form.标题": ItemState(Verdict.MET, reviewer="王审", changed_at=DECIDED_AT),
    "form.结构": ItemState(Verdict.MET, Decimal("2.25"), reviewer="王审", changed_at=DECIDED_AT),
    "form.标点": ItemState(Verdict.PARTIAL, reviewer="王审", changed_at=DECIDED_AT),
    "topic.培训": ItemState(
        Verdict.NOT_APPLICABLE,
        note="另有说明",
        reason="本单位无执法人员",
        reviewer="王审",
        changed_at=DECIDED_AT,
    ),
    "topic.其他": ItemState(Verdict.MET, reviewer="王审", changed_at=DECIDED_AT),
}


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A workbook read back twice: with formulas and with results."""

    formulas: openpyxl.Workbook
    results: openpyxl.Workbook

    def rows(self) -> dict[str, int]:
        """The 1-based row of every item on the main sheet, by id."""
        sheet = self.formulas["_id"]
        first, count = self.identity("first_item_row"), self.identity("items")
        return {
            sheet.cell(row, 1).value: int(sheet.cell(row, 4).value[1:])
            for row in range(first, first + count)
        }

    def identity(self, key: str) -> Any:
        """A value of the hidden sheet."""
        for name, value in self.formulas["_id"].iter_rows(max_row=19, max_col=2, values_only=True):
            if name == key:
                return value
        raise KeyError(key)

    def named(self, name: str) -> Any:
        """The result in the cell of a defined name."""
        sheet, cell = next(self.formulas.defined_names[name].destinations)
        return self.results[sheet][cell.replace("$", "")].value


@pytest.fixture
def exported_at() -> datetime:
    return EXPORTED_AT


@pytest.fixture
def make_sheet_item() -> Callable[..., ChecklistItem]:
    return item


@pytest.fixture
def open_review() -> Review:
    """Nobody has decided anything yet."""
    return Review(made_up_report(), made_up_checklist(), made_up_findings(), PROBLEMS)


@pytest.fixture
def begun_review(open_review: Review) -> Review:
    """Two of nine items are open; two verdicts differ from the machine's, one without a reason."""
    open_review.states = dict(STATES)
    return open_review


@pytest.fixture
def done_review(begun_review: Review) -> Review:
    """All items are decided."""
    for item_id, verdict in (
        ("content.落款", Verdict.PARTIAL),
        ("topic.案卷", Verdict.PLAN_ONLY),
    ):
        state = ItemState(verdict, reviewer="王审", changed_at=DECIDED_AT)
        begun_review.states[item_id] = state
    return begun_review


def read_sheet(path: Path) -> ReadSheet:
    return ReadSheet(openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True))


@pytest.fixture
def read_workbook() -> Callable[[Path], ReadSheet]:
    return read_sheet


@pytest.fixture
def export(tmp_path: Path) -> Callable[[Review], ReadSheet]:
    """Writes a review's sheet and reads it back."""

    def write(review: Review) -> ReadSheet:
        target = tmp_path / "水务局_评分表.xlsx"
        write_score_sheet(review, target, exported_at=EXPORTED_AT)
        return read_sheet(target)

    return write


RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@pytest.fixture(scope="session")
def recalculate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Path]], list[Path]]:
    """Opens workbooks in LibreOffice, computes every cell anew and saves them elsewhere."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE_ALWAYS, "utf-8")

    def convert(sources: list[Path]) -> list[Path]:
        folder = tmp_path_factory.mktemp("recalculated")
        options = (f"-env:UserInstallation={profile.as_uri()}", "--headless")
        target = ("--convert-to", "xlsx", "--outdir", str(folder))
        command = [program, *options, *target, *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)  # noqa: S603  ours
        return [folder / source.name for source in sources]

    return convert
